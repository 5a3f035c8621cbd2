"""Promises 3 and 4: no template, name or address can be read from any file; erase erases."""

import logging

import numpy as np
import pytest

from exposure_app import log
from exposure_app.domain.faces import Box
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.crops import context_jpeg, crop_jpeg
from exposure_app.faces.recognition.recogniser import open_recogniser
from tests.e2e.sources import add, site
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.prepared import prepared_models
from tests.systems import ON_WINDOWS

JPEG_BEGINS = jpeg_bytes(portrait())[:11]
"""As long as its JFIF word: three bytes alone are met by chance in one megabyte of sixteen."""


def windows_like(templates: np.ndarray, body: bytes) -> bool:
    """Whether any run of floats in `body`, at any byte offset, points as a template does."""
    length = templates.shape[1]
    for offset in range(4):
        floats = np.frombuffer(body[offset : len(body) - (len(body) - offset) % 4], np.float32)
        floats = np.where(np.isfinite(floats) & (np.abs(floats) < 1e6), floats, 0)
        if len(floats) < length:
            continue
        windows = np.lib.stride_tricks.sliding_window_view(floats, length)
        for start in range(0, len(windows), 20_000):
            part = windows[start : start + 20_000]
            norms = np.linalg.norm(part, axis=1)
            scores = (part @ templates.T) / np.maximum(norms, 1e-9)[:, None]
            if np.any(np.abs(scores) > 0.99):
                return True
    return False


@pytest.fixture(scope="session")
def everybody():
    """Embeddings of the subject and of every bystander the site shows: (n, D)."""
    recogniser = open_recogniser(default_pack(), prepared_models())
    faces = [
        face for picture in (portrait(), crowd()) for face in recogniser.detect(np.asarray(picture))
    ]
    return np.stack([e.vector for e in recogniser.embed([face.crop for face in faces])])


def personal_files(profile):
    """Every file of the profile but the prepared models, which are the same for everybody."""
    return [p for p in profile.rglob("*") if p.is_file() and p.suffix != ".onnx"]


def test_what_is_looked_for_is_how_the_pictures_begin_that_are_kept():
    face = Box(left=180, top=60, right=280, bottom=200)
    for made in (crop_jpeg, context_jpeg):
        assert made(np.asarray(portrait()), face, []).startswith(JPEG_BEGINS)
    assert JPEG_BEGINS.endswith(b"JFIF\0")


def test_the_search_would_find_a_template(everybody):
    noise = np.random.default_rng(0).standard_normal(5000).astype(np.float32).tobytes()
    assert not windows_like(everybody, noise)
    planted = noise[:1001] + (everybody[0] * 3.5).astype(np.float32).tobytes() + noise[1001:]
    assert windows_like(everybody, planted)


@pytest.mark.parametrize("more", [(), ("--keep-faces", "30")])
def test_no_file_shows_a_template_a_name_or_an_address(enrolled, profile, everybody, more):
    with site() as web:
        add(enrolled, web.url, "--note", "with leave of Wilhelmina", *more)
        enrolled("audit")
        host = web.url.split("/")[2]
    files = personal_files(profile)
    assert files
    for file in files:
        body = file.read_bytes()
        assert not windows_like(everybody, body), file.name
        for marker in (host, "127.0.0.1", "me.jpg", "portrait.jpg", "Wilhelmina"):
            assert marker.encode() not in body, (file.name, marker)
        assert JPEG_BEGINS not in body, "a JPEG in the clear"


def test_the_log_at_its_most_talkative_names_nobody(enrolled, profile, monkeypatch):
    start = log.start
    monkeypatch.setattr(log, "start", lambda folder: start(folder, logging.DEBUG))
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
        enrolled("judge", "nosuch", "me")
    for file in profile.rglob("*.log*"):
        text = file.read_text()
        assert "127.0.0.1" not in text
        assert ".jpg" not in text


@pytest.mark.skipif(ON_WINDOWS, reason="there a list says who may, and no bits of the mode")
def test_files_are_for_this_user_alone(enrolled, profile):
    for path in [profile / "data", *(profile / "data").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path.name


@pytest.mark.parametrize("more", [(), ("--keep-faces", "30")])
def test_erase_leaves_nothing(enrolled, profile, more):
    with site() as web:
        add(enrolled, web.url, *more)
        enrolled("audit")
    assert enrolled("erase", "--yes").code == 0
    assert not [p for p in profile.rglob("*") if p.is_file()]
    assert enrolled("subjects", "--json").document["subjects"] == []
