"""Parsers of what we wrote ourselves, or translators did: it may be damaged, or another's.

What reads the vault's rows is tried only where a row holds more than one value: a row that was not
written by us does not authenticate.
"""

import io
import json
from pathlib import Path

from hypothesis import strategies as st

from benchmarks.fuzzing.made import (
    altered,
    answers,
    as_json,
    bodies,
    bodies_of,
    changed,
    documents,
    documents_of,
    texts,
)
from benchmarks.fuzzing.parser import Parser, in_file
from exposure_app.contract.requests import ledger_document
from exposure_app.demo import unwrapping
from exposure_app.domain import languages
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.requests import GUARD, LedgerFilter, RequestRecord
from exposure_app.faces.models.pack import default_pack
from exposure_app.gallery.calibration import calibration_form
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.index import row_bytes
from exposure_app.gallery.index.sealed import unsealed
from exposure_app.guard.events import LOOKS
from exposure_app.i18n.catalogue import read_catalogue
from exposure_app.net.target import shown
from exposure_app.report.tables.ledger_table import ledger_table
from exposure_app.session.work.ledger import hashed
from exposure_app.settings import Settings
from exposure_app.settings.language import chosen_language
from exposure_app.vault.files import location
from exposure_app.vault.keys import keychain
from exposure_app.vault.keys.header import read_header
from exposure_app.vault.lifecycle import backup_file
from exposure_app.vault.records import codec, context_codec

_CALIBRATION = (default_pack().folder / "calibration.json").read_bytes()
_AT = codec.moment_of("2020-01-02T03:04:05+00:00")

_CONTEXT = (
    *("page_title", "alt", "caption", "nearby", "author", "album", "where_name", "people"),
    *("other_sizes", "date", "where"),
)
_MOMENTS = ("2020-01-02T03:04:05+00:00", "2020-01-02", "0001-01-01T00:00:00-23:59", "nan", "a")
_contexts = as_json(documents_of(_CONTEXT, _MOMENTS)).map(lambda b: b.decode())

_PO = (
    'msgid "', 'msgid_plural "', 'msgstr "', 'msgstr[0] "', 'msgstr[1] "', 'msgctxt "', '"\n',
    '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n', "plural=", "n%0", "(" * 400, ";", "n", '"',
    "\n", "#, fuzzy\n", "#~ ", "\\", "\\n", "x", "msgstr[9] ", "\ufeff", "\u2028",
)  # fmt: skip
_MOUNTS = ("36 35 98:0 / ", "/mnt", " - ", "nfs4", " ", "\n", "/", "\\040", "//", "0", "\0")

_HOSTS = st.one_of(texts, st.sampled_from(("127.0.0.1", "::1%lo", "", "a.example")))
_ADDRESSES = st.one_of(
    st.tuples(_HOSTS, st.integers()), st.just(("::1%lo", 1, 0, 0)), st.just(()), st.tuples(_HOSTS),
    _HOSTS, st.binary(max_size=9), st.none(),
)  # fmt: skip
_NAMED = st.one_of(_HOSTS, st.binary(max_size=9), st.none())
_ARGUMENTS = {
    "socket.__new__": st.tuples(st.none(), st.integers(), st.integers(), st.integers()),
    **dict.fromkeys(
        ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"),
        st.tuples(st.none(), _ADDRESSES),
    ),
    "socket.getaddrinfo": st.tuples(_NAMED, _NAMED, st.integers()),
    "subprocess.Popen": st.tuples(_NAMED, st.one_of(texts, st.lists(_NAMED, min_size=1))),
    "ctypes.dlsym": st.tuples(st.none(), _NAMED),
}
"""By event, what the interpreter tells of it; of others, names."""

_attempts = st.sampled_from(list(LOOKS)).flatmap(
    lambda event: st.tuples(st.just(event), _ARGUMENTS.get(event, st.tuples(_NAMED, _NAMED)))
)


def _backup(body: bytes) -> object:
    return list(backup_file.unseal(io.BytesIO(body), "a passphrase", "a file"))


