"""From enrolled photos to the references that probes are compared with.

Photos of one era of one subject are averaged, which beat every other fusion measured; eras stay
side by side, because a child's and an adult's photos average into nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from exposure_app.domain.faces import Embedding, SubjectId, Template

_OPPOSED = 1e-3
"""Length of a mean, of unit vectors, below which it points nowhere."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a probe is compared with: one era of one subject."""

    subject: SubjectId
    era: str
    embedding: Embedding
    templates: tuple[Template, ...]


def references(templates: Iterable[Template]) -> list[Reference]:
    """One reference for each era of each subject, in the order in which they first appear.

    Raises:
        ValueError: photos of one era come from different models.
    """
    eras: dict[tuple[SubjectId, str], list[Template]] = {}
    for template in templates:
        eras.setdefault((template.subject, template.era), []).append(template)
    return [
        Reference(subject, era, centroid([t.embedding for t in group]), tuple(group))
        for (subject, era), group in eras.items()
    ]


def centroid(embeddings: list[Embedding]) -> Embedding:
    """The mean of unit vectors, made unit length again; a single one comes back as it is.

    Args:
        embeddings: at least one, all of one model; a ValueError otherwise.
    """
    first = embeddings[0]
    if len(embeddings) == 1:
        return first
    if any(embedding.model != first.model for embedding in embeddings):
        raise ValueError("cannot average embeddings of different models")
    vectors = np.array([embedding.vector for embedding in embeddings], dtype=np.float64)
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    if length < _OPPOSED:
        raise ValueError("these embeddings point in opposite directions; they have no mean")
    return Embedding(np.asarray(mean / length, dtype=np.float32), first.model)
