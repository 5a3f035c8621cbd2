"""Findings and verdicts: one per person and picture, and what the person said outlives both."""

import hashlib
from dataclasses import replace
from datetime import datetime

import pytest

from exposure_app.domain.context import NO_CONTEXT, NOT_SAID, Context, Coordinates, Taken
from exposure_app.domain.errors import NoSuchFinding, NoSuchSource, NoSuchSubject, NoSuchVerdict
from exposure_app.domain.faces import Box
from exposure_app.domain.findings import Band, FindingId, Location, State, Verdict
from tests.vault.filled import (
    BLOG,
    CLUB,
    ME,
    NOON,
    OTHER_PICTURE,
    PICTURE,
    SISTER,
    image,
    later,
    page,
    record,
    sighting,
    source,
    subject,
)

NOWHERE = FindingId("0" * 16)


@pytest.fixture
def audited(vault):
    """Two people and two places, and nothing found yet."""
    vault.subjects.add(subject())
    vault.subjects.add(subject(SISTER, "sister"))
    vault.sources.add(source())
    vault.sources.add(source(CLUB))
    return vault


def places_of(vault, finding):
    return vault.findings.get(finding).locations


def test_a_finding_is_named_after_person_and_picture(audited):
    found = record(audited)
    assert found == hashlib.sha256((ME + PICTURE).encode()).hexdigest()[:16]
    assert record(audited, sighting(SISTER)) != found
    assert record(audited, sha256=OTHER_PICTURE) != found


def test_a_finding_comes_back_as_it_was_recorded(audited):
    found = audited.findings.get(record(audited))
    assert found.subject == subject().name
    assert (found.band, found.score) == (Band.LOOKS_LIKE_YOU, 0.7)
    assert (found.state, found.verdict) == (State.NEW, None)
    assert found.image_sha256 == PICTURE
    assert found.picture_size == (640, 480)
    assert found.box == Box(1.5, 2.5, 41.25, 52.75)
    assert found.template == "t1"
    assert found.locations == (Location(page(), image(), NOON, NOON),)
    assert audited.findings.crop(found.id) == sighting().crop_jpeg
    assert audited.findings.context(found.id) == sighting().context_jpeg


def test_places_accumulate_and_remember_when_they_were_first_seen(audited):
    record(audited, at=NOON)
    record(audited, at=later(1), page_name="other")
    found = record(audited, at=later(2))
    assert places_of(audited, found) == (
        Location(page(), image(), NOON, later(2)),
        Location(page("other"), image(), later(1), later(1)),
    )


def test_a_place_met_through_two_sources_is_one_place(audited):
    record(audited, at=NOON)
    found = record(audited, where=CLUB, at=later(3))
    assert places_of(audited, found) == (Location(page(), image(), NOON, later(3)),)
    audited.sources.remove(BLOG)
    assert places_of(audited, found) == (Location(page(), image(), later(3), later(3)),)


def test_a_second_look_brings_a_finding_up_to_date(audited):
    record(audited)
    newer = sighting(score=0.9, band=Band.VERY_LIKELY, template_id="t9")
    found = audited.findings.get(record(audited, newer))
    assert (found.band, found.score, found.template) == (Band.VERY_LIKELY, 0.9, "t9")
    assert len(audited.findings.all()) == 1


def test_a_second_look_brings_the_pictures_up_to_date(audited):
    record(audited)
    found = record(audited, replace(sighting(), crop_jpeg=b"new crop", context_jpeg=b"new context"))
    assert audited.findings.crop(found) == b"new crop"
    assert audited.findings.context(found) == b"new context"


def test_an_unchanged_picture_adds_its_place_to_all_its_findings(audited):
    mine, hers = record(audited), record(audited, sighting(SISTER))
    seen = audited.findings.see_again(PICTURE, page("new"), image(), CLUB, later(4))
    assert set(seen) == {mine, hers}
    for found in (mine, hers):
        assert [place.page_url for place in places_of(audited, found)] == [page(), page("new")]


SAID = Context(
    page_title="Summer",
    alt="Ada",
    caption="Ada ☀ at sea",
    nearby="before … after",
    author="@ada",
    album="Sea",
    people=("Bo", "Çelik"),
    date=NOON,
    where=Coordinates(50.95, -1.85),
    where_name="Calais",
    other_sizes=("https://me.example/s.jpg", "https://me.example/m.jpg"),
)
CAMERA = Taken(datetime.fromisoformat("2020-01-02T03:04:05"), Coordinates(-33.5, 70.0))


