"""What is chosen: `settings`."""

from enum import Enum

from exposure_app.contract.document import Document
from exposure_app.settings import Settings, known

_FIRST = ("pack", "cores", "is_gentle", "on_battery", "lock_after")
"""As scripts know them. The others follow as they are listed, so that a new one comes last."""


def settings_document(settings: Settings) -> Document:
    """`settings`: each with its value; yes or no is a boolean, and a number a number."""
    values = {name: getattr(settings, name) for name in dict.fromkeys((*_FIRST, *known()))}
    return {
        "settings": {
            name: one.value if isinstance(one, Enum) else one for name, one in values.items()
        }
    }
