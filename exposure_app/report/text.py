"""Strings from outside, made fit to be shown: nothing that hides, reorders or breaks text."""

from exposure_app.i18n.bidi import FSI, PDI, is_balanced, is_treacherous

_SHOWN_AS = "\N{REPLACEMENT CHARACTER}"


def readable(untrusted_text: str) -> str:
    """`untrusted_text` on one line, with control characters made visible.

    Right-to-left overrides can make one address look like another; lone surrogates (a file name
    that is no UTF-8) cannot be written at all.
    """
    if untrusted_text.isprintable():
        return untrusted_text
    return "".join(_shown(c) for c in untrusted_text)


def in_order(text: str) -> str:
    """A sentence as `readable`; but the marks that keep its parts in one piece stay.

    They stay only in pairs, and only those that follow what they hold (FSI): such a pair from
    outside can move nothing beyond itself.
    """
    if text.isprintable() or not is_balanced(text):
        return readable(text)
    return "".join(c if c in (FSI, PDI) else _shown(c) for c in text)


def shortened(text: str, most: int = 120) -> str:
    """`text`, its middle left out if it is longer than `most` characters."""
    if len(text) <= most:
        return text
    kept = most // 2
    return f"{text[:kept]} … {text[-kept:]}"


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return _SHOWN_AS if is_treacherous(character) else character
