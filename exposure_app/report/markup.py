"""HTML that cannot be broken into: every text is escaped on the way in, by construction.

`Markup` is HTML already; any other string is text from somewhere and is escaped. There is no
way to put raw text between tags but to say `Markup(...)` here.
"""

from html import escape

from exposure_app.report.text import in_order

_VOID = {"img", "meta", "hr", "br"}


class Markup(str):
    """A piece of HTML, safe to put into a page as it is."""

    __slots__ = ()


def element(tag: str, /, *children: str, **attributes: str) -> Markup:
    """An element with its children.

    Args:
        tag: its name, a literal of ours.
        children: `Markup` as it is, other strings escaped.
        attributes: by name; `class_` for class, `aria_label` for aria-label. Escaped.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
    )
    if tag in _VOID:
        return Markup(f"<{tag}{told}>")
    return Markup(f"<{tag}{told}>{joined(*children)}</{tag}>")


def joined(*parts: str) -> Markup:
    """Parts one after the other: `Markup` as it is, other strings escaped."""
    return Markup("".join(p if isinstance(p, Markup) else _escaped(p) for p in parts))


def listed(*items: str, **attributes: str) -> Markup:
    """A bulleted list of `items`; nothing at all if there are none."""
    if not items:
        return Markup()
    return element("ul", *(element("li", item) for item in items), **attributes)


def _escaped(text: str) -> str:
    return escape(in_order(text), quote=True)
