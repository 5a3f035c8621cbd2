"""No verb of the session is called on the window's thread: a vault on a slow disk holds nothing up.

Seen in two ways: in the text of the window's program, here; and at work, by `off_the_window`, which
stands between every window of these tests and its session.
"""

import ast
import threading

import pytest

from tests.conftest import PROJECT
from tests.ui.fake_session import FakeSession
from tests.ui.off_the_window import ALLOWED, off_the_window

UI = PROJECT / "exposure_app" / "ui"
SESSIONS = {"session", "_session"}


def is_of_session(node):
    """Whether `node` is a session, or a part of one: `session`, `self._desk.session.kept`."""
    while isinstance(node, ast.Attribute):
        if node.attr in SESSIONS:
            return True
        node = node.value
    return isinstance(node, ast.Name) and node.id in SESSIONS


class OnTheWindow(ast.NodeVisitor):
    """Finds verbs of a session that are called where the window's thread comes by.

    That is in a method. What is put into a lambda, or into a function within the method, is handed
    to a job; and so are functions outside of classes, which are given the session by one.
    """

    def __init__(self):
        self.calls = []
        self._depth = 0
        """0 outside of classes, 1 in a class, 2 in a method, more in what a method hands over."""

    def visit_ClassDef(self, node):
        self._go_into(node, depth=1)

    def visit_FunctionDef(self, node):
        self._go_into(node, depth=self._depth + 1 if self._depth else 0)

    def visit_Lambda(self, node):
        self._go_into(node, depth=self._depth + 1 if self._depth else 0)

    def visit_Call(self, node):
        verb = node.func
        is_verb = isinstance(verb, ast.Attribute) and is_of_session(verb.value)
        if is_verb and verb.attr not in ALLOWED and self._depth == 2:
            self.calls.append((node.lineno, ast.unparse(verb)))
        self.generic_visit(node)

    def _go_into(self, node, *, depth):
        before, self._depth = self._depth, depth
        self.generic_visit(node)
        self._depth = before


def calls_on_the_window(text):
    found = OnTheWindow()
    found.visit(ast.parse(text))
    return found.calls


def test_the_window_asks_its_session_in_jobs_and_nowhere_else():
    found = {
        str(file.relative_to(PROJECT)): calls
        for file in UI.rglob("*.py")
        if (calls := calls_on_the_window(file.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "self.show(self._desk.session.people.all())",
        "session = self._desk.session; session.sources.all()",
        "for one in self._session.kept.counts(): print(one)",
        "self._desk.session.settings.current().language",
    ],
)
def test_a_verb_called_in_a_method_is_seen(line):
    assert calls_on_the_window(f"class Page:\n    def refresh(self):\n        {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "self._desk.jobs.ask(self._desk.session.people.all, then=self.show)",
        "self._desk.jobs.ask(lambda: self._desk.session.people.templates(name), then=self.show)",
        "def work(report, cancel): yield from session.audits.run()",
        "self.session.close()",
    ],
)
def test_what_is_handed_to_a_job_is_not_seen_as_a_call(line):
    assert not calls_on_the_window(f"class Page:\n    def refresh(self):\n        {line}\n")


def call_from_the_program(verb):
    """Call `verb` as if a module of the window did, on this thread."""
    exec("found = verb()", here := {"__name__": "exposure_app.ui.planted", "verb": verb})
    return here["found"]


def test_a_session_that_is_asked_on_the_windows_thread_refuses():
    session = off_the_window(FakeSession())
    for verb in (session.people.all, session.models.all, session.kept.counts):
        with pytest.raises(AssertionError, match=r"on the window's thread, by exposure_app.ui"):
            call_from_the_program(verb)


def test_beside_the_window_and_by_a_test_it_may_be_asked():
    session = off_the_window(FakeSession())
    heard = []
    thread = threading.Thread(
        target=lambda: heard.append(call_from_the_program(session.people.all))
    )
    thread.start()
    thread.join()
    assert heard == [session.people.all()] == [[]]
    call_from_the_program(session.close)