def _ledger(given: tuple[str, str, bool]) -> None:
    url, event, is_guard = given
    written = f"{event}:{url}" if is_guard else shown(url)
    purpose = GUARD if is_guard else "page"
    record = RequestRecord(_AT, "s", written, purpose, "", None, "", 0, 0)
    LedgerFilter(host="a", text="b").keeps(record)
    ledger_document([record])
    ledger_table([record])
    hashed(written)


def _guard(given: tuple[str, tuple[object, ...]]) -> None:
    event, arguments = given
    LOOKS[event](event, arguments)


def _settings(words: dict[str, str]) -> None:
    read = Settings.of_words(words)
    if Settings.of_words(read.words()) != read:
        raise AssertionError(words)
    for name, word in words.items():
        try:
            read.changed(name, word)
        except ValueError:
            continue


PARSERS: dict[str, Parser] = {
    "vault header": Parser(
        answers, in_file(read_header), ("vault/keys/header.py",), (ExposureError,)
    ),
    "backup": Parser(bodies, _backup, ("vault/lifecycle/backup_file.py",), (ExposureError,)),
    "backup after its mark": Parser(
        bodies.map(lambda body: b"exposure/backup\0" + body),
        _backup,
        ("vault/lifecycle/backup_file.py",),
        (ExposureError,),
    ),
    "kept contexts": Parser(
        st.one_of(_contexts, texts), context_codec.context_of, ("vault/records/context_codec.py",)
    ),
    "kept moments": Parser(
        st.one_of(texts, st.sampled_from(_MOMENTS)),
        codec.moment_of,
        ("vault/records/codec.py",),
        (ValueError,),
    ),
    "kept vectors": Parser(bodies, codec.vector_of, ("vault/records/codec.py",), (ValueError,)),
    "types of drives": Parser(
        bodies_of(_MOUNTS).map(lambda b: b.decode("utf-8", "replace")),
        lambda told: location.type_of(Path("/mnt"), told),
        ("vault/files/location.py",),
    ),
    "settings": Parser(
        st.dictionaries(st.sampled_from(list(Settings().words())), texts),
        _settings,
        ("settings/__init__.py", "settings/values.py", "settings/language.py"),
    ),
    "language beside the vault": Parser(
        bodies,
        in_file(lambda path: chosen_language(path.parent), "language"),
        ("settings/language.py",),
    ),
    "languages of systems": Parser(
        texts, lambda t: languages.first_offered(t.split(":")), ("domain/languages.py",)
    ),
    "translations": Parser(
        bodies_of(_PO), in_file(read_catalogue), ("i18n/catalogue.py",), (OSError, ValueError)
    ),
    "sealed gallery": Parser(
        bodies,
        lambda b: unsealed(b, bytes(32), b"x"),
        ("gallery/index/sealed.py",),
        (ExposureError,),
    ),
    "unpacked gallery": Parser(
        st.one_of(bodies, answers.map(lambda b: len(b).to_bytes(8, "little") + b)),
        lambda b: row_bytes.unpacked(memoryview(b)),
        ("gallery/index/row_bytes.py",),
        (ValueError, KeyError, TypeError),
    ),
    "calibration": Parser(
        documents,
        calibration_form.parsed,
        ("gallery/calibration/calibration_form.py",),
        (ValueError, KeyError, TypeError, AttributeError, OverflowError),
    ),
    "files of calibrations": Parser(
        st.one_of(answers, changed(_CALIBRATION), as_json(altered(json.loads(_CALIBRATION)))),
        in_file(Calibration.load),
        ("gallery/calibration/threshold.py", "gallery/calibration/calibration_form.py"),
        (ExposureError,),
    ),
    "secrets of keychains": Parser(
        st.one_of(texts, st.from_regex(r"[0-9A-F ]{60,70}")),
        keychain._key_in,
        ("vault/keys/keychain.py",),
    ),
    "lines of the ledger": Parser(
        st.tuples(texts.map(lambda t: f"http://{t}"), texts, st.booleans()),
        _ledger,
        (
            "domain/requests.py",
            "contract/requests.py",
            "report/tables/ledger_table.py",
            "session/work/ledger.py",
        ),
    ),
    "attempts to leave": Parser(_attempts, _guard, ("guard/events.py",)),
    "what was sent": Parser(bodies, unwrapping.unwrapped, ("demo/unwrapping.py",)),
}
