import numpy as np
import pytest

from exposure_app.gallery.matching.references import centroid, references
from tests.gallery.samples import embedding, template


def test_one_photo_is_its_own_reference():
    photo = template("a", embedding(1))
    [reference] = references([photo])
    assert reference.embedding is photo.embedding
    assert reference.templates == (photo,)


def test_photos_of_one_era_become_one_reference():
    face = embedding(1)
    photos = [template(str(n), embedding(10 + n, near=face, noise=0.9)) for n in range(5)]
    [reference] = references(photos)
    scores = [face.similarity(photo.embedding) for photo in photos]
    assert face.similarity(reference.embedding) > max(scores)
    assert np.linalg.norm(reference.embedding.vector) == pytest.approx(1.0, abs=1e-6)


def test_eras_and_subjects_stay_side_by_side():
    photos = [
        template("a", embedding(1), era="now"),
        template("b", embedding(2), era="child"),
        template("c", embedding(3), era="now"),
        template("d", embedding(4), subject="bo", era="now"),
    ]
    told = [(r.subject, r.era, [t.id for t in r.templates]) for r in references(photos)]
    assert told == [
        ("ada", "now", ["a", "c"]),
        ("ada", "child", ["b"]),
        ("bo", "now", ["d"]),
    ]


def test_nobody_enrolled_gives_no_reference():
    assert references([]) == []


def test_the_centroid_does_not_depend_on_the_order():
    several = [embedding(n) for n in range(4)]
    there, back = centroid(several), centroid(several[::-1])
    assert np.allclose(there.vector, back.vector, atol=1e-7)


def test_models_are_never_averaged_together():
    with pytest.raises(ValueError, match="different models"):
        centroid([embedding(1), embedding(2, model="other")])


def test_opposite_embeddings_have_no_mean():
    one = embedding(1)
    opposite = type(one)(-one.vector, one.model)
    with pytest.raises(ValueError, match="no mean"):
        centroid([one, opposite])
