"""The one small interface of all packs: whatever the weights, faces are found and embedded.

Importing this is cheap; `open_recogniser` loads onnxruntime, OpenCV and insightface.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain import errors
from exposure_app.domain.faces import Embedding, Face
from exposure_app.domain.images import Pixels, Raster
from exposure_app.faces.models.network import FaceNetwork
from exposure_app.faces.models.pack import ModelPack, Network, verify

if TYPE_CHECKING:
    from exposure_app.faces.recognition.detector import Detector
    from exposure_app.faces.recognition.embedder import Embedder


class DetectorNetwork(FaceNetwork, Protocol):
    """A detector's network: what it finds, and what goes into it."""

    def network_input(self, view: Pixels) -> NDArray[np.float32]:
        """What the network is fed for a view."""
        ...

    def run(self, network_input: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """The network's outputs as they come."""
        ...


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The models of a pack, opened. Any number of threads may use one at the same time."""

    pack: ModelPack
    network: DetectorNetwork
    detector: "Detector"
    embedder: "Embedder"

    @property
    def model(self) -> str:
        """What each embedding says it came from."""
        return self.pack.model

    def detect(self, picture: Raster | Pixels) -> list[Face]:
        """The faces of a picture, left to right, in its full pixels."""
        return self.detector.detect(picture)

    def embed(self, crops: Sequence[Pixels]) -> list[Embedding]:
        """One embedding per aligned face (`Face.crop`), in order; eight at a time are fastest."""
        return self.embedder.embed(crops)

    # The networks without what is around them, for benchmarks to hold the whole against.

    def detector_input(self, pixels: Pixels) -> NDArray[np.float32]:
        """What the detector's network is fed for a picture at first."""
        from exposure_app.faces.recognition.detector import first_view  # noqa: PLC0415

        return self.network.network_input(first_view(pixels))

    def run_detector(self, network_input: NDArray[np.float32]) -> None:
        """Run the detector's network alone."""
        self.network.run(network_input)

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
    from exposure_app.faces.models import prepare, sessions  # noqa: PLC0415
    from exposure_app.faces.recognition.detector import Detector  # noqa: PLC0415
    from exposure_app.faces.recognition.embedder import Embedder  # noqa: PLC0415

    verify(pack)
    network = _network(pack, cache)
    recogniser = sessions.prepared_path(pack.recogniser, prepare.prepared_recogniser, cache)
    return Recogniser(
        pack=pack,
        network=network,
        detector=Detector(network),
        embedder=Embedder(recogniser, sessions.session(recogniser), pack.model),
    )


def _network(pack: ModelPack, cache: Path) -> DetectorNetwork:
    from exposure_app.faces.models import prepare, sessions  # noqa: PLC0415
    from exposure_app.faces.recognition.scrfd import Scrfd  # noqa: PLC0415
    from exposure_app.faces.recognition.yunet import YuNet  # noqa: PLC0415

    if pack.network is Network.SCRFD:
        return Scrfd(pack.detector.path, sessions.session(pack.detector.path))
    graph = sessions.prepared_path(pack.detector, prepare.prepared_detector, cache)
    return YuNet(sessions.session(graph))


def try_out(pack: ModelPack, cache: Path) -> int:
    """The length of the embeddings of a pack that nobody has used before.

    Raises:
        ValueError: it cannot be opened, or what comes out is not what such models give.
        ModelMissing, ModelDamaged, DiskFull: as `open_recogniser`.
    """
    gray = np.full((112, 112, 3), 127, np.uint8)
    try:
        recogniser = open_recogniser(pack, cache)
        recogniser.detect(gray)
        [one, same] = recogniser.embed([gray, gray])
    except errors.ExposureError:
        raise
    except Exception as cause:
        # Three libraries read a stranger's graph; whatever they raise, it cannot be used.
        raise ValueError("the models do not work") from cause
    if abs(one.similarity(same) - 1) > 1e-3:
        raise ValueError("one face, two embeddings")
    return len(one.vector)
