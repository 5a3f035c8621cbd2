"""Which versions of the libraries that read pictures, videos and documents are here."""

from collections.abc import Callable, Mapping

from PIL import __version__ as pillow_version
from PIL import features

from exposure_app.domain.errors import PartMissing
from exposure_app.i18n import _
from exposure_app.media import pdf, video


def _heif() -> str:
    import pi_heif  # noqa: PLC0415 - an optional part

    return f"libheif {pi_heif.libheif_info()['libheif']}"


def _jxl() -> str:
    import pillow_jxl  # noqa: F401, PLC0415 - an optional part

    return "libjxl"


def _pdf() -> str:
    pdf.warm_up()
    import pypdfium2  # noqa: PLC0415 - an optional part

    return f"PDFium {pypdfium2.PDFIUM_INFO.build}"


def _video() -> str:
    video.warm_up()
    import av  # noqa: PLC0415 - an optional part

    return f"FFmpeg {av.ffmpeg_version_info}"


OPTIONAL: Mapping[str, Callable[[], str]] = {
    "heif": _heif,
    "jxl": _jxl,
    "pdf": _pdf,
    "video": _video,
}
"""By the names of the extras."""


def formats_line() -> str:
    """Each library with its version, the optional ones tried once; those that are not here.

    Raises:
        Exception: one is here and does not work.
    """
    found = [f"Pillow {pillow_version}"]
    found += [f"lib{name} {features.version(name)}" for name in ("webp", "avif")]
    missing = []
    for name, tried in OPTIONAL.items():
        try:
            found.append(tried())
        except (ImportError, PartMissing):
            missing.append(name)
    if missing:
        found.append(_("not installed: {parts}").format(parts=", ".join(missing)))
    return ", ".join(found)
