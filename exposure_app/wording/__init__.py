"""Facts into sentences: what the window, the command line and the report say, in one place.

Written by whoever writes for people, not by whoever raises. Plain and calm: it names the thing,
blames nobody, says what to do next, and never claims to have identified anybody.
"""

from exposure_app.wording import enrolment, items, places, storage  # noqa: F401 - they register words
from exposure_app.wording.certainty import (
    expected_false_alarms,
    false_alarms_explained,
    limits_explained,
    one_in,
)
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.gaps import gap_group
from exposure_app.wording.outcome import coverage_lines, headline, progress_words
from exposure_app.wording.terms import (
    band_words,
    consent_words,
    footing_words,
    kind_words,
    language,
    state_words,
    text_direction,
    verdict_words,
)

__all__ = [
    "Explanation",
    "band_words",
    "consent_words",
    "coverage_lines",
    "expected_false_alarms",
    "explain",
    "false_alarms_explained",
    "footing_words",
    "gap_group",
    "headline",
    "kind_words",
    "language",
    "limits_explained",
    "one_in",
    "progress_words",
    "state_words",
    "text_direction",
    "verdict_words",
]
