"""Whether all is well, and whether the promise is kept: `self-check` and `show-me`."""

from collections.abc import Sequence
from dataclasses import asdict

from exposure_app.contract.document import Document
from exposure_app.domain.self_check import Check
from exposure_app.domain.show_me import ShowMeRun
from exposure_app.wording import check_detail, check_words


def self_check_document(checks: Sequence[Check]) -> Document:
    """`self-check`: each part, and whether all of them work."""
    return {"ok": all(check.is_ok for check in checks), "checks": [_check(one) for one in checks]}


def show_me_document(shown: ShowMeRun) -> Document:
    """`show-me`: everything that was sent, and what of the person was in it."""
    return {"clean": shown.is_clean, "sound": shown.is_sound, **asdict(shown)}


def _check(check: Check) -> Document:
    said = check_words(check)
    return {
        "name": check.name,
        "ok": check.is_ok,
        "detail": check_detail(check),
        "what": said.what,
        "remedy": said.remedy,
    }
