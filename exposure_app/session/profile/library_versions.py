"""Which versions of the libraries that read pictures, videos and documents are here."""

from collections.abc import Callable, Mapping

from PIL import __version__ as pillow_version
from PIL import features


def _heif() -> str:
    import pi_heif  # noqa: PLC0415 - an optional part

    return f"libheif {pi_heif.libheif_info()['libheif']}"


def _jxl() -> str:
    return "libjxl"


def _pdf() -> str:
    import pypdfium2  # noqa: PLC0415 - an optional part

    return f"PDFium {pypdfium2.PDFIUM_INFO.build}"


def _video() -> str:
    import av  # noqa: PLC0415 - an optional part

    return f"FFmpeg {av.ffmpeg_version_info}"


VERSIONS: Mapping[str, Callable[[], str]] = {
    "": lambda: f"Pillow {pillow_version}",
    "webp": lambda: f"libwebp {features.version('webp')}",
    "avif": lambda: f"libavif {features.version('avif')}",
    "heif": _heif,
    "jxl": _jxl,
    "pdf": _pdf,
    "video": _video,
}
"""By the part that reads a format: one of Pillow's, or an extra of this package; "" is Pillow.

Raises:
    ImportError: an extra is not here.
"""
