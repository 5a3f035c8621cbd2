"""The streams that the command line speaks into: any letter passes, whatever the system prefers."""

import sys
from io import TextIOWrapper


def say_anything() -> None:
    """Let standard output and error take every text, from now on.

    A pipe or a file gets UTF-8, which JSON asks for (RFC 8259, 8.1), where Windows would have its
    code page and another system the locale's encoding. A terminal keeps its own encoding. What
    cannot be written there is written as an escape: a name is no reason to stop.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue  # None, in a program without a console
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
