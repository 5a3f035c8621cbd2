"""Rows as CSV, for spreadsheets.

A spreadsheet runs a cell that looks like a formula, and much of what is told comes from strangers,
so no text of theirs can begin like one.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from exposure_app.report.text import readable

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"

_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""The full-width ones too, which some spreadsheets read alike. Source: OWASP, CSV Injection."""


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table as CSV (RFC 4180), with the mark by which Excel knows UTF-8.

    Args:
        rows: values by column; one that is left out stays empty. Text from outside goes through
            `cell` first.
    """
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def cell(untrusted_text: str) -> str:
    """Text that a spreadsheet shows and does not run."""
    text = readable(untrusted_text)
    return f"'{text}" if untrusted_text.lstrip(" ").startswith(_FORMULA_STARTS) else text
