"""What the window counts on about places, asked of the fake session and of the real one alike."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exposure_app.domain import errors
from exposure_app.domain.sources import Budget, Footing, Kind, Permission, Proof, SourceId
from exposure_app.domain.work import Cancelled, CancelToken
from tests.site import Site


class PlacesContract:
    """A subclass gives `session` and `let_it_show`, which makes a site show a source's token in
    its file."""

    @pytest.fixture
    def site(self):
        with Site({}) as made:
            yield made

    @pytest.fixture
    def own_site(self, session, site):
        return session.add_source(
            site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True
        )

    @staticmethod
    def prove(session, source):
        return session.prove_source(source.id, cancel=CancelToken())

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
        meaning = session.meaning_of(text)
        assert (meaning.kind, len(meaning.fits)) == (kind, fits)
        assert kind in meaning.fits
        assert meaning.host
        for one in meaning.fits:
            source = session.add_source(text, Footing.OWNED, kind=one)
            assert (source.locator, source.kind) == (meaning.locator, one)
            session.remove_source(source.id)

    def test_a_file_means_what_is_in_it(self, session, tmp_path):
        path = tmp_path / "export.bin"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("1.txt", "a")
        meaning = session.meaning_of(str(path))
        assert (meaning.locator, meaning.kind, meaning.fits) == (str(path), Kind.EXPORT, ())
        assert session.meaning_of(str(tmp_path)).kind is Kind.FOLDER

    def test_what_is_no_place_means_nothing(self, session):
        assert session.meaning_of("htp:/nowhere") is session.meaning_of("") is None

    def test_a_place_of_somebody_else_s_needs_the_name_of_who_gave_leave(self, session):
        with pytest.raises(errors.PermissionNotNamed):
            session.add_source("https://example.org/", Footing.OPTED_IN)
        assert session.sources() == []
        said = Permission("Ada", date(2026, 3, 1), "go ahead", date(2026, 3, 31))
        source = session.add_source("https://example.org/", Footing.OPTED_IN, permission=said)
        assert source.permission == said
        assert session.sources() == [source]
        noted = session.add_source("https://b.example/", Footing.OPTED_IN, note="Bo, by post")
        assert (noted.note, noted.permission.by) == ("Bo, by post", "Bo, by post")

    def test_leave_is_nobody_s_to_give_where_a_place_is_one_s_own(self, session):
        said = Permission("Ada", date(2026, 3, 1))
        own = session.add_source("https://example.org/", Footing.OWNED, permission=said)
        assert own.permission is None

    def test_what_is_said_to_go_with_a_place_goes_and_nothing_else(self, ready):
        self.audit(ready)
        (source,) = ready.sources()
        before = {one.id for one in ready.findings()}
        going = ready.what_goes(source.id)
        assert going.removed_at is None
        assert {one.id for one in ready.findings()} == before
        receipt = ready.remove_source(source.id)
        assert replace(receipt, removed_at=None) == going
        assert receipt.removed_at is not None
        assert {one.id for one in ready.findings()} == before - {one.id for one in going.findings}
        with pytest.raises(errors.NoSuchSource):
            ready.what_goes(source.id)

    def test_the_ways_to_prove_a_site_show_its_token(self, session, own_site):
        ways = session.ways_to_prove(own_site.id)
        # An address of numbers has no name in the DNS.
        assert [way.proof for way in ways] == [Proof.FILE, Proof.META]
        assert all(own_site.token in way.text for way in ways)
        named = session.add_source("https://example.org/", Footing.OWNED)
        assert session.ways_to_prove(named.id)[-1].where == "_exposure-app.example.org"

    def test_a_site_that_shows_nothing_is_not_proved(self, session, own_site):
        with pytest.raises(errors.NotProved):
            self.prove(session, own_site)
        with pytest.raises(errors.NotProved):
            session.lift_robots(own_site.id, lifts=True)
        assert session.sources() == [own_site]

    def test_a_site_that_shows_its_token_is_proved_until_it_no_longer_does(
        self, session, site, own_site
    ):
        self.let_it_show(session, site, own_site, shows=True)
        proved = self.prove(session, own_site)
        assert proved.proved_by is Proof.FILE
        assert proved.proved_at is not None
        assert session.lift_robots(own_site.id, lifts=True).lifts_robots
        assert [one.lifts_robots for one in session.sources()] == [True]
        assert not session.lift_robots(own_site.id, lifts=False).lifts_robots
        session.lift_robots(own_site.id, lifts=True)
        self.let_it_show(session, site, own_site, shows=False)
        with pytest.raises(errors.NotProved):
            self.prove(session, own_site)
        (kept,) = session.sources()
        assert (kept.proved_by, kept.proved_at, kept.lifts_robots) == (None, None, False)

    def test_what_is_no_site_cannot_be_proved(self, session, tmp_path):
        folder = session.add_source(str(tmp_path), Footing.OWNED)
        account = session.add_source("@ada@social.example.org", Footing.OWNED)
        for source in (folder, account):
            with pytest.raises(errors.CannotBeProved):
                self.prove(session, source)
            with pytest.raises(errors.CannotBeProved):
                session.ways_to_prove(source.id)

    def test_nobody_can_prove_a_place_that_was_never_added(self, session):
        nowhere = SourceId("nothing")
        with pytest.raises(errors.NoSuchSource):
            session.prove_source(nowhere, cancel=CancelToken())
        with pytest.raises(errors.NoSuchSource):
            session.lift_robots(nowhere, lifts=True)
        with pytest.raises(errors.NoSuchSource):
            session.ways_to_prove(nowhere)

    def test_asking_stops_when_it_is_asked_to(self, session, own_site):
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            session.prove_source(own_site.id, cancel=cancel)

    # --- again and again -----------------------------------------------------------------------

    def test_a_place_is_due_after_the_days_that_were_set(self, session, own_site):
        now = datetime.now(UTC) + timedelta(days=1)
        assert session.rounds.due(now) == []
        session.rounds.schedule(own_site.id, 7)
        assert session.rounds.schedules() == {own_site.id: 7}
        assert session.rounds.due(now) == [own_site.id]
        session.rounds.schedule(own_site.id, 0)
        assert session.rounds.schedules() == session.rounds.outcomes() == {}
        for days in (-1, 366):
            with pytest.raises(ValueError, match=str(days)):
                session.rounds.schedule(own_site.id, days)
        with pytest.raises(errors.NoSuchSource):
            session.rounds.schedule(SourceId("nothing"), 1)
