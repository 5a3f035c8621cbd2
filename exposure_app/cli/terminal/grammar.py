"""Types that several verbs' arguments share."""

import argparse
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from exposure_app.i18n import _

if TYPE_CHECKING:
    # The class is private in argparse, and the only name for what add_subparsers returns.
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Verbs = object

E = TypeVar("E", bound=Enum)


def word_of(kind: type[E]) -> Callable[[str], E]:
    """A parser of an enum's values that forgives `_` for `-`, blanks and capitals."""

    def plain(text: str) -> str:
        return text.strip().lower().replace("_", "-").replace(" ", "-")

    def parse(text: str) -> E:
        for member in kind:
            if plain(str(member.value)) == plain(text):
                return member
        allowed = ", ".join(str(member.value) for member in kind)
        raise argparse.ArgumentTypeError(
            _("{text} is none of: {allowed}").format(text=text, allowed=allowed)
        )

    return parse
