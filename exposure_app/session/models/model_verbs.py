"""Model packs as a person handles them: what is here, what could be, and which is in use."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from exposure_app.domain import errors
from exposure_app.domain.pack_change import PackChange
from exposure_app.domain.work import Cancelled, CancelToken, Report
from exposure_app.faces.models.catalogue import KnownPack, PackCatalogue, catalogue
from exposure_app.faces.models.pack import ModelPack, default_pack, sha256_of
from exposure_app.faces.models.pack_folder import added_packs
from exposure_app.faces.models.pack_import import Intake
from exposure_app.faces.recognition.recogniser import try_out
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.session.identification.identifier import CALIBRATION_FILE, calibration_of
from exposure_app.session.models.calibrating import measure
from exposure_app.session.models.installed_packs import InstalledPacks
from exposure_app.session.models.pack_change import PackTrial
from exposure_app.session.models.pack_download import fetch
from exposure_app.session.models.pack_state import PackCost, PackState, PackStatus
from exposure_app.session.profile.opened import OpenProfile

_PARTIAL = ".partial"


class ModelVerbs:
    """See `Session.models`. Of its long methods, and the session's, one runs at a time.

    Args:
        known: what can be had; None for the catalogue that ships.
        private_host: the one "host:port" on a private address that downloads may come from.
    """

    def __init__(
        self,
        profile: OpenProfile,
        *,
        known: PackCatalogue | None = None,
        private_host: str | None = None,
    ) -> None:
        self._profile = profile
        self._vault = profile.vault
        self._chosen = profile.chosen_pack
        self._catalogue = known or catalogue()
        self._shelf = InstalledPacks(self._chosen, self._vault, self._catalogue)
        self._private_host = private_host

    # --- what there is -------------------------------------------------------------------------

    def all(self) -> list[PackState]:
        """Every pack that is here or can be had, the default first."""
        return self._shelf.all()

    def state(self, name: str) -> PackState:
        """One of them.

        Raises:
            NoSuchPack: none of this name is here, nor known.
        """
        return self._shelf.state(name)

    def active(self) -> ModelPack:
        """The pack in use.

        Raises:
            PackGone: it is missing or damaged.
        """
        return self._profile.pack()

    # --- getting one ---------------------------------------------------------------------------

    def accept_licence(self, name: str) -> None:
        """Keep that the user read the pack's licence and accepted it.

        Raises:
            NoSuchPack: none of this name is here, nor known.
        """
        self._shelf.accept(name, self.state(name).licence_text)

    def add(self, folder_or_zip: Path, *, name: str = "") -> PackState:
        """Take in weights from a folder or a zip file of the user's; nothing is fetched.

        Args:
            name: what to call the pack; "" to call it after the folder or file.

        Raises:
            PackUnusable: not a pack, or not one that works; nothing was kept.
            PackExists: there is a pack of this name.
            CannotRead: it may not be read. DiskFull: there is no room for a copy.
        """
        taken = self._intake().take(
            [folder_or_zip], name=name, known=self._known_zip(folder_or_zip), cancel=CancelToken()
        )
        return self.state(taken)

    def download(self, name: str, *, report: Report, cancel: CancelToken) -> PackState:
        """Fetch a known pack; `report` hears the stage "bytes".

        Raises:
            NoSuchPack, NoDownload: nothing of this name, or no verified copy of it, is known.
            LicenceNotAccepted: before anything is asked.
            DownloadDamaged: what came was not what was pinned.
            GapError: a request was refused or failed; the next call goes on from there.
            PackUnusable, DiskFull: what came cannot be used, or there is no room.
            Cancelled: the next call goes on from there.
        """
        state, known = self.state(name), self._catalogue.named(name)
        if state.pack is not None:
            return state
        if known is None:
            raise errors.NoSuchPack(name)
        if not self._shelf.is_accepted(name, state.licence_text):
            raise errors.LicenceNotAccepted(name)
        into = self._chosen.folder / _PARTIAL / name
        with self._profile.asking() as (fetcher, _):
            files = fetch(
                known,
                into,
                fetcher,
                private_host=self._private_host,
                report=report,
                cancel=cancel,
            )
        with self._thrown_away(into):
            self._intake().take(files, name=name, known=known, cancel=cancel)
        return self.state(name)

    def calibrate(
        self, name: str, labelled: Path, *, report: Report, cancel: CancelToken
    ) -> Calibration:
        """Measure what scores of a pack are worth, and keep the counts beside its weights.

        Args:
            labelled: a folder with one folder for each person, and pictures in those.

        Raises:
            PackShips: the pack that ships brings its measurement.
            NoSuchPack, LicenceNotAccepted, CannotRead, TooFewLabelledFaces: nothing was measured.
            DiskFull: it could not be kept. Cancelled: nothing was kept.
        """
        pack = self._allowed(name)
        if pack == default_pack():
            raise errors.PackShips(name)
        document = measure(self._chosen.open(pack), labelled, report=report, cancel=cancel)
        _write_whole(pack.folder / CALIBRATION_FILE, document)
        return calibration_of(pack)

    def remove(self, name: str) -> None:
        """Forget a pack that was added or downloaded, and how it saw the enrolled photos.

        Raises:
            NoSuchPack: none of this name is here.
            PackInUse: it is in use, or ships.
        """
        if name in (default_pack().name, self._chosen.name()):
            raise errors.PackInUse(name)
        if name not in added_packs(self._chosen.folder):
            raise errors.NoSuchPack(name)
        if pack := self._chosen.here(name):
            from exposure_app.faces.models.sessions import forget  # noqa: PLC0415 - it loads onnxruntime

            self._vault.templates.forget_views(pack.model)
            with suppress(OSError):
                for file in pack.files:
                    forget(file, self._chosen.cache)
        try:
            shutil.rmtree(self._chosen.folder / name)
        except OSError as cause:
            raise errors.DiskFull from cause

    # --- changing ------------------------------------------------------------------------------

    def cost(self, name: str) -> PackCost:
        """What `preview` and `use` would have to look at, and about how long that takes.

        Raises:
            NoSuchPack, LicenceNotAccepted, NotCalibrated, PackGone: it cannot be used.
        """
        return self._trial(name).cost()

    def preview(self, name: str, *, report: Report, cancel: CancelToken) -> PackChange:
        """What `use` would do; changes nothing. `report` hears "photos" and "findings".

        Raises:
            NoSuchPack, LicenceNotAccepted, NotCalibrated, PackGone: it cannot be used.
            Cancelled: a stop was asked for.
        """
        return self._trial(name).look(report=report, cancel=cancel).told()

    def use(self, name: str, *, report: Report, cancel: CancelToken) -> PackChange:
        """Change to a pack: all of it, or nothing.

        Enrolled photos and findings are looked at again in their kept pictures. Findings that
        nobody judged and that resemble nobody any more go; every verdict and name stays.

        Raises:
            NoSuchPack, LicenceNotAccepted, NotCalibrated, PackGone: it cannot be used.
            SubjectsWouldBeLost: it finds no face in any photo of somebody; nothing was changed.
            DiskFull: nothing was changed. Cancelled: nothing was changed.
        """
        trial = self._trial(name)
        outlook = trial.look(report=report, cancel=cancel)
        chosen = "" if name == default_pack().name else name
        trial.apply(outlook, {"pack": chosen})
        return outlook.told()

    # --- behind them ---------------------------------------------------------------------------

    def _trial(self, name: str) -> PackTrial:
        pack = self._allowed(name)
        calibration = calibration_of(pack)
        return PackTrial(
            self._vault, self._chosen.open(pack), calibration, self._profile.known_others
        )

    def _allowed(self, name: str) -> ModelPack:
        """A pack that is here and whose licence was accepted."""
        state = self.state(name)
        if state.pack is None:
            raise errors.NoSuchPack(name)
        if state.status is PackStatus.LICENCE_NOT_ACCEPTED:
            raise errors.LicenceNotAccepted(name)
        return state.pack

    def _intake(self) -> Intake:
        return Intake(
            self._chosen.folder, self._catalogue, lambda pack: try_out(pack, self._chosen.cache)
        )

    def _known_zip(self, file: Path) -> KnownPack | None:
        """The published pack whose archive this is, byte for byte."""
        with suppress(OSError):
            size = file.stat().st_size
            for known in self._catalogue.packs:
                [first, *others] = known.downloads or (None,)
                if first and not others and size == first.size and sha256_of(file) == first.sha256:
                    return known
        return None

    @contextmanager
    def _thrown_away(self, folder: Path) -> Iterator[None]:
        """Remove what was downloaded once it is used, or cannot be; not if there is no room now."""
        try:
            yield
        except (errors.DiskFull, Cancelled):
            raise
        except errors.ExposureError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def _write_whole(path: Path, document: dict[str, Any]) -> None:
    """Write a file that is there as a whole, or as it was before."""
    draft = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8"
        ) as file:
            draft = Path(file.name)
            json.dump(document, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as cause:
        raise errors.DiskFull from cause
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
