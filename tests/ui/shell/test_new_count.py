"""The count of findings without an answer, beside the name of their page."""

from exposure_app.domain.findings import State
from tests.ui.conftest import settle
from tests.ui.fake_session import Hold, finding


def test_what_is_found_while_it_is_counted_is_counted_too(qtbot, window, ready):
    hold, real = Hold(), ready.findings.all
    ready.findings.keep(finding("one"))

    def slow(**narrowed):
        found = real(**narrowed)
        if narrowed == {"state": State.NEW} and not hold.reached.is_set():
            hold.reached.set()
            hold.go_on.wait(10)
        return found

    ready.findings.all = slow
    window._new_count.count()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    ready.findings.keep(finding("two"))
    window._new_count.count()
    hold.go_on.set()
    settle(qtbot, window)
    assert window.navigation.list.item(3).text().endswith("2 new")
