"""What hosted machines do: with few rights, and with code that nobody can exchange."""

import fnmatch
import re
import shlex
import subprocess
import sys

import pytest

import dev
from installers.release.__main__ import STEPS
from installers.release.secrets import NEEDED
from tests.installers.workflows import FOLDER, NAMES, jobs, steps, workflow

SECRET = re.compile(r"\$\{\{ secrets\.(\w+) \}\}")
# What steps run besides: what a fresh machine needs first, and GitHub's own tool for the draft.
OTHERS = {"apt-get", "choco", "gh"}
JOBS = [pytest.param(job, id=f"{name}:{key}") for name, key, job in jobs()]


def commands(job):
    """What each step runs, in words; `&&` parts two."""
    for step in steps(job):
        for line in step.get("run", "").split("&&"):
            if line.strip():
                yield shlex.split(line)


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_named_by_its_commit_and_says_its_version(name):
    uses = re.findall(r"uses: (.*)$", (FOLDER / name).read_text("utf-8"), re.MULTILINE)
    ours = "$/.github/workflows/"
    pinned = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert len(uses) >= 3
    assert [one for one in uses if not one.startswith(ours) and not pinned.fullmatch(one)] == []


def test_one_action_has_one_commit_everywhere():
    text = "".join((FOLDER / name).read_text("utf-8") for name in NAMES)
    pins = set(re.findall(r"uses: ([\w./-]+)@(\w+)", text))
    assert len(pins) == len({action for action, _commit in pins})


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_grants_nothing_by_itself(name):
    assert workflow(name)["permissions"] == {}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_says_what_it_may_do_and_how_long_it_may_take(job):
    assert "permissions" in job
    assert "uses" in job or job["timeout-minutes"] <= 60


def test_only_the_job_that_makes_the_draft_may_write_to_the_repository():
    writes = {key for _, key, job in jobs() if job["permissions"].get("contents") == "write"}
    assert writes == {"draft"}


@pytest.mark.parametrize("job", JOBS)
def test_no_checkout_leaves_its_token_behind(job):
    out = [step for step in steps(job) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in out)


def test_secrets_are_seen_by_one_job_alone_which_somebody_must_let_run():
    with_secrets = {key for _, key, job in jobs() if SECRET.search(str(job))}
    assert with_secrets == {"sign"}
    assert workflow("release.yml")["jobs"]["sign"]["environment"] == "release"


def test_the_secrets_that_are_used_are_those_that_are_asked_for_first():
    used = set(SECRET.findall((FOLDER / "release.yml").read_text("utf-8")))
    assert used == {name for names in NEEDED.values() for name in names}


def test_nothing_but_this_repository_and_pythons_own_runs_beside_a_secret():
    sign = workflow("release.yml")["jobs"]["sign"]
    assert {words[0] for words in commands(sign)} == {"python", "choco"}
    assert not any("dev.py" in words for words in commands(sign))


@pytest.mark.parametrize("job", JOBS)
def test_every_command_is_one_that_anybody_can_run_here(job):
    for words in commands(job):
        program, *rest = words
        if program in OTHERS:
            continue
        assert program in ("python", "python3"), words
        if rest[0] == "dev.py":
            verb, *rest = rest[1:]
            assert verb in dev.VERBS, words
            assert verb != "release" or rest[0] in STEPS, words
        else:
            assert rest[:2] == ["-m", "installers.release"], words
            assert rest[2] in STEPS, words


def with_(job, action):
    """The `with` of each step that uses an action of GitHub's."""
    return [
        one["with"] for one in steps(job) if one.get("uses", "").startswith(f"actions/{action}@")
    ]


def test_what_one_job_takes_up_another_has_put_down():
    put_down = {
        each["name"].replace("${{ matrix.system }}", system)
        for _, _, job in jobs()
        for each in with_(job, "upload-artifact")
        for system in NEEDED
    }
    taken = [
        (each.get("pattern", each.get("name")).replace("${{ matrix.system }}", "linux"), key)
        for _, key, job in jobs()
        for each in with_(job, "download-artifact")
    ]
    assert {key for _, key in taken} == {"sign", "newcomer", "collect", "draft"}
    found = {key: sorted(fnmatch.filter(put_down, name)) for name, key in taken}
    assert found["sign"] == ["frozen-linux"]
    assert found["newcomer"] == ["packed-linux", "signed-linux"]
    assert found["collect"] == sorted(
        f"{stage}-{s}" for stage in ("packed", "signed") for s in NEEDED
    )
    assert found["draft"] == ["release"]


def test_every_step_of_a_release_is_done_by_the_workflow():
    done = {
        words[words.index(before) + 1]
        for _, _, job in jobs()
        for words in commands(job)
        for before in ("installers.release", "release")
        if before in words and words[0] != "gh"
    }
    assert done == set(STEPS)


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"bill", "audit"}))
def test_a_step_beside_a_secret_or_on_a_strangers_machine_needs_no_package(step):
    load = f"import installers.release.{step}"
    subprocess.run([sys.executable, "-S", "-c", load], cwd=FOLDER.parents[1], check=True)
