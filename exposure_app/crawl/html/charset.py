"""An HTML page's bytes to text, by the labels of the Encoding Standard and no others."""

import re

import webencodings

from exposure_app.crawl.html.tokenizer import scan

_PRESCAN_BYTES = 1_024  # HTML Standard, "prescan a byte stream"
_CHARSET = re.compile(r"charset[\t\n\f\r ]*=[\t\n\f\r ]*[\"']?([^\"';\t\n\f\r ]+)", re.IGNORECASE)


def decoded(untrusted_html: bytes, charset: str) -> str:
    """The text of a page: by its byte order mark, else `charset`, else its meta element.

    Where none of them names an encoding we know, it is UTF-8 if it can be, else windows-1252.
    Bytes that do not fit become U+FFFD.

    Args:
        charset: of the Content-Type header; "" if absent.
    """
    encoding = webencodings.lookup(charset) or _meta_encoding(untrusted_html)
    if encoding is None:
        encoding = "utf-8" if _is_utf8(untrusted_html) else "windows-1252"
    text, _ = webencodings.decode(untrusted_html, encoding, errors="replace")
    return str(text)


def _meta_encoding(untrusted_html: bytes) -> webencodings.Encoding | None:
    head = untrusted_html[:_PRESCAN_BYTES].decode("latin-1")
    for element in scan(head):
        if element.tag != "meta":
            continue
        label = element.attributes.get("charset")
        if label is None and element.attributes.get("http-equiv", "").lower() == "content-type":
            match = _CHARSET.search(element.attributes.get("content", ""))
            label = match[1] if match else None
        encoding = webencodings.lookup(label) if label else None
        if encoding is not None:
            # What reads as ASCII so far is not UTF-16, whatever it says.
            is_utf16 = encoding.name.startswith("utf-16")
            return webencodings.UTF8 if is_utf16 else encoding
    return None


def _is_utf8(untrusted_html: bytes) -> bool:
    try:
        untrusted_html.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
