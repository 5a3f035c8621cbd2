"""A key store in a plain file, so that a process that is killed leaves its key to the next."""

import json
from pathlib import Path

from exposure_app.vault.keys import MemoryKeys, checked


class FileKeys:
    """For tests only: anybody can read it."""

    name = MemoryKeys.name

    def __init__(self, folder):
        self._path = Path(f"{folder}.keys")

    def get(self, vault_id):
        key = self.all().get(vault_id)
        return None if key is None else bytes.fromhex(key)

    def put(self, vault_id, key):
        self._write(self.all() | {vault_id: checked(key).hex()})

    def delete(self, vault_id):
        self._write({known: key for known, key in self.all().items() if known != vault_id})

    def all(self):
        return json.loads(self._path.read_text()) if self._path.exists() else {}

    def _write(self, keys):
        new = Path(f"{self._path}.new")
        new.write_text(json.dumps(keys))
        new.replace(self._path)
