import copy
import pickle

import numpy as np
import pytest

from exposure_app.domain.faces import Box, Embedding


def embedding(seed, model="m", length=128):
    v = np.random.default_rng(seed).standard_normal(length).astype(np.float32)
    return Embedding(v / np.linalg.norm(v), model)


def test_a_face_is_most_similar_to_itself():
    one, other = embedding(1), embedding(2)
    assert one.similarity(one) == pytest.approx(1.0, abs=1e-5)
    assert one.similarity(other) < 0.9


def test_scores_across_models_mean_nothing():
    with pytest.raises(ValueError, match="cannot compare"):
        embedding(1, "a").similarity(embedding(1, "b"))


@pytest.mark.parametrize(
    "vector",
    [
        np.ones(128, np.float32),
        np.zeros(128, np.float32),
        np.full(128, np.nan, np.float32),
        np.ones(1, np.float64),
        np.ones((1, 1), np.float32),
    ],
    ids=["long", "zero", "nan", "double", "matrix"],
)
def test_only_a_unit_vector_of_floats_is_an_embedding(vector):
    with pytest.raises(ValueError, match=r"embedding|float32"):
        Embedding(vector, "m")


def test_an_embedding_slips_into_no_text_and_no_other_process():
    one = embedding(1)
    assert not any(character.isdigit() for character in repr(one).replace("m", ""))
    for leak in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="do not leave"):
            leak(one)


def test_the_side_of_a_box_is_its_longer_one():
    box = Box(10, 10, 30, 50)
    assert (box.width, box.height, box.side) == (20, 40, 40)
