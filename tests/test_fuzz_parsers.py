"""Every parser of ours is fuzzed, or it is said why not; and a small draw of it stands up."""

import ast
import subprocess
import sys

import pytest

from benchmarks.fuzz_parsers import PARSERS
from benchmarks.fuzzing.left_out import LEFT_OUT
from tests.conftest import PROJECT

PACKAGE = PROJECT / "exposure_app"

# Calls by which bytes or texts are taken apart, by their last name.
TAKES_APART = {
    "ArchiveIterator", "DictReader", "LexborHTMLParser", "ParseFromString", "ParserCreate", "URL",
    "ZipFile", "a85decode", "b32decode", "b64decode", "c2py", "decompress", "decompressobj",
    "from_bytes", "frombuffer", "fromhex", "fromisoformat", "iter_unpack", "load", "loads",
    "parse_headers", "parsedate_to_datetime", "reader", "strptime", "unhexlify", "unpack",
    "unpack_from", "urlparse", "urlsplit",
}  # fmt: skip


MADE_UP = """
from benchmarks import fuzz_parsers
from benchmarks.fuzzing.made import bodies
from benchmarks.fuzzing.parser import Parser
fuzz_parsers.PARSERS["made up"] = Parser(bodies, {parse}, ())
raise SystemExit(fuzz_parsers.main(["200", "made up"]))
"""


def called(path):
    """The last names of what a module calls."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    return {getattr(one, "attr", getattr(one, "id", "")) for one in calls}


def taking_apart():
    """The modules of ours that take something apart, as paths below the package."""
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if called(path) & TAKES_APART
    }


def test_every_module_that_takes_something_apart_is_fuzzed_or_it_is_said_why_not():
    fuzzed = {module for parser in PARSERS.values() for module in parser.reads}
    assert taking_apart() - fuzzed - set(LEFT_OUT) == set()
    assert set(LEFT_OUT) - taking_apart() == set()
    assert not fuzzed & set(LEFT_OUT)
    assert [module for module in fuzzed if not (PACKAGE / module).is_file()] == []


def test_every_reader_of_exports_is_fuzzed():
    readers = {path.name for path in PACKAGE.glob("crawl/files/exports/[!_]*.py")}
    fuzzed = {module for parser in PARSERS.values() for module in parser.reads}
    assert readers
    assert {f"crawl/files/exports/{name}" for name in readers} <= fuzzed


def test_nothing_escapes_from_any_parser_in_a_small_draw():
    done = fuzzed("25")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(PARSERS)} parsers, 0 from which something escaped" in done.stdout


@pytest.mark.parametrize(
    ("parse", "told"),
    [("lambda body: body[:1].decode('ascii')", "UnicodeDecodeError"),
     ("lambda _body: bytearray(3_000_000_000)", "MemoryError")],
)  # fmt: skip
def test_what_escapes_is_told(parse, told):
    done = python("-c", MADE_UP.format(parse=parse))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"ESCAPED {told}" in done.stdout
    assert "1 parsers, 1 from which something escaped" in done.stdout


def fuzzed(*arguments):
    return python("-m", "benchmarks.fuzz_parsers", *arguments)


def python(*arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
