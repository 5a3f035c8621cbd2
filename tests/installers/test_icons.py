import io
from pathlib import Path

import pytest
from PIL import Image

from installers import icons

ICON = Path(__file__).parents[2] / "resources" / "icons" / "exposure.svg"


@pytest.fixture
def svg(qapp):
    return ICON


def test_the_drawing_fills_its_square_and_leaves_the_corners_free(svg):
    drawn = Image.open(io.BytesIO(icons.draw(svg, 64))).convert("RGBA")
    assert drawn.size == (64, 64)
    assert drawn.getpixel((0, 0))[3] == 0
    assert drawn.getpixel((32, 2))[3] == 255
    assert len(drawn.getcolors(64 * 64)) > 3


def test_the_ico_holds_every_size_windows_asks_for(svg, tmp_path):
    icons.write_ico(svg, tmp_path / "app.ico")
    with Image.open(tmp_path / "app.ico") as ico:
        assert ico.info["sizes"] == {(pixels, pixels) for pixels in icons.ICO_PIXELS}


def test_the_icns_holds_every_size_macos_asks_for_and_retinas_doubles(svg, tmp_path):
    icons.write_icns(svg, tmp_path / "app.icns")
    with Image.open(tmp_path / "app.icns") as icns:
        assert {(side, scale) for side, _, scale in icns.info["sizes"]} >= {
            (16, 1), (16, 2), (32, 1), (32, 2), (128, 1), (128, 2),
            (256, 1), (256, 2), (512, 1), (512, 2),
        }  # fmt: skip
        for side, _, scale in icns.info["sizes"]:
            drawn = icns.icns.getimage((side, side, scale))
            assert drawn.size == (side * scale, side * scale)
