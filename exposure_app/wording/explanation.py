"""The shape of an explanation, and the words for what nobody foresaw.

Every leaf of `exposure_app.domain.errors` is registered with `explain` by the module of this
package that it is about, which is found by itself; `tests/wording/test_explanation.py` counts.
"""

from dataclasses import dataclass
from functools import singledispatch

from exposure_app.i18n import _


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, and what the user can do about it. Both are whole sentences."""

    what: str
    remedy: str


@singledispatch
def explain(error: Exception) -> Explanation:
    """Explain `error` in plain words; this fallback is for errors nobody foresaw."""
    return Explanation(
        what=_("Something unexpected went wrong."),
        remedy=_("Your photos and face data stayed on this computer. You can report the details."),
    )
