"""The fonts of what is drawn on paper: those that ship, which any computer then has."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from exposure_app.resources import resource

_FAMILIES = ["Inter", "Vazirmatn NL", "Segoe UI", "Helvetica Neue", "sans-serif"]

_application: QGuiApplication | None = None


def font_of(pixels: int, *, is_strong: bool) -> QFont:
    """A font whose letters are as high as that."""
    font = QFont(_FAMILIES)
    font.setPixelSize(pixels)
    # Alternates of a sign (a colon between figures, a bracket before a capital) lose what sign
    # they are: addresses and days could not be copied or searched.
    font.setFeature(QFont.Tag("calt"), 0)
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@cache
def have_fonts() -> None:
    """Qt's fonts want an application; the command line has none, and needs no screen for it."""
    global _application  # noqa: PLW0603 - Qt has one, and it must outlive what is drawn
    if QGuiApplication.instance() is None:
        _application = QGuiApplication(["exposure", "-platform", "offscreen"])
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".otf", ".ttf"):
            QFontDatabase.addApplicationFont(str(path))
