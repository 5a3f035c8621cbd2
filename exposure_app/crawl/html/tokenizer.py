"""Start tags of a page in one linear pass, without building a tree.

A tokenizer of the HTML Standard in miniature. It reads the pages that could keep a tree builder
busy for hours, and looks over all others before they are given to one
(`exposure_app.crawl.html.parser`). Its patterns never give back what they took, so that time grows
with length alone: repeated classes are possessive, repeated groups stand in atomic ones, because
until 3.11.4 Python's possessive groups forgot alternatives they had not tried
(python/cpython#106052).
"""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import islice

MAX_TAGS = 100_000
"""Start and end tags that are read; a second's work. What follows them is left out."""

MAX_ATTRIBUTES = 256
"""Of one tag; further ones are left out."""

_MAX_REFERENCES = 50_000

_SPACE = r"\t\n\f\r "
_ATTRIBUTE = (
    rf"[{_SPACE}/]*+(=?+[^{_SPACE}/>=]*+)"
    rf"(?>(?:[{_SPACE}]*+=[{_SPACE}]*+"
    rf"(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^{_SPACE}>]*+)))?)"
)
_ATTRIBUTES = f"(?>(?:(?!>){re.sub(r'[(](?![?])', '(?:', _ATTRIBUTE)})*)"
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"

TOKEN = re.compile(
    # An element that holds text alone, up to its end tag.
    rf"<(?P<raw>(?i:{_RAW}))(?=[{_SPACE}/>])(?P<raw_attributes>{_ATTRIBUTES})"
    rf"(?:>(?P<content>(?s:.*?))(?=</(?i:(?P=raw))[{_SPACE}/>]|\Z)|\Z)"
    # Any other tag. One that never ends reaches the end of the page, and is none.
    rf"|<(?P<slash>/?)(?P<tag>[A-Za-z][^{_SPACE}/>]*+)(?P<attributes>{_ATTRIBUTES})(?:(?P<end>>)|\Z)"
    # A comment, and what is taken for one.
    r"|<!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
    r"|<[!?/][^>]*+(?:>|\Z)"
)
"""What a "<" begins: a tag, a tag with its text, or a comment. It never runs over a place twice."""

_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_REFERENCE = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z0-9]++(;?)(?=(=?)))")
_VOID = frozenset(("base", "br", "hr", "img", "input", "link", "meta", "source", "wbr"))
_COUNTED = ("svg", "template")  # what changes the meaning of all it holds
_OPEN_TAGS_LOOKED_AT = 8

# fmt: off
_CLOSE_P = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "ul",
))
# fmt: on
"""A <p> that is open ends where one of these begins (HTML Standard, 13.2.6.4.7)."""

_P_SCOPE = frozenset(
    ("button", "caption", "marquee", "object", "table", "td", "template", "th", "svg", "math")
)
"""Within these, a <p> outside is not closed: the standard's "button scope"."""


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag.

    tag: lower case.
    attributes: by lower-case name, the first of each name; "" where there is no value.
    text: the content of an element that holds text alone (style, script, title); else "".
    parent: the tag of the element that directly holds it, as far as is known; else "".
    caption, nearby: of an element that shows a picture, what is written about it and near it, where
        there is a tree to tell; else "".
    is_empty: whether it is one that a script would fill, and nothing is in it.
    """

    tag: str
    attributes: dict[str, str]
    text: str = ""
    parent: str = ""
    caption: str = ""
    nearby: str = ""
    is_empty: bool = False


def scan(text: str) -> Iterator[Element]:
    """The elements that start tags announce, in order, among the first `MAX_TAGS` tags.

    Of the tree, only what directly holds an element is known, by the tags that are open.
    """
    open_tags: list[str] = []
    depth = dict.fromkeys(_COUNTED, 0)
    for token in islice(TOKEN.finditer(text), MAX_TAGS):
        is_raw = token["raw"] is not None
        tag = (token["raw"] or token["tag"] or "").lower()
        if not tag or (token["content"] is None if is_raw else not token["end"]):
            continue
        if tag in depth:
            depth[tag] = max(0, depth[tag] + (-1 if token["slash"] else 1))
        if token["slash"]:
            _close(open_tags, tag)
            continue
        if tag == "image" and not depth["svg"]:
            tag = "img"
        if tag in _CLOSE_P:
            _close_p(open_tags)
        if not depth["template"]:
            content = token["content"] or ""
            yield Element(
                tag,
                attributes(token["raw_attributes"] if is_raw else token["attributes"]),
                entities.unescape(content) if tag == "title" else content,
                open_tags[-1] if open_tags else "",
            )
        if tag == "plaintext":
            return
        if tag not in _VOID and not is_raw:
            open_tags.append(tag)


def _close(open_tags: list[str], tag: str) -> None:
    if tag in open_tags[-_OPEN_TAGS_LOOKED_AT:]:
        while open_tags.pop() != tag:
            pass


def _close_p(open_tags: list[str]) -> None:
    for place in range(len(open_tags) - 1, max(-1, len(open_tags) - 1 - _OPEN_TAGS_LOOKED_AT), -1):
        if open_tags[place] == "p":
            del open_tags[place:]
            return
        if open_tags[place] in _P_SCOPE:
            return


def attributes(text: str) -> dict[str, str]:
    """The attributes in what stands between a tag's name and its end; at most `MAX_ATTRIBUTES`."""
    found: dict[str, str] = {}
    if not text.strip("\t\n\f\r /"):
        return found
    for match in _ONE_ATTRIBUTE.finditer(text):
        name = match[1]
        if name:
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(name.lower(), unescaped(value))
            if len(found) == MAX_ATTRIBUTES:
                break
    return found


def plain_text(text: str) -> str:
    """What is left of a page without its tags, comments, scripts and styles."""
    return TOKEN.sub(" ", text)


def attribute_count(text: str) -> int:
    """How many attributes there are, all of them."""
    return sum(1 for match in _ONE_ATTRIBUTE.finditer(text) if match[1])


def unescaped(value: str) -> str:
    """An attribute's value with its character references resolved, as the standard has it there.

    "?a=1&copy=2" is a query, not a copyright sign.
    """
    return _REFERENCE.sub(_resolved, value, _MAX_REFERENCES) if "&" in value else value


def _resolved(match: re.Match[str]) -> str:
    reference = match[0]
    if reference.startswith("&#"):
        return entities.unescape(reference)
    if match[1] or not match[2]:
        return html5.get(reference[1:], reference)
    return reference
