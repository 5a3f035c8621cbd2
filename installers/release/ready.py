"""Whether this commit may be released: ready [TAG].

With a tag: the tag, `__version__`, its day and the changelog agree, and somebody who stands in
`allowed_signers` signed the tag. Without one it is a trial: what a tag would meet is only said.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from exposure_app import RELEASED, __version__
from installers.release.changelog import CHANGELOG, entries

ROOT = Path(__file__).resolve().parents[2]
# Who may sign a tag, in the form of ssh-keygen(1), ALLOWED SIGNERS. It is part of what is reviewed.
SIGNERS = Path(__file__).with_name("allowed_signers")


def main(arguments: Sequence[str]) -> int:
    """Say what is not as it should be; return 1 if a tag may not be released."""
    tag = next((word for word in arguments if word), None)
    found = faults(CHANGELOG.read_text("utf-8"), tag)
    if tag:
        found += faults_of_tag(ROOT, tag, SIGNERS)
    for fault in found:
        print(f"release: {fault}")
    if tag:
        return 1 if found else 0
    print(f"release: A trial of {__version__}: nothing is tagged, and nothing will be published.")
    return 0


def faults(markdown: str, tag: str | None) -> list[str]:
    """Where the tag, the version, its day and the changelog do not agree."""
    found = []
    if tag and tag != f"v{__version__}":
        found.append(f"The tag is {tag}, the version in exposure_app/__init__.py {__version__}.")
    known = entries(markdown)
    newest = next((entry for entry in known if entry.version), None)
    if newest is None or newest.version != __version__:
        found.append(f"The newest version in CHANGELOG.md is not {__version__}.")
    elif newest.day != RELEASED:
        found.append(f"CHANGELOG.md says {newest.day}, RELEASED in exposure_app {RELEASED}.")
    if any(entry.text for entry in known if entry.version is None):
        found.append("CHANGELOG.md has lines under Unreleased, which would be released untold.")
    return found


def faults_of_tag(repository: Path, tag: str, signers: Path) -> list[str]:
    """Whether the tag is of this commit, and signed by one of ours."""
    found = []
    if commit(repository, f"refs/tags/{tag}") != commit(repository, "HEAD"):
        found.append(f"The tag {tag} is not of this commit.")
    # Only a key in our own file counts: neither GnuPG's key ring nor what this machine is set to.
    trusted = [
        f"gpg.ssh.allowedSignersFile={signers}", "gpg.ssh.program=ssh-keygen",
        "gpg.openpgp.program=false", "gpg.x509.program=false",
    ]  # fmt: skip
    options = [word for setting in trusted for word in ("-c", setting)]
    done = git(repository, *options, "verify-tag", tag)
    if done.returncode != 0:
        said = done.stderr.strip() or "no signature"
        found.append(f"The tag {tag} is signed by nobody in {signers.name}: {said}")
    return found


def commit(repository: Path, name: str) -> str | None:
    """The commit behind a tag or a branch, as 40 hexadecimal digits; None if there is none."""
    done = git(repository, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return done.stdout.strip() or None


def git(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask git; what it says is text."""
    return subprocess.run(
        ["git", "-C", str(repository), *words], capture_output=True, text=True, check=False
    )
