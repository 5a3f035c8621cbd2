"""What the window counts on about sources."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exposure_app.domain import errors
from exposure_app.domain.sources import Budget, Footing, Kind, Permission, Proof, SourceId
from exposure_app.domain.work import Cancelled, CancelToken
from tests.ui.contracts.part import PartContract


class SourcesContract(PartContract):
    """Of `session.sources`. A subclass gives `let_it_show`, which makes a site show a source's
    token in its file."""

    @pytest.fixture
    def own_site(self, session, site):
        return session.sources.add(
            site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True
        )

    @staticmethod
    def prove(session, source):
        return session.sources.prove(source.id, cancel=CancelToken())

    def test_a_place_is_recognised_and_is_added_once(self, session, album):
        source = session.sources.add(str(album), Footing.MY_EXPORT, note="mine")
        assert (source.kind, source.footing, source.note) == (
            Kind.FOLDER,
            Footing.MY_EXPORT,
            "mine",
        )
        assert session.sources.add("https://example.org/", Footing.OWNED).kind is Kind.WEB_SITE
        with pytest.raises(errors.SourceExists):
            session.sources.add(str(album), Footing.OWNED)
        with pytest.raises(errors.NotALocator):
            session.sources.add("htp:/nowhere", Footing.OWNED)
        session.sources.remove(source.id)
        assert [one.locator for one in session.sources.all()] == ["https://example.org/"]
        with pytest.raises(errors.NoSuchSource):
            session.sources.remove(source.id)

    @pytest.mark.parametrize(
        ("text", "kind", "fits"),
        [
            ("example.org", Kind.WEB_SITE, 4),
            ("https://social.example.org/@ada", Kind.WEB_SITE, 5),
            ("@ada@social.example.org", Kind.MASTODON, 1),
            ("@ada.example.org", Kind.BLUESKY, 1),
            ("https://bsky.app/profile/ada.example.org", Kind.BLUESKY, 5),
        ],
    )
    def test_an_address_means_a_place_that_can_be_added_as_each_kind_it_fits(
        self, session, text, kind, fits
    ):
        meaning = session.sources.meaning_of(text)
        assert (meaning.kind, len(meaning.fits)) == (kind, fits)
        assert kind in meaning.fits
        assert meaning.host
        for one in meaning.fits:
            source = session.sources.add(text, Footing.OWNED, kind=one)
            assert (source.locator, source.kind) == (meaning.locator, one)
            session.sources.remove(source.id)

    def test_a_file_means_what_is_in_it(self, session, tmp_path):
        path = tmp_path / "export.bin"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("1.txt", "a")
        meaning = session.sources.meaning_of(str(path))
        assert (meaning.locator, meaning.kind, meaning.fits) == (str(path), Kind.EXPORT, ())
        assert session.sources.meaning_of(str(tmp_path)).kind is Kind.FOLDER

    def test_what_is_no_place_means_nothing(self, session):
        assert session.sources.meaning_of("htp:/nowhere") is session.sources.meaning_of("") is None

    def test_a_place_of_somebody_else_s_needs_the_name_of_who_gave_leave(self, session):
        with pytest.raises(errors.PermissionNotNamed):
            session.sources.add("https://example.org/", Footing.OPTED_IN)
        assert session.sources.all() == []
        said = Permission("Ada", date(2026, 3, 1), "go ahead", date(2026, 3, 31))
        source = session.sources.add("https://example.org/", Footing.OPTED_IN, permission=said)
        assert source.permission == said
        assert session.sources.all() == [source]
        noted = session.sources.add("https://b.example/", Footing.OPTED_IN, note="Bo, by post")
        assert (noted.note, noted.permission.by) == ("Bo, by post", "Bo, by post")

    def test_leave_is_nobody_s_to_give_where_a_place_is_one_s_own(self, session):
        said = Permission("Ada", date(2026, 3, 1))
        own = session.sources.add("https://example.org/", Footing.OWNED, permission=said)
        assert own.permission is None

    def test_what_is_said_to_go_with_a_place_goes_and_nothing_else(self, ready):
        self.audit(ready)
        (source,) = ready.sources.all()
        before = {one.id for one in ready.findings.all()}
        going = ready.sources.what_goes(source.id)
        assert going.removed_at is None
        assert {one.id for one in ready.findings.all()} == before
        receipt = ready.sources.remove(source.id)
        assert replace(receipt, removed_at=None) == going
        assert receipt.removed_at is not None
        assert {one.id for one in ready.findings.all()} == before - {
            one.id for one in going.findings
        }
        with pytest.raises(errors.NoSuchSource):
            ready.sources.what_goes(source.id)

    def test_the_ways_to_prove_a_site_show_its_token(self, session, own_site):
        ways = session.sources.ways_to_prove(own_site.id)
        # An address of numbers has no name in the DNS.
        assert [way.proof for way in ways] == [Proof.FILE, Proof.META]
        assert all(own_site.token in way.text for way in ways)
        named = session.sources.add("https://example.org/", Footing.OWNED)
        assert session.sources.ways_to_prove(named.id)[-1].where == "_exposure-app.example.org"

    def test_a_site_that_shows_nothing_is_not_proved(self, session, own_site):
        with pytest.raises(errors.NotProved):
            self.prove(session, own_site)
        with pytest.raises(errors.NotProved):
            session.sources.lift_robots(own_site.id, lifts=True)
        assert session.sources.all() == [own_site]

    def test_a_site_that_shows_its_token_is_proved_until_it_no_longer_does(
        self, session, site, own_site
    ):
        self.let_it_show(session, site, own_site, shows=True)
        proved = self.prove(session, own_site)
        assert proved.proved_by is Proof.FILE
        assert proved.proved_at is not None
        assert session.sources.lift_robots(own_site.id, lifts=True).lifts_robots
        assert [one.lifts_robots for one in session.sources.all()] == [True]
        assert not session.sources.lift_robots(own_site.id, lifts=False).lifts_robots
        session.sources.lift_robots(own_site.id, lifts=True)
        self.let_it_show(session, site, own_site, shows=False)
        with pytest.raises(errors.NotProved):
            self.prove(session, own_site)
        (kept,) = session.sources.all()
        assert (kept.proved_by, kept.proved_at, kept.lifts_robots) == (None, None, False)

    def test_what_is_no_site_cannot_be_proved(self, session, tmp_path):
        folder = session.sources.add(str(tmp_path), Footing.OWNED)
        account = session.sources.add("@ada@social.example.org", Footing.OWNED)
        for source in (folder, account):
            with pytest.raises(errors.CannotBeProved):
                self.prove(session, source)
            with pytest.raises(errors.CannotBeProved):
                session.sources.ways_to_prove(source.id)

    def test_nobody_can_prove_a_place_that_was_never_added(self, session):
        nowhere = SourceId("nothing")
        with pytest.raises(errors.NoSuchSource):
            session.sources.prove(nowhere, cancel=CancelToken())
        with pytest.raises(errors.NoSuchSource):
            session.sources.lift_robots(nowhere, lifts=True)
        with pytest.raises(errors.NoSuchSource):
            session.sources.ways_to_prove(nowhere)

    def test_asking_stops_when_it_is_asked_to(self, session, own_site):
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            session.sources.prove(own_site.id, cancel=cancel)

    def test_a_place_is_due_after_the_days_that_were_set(self, session, own_site):
        now = datetime.now(UTC) + timedelta(days=1)
        assert session.sources.due(now) == []
        session.sources.schedule(own_site.id, 7)
        assert session.sources.schedules() == {own_site.id: 7}
        assert session.sources.due(now) == [own_site.id]
        session.sources.schedule(own_site.id, 0)
        assert session.sources.schedules() == session.sources.outcomes() == {}
        for days in (-1, 366):
            with pytest.raises(ValueError, match=str(days)):
                session.sources.schedule(own_site.id, days)
        with pytest.raises(errors.NoSuchSource):
            session.sources.schedule(SourceId("nothing"), 1)
