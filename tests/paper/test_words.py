from datetime import UTC, datetime

from exposure_app import i18n
from exposure_app.domain.languages import named
from exposure_app.paper.words import plain
from exposure_app.report.document.words import AddressWords, DatedWords, OwnWords, StrongWords

URL = "https://club.example/"


def test_pieces_become_one_text_in_their_order():
    then = DatedWords("March", datetime(2026, 3, 1, tzinfo=UTC))
    assert plain(("Seen ", then, ": ", AddressWords(URL))).text == f"Seen March: {URL}"


def test_strong_parts_are_counted_as_qt_counts():
    said = plain(("\N{FACE SCREAMING IN FEAR} ", StrongWords("so"), " it is"))
    assert said.strong == ((3, 2),)


def test_where_the_language_runs_the_other_way_an_address_stays_in_one_piece(monkeypatch):
    monkeypatch.setattr(i18n, "_spoken", named("ar"))
    assert plain((AddressWords(URL),)).text == f"\u2068{URL}\u2069"
    assert plain((OwnWords("Ada"), " x")).text == "\u2068Ada\u2069 x"


def test_what_hides_or_reorders_text_is_made_visible():
    assert plain((AddressWords("https://a.test/\u202ecod.exe"), "\x00")).text == (
        "https://a.test/\ufffdcod.exe\ufffd"
    )
