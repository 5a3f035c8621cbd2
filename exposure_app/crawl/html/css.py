"""The pictures that CSS names, in a style sheet or a style attribute."""

import re
from collections.abc import Iterator
from itertools import islice

import tinycss2
from tinycss2.ast import Node

MAX_LENGTH = 300_000
"""Characters of CSS that are read of one page, not counting what names no picture."""

# An escaped "u\\72 l(" is found by the tokenizer; a text without any of these holds no picture.
_MAY_NAME_ONE = re.compile(r"url\(|src\(|image|\\", re.IGNORECASE)
_OPENER = re.compile(r"[({\[]")
_MAX_OPENERS = 50_000  # a sheet of that length has some 10,000; a tower of brackets, more

_TAKES_STRINGS = frozenset(("image-set", "-webkit-image-set", "image", "cross-fade"))
_TAKES_URL = frozenset(("url", "src"))
_NOT_PICTURES = frozenset(("import", "namespace", "charset", "font-face", "document"))


def may_name_one(css: str) -> bool:
    """Whether it is worth reading at all."""
    return _MAY_NAME_ONE.search(css) is not None


def pictures(css: str) -> Iterator[str]:
    """The URLs of pictures in `css`, as written there, in order.

    Style sheets and fonts that it names are none, nor is a part of the same page ("#shadow").
    """
    if not may_name_one(css):
        return
    css = css[:MAX_LENGTH]
    opener = next(islice(_OPENER.finditer(css), _MAX_OPENERS, None), None)
    css = css[: opener.start()] if opener else css
    # A stack of its own: the nesting is the page's to choose, Python's stack is not.
    stack = [_without_at_rules(iter(tinycss2.parse_component_value_list(css)))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.type == "url":
            if not node.value.startswith("#"):
                yield node.value
        elif node.type == "function":
            yield from _strings(node)
            stack.append(_without_at_rules(iter(node.arguments)))
        elif node.type in ("{} block", "() block", "[] block"):
            stack.append(_without_at_rules(iter(node.content)))


def _strings(function: Node) -> Iterator[str]:
    """The URLs written as strings: url("a"), image-set("a" 1x)."""
    if function.lower_name in _TAKES_URL:
        is_first = True
        for node in function.arguments:
            if node.type == "string" and is_first and not node.value.startswith("#"):
                yield node.value
            is_first = is_first and node.type in ("whitespace", "comment")
    elif function.lower_name in _TAKES_STRINGS:
        for node in function.arguments:
            if node.type == "string":
                yield node.value


def _without_at_rules(nodes: Iterator[Node]) -> Iterator[Node]:
    """`nodes` without the rules that name something other than pictures."""
    skipping = False
    for node in nodes:
        if node.type == "at-keyword" and node.lower_value in _NOT_PICTURES:
            skipping = True
        if not skipping:
            yield node
        elif node.type == "{} block" or node == ";":
            skipping = False
