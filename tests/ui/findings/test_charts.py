"""Charts: the report's own, in the window's colours, drawn so that nothing is cut off."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from exposure_app.domain.findings import Band
from exposure_app.report.charts import glance
from exposure_app.ui.kit import theme
from tests.ui.conftest import settle
from tests.ui.fake_session import finding


@pytest.fixture
def page(qtbot, open_window, ready):
    for name, band in (("strong", Band.VERY_LIKELY), ("looks", Band.LOOKS_LIKE_YOU)):
        ready.findings.keep(finding(name, band=band))
    window = open_window(ready)
    window.enter("audit")
    window.pages["audit"].begin()
    settle(qtbot, window)
    window.enter("findings")
    settle(qtbot, window)
    page = window.pages["findings"]
    page.tabs.setCurrentWidget(page.charts)
    settle(qtbot, window)
    return page


def colours(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in (1, 2, 5, 20, 60)}


def test_each_chart_has_a_title_a_drawing_and_a_sentence(page):
    for chart in page.charts.charts:
        assert chart.title.text()
        assert chart.words.text() == chart.drawing.accessibleDescription() != ""
        assert len(colours(chart.drawing)) > 3, chart.title.text()


def noted(drawn, draw, *what):
    drawn.append(draw.__name__)
    return draw(*what)


def test_each_chart_is_drawn_once(qtbot, page, monkeypatch):
    drawn = []
    for name in ("scores", "over_time", "places", "coverage"):
        monkeypatch.setattr(glance, name, partial(noted, drawn, getattr(glance, name)))
    page.charts.refresh()
    settle(qtbot, page.window())
    assert drawn == ["scores", "over_time", "places", "coverage"]


def test_a_chart_is_shown_whole_however_wide_it_is(qtbot, page):
    window = page.window()
    for width in (1024, 1280, 2560):
        window.resize(width, 800)
        settle(qtbot, window)
        for chart in page.charts.charts:
            qtbot.waitUntil(lambda chart=chart: is_whole(chart))


def is_whole(chart):
    drawing = chart.drawing
    shape = drawing.height() / drawing.width()
    is_above = drawing.geometry().bottom() < chart.words.geometry().top()
    return is_above and abs(shape - drawing._shape) < 0.01


def test_charts_change_colours_with_the_theme(qtbot, qapp, page):
    drawing = page.charts.charts[1].drawing
    accents = []
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        theme.dress(qapp, scheme)
        settle(qtbot, page.window())
        accents.append(QColor(theme.current().accent).name())
        assert accents[-1] in colours(drawing)
    theme.dress(qapp, Qt.ColorScheme.Light)
    assert accents[0] != accents[1]


def test_before_any_audit_the_charts_say_what_to_do(qtbot, window):
    window.enter("findings")
    page = window.pages["findings"]
    page.tabs.setCurrentWidget(page.charts)
    settle(qtbot, window)
    assert page.charts.currentWidget() is page.charts.nothing


def test_the_details_of_a_finding_show_what_its_score_is_worth(qtbot, page):
    page.tabs.setCurrentIndex(0)
    worth = page.detail.worth
    assert worth.title.text() == ""
    page.detail.fold.switch.click()
    settle(qtbot, page.window())
    score = page.detail.finding.score
    assert f"This finding has {score:.2f}." in worth.words.text()
    page._move(1)
    settle(qtbot, page.window())
    assert f"This finding has {page.detail.finding.score:.2f}." in worth.words.text()
    assert page.detail.finding.score != score
