"""What stands beside a found picture, in the columns of a table."""

from exposure_app.contract.context import context_document
from exposure_app.domain.context import Context
from exposure_app.wording import where_words

CONTEXT_COLUMNS = (
    "page_title", "alt", "caption", "nearby", "author", "album", "people", "date", "where",
    "where_name", "other_sizes",
)  # fmt: skip
"""What a place says about the picture, in a table."""


def context_cells(context: Context) -> dict[str, str]:
    """A text for each of `CONTEXT_COLUMNS` that says something; several in one are on one line."""
    cells = {}
    for key, value in context_document(context).items():
        if key == "where":
            cells[key] = where_words(context.where) if context.where else ""
        else:
            cells[key] = "; ".join(value) if isinstance(value, list) else value
    return cells
