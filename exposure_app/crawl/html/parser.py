"""The elements of an untrusted page, whichever of two readers is fit to read it.

lexbor builds the tree of the HTML Standard, and its answer is the better one. But a few kilobytes
of unclosed <b> become gigabytes of tree, and one tag with a hundred thousand attributes takes
minutes. So a page is looked over first, and read without a tree
(`exposure_app.crawl.html.tokenizer`) where that could happen. Whatever a reader takes for text must
be text for the other too, or a page could hide such a tag from the looking over; hence
`_is_ambiguous`.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exposure_app.crawl.html.captions import caption_of, nearby, text_in
from exposure_app.crawl.html.image_attributes import is_image_name, is_media_name
from exposure_app.crawl.html.tokenizer import MAX_TAGS, TOKEN, Element, attribute_count, scan

MAX_TREE_TAGS = 20_000
MAX_TREE_ATTRIBUTES = 1_024
_MAX_REOPENED = 500_000
_LONG_TAG = 4_096

# The elements that HTML's rules open again in each paragraph that follows. None holds a picture.
_FORMATTING = re.compile(
    r"(</?)(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\t\n\f\r />])", re.IGNORECASE
)
# The content of a template is not shown, unless it is the shadow root of what it stands in.
_SHADOW_ROOT = re.compile(r"<template(?=[^<>]*\sshadowrootmode)", re.IGNORECASE)
_WITH_TEXT = frozenset(("script", "style", "title"))
_PARENT_MATTERS = frozenset(("img", "source", "title"))
_SHOW_PICTURES = frozenset(("img", "image", "video", "object", "embed"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

# Where frameworks put what their scripts make (React, Vue, Next, Nuxt, Gatsby, Svelte, Angular),
# and what galleries are called that are filled later.
_FILLED_LATER = re.compile(
    r"^(?:root|app|__next|__nuxt|___gatsby|svelte|react-root|main-app)$"
    r"|(?:^|[\s_-])(?:gallery|carousel|slideshow|masonry|photo-?(?:grid|wall|stream))(?:$|[\s_-])",
    re.IGNORECASE | re.MULTILINE,
)
_FILLED = frozenset(("app-root", "div", "main", "section", "ul"))
_FOREIGN = re.compile(r"<(?:svg|math)[\t\n\f\r />]", re.IGNORECASE)
_HTML_WITHIN = re.compile(
    r"<(?:foreignobject|desc|annotation-xml|m[inos]|mtext)[\t\n\f\r />]", re.IGNORECASE
)
_SELECT = re.compile(r"<select[\t\n\f\r />]", re.IGNORECASE)
_FRAMESET = re.compile(r"<frameset[\t\n\f\r />]", re.IGNORECASE)


def elements(text: str) -> Iterator[Element]:
    """The elements of a page in document order; of a heavy one, those of its first tags."""
    # As the HTML Standard reads it (13.2.5) nearly everywhere. lexbor notes each in a list that it
    # copies as it grows, where Windows has no way to grow it in place: a minute for five megabytes.
    text = _SHADOW_ROOT.sub("<x-shadow", text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    if is_heavy(text):
        return scan(text)
    if len(_FORMATTING.findall(text)) * text.count("<") > _MAX_REOPENED:
        text = _FORMATTING.sub(r"\1x-\2", text)
    return _of_tree(text)


def is_cut(text: str) -> bool:
    """Whether `elements` may leave out the end of this page, because it has too many tags."""
    return text.count("<") > MAX_TAGS


def is_heavy(text: str) -> bool:
    """Whether building the tree of this page could take more than a moment."""
    if text.count("<") > MAX_TREE_TAGS:
        return True
    has_foreign = _FOREIGN.search(text) is not None
    has_select = _SELECT.search(text) is not None
    # Where drawings hold HTML that holds drawings, which of them is open cannot be told from here.
    is_unclear = has_foreign and _HTML_WITHIN.search(text) is not None
    is_unclear |= _FRAMESET.search(text) is not None
    depth = 0
    for token in TOKEN.finditer(text):
        begin, end = token.span()
        if token["raw"] is not None:
            begin, end = token.span("raw_attributes")
            is_script = token["raw"].lower() == "script"
            is_markup = is_unclear or depth > 0 or (has_select and not is_script)
            if _is_ambiguous(token["content"] or "", is_script=is_script, is_markup=is_markup):
                return True
        elif has_foreign and (token["tag"] or "").lower() in ("svg", "math"):
            depth = max(0, depth + (-1 if token["slash"] else 1))
        if end - begin > _LONG_TAG:
            written = token["raw_attributes"] or token["attributes"] or ""
            if attribute_count(written) > MAX_TREE_ATTRIBUTES:
                return True
    return False


def _is_ambiguous(content: str, *, is_script: bool, is_markup: bool) -> bool:
    """Whether an element of text alone could be one of markup to the tree builder.

    <style> is so within <svg>, and <title> and the like are within <select>. Only a "<" in their
    text makes a difference.
    """
    if "<" not in content:
        return False
    # A script's text goes on past its end tag after "<!--<script".
    return is_markup or (is_script and "<!--" in content and "<script" in content.lower())


def _of_tree(text: str) -> Iterator[Element]:
    root = LexborHTMLParser(text).root
    heading: LexborNode | None = None
    title = ""
    for node in root.traverse() if root is not None else ():
        tag = (node.tag or "").lower()
        content = (node.text() or "") if tag in _WITH_TEXT else ""
        # Asked where it matters alone: it makes an object of each parent.
        parent = node.parent if tag in _PARENT_MATTERS else None
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        if tag in _HEADINGS:
            heading = node
        is_shown = tag in _SHOW_PICTURES or (tag == "input" and "src" in attributes)
        caption = caption_of(node) if is_shown else ""
        if tag == "a" and _names_a_file(attributes.get("href", "")):
            is_shown, caption = True, text_in(node)
        if is_shown and heading is not None:  # read once, and only if a picture stands under it
            title, heading = text_in(heading), None
        yield Element(
            tag,
            attributes,
            content,
            (parent.tag or "").lower() if parent is not None else "",
            caption,
            nearby(node, title) if is_shown else "",
            (tag in _FILLED and _is_unfilled(node, attributes)),
        )


def _names_a_file(url: str) -> bool:
    """Whether a link leads to a picture, a video or a document, by its name."""
    return is_image_name(url) or is_media_name(url)


def _is_unfilled(node: LexborNode, attributes: dict[str, str]) -> bool:
    """Whether an element that scripts fill, by its name, is still empty."""
    names = f"{attributes.get('id', '')}\n{attributes.get('class', '')}"
    if node.tag != "app-root" and not _FILLED_LATER.search(names):
        return False
    first = node.child
    return first is None or (first.next is None and first.is_empty_text_node)
