"""The order of an audit, with steps that are told what to see."""

import gc
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from exposure_app.audit.pipeline import Steps, ThreadPolicy, audit
from exposure_app.domain.coverage import Looked
from exposure_app.domain.errors import TimedOut, Unreadable
from exposure_app.domain.faces import Box, Embedding, Face, Probe, SubjectId, TemplateId
from exposure_app.domain.findings import Band, Comparison, Match, Sighting
from exposure_app.domain.images import DecodedImage, FetchedImage, ImageRef, Page
from exposure_app.domain.sources import Footing, Kind, Source, SourceId
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from exposure_app.faces.pictures.raster import Still

HOME = Source(
    SourceId("s1"), "https://me.example/", Kind.WEB_SITE, Footing.OWNED, datetime.now(UTC)
)
LARGE, SMALL = Box(0, 0, 100, 100), Box(0, 0, 10, 10)


def ref(name):
    return ImageRef(f"https://me.example/{name}", HOME.locator, HOME.id)


def vector(at):
    v = np.zeros(4, np.float32)
    v[at] = 1
    return v


def fake_steps(names, boxes=(LARGE,), broken=(), unfetched=(), known=()):
    def crawl(source):
        yield Page(source.locator, source.id, tuple(map(ref, names)))
        for name in names:
            if name in unfetched:
                yield Skipped(ref(name).url, TimedOut(ref(name).url), source.id)
            else:
                yield FetchedImage(ref(name), name.encode(), name)

    def decode(item):
        if item.sha256 in broken:
            raise Unreadable(item.url, "damaged")
        return DecodedImage(item.ref, item.sha256, Still(np.zeros((90, 160, 3), np.uint8)))

    def recall(item):
        if item.sha256 in known:
            return Looked(item.ref, item.sha256, (160, 90), 1, 0, unchanged=True)
        return None

    def embed(faces):
        return [Probe(face, Embedding(vector(0), "fake")) for face in faces]

    def compare(probe):
        score = probe.face.score
        return Comparison(
            score, Match(SubjectId("me"), TemplateId("t"), score, Band.LOOKS_LIKE_YOU)
        )

    return Steps(
        crawl=crawl,
        known=recall,
        decode=decode,
        detect=lambda image: [
            Face(box, np.zeros((5, 2), np.float32), 0.5 + i / 10, np.zeros((112, 112, 3), np.uint8))
            for i, box in enumerate(boxes)
        ],
        is_usable=lambda face: face.box.side >= 24,
        embed=embed,
        compare=compare,
        portray=lambda image, probe, match, faces: Sighting(match, probe.face.box, b"c", b"p"),
    )


def run(steps, cancel=None):
    for item in audit([HOME], steps, manners=ThreadPolicy(2), cancel=cancel or CancelToken()):
        if item is not None:
            yield item


def test_a_picture_that_shows_me_is_seen_once_with_its_size_and_counts():
    page, looked = run(fake_steps(["me.jpg"]))
    assert isinstance(page, Page)
    assert (looked.size, looked.faces_found, looked.faces_too_small) == ((160, 90), 1, 0)
    assert [s.match.subject for s in looked.sightings] == ["me"]


def test_a_face_too_small_is_counted_and_never_compared():
    _, looked = run(fake_steps(["crowd.jpg"], boxes=(SMALL, SMALL, LARGE)))
    assert (looked.faces_found, looked.faces_too_small) == (3, 2)
    assert [s.box for s in looked.sightings] == [LARGE]


def test_no_embedding_outlives_the_look_at_a_picture():
    held = list(run(fake_steps(["me.jpg", "crowd.jpg"], boxes=(LARGE, LARGE))))
    gc.collect()
    assert len(held) == 3
    left = [one for one in gc.get_objects() if isinstance(one, Embedding)]
    assert [one for one in left if one.model == "fake"] == []


def test_a_source_that_keeps_faces_has_every_compared_one_carried_on_without_pixels():
    steps = fake_steps(["crowd.jpg"], boxes=(SMALL, LARGE, LARGE))
    _, looked = run(replace(steps, keeps=lambda source: source == HOME.id))
    assert [(one.box, one.embedding.model) for one in looked.kept] == [(LARGE, "fake")] * 2
    assert not any(isinstance(one, Face) for one in gc.get_referents(*looked.kept))
    _, elsewhere = run(replace(steps, keeps=lambda source: source != HOME.id))
    assert elsewhere.kept == ()


def test_a_picture_that_shows_me_twice_is_one_sighting_the_stronger():
    _, looked = run(fake_steps(["twice.jpg"], boxes=(LARGE, Box(0, 0, 50, 50))))
    assert [s.match.score for s in looked.sightings] == [0.6]


def test_every_frame_of_an_animation_is_looked_at_and_the_best_one_shown():
    plain = fake_steps(["moving.gif"])
    still = Still(np.zeros((90, 160, 3), np.uint8))
    scores = iter([0.5, 0.9, 0.7])
    face = plain.detect(still)[0]
    portrayed = []

    def portray(frame, probe, match, faces):
        portrayed.append(frame)
        return plain.portray(frame, probe, match, faces)

    steps = replace(
        plain,
        decode=lambda item: DecodedImage(
            item.ref, item.sha256, still, (Still(still.pixels()),) * 2
        ),
        detect=lambda _frame: [replace(face, score=next(scores))],
        portray=portray,
    )
    _, looked = run(steps)
    assert (looked.faces_found, len(looked.sightings)) == (3, 1)
    assert looked.sightings[0].match.score == 0.9
    assert len(portrayed) == 1
    assert portrayed[0].raster is not still


def test_a_broken_picture_is_a_gap_and_the_audit_goes_on():
    _, gap, looked = run(fake_steps(["broken.jpg", "me.jpg"], broken=["broken.jpg"]))
    assert isinstance(gap.why, Unreadable)
    assert (gap.url, gap.source, gap.ref) == (ref("broken.jpg").url, HOME.id, ref("broken.jpg"))
    assert looked.ref == ref("me.jpg")


def test_what_could_not_be_fetched_stays_in_the_stream():
    _, gap, looked = run(fake_steps(["slow.jpg", "me.jpg"], unfetched=["slow.jpg"]))
    assert isinstance(gap.why, TimedOut)
    assert gap.ref is None
    assert looked.ref == ref("me.jpg")


def test_a_picture_known_by_content_is_not_decoded_again():
    steps = fake_steps(["me.jpg"], broken=["me.jpg"], known=["me.jpg"])
    _, looked = run(steps)
    assert looked.unchanged


def test_stop_takes_effect_at_the_next_picture_and_what_was_yielded_stands():
    cancel = CancelToken()
    stream = run(fake_steps(["me.jpg"] * 500), cancel)
    first = [next(stream), next(stream)]
    cancel.cancel()
    assert isinstance(first[1], Looked)
    with pytest.raises(Cancelled):
        list(stream)


def test_an_unforeseen_error_is_not_turned_into_a_gap():
    steps = fake_steps(["me.jpg"], boxes=None)
    with pytest.raises(TypeError):
        list(run(steps))
