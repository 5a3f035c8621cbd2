"""Receipts count what goes, and what went is in no row, file or log."""

import errno
import re
from dataclasses import astuple
from pathlib import PurePosixPath

import pytest

from exposure_app import wording
from exposure_app.domain.errors import DiskFull
from exposure_app.domain.findings import Verdict
from exposure_app.domain.receipts import Holdings
from exposure_app.vault.files.location import is_on_network, type_of
from tests.vault.filled import MARKER, ME, NOON, SISTER, template
from tests.vault.markers import found_in


def rows(vault):
    """Every value of every row, as one text."""
    with vault._database.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return repr([
            tuple(row) for (name,) in tables for row in connection.execute(f"SELECT * FROM {name}")
        ])  # fmt: skip


def test_everything_and_one_person_are_counted(filled):
    filled.verdicts.judge(filled.findings.all()[0].id, Verdict.ME, NOON)
    everything = filled.holdings()
    assert everything == Holdings(
        people=2, photos=2, findings=2, addresses=2, answers=1, places=2, requests=1
    )
    hers = filled.holdings(SISTER)
    assert hers == Holdings(people=1, photos=1, findings=1, addresses=1, answers=1)
    filled.subjects.remove(SISTER)
    left = Holdings(*(a - b for a, b in zip(astuple(everything), astuple(hers), strict=True)))
    assert filled.holdings() == left


def test_a_person_who_is_forgotten_is_in_no_row_file_or_log(filled, folder):
    name = f"sister of {MARKER}"
    hers = template("t2", SISTER, seed=2)
    assert name in rows(filled)
    filled.subjects.remove(SISTER)
    after = rows(filled)
    for trace in (name, SISTER, hers.photo_sha256, repr(hers.embedding.vector.tobytes())[2:40]):
        assert trace not in after
    assert ME in after
    assert found_in(folder) == []
    assert (folder / "vault.db-wal").stat().st_size == 0


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "full"), (errno.EFBIG, "full"), (errno.EACCES, "read_only"),
        (errno.EROFS, "read_only"), (errno.EIO, "gone"), (errno.ENODEV, "gone"),
        (errno.EINVAL, "no_folder"), (errno.ENAMETOOLONG, "no_folder"),
        (errno.ENOTDIR, "no_folder"),
    ],
)  # fmt: skip
def test_why_nothing_could_be_written_is_told_apart(number, reason):
    problem = DiskFull.of(OSError(number, "said by the system"))
    assert problem.reason == reason
    reasons = ("full", "read_only", "in_use", "no_folder", "gone")
    assert len({wording.explain(DiskFull(one)).what for one in reasons}) == len(reasons)


@pytest.mark.parametrize(
    ("code", "reason"), [(5, "read_only"), (19, "read_only"), (21, "gone"), (32, "in_use")]
)
def test_what_windows_says_more_finely_is_told_more_finely(code, reason):
    said = PermissionError(errno.EACCES, "said by the system")
    said.winerror = code
    assert DiskFull.of(said).reason == reason


def test_a_network_drive_is_known_by_what_is_mounted_there():
    mounts = (
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "40 22 0:50 / /mnt/far\\040away rw shared:9 - nfs4 server:/x rw\n"
        "41 40 0:51 / /mnt/far\\040away/near rw shared:9 - tmpfs tmpfs rw\n"
        "cut\n"
    )
    assert type_of(PurePosixPath("/mnt/far away/vault"), mounts) == "nfs4"
    assert type_of(PurePosixPath("/mnt/far away/near/vault"), mounts) == "tmpfs"
    assert type_of(PurePosixPath("/home/sam"), mounts) == "ext4"
    assert type_of(PurePosixPath("/mnt/far away from it"), mounts) == "ext4"


def test_this_folder_is_on_no_network_drive_and_one_that_is_not_there_is_no_harm(tmp_path):
    assert not is_on_network(tmp_path)
    assert not is_on_network(tmp_path / "not there")


def test_a_receipt_names_each_kind_of_thing_once():
    lines = wording.holdings_lines(Holdings(*range(1, 11)))
    assert [int(re.match(r"\d+", line)[0]) for line in lines] == list(range(1, 11))
    assert wording.holdings_lines(Holdings()) == []
