"""Made-up embeddings and templates: random directions, as far apart as strangers are."""

from datetime import UTC, datetime

import numpy as np

from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId


def embedding(seed, *, length=128, near=None, noise=0.05, model="sample"):
    """A random unit vector, or one beside `near`; `noise` is the length of the step aside."""
    step = np.random.default_rng(seed).normal(size=length).astype(np.float32)
    vector = step / np.linalg.norm(step)
    if near is not None:
        vector = near.vector + noise * vector
    return Embedding((vector / np.linalg.norm(vector)).astype(np.float32), model=model)


def template(name, vector, *, subject="ada", era="", photo=None):
    return Template(
        id=TemplateId(name),
        subject=SubjectId(subject),
        era=era,
        embedding=vector,
        photo_sha256=photo or f"{name}-sha",
        picture_jpeg=b"",
        enrolled_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
