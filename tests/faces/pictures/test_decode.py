import numpy as np
import pytest
from PIL import Image, ImageFile

from exposure_app.domain import errors
from exposure_app.faces.pictures.decode import decode
from tests.faces.pictures.tiles import apart, encoded, tiles
from tests.pictures import portrait

FORMATS = {
    "JPEG": {"quality": 95},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 95},
    "BMP": {},
    "AVIF": {"quality": 95},
}
URL = "https://example.org/a"


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_we_read_becomes_rgb_of_its_own_size(kind):
    pixels = decode(encoded(portrait().resize((200, 120)), kind, **FORMATS[kind]), URL)
    assert pixels.shape == (120, 200, 3)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous


@pytest.mark.parametrize(
    ("mode", "kind", "options"),
    [
        ("RGB", "JPEG", {"quality": 95, "subsampling": 0}),
        ("RGB", "JPEG", {"quality": 95, "progressive": True, "subsampling": 0}),
        ("L", "JPEG", {"quality": 95}),
        ("CMYK", "JPEG", {"quality": 95}),
        ("RGB", "PNG", {}),
        ("L", "PNG", {}),
        ("LA", "PNG", {}),
        ("RGBA", "PNG", {}),
        ("RGB", "BMP", {}),
        ("L", "BMP", {}),
        ("RGB", "WEBP", {"lossless": True}),
        ("RGBA", "WEBP", {"lossless": True}),
        ("RGB", "WEBP", {"quality": 95}),
        ("RGB", "AVIF", {"quality": 95, "subsampling": "4:4:4"}),
        ("RGBA", "AVIF", {"quality": 95, "subsampling": "4:4:4"}),
        ("L", "GIF", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value) or "plain",
)
def test_colours_come_out_right_within_ten_levels(mode, kind, options):
    picture = tiles(mode)
    assert apart(encoded(picture, kind, **options), picture) <= 10


def test_a_palette_comes_out_right():
    picture = tiles().quantize(64)
    for kind in ("PNG", "GIF", "BMP"):
        assert apart(encoded(picture, kind), picture) <= 10


def test_one_bit_comes_out_black_and_white():
    picture = tiles("L").point(lambda level: 255 * (level > 100)).convert("1")
    for kind in ("PNG", "BMP"):
        assert apart(encoded(picture, kind), picture) == 0


def test_sixteen_bits_are_scaled_to_eight():
    gray = np.asarray(tiles("L"))
    deep = Image.fromarray(gray.astype(np.uint16) * 257)
    assert deep.mode == "I;16"
    assert apart(encoded(deep, "PNG"), Image.fromarray(gray)) <= 1


def test_an_adobe_cmyk_of_pure_inks_is_not_inverted():
    inks = {(255, 0, 0, 0): (0, 255, 255), (0, 0, 0, 255): (0, 0, 0), (0, 0, 0, 0): (255,) * 3}
    for ink, seen in inks.items():
        body = encoded(Image.new("CMYK", (32, 32), ink), "JPEG", quality=95)
        np.testing.assert_allclose(decode(body, URL)[16, 16], seen, atol=10)


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("WEBP", {"lossless": True})])
def test_what_is_transparent_shows_white_as_on_a_page(kind, options):
    picture = tiles("RGBA")
    picture.putalpha(0)
    assert (decode(encoded(picture, kind, **options), URL) == 255).all()


def test_what_is_half_transparent_shows_half_white():
    picture = Image.new("RGBA", (32, 32), (0, 100, 200, 128))
    np.testing.assert_allclose(decode(encoded(picture, "PNG"), URL)[5, 5], [127, 177, 227], atol=2)


def test_a_transparent_colour_of_a_palette_shows_white():
    picture = Image.new("P", (32, 32), 3)
    picture.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
    picture.paste(1, (0, 0, 32, 16))
    for kind in ("PNG", "GIF"):
        pixels = decode(encoded(picture, kind, transparency=3), URL)
        assert tuple(pixels[4, 4]) == (255, 0, 0)
        assert tuple(pixels[28, 4]) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_of_an_animation_the_first_frame_is_read(kind):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "lime", "blue")]
    body = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    np.testing.assert_allclose(decode(body, URL)[32, 32], [255, 0, 0], atol=10)


def test_what_a_file_is_called_does_not_matter():
    body = encoded(tiles(), "PNG")
    np.testing.assert_array_equal(decode(body, "https://example.org/a.jpg"), np.asarray(tiles()))


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><img src=a.jpg>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"II*\0\x08\0\0\0",
        b"\0\0\x01\0\x01\0",
        b"8BPS\0\x01",
        b"PK\x03\x04",
        b"BM it may concern: this is a letter, not a bitmap",
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1jpeg",
        b"\0\0\0\x18ftypisom\0\0\0\0isomavc1",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"GIF90a",
        b"push graphic-context",
        b"\0",
    ],
    ids=lambda body: repr(body[:10]),
)
def test_what_is_no_format_of_ours_is_not_an_image(body):
    with pytest.raises(errors.NotAnImage) as caught:
        decode(body, URL)
    assert caught.value.url == URL


@pytest.mark.parametrize("kind", ["TIFF", "ICO", "PPM", "TGA", "PCX", "ICNS"])
def test_formats_pillow_could_read_but_we_do_not_are_not_images(kind):
    with pytest.raises(errors.NotAnImage):
        decode(encoded(tiles().resize((256, 256)), kind), URL)


def test_no_bytes_are_an_empty_picture():
    with pytest.raises(errors.Unreadable) as caught:
        decode(b"", URL)
    assert (caught.value.url, caught.value.obstacle) == (URL, "empty")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_damaged(kind, share):
    body = encoded(portrait(), kind, **FORMATS[kind])
    with pytest.raises(errors.Unreadable) as caught:
        decode(body[: int(len(body) * share)], URL)
    assert caught.value.obstacle == "damaged"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.parametrize(("width", "height"), [(1, 1), (15, 400), (400, 15)])
def test_a_spacer_is_too_small_to_show_a_face(width, height):
    with pytest.raises(errors.TooSmallToShowAFace) as caught:
        decode(encoded(Image.new("RGB", (width, height)), "PNG"), URL)
    assert (caught.value.width, caught.value.height) == (width, height)


def test_sixteen_pixels_are_enough():
    assert decode(encoded(Image.new("RGB", (16, 16)), "GIF"), URL).shape == (16, 16, 3)


def test_a_broken_colour_profile_is_ignored():
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        body = encoded(tiles(), kind, icc_profile=b"not a profile " * 20)
        assert decode(body, URL).shape == (128, 128, 3)


def test_pixels_cannot_be_changed_by_who_gets_them():
    with pytest.raises(ValueError, match="read-only"):
        decode(encoded(tiles(), "PNG"), URL)[0, 0] = 0
