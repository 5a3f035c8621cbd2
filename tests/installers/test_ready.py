"""May a commit be released? Only with one version everywhere, and a tag that one of ours signed."""

import shutil
import subprocess

import pytest

from exposure_app import RELEASED, __version__
from installers.release import changelog, notes, ready

TAG = f"v{__version__}"
TOLD = f"# Changelog\n\n## Unreleased\n\n## [{__version__}] - {RELEASED}\n\n- It works.\n"

needs_keys = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("ssh-keygen")), reason="needs git and ssh-keygen"
)


def test_a_version_that_is_told_of_and_tagged_so_may_be_released():
    assert ready.faults(TOLD, TAG) == []


@pytest.mark.parametrize(
    ("markdown", "tag", "fault"),
    [
        (TOLD, "v99.0", "The tag is v99.0"),
        (TOLD.replace(f"[{__version__}]", "[0.0.1]"), TAG, "The newest version in CHANGELOG.md"),
        (TOLD.replace(RELEASED, "1999-01-01"), TAG, "CHANGELOG.md says 1999-01-01"),
        (
            TOLD.replace("Unreleased\n", "Unreleased\n\n- And this.\n"),
            TAG,
            "lines under Unreleased",
        ),
    ],
)
def test_what_does_not_agree_is_named(markdown, tag, fault):
    (said,) = ready.faults(markdown, tag)
    assert fault in said


def test_without_a_tag_it_is_a_trial_which_is_never_refused(capsys):
    assert ready.main([""]) == 0
    assert "A trial" in capsys.readouterr().out


def test_the_changelog_of_this_project_is_understood():
    known = changelog.entries(changelog.CHANGELOG.read_text("utf-8"))
    assert [entry.version for entry in known][-3:] == ["0.3.0", "0.2.0", "0.1.0"]
    assert all(entry.text for entry in known if entry.version)


def test_a_releases_text_is_what_the_changelog_says_of_this_version_alone(tmp_path):
    assert notes.main([str(tmp_path / "notes.md")]) == 0
    written = (tmp_path / "notes.md").read_text("utf-8")
    assert written.startswith("### ")
    assert "\n## " not in written


class Repository:
    """A repository of one commit, and a key for each of two people."""

    def __init__(self, folder):
        self.path = folder / "repository"
        self.signers = folder / "allowed_signers"
        self.keys = {}
        for name in ("ours", "stranger"):
            self.keys[name] = folder / name
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name]
            subprocess.run(make, check=True)
        public = (folder / "ours.pub").read_text("utf-8")
        self.signers.write_text(f'ours@example.org namespaces="git" {public}', "utf-8")
        subprocess.run(["git", "init", "-q", self.path], check=True)
        self.git("commit", "-q", "--allow-empty", "--no-gpg-sign", "-m", "first")

    def git(self, *words):
        who = ["-c", "user.name=Somebody", "-c", "user.email=ours@example.org"]
        subprocess.run(["git", "-C", self.path, *who, *words], check=True)

    def tag(self, *words, key="ours"):
        how = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={self.keys[key]}"]
        self.git(*how, "tag", *words)

    def faults(self):
        return ready.faults_of_tag(self.path, "v1", self.signers)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


@needs_keys
def test_a_tag_that_one_of_ours_signed_is_accepted(repository):
    repository.tag("-s", "-m", "v1", "v1")
    assert repository.faults() == []


@needs_keys
@pytest.mark.parametrize("how", [["v1"], ["-a", "-m", "v1", "v1"]])
def test_a_tag_without_a_signature_is_refused(repository, how):
    repository.tag(*how)
    (said,) = repository.faults()
    assert "signed by nobody" in said


@needs_keys
def test_a_tag_that_somebody_else_signed_is_refused(repository):
    repository.tag("-s", "-m", "v1", "v1", key="stranger")
    (said,) = repository.faults()
    assert "signed by nobody" in said


@needs_keys
def test_a_signed_tag_of_another_commit_is_refused(repository):
    repository.tag("-s", "-m", "v1", "v1")
    repository.git("commit", "-q", "--allow-empty", "--no-gpg-sign", "-m", "second")
    (said,) = repository.faults()
    assert "not of this commit" in said


def test_nobody_may_sign_before_a_line_for_them_was_reviewed():
    lines = ready.SIGNERS.read_text("utf-8").splitlines()
    assert all("namespaces=" in line for line in lines if not line.startswith("#"))