def record_with(vault, context=NO_CONTEXT, taken=NOT_SAID, where=BLOG):
    return vault.findings.record(
        PICTURE, (640, 480), sighting(), page(), image(), where, NOON, context=context, taken=taken
    )


@pytest.mark.parametrize("context", [SAID, NO_CONTEXT, Context(alt="Ada")])
@pytest.mark.parametrize("taken", [CAMERA, NOT_SAID, Taken(NOON), Taken(where=CAMERA.where)])
def test_what_a_place_and_a_file_say_comes_back_as_it_was(audited, context, taken):
    found = audited.findings.get(record_with(audited, context, taken))
    assert found.locations[0].context == context
    assert found.taken == taken


def test_what_a_place_says_now_takes_the_place_of_what_it_said(audited):
    found = record_with(audited, SAID)
    audited.findings.see_again(PICTURE, page(), image(), BLOG, NOON, context=Context(alt="Bo"))
    assert audited.findings.get(found).locations[0].context == Context(alt="Bo")


def test_of_a_place_met_through_two_sources_what_is_said_stands(audited):
    record_with(audited, SAID, where=CLUB)
    found = record_with(audited)
    assert [one.context for one in audited.findings.get(found).locations] == [SAID]


def test_what_a_place_says_goes_with_its_source_and_its_person(audited):
    def kept():
        with audited._database.reading() as connection:
            [row] = connection.execute("SELECT count(*) FROM places WHERE context <> ''")
            return tuple(row)

    record_with(audited, SAID)
    record_with(audited, SAID, where=CLUB)
    assert kept() == (2,)
    audited.sources.remove(CLUB)
    assert kept() == (1,)
    audited.subjects.remove(ME)
    assert kept() == (0,)


def test_an_unchanged_picture_of_nobody_is_nothing(audited):
    assert audited.findings.see_again(PICTURE, page(), image(), BLOG, NOON) == []


def test_findings_come_strongest_first(audited):
    weak = record(audited, sighting(score=0.4, band=Band.POSSIBLY))
    best = record(audited, sighting(SISTER, score=0.8, band=Band.VERY_LIKELY))
    good = record(audited, sighting(score=0.6), sha256=OTHER_PICTURE)
    assert [one.id for one in audited.findings.all()] == [best, good, weak]


def test_findings_are_narrowed_by_person_band_and_state(audited):
    mine = record(audited, sighting(score=0.4, band=Band.POSSIBLY))
    hers = record(audited, sighting(SISTER, score=0.8, band=Band.VERY_LIKELY))
    audited.verdicts.judge(hers, Verdict.ME, NOON)
    every = audited.findings.all

    def ids(found):
        return [one.id for one in found]

    assert ids(every(subject="sister")) == [hers]
    assert ids(every(band=Band.POSSIBLY)) == [mine]
    assert ids(every(state=State.CONFIRMED)) == [hers]
    assert ids(every(state=State.NEW)) == [mine]
    assert ids(every(subject="sister", band=Band.POSSIBLY)) == []
    assert ids(every(subject="nobody")) == []


def test_what_is_not_there_is_said_so(audited):
    for ask in (audited.findings.get, audited.findings.crop, audited.findings.context):
        with pytest.raises(NoSuchFinding):
            ask(NOWHERE)
    with pytest.raises(NoSuchFinding):
        audited.verdicts.judge(NOWHERE, Verdict.ME, NOON)


def test_nothing_is_kept_of_a_person_or_place_removed_meanwhile(audited):
    audited.subjects.remove(SISTER)
    audited.sources.remove(CLUB)
    with pytest.raises(NoSuchSubject):
        record(audited, sighting(SISTER))
    with pytest.raises(NoSuchSource):
        record(audited, where=CLUB)
    assert audited.findings.all() == []


# --- a fresh look ------------------------------------------------------------------------------


def test_a_picture_that_matches_no_more_is_forgotten(audited):
    record(audited)
    kept = record(audited, sighting(SISTER))
    elsewhere = record(audited, sha256=OTHER_PICTURE)
    audited.findings.forget_unjudged(PICTURE, [SISTER])
    assert {one.id for one in audited.findings.all()} == {kept, elsewhere}


@pytest.mark.parametrize("verdict", Verdict)
def test_a_judged_finding_is_not_forgotten(audited, verdict):
    found = record(audited)
    audited.verdicts.judge(found, verdict, NOON)
    audited.findings.forget_unjudged(PICTURE, [])
    assert audited.findings.get(found).verdict is verdict


