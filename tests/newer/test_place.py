"""The place to look is set at build time: an https address and a key, or neither."""

import pytest

from exposure_app.newer.place import place_of_build, read_place
from tests.newer.notices import KEY

GOOD = "https://releases.example.org/exposure/newest.txt"


def test_what_this_build_names_is_a_place_or_none():
    place = place_of_build()
    assert place is None or place.address.startswith("https://")


def test_a_place_is_an_address_and_a_key():
    place = read_place(f'address = "{GOOD}"\npublic_key = "{KEY.written()}"')
    assert (place.address, place.key) == (GOOD, KEY)
    assert read_place("") is None


@pytest.mark.parametrize(
    ("address", "key"),
    [
        (GOOD, ""),
        ("", KEY.written()),
        (GOOD, "no key"),
        (GOOD.replace("https", "http"), KEY.written()),
        (GOOD + "?version=0.3.0", KEY.written()),
        ("https://releases.example.org/", KEY.written()),
        ("https://user@releases.example.org/newest.txt", KEY.written()),
    ],
)
def test_half_a_place_or_an_address_that_tells_more_is_refused(address, key):
    with pytest.raises(ValueError, match=r"address|key|base64|padding|characters"):
        read_place(f'address = "{address}"\npublic_key = "{key}"')
