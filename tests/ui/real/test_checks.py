"""Trust: the self-check, and the test that shows that nothing leaves."""

import json
import os
import subprocess
import sys

from exposure_app.ui.trust.show_me_view import BytesSheet
from tests.conftest import PROJECT
from tests.ui.real.hands import dialog_of, go, press, settle, words


def test_as_it_is_installed_every_part_works_and_nothing_leaves(shelf, home):
    shelf.copy("enrolled", home)
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.real.whole_program", "--home", str(home.data.parent)],
        capture_output=True, text=True, check=False, cwd=PROJECT, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["self_check"] == "Every part works."
    assert "The guard stands: what would leave by another way is refused." in said["parts"]
    assert said["show_me"].startswith("Nothing of the person left this program")
    assert said["is_guarded"]
    assert all(request.startswith("GET /") for request in said["requests"])
    # The test has a vault of its own: nothing of it is in the person's record.
    assert said["ledger"] == "No request was sent yet"
    assert said["problem"] == ""


def test_nothing_of_the_person_is_in_the_bytes_which_can_be_read(qtbot, enrolled):
    trust = go(qtbot, enrolled, "trust")
    show = trust.show_me
    assert not show.details.isVisible()
    press(qtbot, show.run_button)
    assert not show.run_button.isEnabled()
    settle(qtbot, enrolled)
    assert show.verdict.text().startswith("Nothing of the person left this program")
    assert show.outcome.text().startswith("An audit of a small site on this computer found")
    press(qtbot, show.details)
    sheet = dialog_of(qtbot, trust, BytesSheet)
    said = words(sheet)
    for what in ("The person's name", "The photo", "The numbers of the face"):
        assert f"{what}: not in what was sent, plain or packed." in said
    assert sheet.sent.toPlainText().startswith("GET /")
    assert enrolled.session.requests.all() == []


def test_a_part_that_does_not_work_is_named_with_what_to_do(qtbot, enrolled):
    """In the tests' own process no guard stands, and that is said."""
    trust = go(qtbot, enrolled, "trust")
    press(qtbot, trust.self_check.run_button)
    settle(qtbot, enrolled)
    assert trust.self_check.outcome.text() == "1 part needs attention."
    assert "The guard does not stand, so other ways out are not watched." in words(trust)
    assert "Model files" in words(trust.self_check)
