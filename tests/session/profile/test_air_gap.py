"""The air gap is one profile's choice: heeded by it at once, and lifted for others as it closes."""

import pytest

from exposure_app.domain.errors import AirGapped
from exposure_app.domain.work import CancelToken
from exposure_app.guard import is_closed_off
from tests.session.profiles import opened


def switch(session, *, on):
    session.settings.change(session.settings.current().changed("air_gap", "on" if on else "off"))


def ask(fetcher):
    fetcher.get(
        "https://a.test/", purpose="page", source="", max_bytes=1, check=lambda _: None,
        private_host=None, cancel=CancelToken(),
    )  # fmt: skip


def test_front_ends_are_given_no_way_to_lift_it_but_the_choice(tmp_path):
    with opened(tmp_path) as session:
        verbs = {name for name in dir(session.settings) if not name.startswith("_")}
        assert verbs == {"current", "change"}


def test_what_is_chosen_is_heeded_at_once_and_to_the_end(tmp_path):
    with (
        opened(tmp_path) as session,
        session._profile.fetcher(session._profile.recording()) as fetcher,
    ):
        switch(session, on=True)
        with pytest.raises(AirGapped):
            ask(fetcher)
        session.close()
        with pytest.raises(AirGapped):
            ask(fetcher)


def test_a_profile_that_closes_lets_others_out(tmp_path):
    with opened(tmp_path / "a") as one, opened(tmp_path / "b") as other:
        switch(one, on=True)
        switch(other, on=True)
        one.close()
        assert is_closed_off()
        other.close()
        assert not is_closed_off()
