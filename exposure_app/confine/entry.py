"""Where a confined process begins: before anything heavy is imported."""

import os
from collections.abc import Collection, Sequence
from importlib import import_module

ARGUMENT = "--confined"
"""By which a frozen program knows that it is to be confined, not a window or a command line."""

_WRONG_USAGE = 2


def is_wanted(argv: Sequence[str]) -> bool:
    """Whether this process was started to be a confined one."""
    return argv[1:2] == [ARGUMENT]


def begin_one_of(modules: Collection[str], argv: Sequence[str]) -> int:
    """`begin` as a frozen program was told to; 2, as for any wrong usage, if by none of `modules`.

    What may be imported is not for the command line to say: whoever can start this program could
    else run whatever lies where Python looks.
    """
    module = "".join(argv[2:3])
    return begin(module, argv[3:]) if module in modules else _WRONG_USAGE


def begin(module: str, arguments: Sequence[str]) -> int:
    """Run `main(arguments)` of a module; its exit code.

    Args:
        arguments: pipes, memory, file and limits; see `serve.Ends`.
    """
    # numpy would start threads when it is imported, outside of what is to hold this one.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    return int(import_module(module).main(arguments))
