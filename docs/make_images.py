"""Makes docs/images: every page of the window, and what opens on it.

Each in light and dark; pages also with text twice as large, and in Arabic, from the right.

Run in a checkout: `python -m docs.make_images [FOLDER]`. The face is the NASA portrait that
scikit-image ships (public domain); the addresses are made up.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QItemSelectionModel, QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from docs.shown_profile import CHOIR, ShownSession, session
from exposure_app.domain.findings import Band, BandChange, Verdict
from exposure_app.domain.languages import ENGLISH, named
from exposure_app.domain.sources import Footing, Kind, Proof
from exposure_app.ui.findings.verdict_history import VerdictHistoryDialog
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.main import application
from exposure_app.ui.shell import switch_language
from exposure_app.ui.shell.window import Window
from tests.ui.fake_session import FakeSession

FOLDER = Path(__file__).resolve().parent / "images"
SIZE = (1280, 800)
PAGES = ("first", "you", "places", "audit", "findings", "charts", "trust", "settings")
DIALOGS = ("answers", "moved", "licence", "compare", "prove", "help")
PARTS = ("find-me", "place-form", *DIALOGS)
"""What opens on a page when it is asked for."""
SCHEMES = {"": Qt.ColorScheme.Light, "-dark": Qt.ColorScheme.Dark}
LARGE, ARABIC = "-large", "-ar"
COLOURS = 160
"""Enough for one face and two hues, and keeps each picture below 200 kB."""


def open_window(made: FakeSession) -> Window:
    """A window over `made`, in the size of the pictures."""
    window = Window(lambda _ask: made)
    window.resize(*SIZE)
    window.show()
    window.begin()
    settle(window)
    return window


def settle(window: Window) -> None:
    """Let everything the window began come to its end, and be painted."""
    # Painting asks for pictures, and pictures are painted: three rounds are enough for both.
    for _round in range(3):
        QApplication.processEvents()
        if not window.jobs.is_idle:
            loop = QEventLoop()
            window.jobs.idle.connect(loop.quit)
            loop.exec()
            window.jobs.idle.disconnect(loop.quit)
        QApplication.processEvents()


def show(window: Window, page: str) -> None:
    """Bring a page into the state that its picture shows."""
    if page == "charts":
        window.enter("findings")
        tabs = window.pages["findings"].tabs
        tabs.setCurrentIndex(1)
        settle(window)
        return
    window.enter(page)
    if page == "audit":
        window.pages["audit"].begin()
    if page == "trust":
        window.pages["trust"].self_check.run()
    settle(window)
    if page == "findings":
        findings = window.pages["findings"]
        # Outright: the view's own way goes by which keys are held down.
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        findings.view.selectionModel().setCurrentIndex(findings.findings.index(0), select)
        for verdict in (Verdict.ME, Verdict.ME, Verdict.UNSURE):
            findings.judge(verdict)
        settle(window)


def open_part(window: Window, made: ShownSession, part: str, folder: Path) -> QWidget:
    """Bring one of `PARTS` into view; return what to close afterwards."""
    if part == "find-me":
        return _find_me(window, folder)
    if part == "place-form":
        return _place_form(window)
    if part == "help":
        window.show_help()
    elif part == "prove":
        _prove(window, made)
    elif part == "answers":
        window.enter("findings")
        window.pages["findings"].answers.click()
        settle(window)
        shown = window.findChildren(VerdictHistoryDialog)[-1]
        shown.view.setCurrentIndex(shown.answers.index(1))
    elif part == "moved":
        window.enter("findings")
        window.pages["findings"].reconsidering.look.click()
    else:
        window.enter("settings")
        packs = window.pages["settings"].packs
        if part == "licence":
            packs.view.setCurrentIndex(packs.packs.index(1))
            packs.download.click()
            window.findChildren(Question)[-1].yes.click()
        else:
            _compare(window, made, folder)
    settle(window)
    return window.findChildren(QDialog)[-1]


def _find_me(window: Window, folder: Path) -> QWidget:
    library = folder / "library"
    library.mkdir(exist_ok=True)
    names = ["holiday-warm", "reunion-mirrored", "garden", "tram-blurred", "harbour-grey"]
    for name in names:
        (library / f"{name}.jpg").write_bytes(name.encode())
    window.enter("you")
    you = window.pages["you"]
    you.photos.find_more.click()
    you.find_me.look_through(library)
    settle(window)
    return you.find_me


def _place_form(window: Window) -> QWidget:
    window.enter("places")
    form = window.pages["places"].form
    form.where.setText(f"{CHOIR}/news/feed.xml")
    settle(window)
    form.footings[Footing.OWNED].click()
    kinds = form.meaning.kinds
    kinds.setCurrentIndex(kinds.findData(Kind.FEED))
    kinds.activated.emit(kinds.currentIndex())
    settle(window)
    return form.preview


def _prove(window: Window, made: ShownSession) -> None:
    own = made.sources.add("https://sam.example.org/", Footing.OWNED)
    made.sources.shown[own.id] = Proof.META
    window.enter("places")
    settle(window)
    places = window.pages["places"]
    places.view.setCurrentIndex(places.sources.index(len(made.sources.all()) - 1))
    places.prove.click()
    settle(window)
    window.findChildren(QDialog)[-1].check.click()


def _compare(window: Window, made: ShownSession, folder: Path) -> None:
    weights = folder / "own-model"
    weights.mkdir(exist_ok=True)
    packs, known = window.pages["settings"].packs, folder / "known"
    packs.add(weights)
    settle(window)
    for name in ("Ada", "Ben"):
        (known / name).mkdir(parents=True, exist_ok=True)
    packs.measure_on("own-model", known)
    settle(window)
    moved = [one for one in made.findings.all() if one.band is Band.LOOKS_LIKE_YOU]
    made.models.moves = [
        BandChange(one, one.band, after)
        for one, after in zip(moved, (Band.VERY_LIKELY, Band.VERY_LIKELY, None), strict=False)
    ]
    window.problems.clear()
    packs.compare.click()
    settle(window)
    window.findChildren(Question)[-1].yes.click()


def save(window: QWidget, path: Path) -> None:
    """What the window shows, as a small PNG."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        window.grab().save(str(raw))
        with Image.open(raw) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main(folder: Path = FOLDER) -> None:
    """Write every picture to `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Dates as an English reader expects them, wherever this runs.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, scheme in SCHEMES.items():
        theme.dress(app, scheme)
        _save_all(folder, suffix, PARTS)
    theme.dress(app, Qt.ColorScheme.Light)
    usual = app.font()
    large = QFont(usual)
    large.setPointSizeF(2 * usual.pointSizeF())
    app.setFont(large)
    theme.dress(app, Qt.ColorScheme.Light)  # its marks are as large as the text
    _save_all(folder, LARGE)
    app.setFont(usual)
    theme.dress(app, Qt.ColorScheme.Light)
    switch_language.switch_language(app, named("ar"))
    _save_all(folder, ARABIC)
    switch_language.switch_language(app, ENGLISH)
    app.setFont(usual)


def _save_all(folder: Path, suffix: str, parts: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as files:
        made = session(Path(files) / "photos")
        window = open_window(made)
        for page in PAGES:
            show(window, page)
            save(window, folder / f"{page}{suffix}.png")
        window.pages["findings"].tabs.setCurrentIndex(0)
        for part in parts:
            opened = open_part(window, made, part, Path(files))
            save(opened if part in DIALOGS else window, folder / f"{part}{suffix}.png")
            opened.close()
            settle(window)
        window.leave()
        settle(window)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
