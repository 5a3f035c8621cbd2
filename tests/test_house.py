"""The house keeps its own rules, and its paper says what is so."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from exposure_app import RELEASED, __version__
from tests.lanes import A_WINDOW, QUICK_ALL_THE_SAME, SLOW, is_slow

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAPER = ["README.md", "CONTRIBUTING.md", "installers/README.md", "docs/platforms.md"]
NEWEST_ENTRY = re.compile(r"^## \[(?P<version>[^]]+)\].*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def blocks(markdown):
    """The commands in a text's shell blocks, without their remarks."""
    found = re.findall(r"^```sh\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)
    return [[shlex.split(line, comments=True) for line in block.splitlines()] for block in found]


def verbs_of_dev(text):
    return set(re.findall(r"\bdev\.py ([a-z]+)", text))


def lint_imports(folder):
    """The exit code and words of import-linter over the package in `folder`."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


# --- contracts -----------------------------------------------------------------------------------


def test_every_contract_of_the_architecture_is_kept():
    pytest.importorskip("importlinter")
    code, words = lint_imports(ROOT)
    assert code == 0, words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("crawl/planted.py", "from PySide6 import QtCore", "Only ui and paper know Qt"),
        ("report/planted.py", "import smtplib", "Only net opens a socket"),
        ("ui/people/planted.py", "from exposure_app.ui.findings import model", "The rooms of the"),
        ("ui/audit/planted.py", "from exposure_app.ui.shell import window", "The rooms of the"),
        ("ui/planted.py", "import os", "The rooms of the window"),
        ("gallery/planted.py", "from exposure_app.faces import pack", "The floors of the house"),
        ("planted.py", "import os", "The floors of the house"),
        ("domain/planted.py", "import cv2", "The domain is plain Python and numpy"),
        ("report/planted.py", "from exposure_app import net", "Only crawl, session and demo reach"),
        ("crawl/planted.py", "from exposure_app.guard import doors", "Only those who go out"),
        (
            "session/planted.py",
            "from exposure_app.faces.pictures import exif",
            "Pictures are decoded in confined processes",
        ),
        ("cli/planted.py", "from exposure_app.vault import vault", "Only session opens the vault"),
        (
            "vault/keys/planted.py",
            "from exposure_app.vault import records",
            "The rooms of the vault",
        ),
        ("vault/planted.py", "import os", "The rooms of the vault"),
        (
            "gallery/index/planted.py",
            "from exposure_app.gallery import matching",
            "The rooms of the gallery",
        ),
        ("gallery/planted.py", "import os", "The rooms of the gallery"),
        (
            "faces/models/planted.py",
            "from exposure_app.faces import pictures",
            "The rooms of the faces",
        ),
        ("faces/planted.py", "import os", "The rooms of the faces"),
        ("crawl/html/planted.py", "from exposure_app.crawl import web", "The rooms of the crawl"),
        ("crawl/planted.py", "import os", "The rooms of the crawl"),
        (
            "cli/terminal/planted.py",
            "from exposure_app.cli import verbs",
            "The rooms of the command",
        ),
        ("cli/planted.py", "import os", "The rooms of the command"),
        (
            "wording/audit/planted.py",
            "from exposure_app.wording import trust",
            "The rooms of the words",
        ),
        ("wording/planted.py", "import os", "The rooms of the words"),
        (
            "session/people/planted.py",
            "from exposure_app.session.findings import rescoring",
            "The rooms of the session",
        ),
        ("session/planted.py", "import os", "The rooms of the session"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(tmp_path, module, line, contract):
    pytest.importorskip("importlinter")
    shutil.copytree(ROOT / "exposure_app", tmp_path / "exposure_app")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "exposure_app" / module).write_text(line + "\n", "utf-8")
    code, words = lint_imports(tmp_path)
    assert code == 1, words
    assert re.search(rf"{re.escape(contract)}.*BROKEN", words), words


# --- tests ---------------------------------------------------------------------------------------


def modules_named_in(source):
    """All that a module may mean by its imports, as dotted names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_module_of_tests_is_imported_by_another():
    paths = {path.relative_to(ROOT): path for path in ROOT.glob("tests/**/*.py")}
    tests = {".".join(path.with_suffix("").parts) for path in paths if path.name[:5] == "test_"}
    assert len(tests) > 100
    taken = [
        (str(path), name)
        for path, source in paths.items()
        for name in modules_named_in(source.read_text("utf-8"))
        if name in tests or name.rpartition(".")[0] in tests
    ]
    assert taken == []


def test_what_is_said_to_be_slow_is_there():
    named = [*SLOW, QUICK_ALL_THE_SAME]
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("path", "fixtures", "markers", "slow"),
    [
        ("tests/test_paths.py", [], {}, False),
        ("tests/test_paths.py", [], {"slow": pytest.mark.slow}, True),
        ("tests/ui/trust/test_page.py", [A_WINDOW], {}, True),
        (SLOW[0] + "/test_demo.py", [], {}, True),
        (QUICK_ALL_THE_SAME, [A_WINDOW], {}, False),
        # Were it quick by its module and slow by its marker, it would be in neither lane.
        (QUICK_ALL_THE_SAME, [A_WINDOW], {"slow": pytest.mark.slow}, True),
    ],
)
def test_a_test_is_slow_by_its_marker_its_room_or_its_window(path, fixtures, markers, slow):
    item = SimpleNamespace(
        nodeid=f"{path}::test_it", fixturenames=fixtures, get_closest_marker=markers.get
    )
    assert is_slow(item) == slow


