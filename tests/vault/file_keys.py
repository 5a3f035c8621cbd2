"""A key store in a plain file, so that a process that is killed leaves its key to the next."""

import json
from pathlib import Path

from exposure_app.vault.keys.key_store import MemoryKeys, checked


class FileKeys:
    """For tests only: anybody can read it."""

    name = MemoryKeys.name

    def __init__(self, folder):
        self._path = Path(f"{folder}.keys")
        self._generations = Path(f"{folder}.generations")

    def get(self, vault_id):
        key = self.all().get(vault_id)
        return None if key is None else bytes.fromhex(key)

    def put(self, vault_id, key):
        _write(self._path, self.all() | {vault_id: checked(key).hex()})

    def delete(self, vault_id):
        for path in (self._generations, self._path):
            _write(path, {known: one for known, one in _read(path).items() if known != vault_id})

    def generation(self, vault_id):
        return _read(self._generations).get(vault_id, 0)

    def put_generation(self, vault_id, number):
        _write(self._generations, _read(self._generations) | {vault_id: number})

    def all(self):
        return _read(self._path)


def _read(path):
    return json.loads(path.read_text()) if path.exists() else {}


def _write(path, entries):
    new = Path(f"{path}.new")
    new.write_text(json.dumps(entries))
    new.replace(path)
