"""What became of each place, and which are due."""

from datetime import UTC, datetime, timedelta

import pytest

from exposure_app.domain.errors import NoSuchSource
from exposure_app.domain.sources import Footing, Permission, SourceId
from exposure_app.domain.work import Cancelled, CancelToken
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


@pytest.fixture
def places(session, tmp_path):
    """Two folders: one picture and one gap; two pictures."""
    made = []
    for name, files in (("a", 1), ("b", 2)):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(files):
            picture = portrait().resize((300 + 10 * len(made) + number, 300))
            (folder / f"{number}.jpg").write_bytes(jpeg_bytes(picture))
        made.append(session.sources.add(str(folder), Footing.MY_EXPORT))
    (tmp_path / "a" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    return made


def test_each_place_has_an_outcome_of_its_own_with_its_gaps(session, places):
    assert session.sources.outcomes() == {}
    audit(session)
    first, second = (session.sources.outcomes()[one.id] for one in places)
    assert (first.pictures, first.gaps) == (1, {"unreadable": 1})
    assert (second.pictures, second.gaps) == (2, {})
    assert first.is_complete
    assert second.is_complete
    audit(session)
    assert session.sources.outcomes()[places[0].id].pictures == 1


def test_progress_is_told_of_each_place_too(session, places):
    heard = {}
    list(
        session.audits.run(
            report=lambda one: heard.update({(one.stage, one.source): one.done}),
            cancel=CancelToken(),
        )
    )
    assert [heard["pictures", one.id] for one in places] == [1, 2]
    assert heard["pictures", ""] == 4


def test_an_audit_of_one_place_leaves_the_outcome_of_the_other(session, places):
    audit(session)
    before = session.sources.outcomes()[places[1].id]
    list(session.audits.run([places[0].id], report=lambda _one: None, cancel=CancelToken()))
    assert session.sources.outcomes()[places[1].id] == before


def test_a_stopped_audit_is_no_complete_outcome(session, places, tmp_path):
    for number in range(100):  # more than are looked at ahead of whoever stops it
        body = jpeg_bytes(portrait().resize((100 + number, 100)))
        (tmp_path / "b" / f"more-{number}.jpg").write_bytes(body)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        list(session.audits.run(report=lambda _one: cancel.cancel(), cancel=cancel))
    assert not session.sources.outcomes()[places[0].id].is_complete


def test_a_place_is_due_once_its_days_are_over(session, places):
    now = datetime.now(UTC)
    first, second = (one.id for one in places)
    assert session.sources.due(now) == []
    session.sources.schedule(first, 7)
    session.sources.schedule(second, 1)
    assert session.sources.due(now) == [first, second]
    audit(session)
    assert session.sources.due(datetime.now(UTC)) == []
    assert session.sources.due(now + timedelta(days=2)) == [second]
    assert session.sources.due(now + timedelta(days=8)) == [first, second]
    session.sources.schedule(second, 0)
    assert session.sources.schedules() == {first: 7}
    assert session.sources.due(now + timedelta(days=8)) == [first]


def test_a_place_whose_leave_has_ended_is_never_due(session):
    today = datetime.now().astimezone().date()
    ended = Permission("A. Friend", today - timedelta(days=9), until=today - timedelta(days=1))
    source = session.sources.add("https://a.test/", Footing.OPTED_IN, permission=ended)
    session.sources.schedule(source.id, 1)
    assert session.sources.due(datetime.now(UTC)) == []


def test_what_is_forgotten_with_a_place(session, places):
    audit(session)
    session.sources.schedule(places[0].id, 1)
    session.sources.remove(places[0].id)
    assert session.sources.schedules() == {}
    assert set(session.sources.outcomes()) == {places[1].id}


@pytest.mark.parametrize("days", [-1, 366])
def test_no_other_number_of_days_is_kept(session, places, days):
    with pytest.raises(ValueError, match=str(days)):
        session.sources.schedule(places[0].id, days)


def test_an_unknown_place_has_no_schedule(session):
    with pytest.raises(NoSuchSource):
        session.sources.schedule(SourceId("nothing"), 1)
