"""`exposure models`: the model packs, where they come from and under which licence."""

import argparse

from exposure_app.cli.grammar import Verbs
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, Terminal


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("models", parents=[common], help="list the model packs")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the packs."""
    with open_session(args) as session:
        packs = session.models()
    for pack in packs:
        terminal.say(f"{pack.name}  {pack.licence}  {pack.title}")
    terminal.document(
        {
            "models": [
                {
                    "name": pack.name,
                    "model": pack.model,
                    "licence": pack.licence,
                    "title": pack.title,
                    "embedding_length": pack.embedding_length,
                    "files": [
                        {
                            "name": file.name,
                            "size": file.size,
                            "sha256": file.sha256,
                            "licence": file.licence,
                            "origin": file.origin,
                        }
                        for file in pack.files
                    ],
                }
                for pack in packs
            ]
        }
    )
    return DONE
