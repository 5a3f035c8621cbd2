"""The pictures of the documentation are of this window, and show something."""

import pytest
from PIL import Image
from PySide6.QtCore import QLocale

from docs import make_images

SHOWN = (*make_images.PAGES, *make_images.PARTS)
NAMES = [f"{name}{suffix}.png" for name in SHOWN for suffix in make_images.SCHEMES]
NAMES += [
    f"{name}{suffix}.png"
    for name in make_images.PAGES
    for suffix in (make_images.LARGE, make_images.ARABIC)
]


@pytest.fixture(scope="module")
def made(tmp_path_factory, qapp):
    folder = tmp_path_factory.mktemp("images")
    usual = QLocale()
    make_images.main(folder)
    QLocale.setDefault(usual)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_each_page_and_part_makes_a_small_picture_that_shows_something(made, name):
    path = made / name
    assert path.stat().st_size < 200_000
    with Image.open(path) as picture:
        if name.split(".")[0].removesuffix("-dark") in make_images.DIALOGS:
            assert picture.width < make_images.SIZE[0]
        else:
            assert picture.size == make_images.SIZE
        colours = picture.convert("RGB").getcolors(maxcolors=1000)
    most = max(count for count, _colour in colours)
    assert len(colours) > 40
    assert most < 0.9 * picture.size[0] * picture.size[1]


def test_light_is_light_and_dark_is_dark(made):
    for page in SHOWN:
        light, dark = (
            Image.open(made / f"{page}{suffix}.png").convert("L") for suffix in ("", "-dark")
        )
        assert _mean(light) > 180 > 80 > _mean(dark)


def test_the_documentation_has_them_all():
    kept = {path.name for path in make_images.FOLDER.glob("*.png")}
    assert set(NAMES) <= kept


def _mean(picture):
    histogram = picture.histogram()
    return sum(level * count for level, count in enumerate(histogram)) / sum(histogram)
