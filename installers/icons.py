"""Draws the program's icon in the forms that Windows and macOS want, from the one SVG."""

import io
import struct
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ICO_PIXELS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Apple's code for a PNG of each size, Retina's double sizes included: Apple, "Icon Services", and
# what iconutil writes.
ICNS_CODES = {
    b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}  # fmt: skip


def draw(svg: Path, pixels: int) -> bytes:
    """The PNG of an SVG, `pixels` wide and high, drawn at that size rather than scaled to it."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def write_ico(svg: Path, path: Path) -> None:
    """Write an .ico in which each size is drawn for itself."""
    drawn = [Image.open(io.BytesIO(draw(svg, pixels))) for pixels in ICO_PIXELS]
    drawn[-1].save(path, append_images=drawn[:-1], sizes=[image.size for image in drawn])


def write_icns(svg: Path, path: Path) -> None:
    """Write an .icns: a header, then code, length and PNG for each size."""
    parts = []
    for code, pixels in ICNS_CODES.items():
        png = draw(svg, pixels)
        parts.append(struct.pack(">4sI", code, len(png) + 8) + png)
    body = b"".join(parts)
    path.write_bytes(struct.pack(">4sI", b"icns", len(body) + 8) + body)
