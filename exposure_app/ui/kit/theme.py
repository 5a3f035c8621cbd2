"""How the window looks: four sets of colours, one accent, Inter, a grid of eight pixels.

The set follows the system in light or dark and in how strong the contrast should be, also when
the system changes its mind while the window is open. Sizes
of text come from the system too: nothing here fixes a height that text must fit in.
"""

from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from exposure_app.resources import resource
from exposure_app.ui.kit.mirroring import is_mirrored

GRID = 8
"""The unit of every margin and gap, in device-independent pixels."""

LEAST_POINTS = 10.0

LATIN, ARABIC = "Inter", "Vazirmatn NL"
"""The bundled fonts; the second has only what the first has no letters for."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One set, as "#rrggbb". Text on any of the grounds has a contrast of at least 4.5:1.

    window, surface, sunken, accent_soft: grounds. text, muted, accent: what is written on them.
    on_accent: what is written on a ground of `accent`. border: lines that separate.
    control: lines that say "this can be pressed or typed in", at least 3:1.
    """

    window: str
    surface: str
    sunken: str
    accent_soft: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    border: str
    control: str


LIGHT = Colours(
    window="#f5f6f8",
    surface="#ffffff",
    sunken="#eceef2",
    accent_soft="#e3eafb",
    text="#1a1d23",
    muted="#555d69",
    accent="#2b54c4",
    accent_strong="#2143a0",
    on_accent="#ffffff",
    border="#dadee5",
    control="#868e9b",
)

DARK = Colours(
    window="#16181d",
    surface="#1f2229",
    sunken="#121419",
    accent_soft="#2a3554",
    text="#e9ebef",
    muted="#a9b0bc",
    accent="#94b1ff",
    accent_strong="#b3c8ff",
    on_accent="#101522",
    border="#343944",
    control="#7a8290",
)


LIGHT_CONTRAST = Colours(
    window="#fefefe",
    surface="#ffffff",
    sunken="#ffffff",
    accent_soft="#d6e0ff",
    text="#000000",
    muted="#262626",
    accent="#0a1f8f",
    accent_strong="#061257",
    on_accent="#ffffff",
    border="#000000",
    control="#000000",
)

DARK_CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    sunken="#000000",
    accent_soft="#3a3300",
    text="#ffffff",
    muted="#e6e6e6",
    accent="#ffe14d",
    accent_strong="#fff2a8",
    on_accent="#000000",
    border="#ffffff",
    control="#ffffff",
)

SETS = {
    (False, False): LIGHT,
    (True, False): DARK,
    (False, True): LIGHT_CONTRAST,
    (True, True): DARK_CONTRAST,
}
"""By whether it is dark, and whether its contrast is high: at least 7:1, for edges as well."""


def follow_system(app: QApplication) -> None:
    """Dress `app` as the system chose, light or dark, now and whenever it changes."""
    _load_fonts()
    app.setStyle("Fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: _dress_as_asked(app))
    if hasattr(hints, "accessibility"):  # from Qt 6.10 on
        hints.accessibility().contrastPreferenceChanged.connect(lambda _: _dress_as_asked(app))
    _letter_as_asked(app)


def follow_text_size(app: QApplication) -> None:
    """Grow or shrink with the system's text, if it has another size by now."""
    if _points_asked() != app.font().pointSizeF():
        _letter_as_asked(app)


def _letter_as_asked(app: QApplication) -> None:
    font = lettered(_font_of_system(), is_rtl=is_mirrored())
    font.setPointSizeF(_points_asked())
    app.setFont(font)
    _dress_as_asked(app)


def _points_asked() -> float:
    return max(LEAST_POINTS, _font_of_system().pointSizeF())


def _font_of_system() -> QFont:
    # Not the application's own, which stays what it is once it was set.
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def lettered(font: QFont, *, is_rtl: bool) -> QFont:
    """`font` in the bundled families; the language's own one measures the lines."""
    ours = [ARABIC, LATIN] if is_rtl else [LATIN, ARABIC]
    made = QFont(font)
    made.setFamilies([*ours, *(family for family in font.families() if family not in ours)])
    return made


def _dress_as_asked(app: QApplication) -> None:
    hints = app.styleHints()
    is_high = False
    if hasattr(hints, "accessibility"):
        asked = hints.accessibility().contrastPreference()
        is_high = asked == Qt.ContrastPreference.HighContrast
    dress(app, hints.colorScheme(), is_high_contrast=is_high)


def dress(app: QApplication, scheme: Qt.ColorScheme, *, is_high_contrast: bool = False) -> None:
    """Apply the colours of `scheme`; unknown counts as light."""
    is_dark = scheme == Qt.ColorScheme.Dark
    colours = SETS[is_dark, is_high_contrast]
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours, suffix="dark" if is_dark else "light"))
    # A style and the first sheet hand menus, lists, tool tips and message boxes the fonts that
    # Windows and macOS have for them. A font for all takes them back, so it comes last.
    app.setFont(app.font())


def current() -> Colours:
    """The colours in use, for what is painted by hand."""
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    return next((one for one in SETS.values() if QColor(one.window) == ground), LIGHT)


def palette(colours: Colours) -> QPalette:
    """`colours` as the roles that Qt's own controls read."""
    role, made = QPalette.ColorRole, QPalette()
    for which, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.text,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.border,
        role.Mid: colours.control,
        role.Dark: colours.control,
        role.Shadow: colours.border,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.control))
    return made


def style_sheet(colours: Colours, *, suffix: str) -> str:
    """The style sheet with its gaps filled. `suffix` picks the drawn arrows, "light" or "dark"."""
    arrows = {
        name: resource(f"style/{name}-{suffix}.svg").as_posix() for name in ("down", "up", "check")
    }
    side = mark()
    sizes = {
        "mark": side,
        "arrow": side * 3 // 4,
        "ring": side * 5 // 16,
        "dot": side - 2 * (side * 5 // 16) + 2,
        "radius": side // 2 + 1,
    }
    filled = asdict(colours) | arrows | {name: str(size) for name, size in sizes.items()}
    return Template(_sheet()).substitute(filled)


def mark() -> int:
    """The side of an icon that stands beside text, in pixels: it grows with the text."""
    return max(16, QFontMetrics(QApplication.font()).height())


def scaled(factor: float, *, is_strong: bool = False) -> QFont:
    """The application's font, `factor` times as large."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@cache
def _sheet() -> str:
    return resource("style/window.qss").read_text("utf-8")


def _load_fonts() -> None:
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in {".otf", ".ttf"}:
            QFontDatabase.addApplicationFont(str(path))
    # A chart names one family, and has letters of both in it.
    for family, other in ((LATIN, ARABIC), (ARABIC, LATIN)):
        QFont.insertSubstitutions(family, [other])
