"""Opens weights for use: prepares their graphs once, keeps those, and starts onnxruntime sessions.

Importing this loads onnxruntime and onnx; nothing that only decodes pictures may import it.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import onnxruntime

from exposure_app.domain import errors
from exposure_app.faces.models import prepare
from exposure_app.faces.models.pack import WeightFile, sha256_of

# The variable in `exposure_app/__init__.py` works on Linux and macOS; on Windows only this does.
onnxruntime.disable_telemetry_events()

_ERRORS_ONLY = 3


def prepared_path(published: WeightFile, edit: Callable[[bytes], bytes], cache: Path) -> Path:
    """The file in `cache` that holds `edit(published)`, made now if it is not there or damaged.

    Its name carries the published file's SHA-256, the version of the edits and its own SHA-256;
    so one atomic rename publishes content and checksum together.

    Args:
        published: verified by the caller.

    Raises:
        DiskFull: `cache` cannot be written.
    """
    stem = f"{_stem(published)}-{prepare.PREPARATION}"
    for found in cache.glob(f"{stem}-*.onnx"):
        if found.stem.rpartition("-")[2] == sha256_of(found):
            return found
    content = edit(published.path.read_bytes())
    try:
        cache.mkdir(parents=True, exist_ok=True)
        fresh = _write(content, cache, stem)
        # Files of other packs may be called alike; only other copies of this very file go.
        forget(published, cache, but=fresh)
    except OSError as cause:
        raise errors.DiskFull from cause
    return fresh


def forget(published: WeightFile, cache: Path, *, but: Path | None = None) -> None:
    """Remove what was prepared of `published` by any version, except `but`.

    Raises:
        OSError: `cache` cannot be changed.
    """
    for stale in set(cache.glob(f"{_stem(published)}-*.onnx")) - {but}:
        # On Windows another process may have it open; then it is left for the next time.
        with suppress(PermissionError):
            stale.unlink(missing_ok=True)


def _stem(published: WeightFile) -> str:
    return f"{Path(published.name).stem}-{published.sha256[:16]}"


def _write(content: bytes, folder: Path, stem: str) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".tmp", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            path = folder / f"{stem}-{sha256_of(draft)}.onnx"
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return path


def session(model: Path) -> onnxruntime.InferenceSession:
    """An onnxruntime session on one thread; any number of threads may run it at once.

    One worker per core, each on one thread, does twice the work of one worker on all cores. The
    pools do not spin while idle: a laptop's fan would hear it.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    options.log_severity_level = _ERRORS_ONLY
    return onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )
