"""The objects of a JSON document, each with what the objects around it say."""

from collections.abc import Callable, Iterator
from typing import Any

from exposure_app.domain.context import NO_CONTEXT, Context

MAX_OBJECTS = 2_000_000
"""Of one document: some seconds' work."""


def objects(
    document: Any, own: Callable[[dict[str, Any]], Context]
) -> Iterator[tuple[dict[str, Any], Context]]:
    """Every object, outer ones before inner, with its context: its own, and else its outer's.

    Args:
        own: what an object says of the pictures within it.
    """
    # A stack of its own: the nesting is the document's to choose.
    stack: list[tuple[Any, Context]] = [(document, NO_CONTEXT)]
    for _ in range(MAX_OBJECTS):
        if not stack:
            return
        value, outer = stack.pop()
        if isinstance(value, list):
            stack.extend((one, outer) for one in reversed(value) if isinstance(one, list | dict))
        elif isinstance(value, dict):
            context = own(value).filled_from(outer)
            yield value, context
            inner = [one for one in value.values() if isinstance(one, list | dict)]
            stack.extend((one, context) for one in reversed(inner))
