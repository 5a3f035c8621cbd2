"""Why a picture is gone from a place: the fact that showed it, as it is kept.

A status is kept as the server gave it: "HTTP 404" where the picture's own address was asked for,
"page HTTP 404" where its page was.
"""

NOT_SHOWN = "not shown"
"""The page was read and does not show the picture's address any more."""

REPLACED = "replaced"
"""The address was asked for and holds another picture."""

NO_FILE = "no file"
"""The folder is there, and the file is not."""

OF_PAGE = "page "
"""Stands before the status of a page."""
