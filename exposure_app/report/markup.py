"""HTML that cannot be broken into: every text is escaped on the way in, by construction.

`Markup` is HTML already; any other string is text from somewhere and is escaped. There is no
way to put raw text between tags but to say `Markup(...)` here.
"""

from datetime import datetime
from html import escape
from urllib.parse import unquote, urlsplit

from exposure_app.contract.document import moment
from exposure_app.i18n import _, figures, standing_alone
from exposure_app.report.text import in_order, readable, shortened

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


def filled(text: str, **parts: str) -> Markup:
    """A translated sentence with a part, often `Markup`, in each of its `{named}` gaps."""
    told = {
        key: part if isinstance(part, Markup) else _escaped(standing_alone(part))
        for key, part in parts.items()
    }
    return Markup(_escaped(text).format(**told))


def day(at: datetime) -> Markup:
    """The date of a moment, on one line."""
    return element("time", figures.day(at), datetime=moment(at))


def listed(*items: str, **attributes: str) -> Markup:
    """A bulleted list of `items`; nothing at all if there are none."""
    if not items:
        return Markup()
    return element("ul", *(element("li", item) for item in items), **attributes)


def address(untrusted_url: str) -> Markup:
    """An address as a link if it is an ordinary web address, else as text that leads nowhere.

    The link tells the site nothing about where it was followed from.
    """
    shown = element("bdi", shortened(_spoken(untrusted_url)))
    if not is_web_address(untrusted_url):
        return element("span", shown, class_="address")
    return element(
        "a", shown, class_="address", href=untrusted_url, rel="noreferrer noopener nofollow"
    )


def _spoken(untrusted_url: str) -> str:
    """An address as a person would write it down."""
    if untrusted_url.startswith("data:"):
        return _("inside the page itself")
    if untrusted_url.startswith("file://"):
        return readable(unquote(untrusted_url.removeprefix("file://")))
    return readable(untrusted_url)


def is_web_address(untrusted_url: str) -> bool:
    """Whether following it can only mean a GET of a web page: http(s), a host, no tricks."""
    if readable(untrusted_url) != untrusted_url or any(c.isspace() for c in untrusted_url):
        return False
    try:
        parts = urlsplit(untrusted_url)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def _escaped(text: str) -> str:
    return escape(in_order(text), quote=True)
