"""The two models of a pack behind one object that workers share.

Importing this is cheap; `open_recogniser` loads onnxruntime, OpenCV and insightface.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding, Face
from exposure_app.domain.images import Pixels
from exposure_app.faces.pack import ModelPack, verify

if TYPE_CHECKING:
    from exposure_app.faces.detect import Detector
    from exposure_app.faces.embed import Embedder


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Detects and embeds. Any number of threads may use one at the same time."""

    pack: ModelPack
    detector: "Detector"
    embedder: "Embedder"

    @property
    def model(self) -> str:
        """What each embedding says it came from."""
        return self.pack.model

    def detect(self, pixels: Pixels) -> list[Face]:
        """The faces of a picture, left to right, in the picture's pixels."""
        return self.detector.detect(pixels)

    def embed(self, crops: Sequence[Pixels]) -> list[Embedding]:
        """One embedding per aligned face (`Face.crop`), in order; eight at a time are fastest."""
        return self.embedder.embed(crops)

    # The networks without what is around them, for benchmarks to hold the whole against.

    def detector_input(self, pixels: Pixels) -> NDArray[np.float32]:
        """What the detector's network is fed for a picture."""
        return self.detector.network_input(pixels)

    def run_detector(self, network_input: NDArray[np.float32]) -> None:
        """Run the detector's network alone."""
        self.detector.run(network_input)

    def embedder_input(self, crops: Sequence[Pixels]) -> NDArray[np.float32]:
        """What the recogniser's network is fed for aligned faces."""
        return self.embedder.network_input(crops)

    def run_embedder(self, network_input: NDArray[np.float32]) -> None:
        """Run the recogniser's network alone."""
        self.embedder.run(network_input)


def open_recogniser(pack: ModelPack, cache: Path) -> Recogniser:
    """The models of `pack`, ready.

    Args:
        cache: a folder for graphs prepared from the published files, about 40 MB.

    Raises:
        ModelMissing, ModelDamaged: a weight file is not the one we pinned.
        DiskFull: `cache` cannot be written.
    """
    # Here, not above: they take a second to load, and the decoder and `--help` need none of it.
    from exposure_app.faces import models, prepare  # noqa: PLC0415
    from exposure_app.faces.detect import Detector  # noqa: PLC0415
    from exposure_app.faces.embed import Embedder  # noqa: PLC0415

    verify(pack)
    detector = models.prepared_path(pack.detector, prepare.prepared_detector, cache)
    recogniser = models.prepared_path(pack.recogniser, prepare.prepared_recogniser, cache)
    return Recogniser(
        pack=pack,
        detector=Detector(models.session(detector)),
        embedder=Embedder(recogniser, models.session(recogniser), pack.model),
    )
