"""What CONTRIBUTING says of how to add a thing is all it takes: each recipe is tried in a copy."""

import json
import subprocess
import sys
from base64 import b64encode
from textwrap import dedent

import pytest

from tests.pictures import jpeg_bytes, portrait
from tests.recipes.book import NEW, ROOT, follows, recipes

MOST_FILES = {
    "a kind of source": 3,
    "a stored field of a source": 4,
    "a verb": 2,
    "a page": 3,
    "a setting": 2,
    "a language": 2,
}
"""So many product files may a recipe touch."""


def test_there_is_a_recipe_for_each_thing_that_is_added_often():
    assert set(recipes()) == set(MOST_FILES)


@pytest.mark.parametrize("what", MOST_FILES)
def test_a_recipe_touches_few_files_and_they_are_where_it_says(what):
    paths = recipes()[what]
    assert 0 < len(paths) == len(set(paths)) <= MOST_FILES[what]
    for path in paths:
        assert (ROOT / path).exists() != (NEW in path), path


VCARD = '''\
"""The photos on the cards of an address book (RFC 6350, 6.2.4), one file of them."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.domain.items import Items
from exposure_app.crawl.untrusted.media_frames import MediaFrames
from exposure_app.domain.images import FetchedImage, ImageRef
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken

_PHOTO = re.compile(rb"^PHOTO[^:]*:data:[^,]*,(.*)$", re.MULTILINE)


def crawl_cards(source: Source, *, inside: MediaFrames, cancel: CancelToken) -> Items:
    """Every photo."""
    path = Path(source.locator)
    for number, found in enumerate(_PHOTO.finditer(path.read_bytes()), start=1):
        cancel.check()
        body = base64.b64decode(found[1])
        ref = ImageRef(f"{path.as_uri()}#{number}", path.as_uri(), source.id)
        yield FetchedImage(ref, body, sha256(body).hexdigest())


FILE_KINDS = (
    FileKind(Kind.CONTACTS, lambda _path, head: head.startswith(b"BEGIN:VCARD"), crawl_cards),
)
'''


def test_a_kind_of_source(copy, passphrase, tmp_path):
    domain = "exposure_app/domain/sources.py"
    copy.after(domain, 'WARC = "warc"', 'CONTACTS = "contacts"')
    copy.after(domain, "Kind.WARC: Shape.FILE,", "Kind.CONTACTS: Shape.FILE,")
    words = "exposure_app/wording/sources/kinds.py"
    copy.after(words, 'Kind.WARC: _("web archive (WARC)"),', 'Kind.CONTACTS: _("address book"),')
    copy.write("exposure_app/crawl/files/vcard.py", VCARD)
    follows(copy, "a kind of source", "vcard")

    face = jpeg_bytes(portrait())
    photo, cards = tmp_path / "me.jpg", tmp_path / "all.vcf"
    photo.write_bytes(face)
    photo_line = b"PHOTO:data:image/jpeg;base64," + b64encode(face)
    cards.write_bytes(b"BEGIN:VCARD\nFN:Ada\n" + photo_line + b"\nEND:VCARD\n")
    for words in (["enrol", photo], ["source", "add", cards, "--footing", "my-export"]):
        done = copy.run(*map(str, words), passphrase=passphrase)
        assert done.returncode == 0, done.stderr
    audited = copy.run("--json", "audit", passphrase=passphrase)
    assert audited.returncode == 0, audited.stderr
    document = json.loads(audited.stdout)
    [finding] = document["findings"]
    assert finding["places"][0]["image_url"] == f"{cards.as_uri()}#1"
    assert document["not_looked_at"] == []
    report = tmp_path / "report.html"
    assert copy.run("report", str(report), passphrase=passphrase).returncode == 0
    assert "address book" in report.read_text("utf-8")


READ = """
import sys
from pathlib import Path
from exposure_app.vault.vault import Vault
folder, passphrase = sys.argv[1:]
with Vault.open(Path(folder), keys=None, ask_passphrase=lambda _is_new: passphrase) as vault:
    print([source.nickname for source in vault.sources.all()])
"""


