"""Computes from the style's own lines whether everything can be read."""

import re

import pytest

from exposure_app.report.html.style import STYLE

ROOT = re.compile(r":root\s*\{([^}]*)\}")
VARIABLE = re.compile(r"--(\w+):\s*(#[0-9a-f]{6});")
LIGHT, DARK, PAPER = (dict(VARIABLE.findall(block)) for block in ROOT.findall(STYLE))
TEXTS = set(re.findall(r"(?<![-\w])color: var\(--(\w+)\)", STYLE))
GROUNDS = set(re.findall(r"background: var\(--(\w+)\)", STYLE))


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guideline_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_there_are_texts_and_grounds_to_measure():
    assert {"ink", "soft", "link", "strong"} <= TEXTS
    assert {"ground", "sheet", "well"} <= GROUNDS


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
def test_every_text_can_be_read_on_every_ground(palette):
    for text in TEXTS:
        for ground in GROUNDS:
            assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)


def test_every_colour_is_named_once_and_known_in_each_palette():
    assert set(LIGHT) == set(DARK) == set(PAPER)
    outside = ROOT.sub("", STYLE)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", outside)
    assert set(re.findall(r"var\(--(\w+)\)", outside)) <= set(LIGHT)


def test_the_style_loads_nothing():
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "@font-face" not in STYLE


def test_each_band_has_a_shape_of_its_own():
    shapes = re.findall(r'\.band(?:\.\w+)?::before \{[^}]*content: "(\\\w+)" / ""', STYLE)
    assert len(shapes) == len(set(shapes)) == 3
