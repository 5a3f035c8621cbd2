"""A face, its embedding, and the template a person enrols with.

Terms follow ISO/IEC 2382-37: a *template* is a stored reference made at *enrolment*; a
*probe* is the sample compared against it; the *gallery* is the set of references searched.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, NoReturn

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.images import Pixels

TemplateId = NewType("TemplateId", str)
SubjectId = NewType("SubjectId", str)

Landmarks = NDArray[np.float32]
"""(5, 2) x, y in pixels: the subject's right eye, left eye, nose tip, right and left mouth end."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the decoded image; origin top left, right and bottom exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    @property
    def side(self) -> float:
        """The longer side in pixels: what "a face of 48 px" means here."""
        return max(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Face:
    """A detected face in one picture.

    score: the detector's confidence, in [0, 1]. It says "this is a face" and nothing about whose.
    crop: (112, 112, 3) uint8 RGB, warped so that eyes and mouth lie where the recogniser expects.
    """

    box: Box
    landmarks: Landmarks
    score: float
    crop: Pixels


@dataclass(frozen=True, slots=True)
class Embedding:
    """Where a face lies in the recogniser's space.

    vector: (D,) float32, L2 norm 1, D being the model pack's length; so cosine similarity is a
        dot product, in [-1, 1].
    model: name and SHA-256 prefix of the weights. Scores across models mean nothing.
    norm: the L2 norm before normalisation, at least 0: the best single sign of a clear picture.

    This is biometric data. It has no readable repr and refuses to be pickled, so that it cannot
    slip into a log, a traceback or another process.
    """

    vector: NDArray[np.float32]
    model: str
    norm: float = 0.0

    def __post_init__(self) -> None:
        if self.vector.ndim != 1 or self.vector.dtype != np.float32:
            raise ValueError(f"want (D,) float32, got {self.vector.shape} {self.vector.dtype}")
        # Written so that NaN fails too: hnswlib answers a NaN query with a bogus neighbour.
        if not abs(float(self.vector @ self.vector) - 1.0) <= 2e-3:
            raise ValueError("embedding is not unit length; normalise before wrapping")

    def __repr__(self) -> str:
        return f"<Embedding of {self.model}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("embeddings do not leave this process; see docs/architecture.md")

    def similarity(self, other: "Embedding") -> float:
        """Cosine similarity to `other`, in [-1, 1]; higher is more alike.

        Raises:
            ValueError: the two come from different models.
        """
        if self.model != other.model:
            raise ValueError(f"cannot compare {self.model} with {other.model}")
        return float(self.vector @ other.vector)


@dataclass(frozen=True, slots=True)
class Probe:
    """A face met in an audit and its embedding. Lives for one search; never stored.

    What a source for which the user turned that on keeps of it is a `kept_faces.MetFace`.
    """

    face: Face
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class Template:
    """One enrolled photo of a subject.

    era: the life stage the photo belongs to, a label of the user's; "" if only one.
    photo_sha256: hex, of the photo's bytes, so that the same photo is not enrolled twice.
    picture_jpeg: the face and a margin around it, bystanders blurred, to show beside findings.
    """

    id: TemplateId
    subject: SubjectId
    era: str
    embedding: Embedding
    photo_sha256: str
    picture_jpeg: bytes
    enrolled_at: datetime