def test_a_stored_field_of_a_source(copy, passphrase, tmp_path):
    domain = "exposure_app/domain/sources.py"
    copy.after(domain, "keep_faces_days: int = 0", 'nickname: str = ""')
    copy.after(domain, "keep_faces_days: int", "nickname: str")
    last = '"INSERT INTO generation VALUES (0)",\n    ),'
    column = "ALTER TABLE sources ADD COLUMN nickname TEXT NOT NULL DEFAULT ''"
    copy.after("exposure_app/vault/database/schema.py", last, f'("{column}",),')
    rows = "exposure_app/vault/records/sources.py"
    written, read = (
        '"keep_faces_days": source.keep_faces_days,',
        'keep_faces_days=row["keep_faces_days"],',
    )
    copy.after(rows, written, '"nickname": source.nickname,')
    copy.after(rows, read, 'nickname=row["nickname"],')
    asking = "exposure_app/cli/verbs/source_add.py"
    copy.after(asking, "add.set_defaults(run=run)", 'add.add_argument("--nickname", default="")')
    copy.after(asking, "keep_faces_days=args.keep_faces,", "nickname=args.nickname,")
    follows(copy, "a stored field of a source", "")

    for nickname in ("old album", "new album"):
        folder = tmp_path / nickname
        folder.mkdir()
        words = ["source", "add", str(folder), "--footing", "owned", "--nickname", nickname]
        done = copy.run(*words, passphrase=passphrase)
        assert done.returncode == 0, done.stderr
    [header] = copy.folder.rglob("vault.json")
    read = subprocess.run(
        [sys.executable, "-c", READ, header.parent, passphrase.read_text().strip()],
        cwd=copy.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert read.stdout.strip() == "['old album', 'new album']", read.stderr


def test_a_verb(copy, passphrase):
    text = dedent('''\
        """`exposure hello`: says it."""

        import argparse

        from exposure_app.cli.terminal.grammar import Verbs
        from exposure_app.cli.terminal.terminal import DONE, Terminal


        def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
            """The verb's grammar."""
            verbs.add_parser("hello", parents=[common], help="say hello").set_defaults(run=run)


        def run(args: argparse.Namespace, terminal: Terminal) -> int:
            """Say it."""
            terminal.say("Hello.")
            terminal.document({"said": "Hello."})
            return DONE
        ''')
    copy.write("exposure_app/cli/verbs/hello.py", text)
    copy.after("exposure_app/cli/main.py", "from exposure_app.cli.verbs import (", "    hello,")
    copy.after("exposure_app/cli/main.py", "_VERBS = (", "    hello,")
    follows(copy, "a verb", "hello")

    assert "say hello" in copy.run("--help", passphrase=passphrase).stdout
    done = copy.run("--json", "hello", passphrase=passphrase)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"said": "Hello."})


def test_a_language(copy, passphrase):
    languages = "exposure_app/domain/languages.py"
    copy.after(languages, 'Language("es", "Español", group=".", point=",", day="%d/%m/%Y"),',
               'Language("eo", "Esperanto"),')  # fmt: skip
    at = (copy.folder / languages).read_text("utf-8")
    complete = next(line for line in at.splitlines() if line.startswith("COMPLETE = "))
    (copy.folder / languages).write_text(
        at.replace(complete, complete.replace('("en"', '("en", "eo"'))
    )
    catalogue = ROOT / "resources/locale/es/LC_MESSAGES/exposure.po"
    spoken = catalogue.read_text("utf-8").replace("Language: es", "Language: eo")
    copy.write("resources/locale/eo/LC_MESSAGES/exposure.po", spoken)
    follows(copy, "a language", "eo")

    chosen = copy.run("settings", "language", "eo", passphrase=passphrase)
    assert chosen.returncode == 0, chosen.stderr
    own = subprocess.run(
        [sys.executable, "-m", "exposure_app", "--home", copy.folder / "other", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert copy.run("--help", passphrase=passphrase).stdout != own
