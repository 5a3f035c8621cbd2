"""From a folder or zip file of unknown origin to a pack: copied, looked at, tried, pinned.

Nothing of it is kept unless all of it is well: files go into a folder of their own, which gets the
pack's name as the last step.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.catalogue import KnownPack, Licence, PackCatalogue
from exposure_app.faces.models.pack import ModelPack, Network, WeightFile, packs, sha256_of
from exposure_app.faces.models.pack_archive import copy_models
from exposure_app.faces.models.pack_folder import NAME, on_one_line, write_pack

_STAGING = ".adding-"
_OWN = "LicenseRef-of-the-folder"


@dataclass(frozen=True, slots=True)
class Intake:
    """Where packs are kept, what is known of published ones, and how a new one is tried.

    models: the folder of all packs. measure: uses a pack once and returns the length of its
        embeddings; raises a ValueError if it cannot be used.
    """

    models: Path
    catalogue: PackCatalogue
    measure: Callable[[ModelPack], int]

    def take(
        self, untrusted: Sequence[Path], *, name: str, known: KnownPack | None = None,
        cancel: CancelToken,
    ) -> str:  # fmt: skip
        """The name of the pack made of a folder, a zip file or single files; now it is kept.

        Args:
            name: what to call it; "" to call it after where it came from.
            known: the published pack that these files are, where their SHA-256 said so.

        Raises:
            PackUnusable: not a pack, or not one that can be used; the reason says why.
            PackExists: there is a pack of this name.
            CannotRead: the files may not be read.
            DiskFull: there is no room for a copy.
            Cancelled: nothing was kept.
        """
        if name and not NAME.fullmatch(name):
            raise errors.PackUnusable(on_one_line(name, 80), "name")
        self.clear()
        try:
            self.models.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(dir=self.models, prefix=_STAGING))
        except OSError as cause:
            raise errors.DiskFull from cause
        try:
            copy_models(untrusted, staging, cancel)
            called = name or (known.name if known else _plain(untrusted[0]))
            pack, known = self._pinned(staging, called, known)
            cancel.check()
            pack = replace(pack, embedding_length=self._length(pack))
            cancel.check()
            return self._kept(pack, name or self._free(called, known))
        except OSError as cause:
            raise errors.DiskFull from cause
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def clear(self) -> None:
        """Remove what an intake that was killed left behind."""
        if self.models.is_dir():
            for left in self.models.glob(f"{_STAGING}*"):
                shutil.rmtree(left, ignore_errors=True)

    def _pinned(
        self, folder: Path, called: str, known: KnownPack | None
    ) -> tuple[ModelPack, KnownPack | None]:
        # Here, not above: it loads onnx, and listing packs needs none of it.
        from exposure_app.faces.models.onnx_files import ModelPart, part_of  # noqa: PLC0415

        parts = {file: part_of(file) for file in sorted(folder.glob("*.[oO][nN][nN][xX]"))}
        detector = _only([file for file, part in parts.items() if part.network], "detector")
        recogniser = _only(
            [file for file, part in parts.items() if part is ModelPart.RECOGNISER], "recogniser"
        )
        own = _own_licence(folder)
        sha256 = {file: sha256_of(file) for file in (detector, recogniser)}
        known = known or self._recognised(sha256[recogniser], called)
        files = []
        for file in (detector, recogniser):
            of_file = self.catalogue.licence_of(sha256[file])
            licence = known.licence if known else of_file or own or self.catalogue.unknown
            beside = folder / f"{licence.name}.txt"
            if licence.path != beside:
                beside.write_bytes(licence.path.read_bytes())
            files.append(
                WeightFile(
                    path=file,
                    size=file.stat().st_size,
                    sha256=sha256[file],
                    licence=licence.name,
                    licence_path=beside,
                    origin=known.origin if known else "",
                )
            )
        pack = ModelPack(
            name=called,
            title=known.title if known else called,
            folder=folder,
            detector=files[0],
            recogniser=files[1],
            embedding_length=0,
            network=parts[detector].network or Network.SCRFD,
            ignored=tuple(on_one_line(one.name, 80) for one in parts if one not in sha256),
        )
        needed = {*sha256, *(file.licence_path for file in files)}
        for extra in set(folder.iterdir()) - needed:
            extra.unlink()
        return pack, known

    def _recognised(self, recogniser_sha256: str, called: str) -> KnownPack | None:
        """The published pack with this recogniser; of several, the one of this name."""
        alike = [p for p in self.catalogue.packs if p.recogniser_sha256 == recogniser_sha256]
        return alike[0] if len(alike) == 1 else next((p for p in alike if p.name == called), None)

    def _length(self, pack: ModelPack) -> int:
        try:
            return self.measure(pack)
        except (ValueError, errors.ModelError) as cause:
            raise errors.PackUnusable(on_one_line(pack.title, 80), "does_not_work") from cause

    def _free(self, called: str, known: KnownPack | None) -> str:
        """A name for a pack that was given none; a published pack's name is for that pack."""
        if known is None and self.catalogue.named(called):
            return f"{called[:36]}-own"
        return known.name if known else called

    def _kept(self, pack: ModelPack, name: str) -> str:
        if (self.models / name).exists() or name in {one.name for one in packs()}:
            raise errors.PackExists(name)
        write_pack(pack)
        pack.folder.rename(self.models / name)
        return name


def _plain(untrusted: Path) -> str:
    """What a pack is called after the folder or file it came in."""
    stem = untrusted.name if untrusted.is_dir() else untrusted.stem
    plain = "".join(c if c.isascii() and (c.isalnum() or c == "_") else "-" for c in stem.lower())
    return plain.strip("-_")[:40] or "pack"


def _only(files: list[Path], part: str) -> Path:
    if not files:
        raise errors.PackUnusable("", f"no_{part}")
    if len(files) > 1:
        raise errors.PackUnusable(on_one_line(files[1].name, 80), f"several_{part}s")
    return files[0]


def _own_licence(folder: Path) -> Licence | None:
    """The texts that came along, joined into one file; None if there are none."""
    texts = [text.read_bytes().decode("utf-8", "replace") for text in sorted(folder.glob("*.txt"))]
    if not any(text.strip() for text in texts):
        return None
    path = folder / f"{_OWN}.txt"
    path.write_text("\n\n".join(texts), encoding="utf-8")
    return Licence(_OWN, path)
