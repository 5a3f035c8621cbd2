"""Addresses and paths of files, and what the systems say of them."""

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from exposure_app.local_files import (
    extended,
    is_link,
    is_online_only,
    is_the_systems,
    long_form,
    path_of_uri,
    path_shown,
    plain,
    uri_of,
)

FILE, FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755


def facts(mode=FILE, **more):
    """What a system says, as `os.stat` has it there."""
    return SimpleNamespace(st_mode=mode, **more)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/me/my%20pictures", "/home/me/my pictures"),
        ("file:///C:/Users/me/Pictures/%E7%A7%81.png", "C:\\Users\\me\\Pictures\\私.png"),
        ("file:///c:/", "c:\\"),
        ("file:///C%3A/x", "C:\\x"),
        ("file://C:/x", "C:\\x"),
        ("file://server/share/a%20b.jpg", "\\\\server\\share\\a b.jpg"),
        ("file:////server/share", "\\\\server\\share"),
        ("file://localhost/home/me", "/home/me"),
        ("file:///home/me/c:/x", "/home/me/c:/x"),
        ("file:///home/caf%e9.jpg", None),
    ],
)
def test_an_address_is_shown_as_the_path_of_its_own_system(uri, path):
    shown = path_shown(uri)
    assert shown == path if path is not None else shown.startswith("/home/caf")


@pytest.mark.parametrize("name", ["a b.jpg", "ü #1%.jpg", "私の写真→.png", "a&b;c=d?.jpg"])
def test_a_path_comes_back_from_its_address(tmp_path, name):
    if sys.platform == "win32":
        name = name.replace("?", "")
    assert Path(path_of_uri(uri_of(tmp_path / name))) == tmp_path / name


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("C:\\Users\\me", "\\\\?\\C:\\Users\\me"),
        ("\\\\server\\share\\a", "\\\\?\\UNC\\server\\share\\a"),
    ],
)
def test_a_path_takes_its_long_form_and_gives_it_up_again(path, long):
    assert long_form(path) == long
    assert plain(long) == path
    assert plain(path) == path


@pytest.mark.skipif(os.name != "nt", reason="long forms are Windows'")
def test_a_long_form_is_taken_once_and_leaves_no_trace_in_an_address(tmp_path):
    long = extended(tmp_path / "album")
    long.mkdir()
    assert str(long).startswith("\\\\?\\")
    assert extended(long) == long
    assert uri_of(long / "a.jpg") == (tmp_path / "album" / "a.jpg").as_uri()
    name = "photo. "  # which nothing but the long form can name
    (long / name).write_bytes(b"x")
    assert [one.name for one in long.iterdir()] == [name]


@pytest.mark.skipif(os.name == "nt", reason="on Windows paths may take a long form")
def test_elsewhere_a_path_stays_as_it_is(tmp_path):
    assert extended(tmp_path) is tmp_path


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        (facts(), False),
        (facts(st_file_attributes=0x20, st_reparse_tag=0), False),
        (facts(st_file_attributes=0x501620, st_reparse_tag=0x9000401A), True),  # OneDrive's, seen
        (facts(st_file_attributes=0x420, st_reparse_tag=0x9000601A), False),  # kept on the device
        (facts(st_file_attributes=0x40000), True),
        (facts(st_file_attributes=0x1000), True),
        (facts(FOLDER, st_file_attributes=0x1010), False),
        (facts(FOLDER, st_file_attributes=0x400010), True),
        (facts(st_flags=0x40000000), True),
        (facts(FOLDER, st_flags=0x40000000), True),
        (facts(st_flags=0x20), False),
    ],
)
def test_what_a_cloud_keeps_elsewhere_is_told_by_the_system_s_own_marks(said, is_so):
    assert is_online_only(said) is is_so


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        (facts(FOLDER), False),
        (facts(stat.S_IFLNK | 0o777), True),
        (facts(FOLDER, st_reparse_tag=0xA0000003), True),  # a junction
        (facts(FOLDER, st_reparse_tag=0xA000001D), True),  # a link of Linux on Windows
        (facts(FOLDER, st_reparse_tag=0x9000701A), False),  # a folder of OneDrive
        (facts(FOLDER, st_reparse_tag=0), False),
    ],
)
def test_a_junction_is_a_link_and_a_cloud_s_folder_is_none(said, is_so):
    assert is_link(said) is is_so


def test_what_is_hidden_and_of_the_system_is_windows_own():
    assert is_the_systems(facts(FOLDER, st_file_attributes=0x2416))
    assert not is_the_systems(facts(FOLDER, st_file_attributes=0x12))
    assert not is_the_systems(facts(FOLDER))
