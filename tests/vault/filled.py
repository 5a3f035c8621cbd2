"""Domain values to keep, made by hand; `MARKER` stands in every personal field of them."""

from datetime import UTC, datetime, timedelta

import numpy as np

from exposure_app.domain.faces import Box, Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Band, Match, Sighting
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Budget, Footing, Kind, Permission, Source, SourceId
from exposure_app.domain.subjects import Consent, Subject

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MARKER = "Zanzibar-Quicksilver"
ME, SISTER = SubjectId("me-id"), SubjectId("sister-id")
BLOG, CLUB = SourceId("blog"), SourceId("club")
PICTURE, OTHER_PICTURE = "a" * 64, "b" * 64
MODEL = "model-1"
PASSPHRASE = "a passphrase for tests only"
NEW_PASSPHRASE = "another passphrase for tests only"


def later(minutes):
    return NOON + timedelta(minutes=minutes)


def subject(who=ME, name=MARKER):
    return Subject(id=who, name=name, consent=Consent.SELF, consented_at=NOON)


def vector(seed):
    drawn = np.random.default_rng(seed).standard_normal(128).astype(np.float32)
    return drawn / np.linalg.norm(drawn)


def template(name="t1", who=ME, seed=1):
    return Template(
        id=TemplateId(name),
        subject=who,
        era=MARKER,
        embedding=Embedding(vector(seed), MODEL, norm=12.5),
        photo_sha256=f"{seed:064x}",
        picture_jpeg=b"\xff\xd8 picture " + MARKER.encode(),
        enrolled_at=later(seed),
    )


def source(where=BLOG, locator=None):
    return Source(
        id=where,
        locator=locator or f"https://{MARKER}.example/{where}/",
        kind=Kind.WEB_SITE,
        footing=Footing.OPTED_IN,
        added_at=NOON,
        note=f"agreed by {MARKER}",
        budget=Budget(
            depth=2,
            max_pages=30,
            max_images=400,
            max_bytes=5_000_000_000,
            delay_s=0.5,
            max_host_bytes=4_000_000_000,
            max_minutes=7,
        ),
        allow_private=True,
        permission=Permission(MARKER, NOON.date(), f"yes, says {MARKER}", later(1440).date()),
    )


def sighting(who=ME, score=0.7, band=Band.LOOKS_LIKE_YOU, template_id="t1"):
    return Sighting(
        match=Match(who, TemplateId(template_id), score, band),
        box=Box(1.5, 2.5, 41.25, 52.75),
        crop_jpeg=b"\xff\xd8 crop " + MARKER.encode(),
        context_jpeg=b"\xff\xd8 context " + MARKER.encode(),
    )


def request(number=0):
    return RequestRecord(
        at=later(number),
        source="blog",
        url=f"https://{MARKER}.example/{number}",
        purpose="page",
        address="192.0.2.1",
        status=200,
        refused="",
        bytes_up=100,
        bytes_down=5_000_000_000,
    )


def page(name="index"):
    return f"https://{MARKER}.example/{name}.html"


def image(name="face"):
    return f"https://{MARKER}.example/{name}.jpg"


def record(vault, found=None, sha256=PICTURE, at=NOON, where=BLOG, page_name="index"):
    return vault.findings.record(
        sha256, (640, 480), found or sighting(), page(page_name), image(), where, at
    )


def fill(vault):
    """One of everything, for two people in two places."""
    vault.subjects.add(subject())
    vault.subjects.add(subject(SISTER, f"sister of {MARKER}"))
    vault.templates.add(template())
    vault.templates.add(template("t2", SISTER, seed=2))
    vault.sources.add(source())
    vault.sources.add(source(CLUB))
    record(vault)
    record(vault, sighting(SISTER, score=0.9, band=Band.VERY_LIKELY))
    vault.ledger.add_many([request(1)])
