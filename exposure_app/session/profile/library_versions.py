"""Which versions of the libraries that read pictures, videos and documents are here."""

from collections.abc import Callable, Mapping

from PIL import __version__ as pillow_version
from PIL import features

from exposure_app.domain.errors import PartMissing
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


def formats() -> dict[str, str]:
    """What reads files, the optional parts tried once.

    Returns:
        "found" and "missing": libraries with their versions, and names of extras that are not here,
        each with commas between.

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
    return {"found": ", ".join(found), "missing": ", ".join(missing)}
