"""How requests name this program."""

from exposure_app import __version__
from exposure_app.crawl.untrusted.product_token import PRODUCT_TOKEN

USER_AGENT = f"{PRODUCT_TOKEN}/{__version__} (checks where its user's own face appears)"

SAME_FOR_ALL = PRODUCT_TOKEN
"""The name alone, where a request must not tell one copy of the program from another."""
