"""Which pack of face models looks, and its models once they are opened."""

from threading import Lock

from exposure_app.domain import errors
from exposure_app.faces.models.pack import ModelPack, default_pack
from exposure_app.faces.models.pack_folder import added_packs, read_pack
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.paths import Home
from exposure_app.settings import Settings
from exposure_app.vault.vault import Vault


class ChosenPack:
    """The pack that was chosen, of those in a profile's folder and the one that ships.

    folder: where packs that were added are. cache: where what is prepared from them is.
    """

    def __init__(self, home: Home, vault: Vault) -> None:
        self.folder = home.data / "models"
        self.cache = home.cache
        self._vault = vault
        self._opened: Recogniser | None = None
        self._opening = Lock()

    def name(self) -> str:
        """Of the pack in use, whether it is here or not."""
        return Settings.of_words(self._vault.settings.all()).pack or default_pack().name

    def pack(self) -> ModelPack:
        """The pack in use.

        Raises:
            PackGone: it is missing or damaged.
        """
        name = self.name()
        if pack := self.here(name):
            return pack
        raise errors.PackGone(name)

    def here(self, name: str) -> ModelPack | None:
        """The pack of this name, if all its files are here; their content is not looked at."""
        if name == default_pack().name:
            return default_pack()
        try:
            pack = read_pack(self.folder / name) if name in added_packs(self.folder) else None
        except errors.ModelError:
            return None
        return pack if pack and all(file.path.is_file() for file in pack.files) else None

    def recogniser(self) -> Recogniser:
        """Its models, opened at first need: the window's first paint does not wait for them.

        Raises:
            As `pack` and `open`.
        """
        with self._opening:
            pack = self.pack()
            if self._opened is None or self._opened.pack != pack:
                self._opened = self.open(pack)
            return self._opened

    def open(self, pack: ModelPack) -> Recogniser:
        """The models of any pack, ready.

        Raises:
            PackGone: the files of a pack that was added are not what they were.
            ModelMissing, ModelDamaged: those of the pack that ships.
            DiskFull: what is prepared from them cannot be written.
        """
        try:
            return open_recogniser(pack, self.cache)
        except errors.ModelError as cause:
            if pack == default_pack():
                raise
            raise errors.PackGone(pack.name) from cause
