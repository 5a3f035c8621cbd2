"""What is written beside a picture in a page's tree: its caption, and the text before and after.

Only a few steps are gone from each picture, whatever the page holds, so that a page of a thousand
pictures and one endless text costs no more than its length.
"""

from collections.abc import Callable
from operator import attrgetter

from selectolax.lexbor import LexborNode

from exposure_app.domain.context import MAX_CAPTION, MAX_NEARBY, label

_STEPS = 24
"""From one node to the next, each way; a picture in a link in a cell is three from its text."""

_LEVELS = 5
"""So many elements up at most: what stands further out belongs to the page."""

_EACH_WAY = MAX_NEARBY // 3
_SILENT = frozenset(("figcaption", "noscript", "script", "select", "style", "template", "textarea"))
_OTHER_PICTURES = frozenset(("img", "image", "video"))
_OUTERMOST = frozenset(("body", "html"))

_Way = Callable[[LexborNode], LexborNode | None]


def caption_of(picture: LexborNode) -> str:
    """What the <figcaption> of the <figure> around it says; "" if there is none."""
    node = picture.parent
    for _ in range(_LEVELS):
        if node is None or node.tag in _OUTERMOST:
            return ""
        if node.tag == "figure":
            child = node.last_child  # where a caption stands, as a rule
            for _ in range(_STEPS):
                if child is None:
                    return ""
                if child.tag == "figcaption":
                    return text_in(child)
                child = child.prev
            return ""
        node = node.parent
    return ""


def nearby(picture: LexborNode, heading: str) -> str:
    """The heading it stands under, and the text right before and right after it.

    The text of a caption is not among it, and it ends where another picture stands.
    """
    before, after = _before(picture), _after(picture)
    parts = ["" if heading in before else heading, before, after]
    return label(" … ".join(part for part in parts if part), MAX_NEARBY)


def text_in(element: LexborNode) -> str:
    """The text within, of the first few nodes of it."""
    pieces: list[str] = []
    node = element.child
    for _ in range(_STEPS):
        if node is None:
            break
        _add_text(node, pieces)
        inner = None if node.tag in _SILENT else node.child
        node = inner if inner is not None else _next_within(node, element)
    return label("".join(pieces), MAX_CAPTION)


def _next_within(node: LexborNode, element: LexborNode) -> LexborNode | None:
    """What follows `node` and all it holds, within `element`."""
    at: LexborNode | None = node
    top = element.mem_id  # "==" would compare all that both of them hold
    while at is not None and at.mem_id != top:
        if at.next is not None:
            return at.next
        at = at.parent
    return None


def _before(picture: LexborNode) -> str:
    pieces = _walked(picture, attrgetter("prev"), attrgetter("last_child"))
    return _last_words(" ".join(reversed(pieces))[-4 * _EACH_WAY :].split())


def _after(picture: LexborNode) -> str:
    return label(
        " ".join(_walked(picture, attrgetter("next"), attrgetter("first_child"))), _EACH_WAY
    )


def _walked(picture: LexborNode, beside: _Way, within: _Way) -> list[str]:
    """The text met in one direction, nearest first."""
    pieces: list[str] = []
    node: LexborNode = picture
    levels = 0
    for _ in range(_STEPS):
        following = beside(node)
        if following is None:
            following = node.parent
            levels += 1
            if following is None or levels > _LEVELS or following.tag in _OUTERMOST:
                break
            node = following
            continue
        node = following
        for _ in range(_LEVELS):
            inner = None if node.tag in _SILENT else within(node)
            if inner is None:
                break
            node = inner
        if node.tag in _OTHER_PICTURES:
            break
        _add_text(node, pieces)
        if sum(map(len, pieces)) > _EACH_WAY:
            break
    return pieces


def _add_text(node: LexborNode, pieces: list[str]) -> None:
    if node.is_text_node and (text := node.text_content or "").strip():
        pieces.append(text)


def _last_words(words: list[str]) -> str:
    """As many of the last words as fit."""
    length = 0
    for count, word in enumerate(reversed(words)):
        length += len(word) + 1
        if length > _EACH_WAY:
            return "… " + " ".join(words[len(words) - count :]) if count else ""
    return " ".join(words)
