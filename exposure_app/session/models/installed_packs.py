"""Which packs are here, which could be, and how far each is from being used."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime

from exposure_app.domain import errors
from exposure_app.faces.models.catalogue import KnownPack, PackCatalogue
from exposure_app.faces.models.pack import ModelPack, default_pack
from exposure_app.faces.models.pack_folder import added_packs
from exposure_app.session.identification.chosen_pack import ChosenPack
from exposure_app.session.identification.identifier import calibration_of
from exposure_app.session.models.pack_state import PackState, PackStatus
from exposure_app.vault.vault import Vault


class InstalledPacks:
    """The packs in a folder, those known, and what the vault says of them."""

    def __init__(self, chosen: ChosenPack, vault: Vault, catalogue: PackCatalogue) -> None:
        self._chosen = chosen
        self._vault = vault
        self._catalogue = catalogue

    def all(self) -> list[PackState]:
        """Every pack that is here or can be had, the default first."""
        known = [pack.name for pack in self._catalogue.packs]
        # The one in use is among them even if its folder is gone.
        names = [
            default_pack().name,
            *added_packs(self._chosen.folder),
            self._chosen.name(),
            *known,
        ]
        return [self.state(name) for name in dict.fromkeys(names)]

    def state(self, name: str) -> PackState:
        """One of them.

        Raises:
            NoSuchPack: none of this name is here, nor known.
        """
        known = self._catalogue.named(name)
        pack = self._chosen.here(name)
        is_active = name == self._chosen.name()
        if not (pack or known or is_active or name in added_packs(self._chosen.folder)):
            raise errors.NoSuchPack(name)
        return PackState(
            name=name,
            title=pack.title if pack else known.title if known else name,
            licence=pack.licence if pack else known.licence.name if known else "",
            licence_text=self._licence_text(pack, known),
            origin=pack.recogniser.origin if pack else known.origin if known else "",
            status=self._status(pack),
            is_active=is_active,
            is_default=name == default_pack().name,
            download_bytes=known.download_bytes or None if known and not pack else None,
            pack=pack,
        )

    def _status(self, pack: ModelPack | None) -> PackStatus:
        if pack is None:
            return PackStatus.NOT_HERE
        if pack != default_pack() and not self.is_accepted(pack.name, pack.licence_text):
            return PackStatus.LICENCE_NOT_ACCEPTED
        try:
            calibration_of(pack)
        except (errors.NotCalibrated, errors.ModelError):
            return PackStatus.NOT_CALIBRATED
        return PackStatus.READY

    def _licence_text(self, pack: ModelPack | None, known: KnownPack | None) -> str:
        if pack is not None:
            with suppress(errors.ModelMissing):
                return pack.licence_text
        licence = known.licence if known else self._catalogue.unknown
        return licence.path.read_text(encoding="utf-8").strip() + "\n"

    def accept(self, name: str, text: str) -> None:
        """Keep that this licence text was accepted for the pack."""
        self._vault.licences.accept(name, _sha256(text), datetime.now(UTC))

    def is_accepted(self, name: str, text: str) -> bool:
        """Whether this licence text was accepted for the pack."""
        return self._vault.licences.accepted_at(name, _sha256(text)) is not None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
