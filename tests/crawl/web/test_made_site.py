"""Every construct that shows a picture is read, in a site whose every picture is known."""

import importlib

import pytest

from tests.conftest import PROJECT

BENCHMARKS = PROJECT / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("crawl"), importlib.import_module("made_site")


def test_every_picture_of_a_made_site_is_found_none_invented_and_all_counted(bench, capsys):
    crawl, made_site = bench
    pages = len(made_site.CONSTRUCTS)  # each construct stands first on one of them
    assert crawl.check_truth(pages), capsys.readouterr().out


def test_what_a_made_site_hides_is_more_than_nothing(bench):
    _, made_site = bench
    made = made_site.made_site(len(made_site.CONSTRUCTS))
    for truth in (made.pictures, made.missing, made.decoys, made.promises, made.said, made.sizes):
        assert truth
