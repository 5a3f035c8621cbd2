"""The order of an audit, with steps that are told what to see."""

import gc
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from exposure_app.audit.pipeline import ThreadPolicy, audit
from exposure_app.domain.context import NOT_SAID, Taken
from exposure_app.domain.coverage import Looked
from exposure_app.domain.errors import TimedOut, Unreadable
from exposure_app.domain.faces import Box, Embedding, Face, Probe, SubjectId, TemplateId
from exposure_app.domain.findings import Band, Comparison, Match, Sighting
from exposure_app.domain.gap_reasons import Obstacle
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


class FakeSteps:
    """Steps that are told what to see: the same faces on every picture, each of them mine."""

    def __init__(self, boxes=(LARGE,), broken=(), known=()):
        self.boxes, self.broken, self.known_already = boxes, broken, known

    def known(self, image):
        if image.sha256 in self.known_already:
            return Looked(image.ref, image.sha256, (160, 90), 1, 0, unchanged=True)
        return None

    def decode(self, image):
        if image.sha256 in self.broken:
            raise Unreadable(image.url, Obstacle.DAMAGED)
        return DecodedImage(image.ref, image.sha256, Still(np.zeros((90, 160, 3), np.uint8)))

    def detect(self, _picture):
        return [
            Face(box, np.zeros((5, 2), np.float32), 0.5 + i / 10, np.zeros((112, 112, 3), np.uint8))
            for i, box in enumerate(self.boxes)
        ]

    def is_usable(self, face):
        return face.box.side >= 24

    def embed(self, faces):
        return [Probe(face, Embedding(vector(0), "fake")) for face in faces]

    def compare(self, probe):
        score = probe.face.score
        match = Match(SubjectId("me"), TemplateId("t"), score, Band.LOOKS_LIKE_YOU)
        return Comparison(score, match)

    def portray(self, _picture, probe, match, _faces):
        return Sighting(match, probe.face.box, b"c", b"p")

    def taken(self, _image):
        return Taken(datetime(2020, 1, 2, tzinfo=UTC))

    def keeps(self, _source):
        return False


def run(names, steps, unfetched=(), cancel=None):
    """What an audit of a page with pictures of these names yields."""

    def crawl(source):
        yield Page(source.locator, source.id, tuple(map(ref, names)))
        for name in names:
            if name in unfetched:
                yield Skipped(ref(name).url, TimedOut(ref(name).url), source.id)
            else:
                yield FetchedImage(ref(name), name.encode(), name)

    policy = ThreadPolicy(2)
    for item in audit([HOME], crawl, steps, policy=policy, cancel=cancel or CancelToken()):
        if item is not None:
            yield item


def test_a_picture_that_shows_me_is_seen_once_with_its_size_and_counts():
    page, looked = run(["me.jpg"], FakeSteps())
    assert isinstance(page, Page)
    assert (looked.size, looked.faces_found, looked.faces_too_small) == ((160, 90), 1, 0)
    assert [s.match.subject for s in looked.sightings] == ["me"]


def test_a_face_too_small_is_counted_and_never_compared():
    _, looked = run(["crowd.jpg"], FakeSteps(boxes=(SMALL, SMALL, LARGE)))
    assert (looked.faces_found, looked.faces_too_small) == (3, 2)
    assert [s.box for s in looked.sightings] == [LARGE]


def embeddings():
    return [one for one in gc.get_objects() if isinstance(one, Embedding)]


def test_no_embedding_outlives_the_look_at_a_picture():
    before = embeddings()  # of other tests
    held = list(run(["me.jpg", "crowd.jpg"], FakeSteps(boxes=(LARGE, LARGE))))
    gc.collect()
    assert len(held) == 3
    assert [one for one in embeddings() if all(one is not other for other in before)] == []


def test_a_source_that_keeps_faces_has_every_compared_one_carried_on_without_pixels():
    steps = FakeSteps(boxes=(SMALL, LARGE, LARGE))
    steps.keeps = lambda source: source == HOME.id
    _, looked = run(["crowd.jpg"], steps)
    assert [(one.box, one.embedding.model) for one in looked.kept] == [(LARGE, "fake")] * 2
    assert not any(isinstance(one, Face) for one in gc.get_referents(*looked.kept))
    steps.keeps = lambda source: source != HOME.id
    _, elsewhere = run(["crowd.jpg"], steps)
    assert elsewhere.kept == ()


def test_only_of_a_picture_that_shows_me_is_it_asked_when_it_was_taken():
    _, me = run(["me.jpg"], FakeSteps())
    assert me.taken == Taken(datetime(2020, 1, 2, tzinfo=UTC))
    of_strangers = FakeSteps()
    of_strangers.compare = lambda probe: Comparison(probe.face.score, None)
    of_strangers.taken = pytest.fail
    _, crowd = run(["crowd.jpg"], of_strangers)
    assert (crowd.taken, crowd.bystanders) == (NOT_SAID, (0.5,))


def test_a_picture_that_shows_me_twice_is_one_sighting_the_stronger():
    _, looked = run(["twice.jpg"], FakeSteps(boxes=(LARGE, Box(0, 0, 50, 50))))
    assert [s.match.score for s in looked.sightings] == [0.6]


def test_every_frame_of_an_animation_is_looked_at_and_the_best_one_shown():
    still = Still(np.zeros((90, 160, 3), np.uint8))
    scores = iter([0.5, 0.9, 0.7])
    portrayed = []

    class Moving(FakeSteps):
        def decode(self, image):
            return DecodedImage(image.ref, image.sha256, still, (Still(still.pixels()),) * 2)

        def detect(self, picture):
            return [replace(super().detect(picture)[0], score=next(scores))]

        def portray(self, picture, *found):
            portrayed.append(picture)
            return super().portray(picture, *found)

    _, looked = run(["moving.gif"], Moving())
    assert (looked.faces_found, len(looked.sightings)) == (3, 1)
    assert looked.sightings[0].match.score == 0.9
    assert len(portrayed) == 1
    assert portrayed[0].raster is not still


def test_a_broken_picture_is_a_gap_and_the_audit_goes_on():
    _, gap, looked = run(["broken.jpg", "me.jpg"], FakeSteps(broken=["broken.jpg"]))
    assert isinstance(gap.why, Unreadable)
    assert (gap.url, gap.source, gap.ref) == (ref("broken.jpg").url, HOME.id, ref("broken.jpg"))
    assert looked.ref == ref("me.jpg")


def test_what_could_not_be_fetched_stays_in_the_stream():
    _, gap, looked = run(["slow.jpg", "me.jpg"], FakeSteps(), unfetched=["slow.jpg"])
    assert isinstance(gap.why, TimedOut)
    assert gap.ref is None
    assert looked.ref == ref("me.jpg")


def test_a_picture_known_by_content_is_not_decoded_again():
    _, looked = run(["me.jpg"], FakeSteps(broken=["me.jpg"], known=["me.jpg"]))
    assert looked.unchanged


def test_stop_takes_effect_at_the_next_picture_and_what_was_yielded_stands():
    cancel = CancelToken()
    stream = run(["me.jpg"] * 500, FakeSteps(), cancel=cancel)
    first = [next(stream), next(stream)]
    cancel.cancel()
    assert isinstance(first[1], Looked)
    with pytest.raises(Cancelled):
        list(stream)


def test_an_unforeseen_error_is_not_turned_into_a_gap():
    with pytest.raises(TypeError):
        list(run(["me.jpg"], FakeSteps(boxes=None)))
