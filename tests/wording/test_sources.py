"""What a place is and how it is proved, in words both front ends share."""

import pytest

from exposure_app.domain.sources import Budget, Kind, Proof, RecognisedSource, WayToProve
from exposure_app.wording import (
    about_how_long,
    budget_words,
    kind_words,
    meaning_words,
    proof_words,
    proved_words,
    scope_words,
    way_words,
)

ON_THE_WEB = [
    Kind.WEB_SITE, Kind.PAGE, Kind.SITEMAP, Kind.FEED, Kind.MASTODON, Kind.BLUESKY,
]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_recognised_in_its_own_words(kind):
    assert meaning_words(RecognisedSource("x", kind)) == f"Recognised: {kind_words(kind)}"


def test_a_picture_is_not_called_a_folder():
    words = meaning_words(RecognisedSource("/a.jpg", Kind.FOLDER, is_picture=True))
    assert words == "Recognised: picture on this computer"


@pytest.mark.parametrize("kind", ON_THE_WEB)
def test_whom_an_audit_asks_is_said_of_every_kind_on_the_web(kind):
    asked = "Bluesky" if kind is Kind.BLUESKY else "example.org"
    assert asked in scope_words(kind, "example.org")


def test_scopes_differ_in_words():
    assert len({scope_words(kind, "example.org") for kind in ON_THE_WEB}) == len(ON_THE_WEB)


@pytest.mark.parametrize(
    ("count", "words"),
    [(2_500_000_000, "2.5 GB"), (10_000_000, "10 MB"), (2_000, "2 kB"), (1, "1 byte")],
)
def test_data_is_said_in_a_fitting_unit(count, words):
    assert f"and {words} of data" in budget_words(Kind.WEB_SITE, Budget(max_bytes=count))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "about 1 second"),
        (90, "about 90 seconds"),
        (600, "about 10 minutes"),
        (5_500, "about 92 minutes"),
        (30_000, "about 8 hours"),
        (36_000_000, "about 10,000 hours"),
    ],
)
def test_how_long_is_rounded_to_what_one_plans_with(seconds, words):
    assert about_how_long(seconds) == words


def test_the_ways_to_prove_a_site_stand_on_lines_of_their_own():
    ways = [
        WayToProve(Proof.FILE, "https://a.example/.well-known/x.txt", "token-1"),
        WayToProve(Proof.DNS, "_x.a.example", "token-1"),
    ]
    assert proof_words(ways).splitlines() == [
        "Show this token in one of these ways:",
        "  as a line of the file https://a.example/.well-known/x.txt: token-1",
        "  as a TXT record of _x.a.example: token-1",
    ]


@pytest.mark.parametrize("proof", Proof)
def test_each_proof_has_its_words(proof):
    assert proved_words(proof, "3 Nov 2026").endswith(", 3 Nov 2026")
    assert way_words(WayToProve(proof, "where", "text")).endswith(".")