def test_a_finding_whose_verdict_was_taken_back_is_forgotten(audited):
    audited.verdicts.judge(record(audited), Verdict.ME, NOON)
    audited.verdicts.undo()
    audited.findings.forget_unjudged(PICTURE, [])
    assert audited.findings.all() == []


# --- verdicts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.ME, State.CONFIRMED),
        (Verdict.NOT_ME, State.DISMISSED),
        (Verdict.UNSURE, State.NEW),
    ],
)
def test_a_verdict_puts_a_finding_in_its_state(audited, verdict, state):
    found = record(audited)
    audited.verdicts.judge(found, verdict, NOON)
    assert audited.findings.get(found).verdict is verdict
    assert audited.findings.get(found).state is state


def test_undo_takes_verdicts_back_one_by_one_newest_first(audited):
    one, other = record(audited), record(audited, sha256=OTHER_PICTURE)
    audited.verdicts.judge(one, Verdict.ME, NOON)
    audited.verdicts.judge(other, Verdict.NOT_ME, NOON)
    audited.verdicts.judge(one, Verdict.UNSURE, NOON)
    assert audited.verdicts.undo() == one
    assert audited.findings.get(one).verdict is Verdict.ME
    assert audited.verdicts.undo() == other
    assert audited.findings.get(other).verdict is None
    assert audited.verdicts.undo() == one
    assert audited.findings.get(one).verdict is None
    assert audited.verdicts.undo() is None


def test_saying_the_same_twice_is_undone_at_once(audited):
    found = record(audited)
    audited.verdicts.judge(found, Verdict.ME, NOON)
    audited.verdicts.judge(found, Verdict.ME, later(1))
    assert audited.verdicts.undo() == found
    assert audited.findings.get(found).verdict is None


def test_undo_passes_over_findings_that_are_gone(audited):
    here, gone = record(audited), record(audited, sha256=OTHER_PICTURE, where=CLUB)
    audited.verdicts.judge(here, Verdict.ME, NOON)
    audited.verdicts.judge(gone, Verdict.ME, NOON)
    audited.sources.remove(CLUB)
    assert audited.verdicts.undo() == here
    record(audited, sha256=OTHER_PICTURE)
    assert audited.findings.get(gone).verdict is Verdict.ME


def test_the_history_passes_over_findings_that_are_gone_as_undo_does(audited):
    here, gone = record(audited), record(audited, sha256=OTHER_PICTURE, where=CLUB)
    audited.verdicts.judge(here, Verdict.ME, NOON)
    audited.verdicts.judge(gone, Verdict.ME, later(1))
    audited.verdicts.judge(here, Verdict.UNSURE, later(2))
    audited.sources.remove(CLUB)
    newest, oldest = audited.verdicts.history()
    assert newest[1:] == (here, Verdict.UNSURE, later(2))
    assert oldest[1:] == (here, Verdict.ME, NOON)
    with pytest.raises(NoSuchVerdict):
        audited.verdicts.undo_back_to(newest[0] - 1)
    assert len(audited.verdicts.history()) == 2
    assert audited.verdicts.undo_back_to(oldest[0]) == [here]
    assert audited.verdicts.history() == []
    record(audited, sha256=OTHER_PICTURE)
    assert audited.findings.get(gone).verdict is Verdict.ME


def test_a_verdict_is_about_one_person(audited):
    mine, hers = record(audited), record(audited, sighting(SISTER))
    audited.verdicts.judge(mine, Verdict.ME, NOON)
    assert audited.findings.get(hers).verdict is None


def test_a_verdict_survives_re_audit_source_removal_model_change_and_restart(open_vault):
    vault = open_vault()
    vault.subjects.add(subject())
    vault.sources.add(source())
    found = record(vault)
    vault.verdicts.judge(found, Verdict.NOT_ME, NOON)
    record(vault, sighting(score=0.95, band=Band.VERY_LIKELY))
    assert vault.findings.get(found).state is State.DISMISSED
    vault.sources.remove(BLOG)
    assert vault.findings.all() == []
    vault = open_vault()
    vault.sources.add(source(CLUB))
    again = record(vault, sighting(score=0.5, template_id="of another model"), where=CLUB)
    assert again == found
    assert vault.findings.get(found).verdict is Verdict.NOT_ME


def test_a_verdict_goes_with_its_person(audited):
    found = record(audited, sighting(SISTER))
    audited.verdicts.judge(found, Verdict.ME, NOON)
    audited.subjects.remove(SISTER)
    audited.subjects.add(subject(SISTER, "sister"))
    record(audited, sighting(SISTER))
    assert audited.findings.get(found).verdict is None
