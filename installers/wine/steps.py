"""What every step of the making shares: a line said, a program run in silence."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

LINES_OF_A_FAILURE = 20


def say(words: str) -> None:
    """One line of our own, told apart from what the programs we run print."""
    print(f"wine: {words}", flush=True)


def stop(words: str) -> NoReturn:
    """Say why we go no further, and leave."""
    say(words)
    raise SystemExit(1)


def quietly(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    holding: Sequence[int] = (),
) -> str:
    """What a program printed; if it fails, its last lines are shown, and we go no further.

    It keeps the open files of `holding`: a lock among them is held until it ends, even if we are
    killed before.
    """
    done = subprocess.run(
        command,
        env=environment,
        cwd=cwd,
        pass_fds=holding,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        print(*printed.splitlines()[-LINES_OF_A_FAILURE:], sep="\n", flush=True)
        stop(f"This did not work: {' '.join(command)}")
    return printed
