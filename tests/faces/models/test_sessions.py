import importlib
import subprocess
import sys

import onnxruntime
import pytest

from exposure_app.domain import errors
from exposure_app.faces.models import prepare, sessions
from exposure_app.faces.models.pack import default_pack, sha256_of

DETECTOR = default_pack().detector
HEAVY = ("onnxruntime", "onnx", "cv2", "insightface", "skimage")


class Edit:
    """The real preparation, which remembers how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, published):
        self.times += 1
        return prepare.prepared_detector(published)


@pytest.fixture
def edit():
    return Edit()


def test_a_graph_is_prepared_once_and_then_taken_from_the_cache(edit, tmp_path):
    first = sessions.prepared_path(DETECTOR, edit, tmp_path / "new" / "cache")
    assert sessions.prepared_path(DETECTOR, edit, tmp_path / "new" / "cache") == first
    assert edit.times == 1
    assert first.stem.endswith(sha256_of(first))


@pytest.mark.parametrize("damage", [b"", b"half a graph"], ids=["emptied", "overwritten"])
def test_a_damaged_copy_is_made_anew(edit, tmp_path, damage):
    path = sessions.prepared_path(DETECTOR, edit, tmp_path)
    good = path.read_bytes()
    path.write_bytes(damage)
    assert sessions.prepared_path(DETECTOR, edit, tmp_path) == path
    assert path.read_bytes() == good
    assert edit.times == 2


def test_a_newer_preparation_replaces_the_older_copy(edit, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    old = sessions.prepared_path(DETECTOR, edit, cache)
    monkeypatch.setattr(prepare, "PREPARATION", prepare.PREPARATION + 1)
    new = sessions.prepared_path(DETECTOR, edit, cache)
    assert new != old
    assert list(cache.iterdir()) == [new]


def test_a_preparation_that_fails_leaves_nothing_behind(tmp_path):
    def fail(_published):
        raise KeyError("no such node")

    with pytest.raises(KeyError):
        sessions.prepared_path(DETECTOR, fail, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_said_in_our_words(edit, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(errors.DiskFull):
        sessions.prepared_path(DETECTOR, edit, blocked / "cache")


def test_a_session_runs_on_one_thread_of_the_processor_and_does_not_spin(edit, tmp_path):
    session = sessions.session(sessions.prepared_path(DETECTOR, edit, tmp_path))
    options = session.get_session_options()
    assert options.intra_op_num_threads == 1
    assert options.inter_op_num_threads == 1
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
    assert session.get_providers() == ["CPUExecutionProvider"]


def test_onnxruntime_was_told_not_to_report(monkeypatch):
    told = []
    monkeypatch.setattr(onnxruntime, "disable_telemetry_events", lambda: told.append(True))
    importlib.reload(sessions)
    assert told == [True]


@pytest.mark.parametrize(
    "part",
    [
        "models.pack", "pictures.crops", "pictures.decode", "recognition.enrolment",
        "recognition.quality", "recognition.recogniser",
    ],
)  # fmt: skip
def test_what_needs_no_model_does_not_load_one(part):
    code = f"import sys, exposure_app.faces.{part}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert loaded.isdisjoint(HEAVY)
