"""Reading JSON from a stranger: whatever it holds, what comes back has the type asked for."""

import json
from typing import Any


def parsed(untrusted_body: bytes) -> Any:
    """The document; None if it is no JSON, or is nested without end."""
    try:
        return json.loads(untrusted_body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def text(of: dict[str, Any], name: str) -> str:
    """The string under `name`; "" if there is none."""
    value = of.get(name)
    return value if isinstance(value, str) else ""


def mappings(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none if it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
