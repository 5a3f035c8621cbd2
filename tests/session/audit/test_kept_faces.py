"""Faces kept for instant re-search: who is found without asking anybody, and what is never kept."""

import pickle
from datetime import UTC, date, datetime, timedelta

import pytest

from exposure_app.domain import kept_faces
from exposure_app.domain.errors import NoSuchSource
from exposure_app.domain.findings import Band, Note, State, Verdict
from exposure_app.domain.sources import Budget, Footing, Permission, SourceId
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.session.audit import kept_faces_writer
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.session.profiles import audit
from tests.site import Site, html, jpeg

PAGES = {
    "/": html("<img src=/me.jpg><img src=/team.jpg><img src=/cup.jpg>", "<a href=/more>more</a>"),
    "/more": html("<img src=/me.jpg>"),
    "/me.jpg": jpeg(jpeg_bytes(portrait().resize((400, 400)))),
    "/team.jpg": jpeg(jpeg_bytes(crowd())),
    "/cup.jpg": jpeg(jpeg_bytes(coffee())),
}
TABLES = ("kept_pictures", "kept_faces", "kept_places", "kept_clock")


def unheard(_progress):
    pass


def rows(session):
    with session._profile.vault._database.reading() as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES
        ]


def search(session):
    return session.kept.search(report=unheard, cancel=CancelToken())


@pytest.fixture
def web():
    with Site(PAGES) as site:
        yield site


@pytest.fixture
def stranger(profile):
    """Somebody of the crowd is enrolled, so that there is someone to look for."""
    profile.enrol(profile.photo("ada.jpg", crowd()), subject="Ada", face=1, consent=Consent.ADULT)
    return profile


@pytest.fixture
def audited(stranger, web):
    """The site was audited with its faces kept; the person of the portrait is not enrolled."""
    add(stranger.session, web, 30)
    audit(stranger.session)
    return stranger


def add(session, web, days):
    return session.sources.add(
        web.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True, keep_faces_days=days
    )


def enrol_me(profile, **how):
    return profile.enrol(profile.photo("me.jpg", portrait()), **how)


def the_source(profile):
    return profile.session.sources.all()[0].id


def test_where_it_is_off_no_face_is_kept_and_nothing_is_answered(stranger, web):
    add(stranger.session, web, 0)
    audit(stranger.session)
    assert rows(stranger.session) == [0, 0, 0, 0]
    enrol_me(stranger)
    assert search(stranger.session) == kept_faces.KeptMatch()
    assert [one.subject for one in stranger.session.findings.all()] == ["Ada"]


def test_a_new_subject_is_found_without_a_request(audited, web):
    asked, ledger = len(web.asked), audited.session.requests.all()
    enrol_me(audited)
    answer = search(audited.session)
    assert (answer.faces, answer.sources) == (7, 1)
    [change] = answer.changes
    assert (change.before, change.after) == (None, Band.VERY_LIKELY)
    found = change.finding
    assert found == audited.session.findings.all(subject="me")[0]
    assert sorted(place.page_url for place in found.locations) == [web.url, web.url + "more"]
    assert {place.image_url for place in found.locations} == {web.url + "me.jpg"}
    assert (found.picture_size, found.state) == ((400, 400), State.NEW)
    assert len(web.asked) == asked
    assert audited.session.requests.all() == ledger


def test_the_next_audit_gives_the_finding_its_pictures_and_finds_the_same(audited):
    enrol_me(audited)
    [change] = search(audited.session).changes
    of = change.finding.id
    assert (
        audited.session.findings.crop_jpeg(of) == audited.session.findings.context_jpeg(of) == b""
    )
    audit(audited.session)
    [after] = audited.session.findings.all(subject="me")
    assert audited.session.findings.crop_jpeg(of).startswith(b"\xff\xd8")
    assert audited.session.findings.context_jpeg(of).startswith(b"\xff\xd8")
    assert (after.id, after.band, after.box) == (of, change.finding.band, change.finding.box)
    assert after.score == pytest.approx(change.finding.score, abs=1e-6)
    assert search(audited.session).changes == ()


def test_a_finding_is_dated_by_the_audit_that_met_its_face(audited):
    met_by = datetime.now(UTC)
    enrol_me(audited)
    [change] = search(audited.session).changes
    assert all(place.last_seen < met_by for place in change.finding.locations)


def test_a_new_photo_says_what_an_audit_would_say_of_what_was_found(audited):
    [before] = audited.session.findings.all()
    photo = crowd().resize((1000, 692))
    audited.enrol(audited.photo("ada too.jpg", photo), subject="Ada", face=1)
    search(audited.session)
    [now] = audited.session.findings.all()
    assert now.score != before.score
    assert audited.session.findings.crop_jpeg(now.id)
    audit(audited.session)
    [after] = audited.session.findings.all()
    assert now.score == pytest.approx(after.score, abs=1e-6)
    assert (now.band, now.notes, now.template) == (after.band, after.notes, after.template)


def change_photo(profile, subject, face):
    """Somebody of the crowd in place of the photo enrolled under this name."""
    [before] = profile.session.people.templates(subject)
    other = profile.photo(f"{subject} {face}.jpg", crowd().resize((1200, 831)))
    profile.enrol(other, subject=subject, face=face, era="other")
    profile.session.people.remove_template(before.id)


def test_a_finding_that_shows_another_face_of_its_picture_now_loses_its_pictures(audited):
    change_photo(audited, "Ada", 3)
    search(audited.session)
    [finding] = audited.session.findings.all(subject="Ada")
    assert audited.session.findings.crop_jpeg(finding.id) == b""
    audit(audited.session)
    assert audited.session.findings.crop_jpeg(finding.id)
    assert audited.session.findings.all(subject="Ada")[0].box == finding.box


