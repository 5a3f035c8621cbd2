"""Facts into sentences: what the window, the command line and the report say, in one place.

Written by whoever writes for people, not by whoever raises. Plain and calm: it names the thing,
blames nobody, says what to do next, and never claims to have identified anybody.
"""

from importlib import import_module
from pkgutil import walk_packages

from exposure_app.wording.audit.gaps import GapKey, gap_detail_words, gap_group, gap_key
from exposure_app.wording.audit.outcome import coverage_lines, demo_words, headline, progress_words
from exposure_app.wording.audit.pace import pace_words
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.files import place_words
from exposure_app.wording.findings.certainty import (
    expected_before,
    expected_false_alarms,
    false_alarms_explained,
    limits_explained,
    one_in,
    raised_explained,
)
from exposure_app.wording.findings.context import (
    context_lines,
    exposure_words,
    severity_words,
    taken_words,
    where_words,
)
from exposure_app.wording.findings.gone import gone_words
from exposure_app.wording.findings.moments import moment_words
from exposure_app.wording.findings.notes import (
    change_words,
    changes_summary,
    note_words,
    poor_photo_words,
)
from exposure_app.wording.models.packs import pack_cost_words, pack_lost_words, pack_status_words
from exposure_app.wording.newer.news import (
    looking_words,
    news_words,
    own_version_words,
    unsafe_words,
    where_from_words,
)
from exposure_app.wording.people.consent import (
    agreement_words,
    child_beside_name,
    consent_line,
    consent_warning,
    ended_beside_name,
)
from exposure_app.wording.settings.choices import (
    allowed_words,
    card_words,
    choice_words,
    label_words,
    option_words,
)
from exposure_app.wording.settings.table import air_gap_words
from exposure_app.wording.sources.kept_faces import (
    keep_faces_meaning,
    kept_answer_words,
    kept_found_words,
    kept_words,
    no_picture_words,
)
from exposure_app.wording.sources.kinds import kind_words, scope_words
from exposure_app.wording.sources.permission import permission_words
from exposure_app.wording.sources.removal import going_lines, removal_lines, removed_words
from exposure_app.wording.sources.schedules import outcome_words, schedule_words
from exposure_app.wording.sources.sources import (
    about_how_long,
    budget_words,
    meaning_words,
    proof_words,
    proved_words,
    way_words,
)
from exposure_app.wording.terms import (
    band_words,
    consent_words,
    footing_words,
    state_words,
    verdict_words,
)
from exposure_app.wording.trust.receipts import holdings_lines, receipt_lines
from exposure_app.wording.trust.requests import purpose_words, request_outcome
from exposure_app.wording.trust.self_check import check_detail, check_name, check_words
from exposure_app.wording.trust.show_me import show_me_lines, show_me_verdict
from exposure_app.wording.trust.storage_notices import key_place_words, storage_notice

__all__ = [
    "Explanation",
    "GapKey",
    "about_how_long",
    "agreement_words",
    "air_gap_words",
    "allowed_words",
    "band_words",
    "budget_words",
    "card_words",
    "change_words",
    "changes_summary",
    "check_detail",
    "check_name",
    "check_words",
    "child_beside_name",
    "choice_words",
    "consent_line",
    "consent_warning",
    "consent_words",
    "context_lines",
    "coverage_lines",
    "demo_words",
    "ended_beside_name",
    "expected_before",
    "expected_false_alarms",
    "explain",
    "exposure_words",
    "false_alarms_explained",
    "footing_words",
    "gap_detail_words",
    "gap_group",
    "gap_key",
    "going_lines",
    "gone_words",
    "headline",
    "holdings_lines",
    "keep_faces_meaning",
    "kept_answer_words",
    "kept_found_words",
    "kept_words",
    "key_place_words",
    "kind_words",
    "label_words",
    "limits_explained",
    "looking_words",
    "meaning_words",
    "moment_words",
    "news_words",
    "no_picture_words",
    "note_words",
    "one_in",
    "option_words",
    "outcome_words",
    "own_version_words",
    "pace_words",
    "pack_cost_words",
    "pack_lost_words",
    "pack_status_words",
    "permission_words",
    "place_words",
    "poor_photo_words",
    "progress_words",
    "proof_words",
    "proved_words",
    "purpose_words",
    "raised_explained",
    "receipt_lines",
    "removal_lines",
    "removed_words",
    "request_outcome",
    "schedule_words",
    "scope_words",
    "severity_words",
    "show_me_lines",
    "show_me_verdict",
    "state_words",
    "storage_notice",
    "taken_words",
    "unsafe_words",
    "verdict_words",
    "way_words",
    "where_from_words",
    "where_words",
]

# Some have words for errors or gaps alone, which nobody imports: see `explain` and `said_of`.
for _found in walk_packages(__path__, f"{__name__}."):
    import_module(_found.name)
