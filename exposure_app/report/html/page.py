"""A report as one page of HTML: a single file that loads nothing and runs nothing."""

import hashlib
from base64 import b64encode

from exposure_app.report.document.blocks import ReportDocument
from exposure_app.report.html.blocks import block_markup, blocks_markup
from exposure_app.report.html.style import STYLE
from exposure_app.report.html.words import words_markup
from exposure_app.report.markup import Markup, element


def page(document: ReportDocument) -> str:
    """The whole file."""
    opening = blocks_markup(document.opening, 2)
    sections = (element("section", block_markup(section, 2)) for section in document.sections)
    body = element(
        "body",
        element(
            "header",
            element("h1", document.title),
            element("p", document.headline, class_="headline"),
            opening,
        ),
        element("main", *sections),
        element("footer", element("p", words_markup(document.closing))),
    )
    direction = "rtl" if document.is_rtl else "ltr"
    whole = element("html", _head(document.title), body, lang=document.language, dir=direction)
    return f"<!DOCTYPE html>\n{whole}\n"


def _head(title: str) -> Markup:
    style = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; "
        f"style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex, noarchive, noimageindex"),
        element("title", title),
        element("style", Markup(STYLE)),
    )
