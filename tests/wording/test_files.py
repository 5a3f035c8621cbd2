"""Places are told as people know them: files and folders by their paths."""

import pytest

from exposure_app import wording
from exposure_app.domain import errors


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        (
            "file:///C:/Users/me/Pictures/%E7%A7%81%E3%81%AE.png",
            "C:\\Users\\me\\Pictures\\私の.png",
        ),
        ("file://server/share/a.jpg", "\\\\server\\share\\a.jpg"),
        ("file:///home/me/my%20pictures", "/home/me/my pictures"),
        ("file:///home/me/50%25%20%23.jpg", "/home/me/50% #.jpg"),
        ("file:///home/me/export.zip#photos/a%25.jpg", "/home/me/export.zip: photos/a%.jpg"),
        ("file:///home/me/Screenshot%209%E2%80%AFAM.png", "/home/me/Screenshot 9\u202fAM.png"),
    ],
)
def test_a_local_place_is_told_by_its_path(address, said):
    assert wording.place_words(address) == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///home/%1B%5B2J.jpg", "/home/%1B[2J.jpg"),
        ("file:///home/a%E2%80%AEgpj.exe", "/home/a%E2%80%AEgpj.exe"),
        ("file:///x.zip#a%0Ab", "/x.zip: a%0Ab"),
    ],
)
def test_what_moves_a_cursor_or_turns_a_line_round_stays_an_escape(address, said):
    assert wording.place_words(address) == said


def test_a_gap_names_the_path():
    [said] = {wording.explain(errors.OnlineOnly("file:///C:/Users/me/a%20b.jpg")).what}
    assert said.startswith("C:\\Users\\me\\a b.jpg is only online.")
