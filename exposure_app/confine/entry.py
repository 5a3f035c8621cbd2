"""Where a confined process begins: before anything heavy is imported."""

import os
from collections.abc import Sequence
from importlib import import_module

ARGUMENT = "--confined"
"""By which a frozen program knows that it is to be confined, not a window or a command line."""


def is_wanted(argv: Sequence[str]) -> bool:
    """Whether this process was started to be a confined one."""
    return argv[1:2] == [ARGUMENT]


def begin(module: str, arguments: Sequence[str]) -> int:
    """Run `main(arguments)` of a module; its exit code.

    Args:
        arguments: pipes, memory, file and limits; see `serve.Ends`.
    """
    # numpy would start threads when it is imported, outside of what is to hold this one.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    return int(import_module(module).main(arguments))
