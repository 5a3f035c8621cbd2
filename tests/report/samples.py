"""A made-up audit with a bit of everything, and pictures that are plainly nobody."""

import io
from datetime import UTC, datetime

from PIL import Image

from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.domain.errors import NoSuchFinding
from exposure_app.domain.faces import Box, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, Location, State, Verdict
from exposure_app.domain.gap_reasons import GapReason

THEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 14, 5, 12, tzinfo=UTC)


def place(page="https://club.example/team", image="https://club.example/team.jpg", gone=None):
    because = "HTTP 410" if gone else ""
    return Location(page, image, THEN, NOW, gone_at=gone, gone_because=because)


def finding(name="f1", *, places=None, **facts):
    return Finding(
        **{
            "id": FindingId(name),
            "subject": "me",
            "band": Band.LOOKS_LIKE_YOU,
            "score": 0.4512,
            "state": State.after(facts.get("verdict")),
            "verdict": None,
            "image_sha256": f"{name}-sha",
            "picture_size": (800, 600),
            "box": Box(10.04, 20.0, 110.0, 140.55),
            "template": TemplateId("t1"),
            "locations": (place(),) if places is None else tuple(places),
            **facts,
        }
    )


def audit(findings=None, gaps=None, **facts):
    if findings is None:
        findings = [
            finding("f1", band=Band.VERY_LIKELY, score=0.71, verdict=Verdict.ME),
            finding("f2", places=[place(f"https://club.example/{n}") for n in range(5)]),
            finding("f3", places=[place("https://paper.example/old", gone=NOW)]),
            finding("f4", band=Band.POSSIBLY, score=0.39, verdict=Verdict.UNSURE),
            finding("f5", verdict=Verdict.NOT_ME),
        ]
    if gaps is None:
        gaps = [
            Gap("https://club.example/members", GapReason.LOGIN, {"status": 401}),
            Gap("https://club.example/gone.jpg", GapReason.NOT_FOUND, {"status": 404}),
            Gap("https://club.example/gone2.jpg", GapReason.NOT_FOUND, {"status": 404}),
        ]
    return AuditSummary(
        **{
            "started_at": NOW,
            "seconds": 12.34,
            "is_complete": True,
            "coverage": Coverage(
                pages_fetched=7,
                images_referenced=48,
                images_fetched=45,
                images_decoded=40,
                images_unchanged=5,
                faces_found=93,
                faces_too_small=6,
            ),
            "gaps": tuple(gaps),
            "expected_false_alarms": {
                Band.POSSIBLY: 0.2,
                Band.LOOKS_LIKE_YOU: 0.02,
                Band.VERY_LIKELY: 0.002,
            },
            "findings": tuple(findings),
            **facts,
        }
    )


def jpeg(colour, size=(64, 64)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


class ColouredPictures:
    """Red for what was found, blue for the whole picture, green for what was enrolled."""

    crop, context, template = jpeg("#a33"), jpeg("#33a", (96, 64)), jpeg("#3a3")

    def crop_jpeg(self, finding):
        return self.crop

    def context_jpeg(self, finding):
        return self.context

    def template_jpeg(self, template):
        return self.template


class NoPicturesKept:
    """As after an enrolled photo was removed, and a finding forgotten meanwhile."""

    def crop_jpeg(self, finding):
        raise NoSuchFinding(finding)

    def context_jpeg(self, finding):
        return b""

    def template_jpeg(self, template):
        return b""


class NeverAsked:
    """Pictures that nobody may ask for."""

    def crop_jpeg(self, finding):
        raise AssertionError("a redacted report asked for a face")

    context_jpeg = template_jpeg = crop_jpeg