@pytest.mark.slow
def test_the_quick_lane_leaves_out_what_is_slow_and_says_how_much():
    slow, quick = "tests/vault/test_crash.py", "tests/test_paths.py"
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", slow, quick]

    def collected(*options):
        done = subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, text=True, check=True
        )
        lines = done.stdout.splitlines()
        return {line for line in lines if "::" in line}, done.stdout

    everything, words = collected()
    assert "left out" not in words
    fast, words = collected("--quick")
    assert fast == {line for line in everything if line.startswith(quick)}
    assert f"{len(everything - fast)} slow tests were left out" in words


# --- versions ------------------------------------------------------------------------------------


def test_the_newest_changelog_entry_is_this_version_and_speaks_of_privacy():
    entry = NEWEST_ENTRY.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert entry["version"] == __version__
    assert entry[0].splitlines()[0].endswith(f" - {RELEASED}")
    assert "### Privacy" in entry[0]


def test_every_dependency_is_locked_to_a_version_that_pyproject_allows():
    lines = (ROOT / dev.CONSTRAINTS).read_text("utf-8").splitlines()
    locked = [Requirement(line) for line in lines if line and not line.startswith("#")]
    versions = {canonicalize_name(each.name): str(each.specifier)[2:] for each in locked}
    assert all(str(each.specifier).startswith("==") for each in locked)
    extras = PROJECT["optional-dependencies"].values()
    wanted = [Requirement(text) for group in [PROJECT["dependencies"], *extras] for text in group]
    unmet = [str(w) for w in wanted if versions.get(canonicalize_name(w.name)) not in w.specifier]
    assert unmet == []


# --- the one door --------------------------------------------------------------------------------


def test_the_first_screen_is_two_commands_demo_and_test():
    first_screen = README.partition("\n## ")[0]
    assert blocks(first_screen) == [
        [["python3", "dev.py", "demo"]],
        [["python3", "dev.py", "test"]],
    ]
    assert first_screen.count("\n") < 30


def test_ci_runs_the_readmes_test_command_and_then_windows_by_the_same_door():
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    shell, folder, *commands = [line for line in lines if line and not line.startswith("#")]
    assert [shell, folder] == ["set -euo pipefail", 'cd "$(dirname "$0")/.."']
    assert commands[0] == "python3 dev.py test"
    assert "python3 dev.py test --windows" in commands
    assert "python3 dev.py demo --windows" in commands
    assert [command for command in commands if not command.startswith("python3 dev.py ")] == []


def test_the_hosted_checks_and_the_hooks_come_in_by_the_same_door():
    workflow = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
    commands = re.findall(r"^\s*- run: (.*)$", workflow, re.MULTILINE)
    assert [command for command in commands if not command.startswith("apt-get ")] == [
        "python dev.py test",
        "python3 dev.py test --windows",
        "python3 dev.py demo --windows",
    ]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    entries = re.findall(r"^\s*entry: (.*)$", hooks, re.MULTILINE)
    assert entries == ["python3 dev.py check", "python3 dev.py test --quick"]


@pytest.mark.parametrize("name", PAPER)
def test_every_verb_of_dev_that_the_paper_names_exists(name):
    text = (ROOT / name).read_text("utf-8")
    assert verbs_of_dev(text)
    assert verbs_of_dev(text) <= set(dev.VERBS)


def test_every_command_of_the_readme_is_understood():
    from exposure_app.cli.main import parser

    commands = [command for block in blocks(README) for command in block]
    ours = [words for program, *words in commands if program == "exposure"]
    assert len(ours) >= 5
    for words in ours:
        parser().parse_args(words)


def test_every_verb_of_the_command_line_stands_in_the_readme():
    from exposure_app.cli.main import parser

    usage = parser().format_help()
    verbs = re.findall(r"^ {4}([a-z][a-z-]+)\s", usage, re.MULTILINE)
    assert len(verbs) >= 10
    missing = [verb for verb in verbs if not re.search(rf"`exposure {verb}\b", README)]
    assert missing == []


@pytest.mark.parametrize("name", PAPER)
def test_every_file_that_the_paper_links_to_is_there(name):
    paper = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", paper.read_text("utf-8"))
    missing = [link for link in links if not (paper.parent / link).exists()]
    assert missing == []


# --- dev.py itself -------------------------------------------------------------------------------


def test_an_older_python_can_read_dev_py_and_say_what_is_missing():
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))


def test_dev_py_and_what_it_calls_stand_on_the_standard_library_alone():
    made_in_venv = ROOT / "installers" / "wine" / "lock.py"
    rooms = ("wine", "wheels")
    files = {path for room in rooms for path in ROOT.glob(f"installers/{room}/*.py")}
    called = files - {made_in_venv}
    assert len(called) > 5
    for path in [ROOT / "dev.py", *called]:
        tree = ast.parse(path.read_text("utf-8"))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        named = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        named |= {
            name.name for node in nodes for name in node.names if isinstance(node, ast.Import)
        }
        ours = tuple(f"installers.{room}." for room in rooms)
        others = [one for one in named if not f"{one}.".startswith(ours)]
        assert {one.partition(".")[0] for one in others} <= sys.stdlib_module_names, path