def test_whoever_is_like_nobody_any_more_goes_unless_they_were_judged(audited):
    enrol_me(audited)
    [found] = search(audited.session).changes
    audited.session.findings.judge(found.finding.id, Verdict.ME)
    change_photo(audited, "me", 5)
    assert all(one.after for one in search(audited.session).changes)
    audited.session.findings.undo_verdict()
    [gone] = search(audited.session).changes
    assert (gone.finding.id, gone.after) == (found.finding.id, None)


def test_an_answer_outlives_a_search(audited):
    enrol_me(audited)
    [change] = search(audited.session).changes
    audited.session.findings.judge(change.finding.id, Verdict.NOT_ME)
    search(audited.session)
    [finding] = audited.session.findings.all(subject="me")
    assert (finding.state, finding.verdict) == (State.DISMISSED, Verdict.NOT_ME)


def test_a_child_is_matched_as_strictly_as_in_an_audit(audited):
    enrol_me(audited, subject="Kim", consent=Consent.GUARDIAN, guardian="Ada")
    [change] = search(audited.session).changes
    assert change.after is Band.LOOKS_LIKE_YOU
    assert Note.CHILD in change.finding.notes


def test_nobody_is_looked_for_whose_consent_has_ended(audited, monkeypatch):
    enrol_me(audited, until=datetime.now(UTC) + timedelta(seconds=1))
    later = datetime.now(UTC) + timedelta(hours=1)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    monkeypatch.setattr("exposure_app.session.identification.identifier.datetime", Later)
    assert search(audited.session).changes == ()


def test_turning_it_on_has_known_pictures_looked_at_once_more(stranger, web):
    source = add(stranger.session, web, 0)
    audit(stranger.session)
    audit(stranger.session)
    assert stranger.session.audits.last().coverage.images_unchanged == 3
    before = stranger.session.audits.last()
    stranger.session.kept.keep(source.id, 30)
    audit(stranger.session)
    last = stranger.session.audits.last()
    assert (last.coverage.images_decoded, last.coverage.images_unchanged) == (2, 1)
    assert last.bystanders == before.bystanders
    assert rows(stranger.session)[:2] == [2, 7]
    audit(stranger.session)
    assert stranger.session.audits.last().coverage.images_unchanged == 3
    assert rows(stranger.session)[:2] == [2, 7]


def test_a_picture_met_again_unchanged_begins_its_time_anew(audited):
    [before] = audited.session.kept.counts().values()
    audit(audited.session)
    [after] = audited.session.kept.counts().values()
    assert after.newest > before.newest
    assert after.last_until - after.newest == timedelta(days=30)


def test_an_audit_keeps_no_more_faces_than_the_cap_and_says_so(stranger, web, monkeypatch):
    monkeypatch.setattr(kept_faces_writer, "MAX_FACES", 3)
    monkeypatch.setattr(kept_faces, "MAX_FACES", 3)
    add(stranger.session, web, 30)
    audit(stranger.session)
    assert rows(stranger.session)[1] == 3
    assert search(stranger.session).is_partial
    audit(stranger.session)
    assert stranger.session.audits.last().coverage.images_unchanged == 3


@pytest.mark.parametrize(
    "how",
    [
        lambda session, source: session.kept.forget(source),
        lambda session, source: session.kept.keep(source, 0),
        lambda session, source: session.sources.remove(source),
    ],
)
def test_one_call_forgets_what_is_kept_of_a_place(audited, how):
    assert rows(audited.session)[1] == 7
    how(audited.session, the_source(audited))
    assert rows(audited.session)[:3] == [0, 0, 0]
    assert audited.session.kept.counts() == {}


def test_what_has_ended_answers_nothing(audited, monkeypatch):
    enrol_me(audited)
    later = datetime.now(UTC) + timedelta(days=30)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    monkeypatch.setattr("exposure_app.session.findings.kept_face_verbs.datetime", Later)
    assert search(audited.session).faces == 0
    assert rows(audited.session) == [0, 0, 0, 0]


def test_with_the_leave_to_look_there_goes_what_is_kept_of_it(stranger, web):
    stranger.session.sources.add(
        web.url, Footing.OPTED_IN, budget=Budget(delay_s=0), allow_private=True,
        keep_faces_days=30,
        permission=Permission("the club", date(2026, 1, 1), until=date(9999, 1, 1)),
    )  # fmt: skip
    audit(stranger.session)
    assert rows(stranger.session)[1] == 7
    stranger.session._profile.vault._database._own().connection.execute(
        "UPDATE sources SET permitted_until = '2026-01-02'"
    )
    assert search(stranger.session).faces == 0
    assert rows(stranger.session)[:3] == [0, 0, 0]


def test_a_search_that_is_stopped_changes_nothing(audited):
    enrol_me(audited)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        audited.session.kept.search(report=unheard, cancel=cancel)
    assert audited.session.findings.all(subject="me") == []


def test_a_place_that_is_not_there_keeps_and_forgets_nothing(profile):
    with pytest.raises(NoSuchSource):
        profile.session.kept.keep(SourceId("nowhere"), 30)
    with pytest.raises(NoSuchSource):
        profile.session.kept.forget(SourceId("nowhere"))


@pytest.mark.parametrize("days", [-1, 366])
def test_faces_are_kept_for_a_year_at_most(audited, days):
    with pytest.raises(ValueError, match="365"):
        audited.session.kept.keep(the_source(audited), days)


def test_kept_faces_do_not_leave_the_process(audited):
    model = audited.session.models.active().model
    [first, *_] = audited.session._profile.vault.kept_faces.vectors(model, datetime.now(UTC))
    with pytest.raises(TypeError):
        pickle.dumps(first)
