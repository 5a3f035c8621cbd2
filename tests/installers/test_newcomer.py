"""The samples of a newcomer are real ones: our own readers find the picture in them."""

import io
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from installers.release import newcomer, samples
from installers.release.homes import HOMES, Home


@pytest.fixture(scope="module")
def jpeg():
    (folder,) = find_spec("insightface").submodule_search_locations
    return Path(folder, "data", "images", newcomer.GROUP_PHOTO).read_bytes()


def test_the_size_is_the_one_in_the_picture(jpeg):
    assert samples.size_of(jpeg) == Image.open(io.BytesIO(jpeg)).size


def test_what_is_no_picture_has_no_size():
    with pytest.raises(ValueError, match="no JPEG"):
        samples.size_of(b"\xff\xd8\xff\xe0\x00\x02")


def test_the_document_shows_the_picture(jpeg):
    pdfium = pytest.importorskip("pypdfium2")
    page = pdfium.PdfDocument(samples.pdf_of(jpeg))[0]
    shown = np.asarray(page.render(scale=1).to_pil().convert("RGB"), float)
    original = np.asarray(Image.open(io.BytesIO(jpeg)), float)
    assert shown.shape == original.shape
    assert np.abs(shown - original).mean() < 3


def test_the_video_shows_the_picture_for_five_seconds(jpeg):
    av = pytest.importorskip("av")
    with av.open(io.BytesIO(samples.avi_of(jpeg))) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    original = np.asarray(Image.open(io.BytesIO(jpeg)), float)
    assert len(frames) == samples.FRAMES
    assert np.abs(frames[-1] - original).mean() < 3


def test_every_way_to_install_is_one_that_a_release_consists_of():
    from installers.release.collect import WANTED

    installed = {(system, home.ending) for system, homes in HOMES.items() for home in homes}
    assert installed == {(system, ending) for system, ending in WANTED if ending != ".cdx.json"}


def test_a_program_that_answers_wrongly_is_not_as_promised(tmp_path):
    guest = newcomer.Guest([sys.executable, "-c", "raise SystemExit(1)"], tmp_path)
    with pytest.raises(newcomer.NotAsPromised, match="exit 1"):
        guest.types("--version")


def test_a_release_that_lacks_a_way_to_install_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(newcomer, "here", lambda: "linux")
    assert newcomer.main([str(tmp_path)]) == 1


def test_the_bundle_is_found_above_the_program(tmp_path):
    home = Home(".dmg", HOMES["macos"][0].installed, up=3)
    assert home.folder_of(Path("/x/Exposure.app/Contents/MacOS/exposure")).name == "Exposure.app"
