"""`exposure vault ...`: where the key is, another passphrase, a backup, and back from it."""

import argparse
import sys
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import home_of, open_session
from exposure_app.cli.terminal.passphrases import (
    BACKUP_PASSPHRASE_FILE_VARIABLE,
    NEW_PASSPHRASE_FILE_VARIABLE,
    ask_backup_passphrase,
    ask_new_passphrase,
    ask_passphrase,
)
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal, stopped_by_signal
from exposure_app.contract.vault import (
    backup_document,
    passphrase_document,
    restored_document,
    vault_document,
)
from exposure_app.i18n import _, figures
from exposure_app.session import restore_home
from exposure_app.wording import key_place_words

_KEYCHAIN, _PASSPHRASE = "keychain", "passphrase"


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    vault = verbs.add_parser("vault", help=_("the key, a passphrase, backups"))
    actions = vault.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, words: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, parents=[common], help=words)

    action("status", _("say where the vault's key is")).set_defaults(run=run_status)
    action("passphrase", _("change the passphrase")).set_defaults(run=run_passphrase)
    move = action("move", _("move the key to the keychain, or to a passphrase"))
    move.add_argument("to", choices=[_KEYCHAIN, _PASSPHRASE])
    move.set_defaults(run=run_move)
    backup = action("backup", _("write everything to one encrypted file"))
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.set_defaults(run=run_backup)
    restore = action("restore", _("bring everything back from such a file"))
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument(
        "--replace", action="store_true", help=_("give up the vault that is here for it")
    )
    restore.set_defaults(run=run_restore)


def run_status(args: argparse.Namespace, terminal: Terminal) -> int:
    """Say where the key is; warnings come with the opening."""
    with open_session(args) as session:
        place, notices = session.vault.key_place, session.vault.notices()
    terminal.say(key_place_words(place))
    terminal.document(vault_document(place, notices))
    return DONE


def run_passphrase(args: argparse.Namespace, terminal: Terminal) -> int:
    """Change the passphrase."""
    given: list[str | None] = []

    def ask(is_new: bool) -> str | None:
        given.append(ask_passphrase(is_new))
        return given[-1]

    with open_session(args, ask=ask) as session:
        new = ask_new_passphrase() if session.vault.has_passphrase else ""
        if session.vault.has_passphrase and not new:
            terminal.warn(_no_new_passphrase())
            return PROBLEM
        # Where there is no passphrase to change, this says so.
        session.vault.change_passphrase((given and given[-1]) or "", new)
    terminal.say(_("The passphrase is changed. The old one opens this vault no longer."))
    terminal.document(passphrase_document())
    return DONE


def run_move(args: argparse.Namespace, terminal: Terminal) -> int:
    """Move the key."""
    with open_session(args) as session:
        if args.to == _KEYCHAIN:
            session.vault.move_to_keychain()
        elif not (new := ask_new_passphrase()):
            terminal.warn(_no_new_passphrase())
            return PROBLEM
        else:
            session.vault.move_to_passphrase(new)
        place = session.vault.key_place
        notices = session.vault.notices()
    terminal.say(key_place_words(place))
    terminal.document(vault_document(place, notices))
    return DONE


def run_backup(args: argparse.Namespace, terminal: Terminal) -> int:
    """Write a backup."""
    with stopped_by_signal() as cancel, open_session(args) as session:
        passphrase = ask_backup_passphrase(is_new=True)
        if not passphrase:
            terminal.warn(_no_backup_passphrase())
            return PROBLEM
        size = session.vault.back_up(args.file, passphrase, cancel=cancel)
    terminal.say(
        _("The backup is written, and was read back: {path} ({kib} KiB).").format(
            path=args.file, kib=figures.grouped(-(-size // 1024))
        )
    )
    terminal.say(_("Its passphrase cannot be recovered. Keep it in another place than the file."))
    terminal.document(backup_document(args.file, size))
    return DONE


def run_restore(args: argparse.Namespace, terminal: Terminal) -> int:
    """Bring a backup back."""
    passphrase = ask_backup_passphrase(is_new=False)
    if not passphrase:
        terminal.warn(_no_backup_passphrase())
        return PROBLEM
    if args.replace and sys.stdin.isatty():
        print(_("What is kept here now will be replaced by what the backup holds."))
        if input(_("Type 'replace' to go on: ")).strip().lower() != "replace":
            terminal.say(_("Nothing was changed."))
            return PROBLEM
    home = home_of(args)
    home.create()
    with stopped_by_signal() as cancel:
        restore_home(
            home, args.file, passphrase,
            ask_passphrase=ask_passphrase, replaces=args.replace, cancel=cancel,
        )  # fmt: skip
    terminal.say(_("Everything is back from the backup, in a vault with a new key."))
    terminal.document(restored_document(args.file))
    return DONE


def _no_new_passphrase() -> str:
    return _("No new passphrase was given: type one, or name its file in {variable}.").format(
        variable=NEW_PASSPHRASE_FILE_VARIABLE
    )


def _no_backup_passphrase() -> str:
    return _("A backup needs a passphrase: type one, or name its file in {variable}.").format(
        variable=BACKUP_PASSPHRASE_FILE_VARIABLE
    )
