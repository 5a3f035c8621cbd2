"""Takes an older vault to today's tables, with the old one beside it until the new one is proved.

Each step is one transaction, so that a crash leaves a vault of the step before or after. The copy
is for what no transaction can undo: a step of ours that is wrong. It stays until the vault was
opened once more as it is now, or until something is removed from it, whichever comes first.
"""

from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.schema import STEPS, migrate, version_of
from exposure_app.vault.files.files import VaultFiles, file_errors


def migrate_with_a_copy(files: VaultFiles, database: Database, key: bytes) -> bool:
    """Take the steps still missing; return whether there were any.

    Raises:
        VaultTooNew: the file has taken more steps than we know; it is left as it is.
        DiskFull: there is no room for the copy, or for a step; that step is not begun.
    """
    if version_of(database) == len(STEPS):
        return False
    if version_of(database) < len(STEPS) and not files.before.exists():
        unfinished = files.before.with_name(f"{files.before.name}.part")
        database.copy_to(unfinished, key)
        with file_errors():
            unfinished.replace(files.before)
        files.sync_folder()
    migrate(database)
    return True
