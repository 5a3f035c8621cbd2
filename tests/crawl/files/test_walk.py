"""Junctions, what is only online, and Windows' own folders, by what the systems say of them.

Neither Linux nor Wine has any, so that what is asked of the system is answered here.
"""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from exposure_app.crawl.files import safe_open, walk
from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.folder import crawl_folder
from exposure_app.crawl.files.har import crawl_har
from exposure_app.crawl.files.warc import crawl_warc
from exposure_app.crawl.locator import meaning_of, recognise
from exposure_app.domain.errors import PlaceOnlineOnly
from exposure_app.domain.images import FetchedImage
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import CancelToken
from exposure_app.local_files import extended, plain
from tests.crawl.crawling import JPEG
from tests.crawl.sources import a_source

ONLINE = {"st_file_attributes": 0x501620, "st_reparse_tag": 0x9000401A}
JUNCTION = {"st_file_attributes": 0x410, "st_reparse_tag": 0xA0000003}
LEGACY = {"st_file_attributes": 0x2416, "st_reparse_tag": 0xA0000003}
CLOUD = {"st_file_attributes": 0x410, "st_reparse_tag": 0x9000701A}
DATALESS = {"st_flags": 0x40000040}


@pytest.fixture
def root(tmp_path):
    root = tmp_path.resolve() / "album"
    for name in ("a.jpg", "away.jpg", "folder/b.jpg", "folder/c.jpg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(JPEG)
    return root


@pytest.fixture
def said(monkeypatch):
    """What the system says of a name; and every file that was opened, by name."""
    answers, opened = {}, []
    really = walk.facts_of

    def facts_of(entry):
        mode = stat.S_IFDIR if entry.is_dir() else stat.S_IFREG
        more = answers.get(entry.name)
        return SimpleNamespace(st_mode=mode, **more) if more else really(entry)

    def noted(path, flags, *rest, **options):
        opened.append(Path(path).name)
        return os_open(path, flags, *rest, **options)

    os_open = os.open
    monkeypatch.setattr(walk, "facts_of", facts_of)
    monkeypatch.setattr(safe_open.os, "open", noted)
    return answers, opened


def looked_at(root):
    """The names of the pictures, and of the gaps with their words."""
    items = list(crawl_folder(a_source(root, Kind.FOLDER), cancel=CancelToken()))
    met = [item.url.rpartition("/")[2] for item in items if isinstance(item, FetchedImage)]
    gaps = {
        item.url.rpartition("/")[2]: (item.gap.why, item.gap.detail)
        for item in items
        if not isinstance(item, FetchedImage)
    }
    return met, gaps


@pytest.mark.parametrize("mark", [ONLINE, DATALESS])
def test_a_file_that_is_only_online_is_a_gap_and_never_opened(root, said, mark):
    answers, opened = said
    answers["away.jpg"] = mark
    met, gaps = looked_at(root)
    assert gaps == {"away.jpg": ("unreadable", "online only")}
    assert met == ["a.jpg", "b.jpg", "c.jpg"]
    assert "away.jpg" not in opened


def test_a_takeout_s_words_beside_a_photo_are_not_fetched_either(root, said):
    answers, opened = said
    (root / "a.jpg.json").write_text('{"title": "a.jpg"}', "utf-8")
    answers["a.jpg.json"] = ONLINE
    _met, gaps = looked_at(root)
    assert gaps == {"a.jpg.json": ("unreadable", "online only")}
    assert "a.jpg.json" not in opened


def test_a_folder_that_is_only_online_is_not_listed(root, said):
    answers, _opened = said
    answers["folder"] = {"st_flags": 0x40000000}
    assert looked_at(root) == (["a.jpg", "away.jpg"], {"folder": ("unreadable", "online only")})


def test_a_cloud_s_folder_whose_files_are_here_is_looked_at(root, said):
    answers, _opened = said
    answers["folder"] = CLOUD
    assert looked_at(root) == (["a.jpg", "away.jpg", "b.jpg", "c.jpg"], {})


def test_a_junction_is_not_walked_and_one_that_leads_out_is_named(
    root, said, tmp_path, monkeypatch
):
    answers, _opened = said
    answers |= {"folder": JUNCTION, "round": JUNCTION}
    (root / "round").mkdir()
    leads = {"folder": tmp_path / "elsewhere", "round": extended(root)}
    resolve = Path.resolve
    monkeypatch.setattr(
        Path, "resolve", lambda path, strict=False: leads.get(path.name) or resolve(path, strict)
    )
    assert looked_at(root) == (["a.jpg", "away.jpg"], {"folder": ("out_of_scope", "")})


def test_windows_own_junctions_and_folders_are_passed_over(root, said):
    answers, _opened = said
    answers["folder"] = LEGACY
    assert looked_at(root) == (["a.jpg", "away.jpg"], {})
    answers["folder"] = {"st_file_attributes": 0x16, "st_reparse_tag": 0}
    assert looked_at(root) == (["a.jpg", "away.jpg"], {})


@pytest.fixture
def online(root, monkeypatch):
    """A file of which the system says that it is only online, and whose opening fails the test."""
    file = root / "away.jpg"
    is_online_only, is_here = safe_open.is_online_only, file.stat().st_ino
    monkeypatch.setattr(
        safe_open, "is_online_only", lambda facts: facts.st_ino == is_here or is_online_only(facts)
    )
    return file


@pytest.mark.parametrize(
    ("kind", "crawl"),
    [
        (Kind.FOLDER, crawl_folder),
        (Kind.EXPORT, crawl_export),
        (Kind.HAR, crawl_har),
        (Kind.WARC, crawl_warc),
    ],
)
def test_no_single_file_of_any_kind_is_fetched(online, kind, crawl):
    gaps = {item.gap.detail for item in crawl(a_source(online, kind), cancel=CancelToken())}
    assert gaps == {"online only"}


def test_to_name_a_file_that_is_only_online_does_not_fetch_it(online):
    with pytest.raises(PlaceOnlineOnly) as caught:
        recognise(str(online))
    assert plain(caught.value.locator).endswith("away.jpg")
    assert meaning_of(str(online)) is None
