"""How exposing a finding is follows from where it is and what stands there, and says why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.faces import Box
from exposure_app.domain.findings import Band, Finding, Location, State
from exposure_app.domain.severity import (
    MANY_HOSTS,
    MANY_PAGES,
    Reason,
    Severity,
    exposure_of,
    is_named,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WHERE = Coordinates(50.95, 1.85)


def place(page="https://me.example/a", *, gone=False, **context):
    url = page.rpartition("/")[0] + "/1.jpg"
    return Location(page, url, NOW, NOW, NOW if gone else None, context=Context(**context))


def finding(*places, subject="Ada Lovelace", taken=None):
    return Finding(
        id="f", subject=subject, band=Band.VERY_LIKELY, score=0.8, state=State.NEW, verdict=None,
        image_sha256="0" * 64, picture_size=(10, 10), box=Box(0, 0, 5, 5), template="t",
        locations=places, taken=taken or Taken(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "severity", "reasons"),
    [
        (finding(place("file:///home/ada/1")), Severity.LOW, [Reason.OWN_FILES]),
        (finding(place(gone=True)), Severity.LOW, [Reason.GONE]),
        (finding(place(gone=True), place("file:///home/ada/1")), Severity.LOW, [Reason.GONE]),
        (finding(place()), Severity.MEDIUM, [Reason.PUBLIC]),
        (finding(place(alt="Ada", caption="Lovelace")), Severity.MEDIUM, [Reason.PUBLIC]),
        (
            finding(place(caption="With ada LOVELACE.")),
            Severity.HIGH,
            [Reason.NAMED, Reason.PUBLIC],
        ),
        (finding(place(people=("Bo",))), Severity.HIGH, [Reason.TAGGED, Reason.PUBLIC]),
        (finding(place(where=WHERE)), Severity.HIGH, [Reason.LOCATED, Reason.PUBLIC]),
        (
            finding(place(), taken=Taken(where=WHERE)),
            Severity.HIGH,
            [Reason.LOCATED, Reason.PUBLIC],
        ),
        (
            finding(*(place(f"https://me.example/{n}") for n in range(MANY_PAGES))),
            Severity.HIGH,
            [Reason.MANY_PLACES, Reason.PUBLIC],
        ),
        (
            finding(*(place(f"https://{n}.example/") for n in range(MANY_HOSTS))),
            Severity.HIGH,
            [Reason.MANY_PLACES, Reason.PUBLIC],
        ),
        (
            finding(*(place(f"https://me.example/{n}", gone=n > 1) for n in range(9))),
            Severity.MEDIUM,
            [Reason.PUBLIC],
        ),
        (
            finding(place("file:///home/ada/1", people=("Ada",), where=WHERE)),
            Severity.LOW,
            [Reason.OWN_FILES],
        ),
    ],
)
def test_where_a_picture_is_and_what_stands_there_decides(found, severity, reasons):
    exposure = exposure_of(found)
    assert exposure.severity is severity
    assert list(exposure.reasons) == reasons


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Ada", "ADA at sea", True),
        ("José Núñez", "Nunez, Jose (left)", True),
        ("José Nuñez", "josé nuñez", True),
        ("Ada", "Adam", False),
        ("Ada Lovelace", "Ada Byron", False),
        ("me", "about me", False),
        ("", "anything", False),
        ("!!!", "anything!!!", False),
        ("李 明", "李 明 在 海边", True),
    ],
)
def test_a_name_is_met_as_words_and_never_within_one(name, text, named):
    assert is_named(name, [text]) is named


def test_a_person_without_a_name_yet_is_never_said_to_be_named():
    assert exposure_of(finding(place(caption="me"), subject="me")).severity is Severity.MEDIUM


def test_a_stronger_reason_never_makes_a_finding_less_exposing():
    plain = finding(place())
    for more in ({"caption": "Ada Lovelace"}, {"people": ("Bo",)}, {"where": WHERE}):
        worse = replace(plain, locations=(place(**more),))
        assert exposure_of(worse).severity.rank >= exposure_of(plain).severity.rank
