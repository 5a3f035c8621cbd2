"""A pack fetched from its publisher: asked for, pinned, gone on with, all of it in the ledger."""

import hashlib
import shutil
import threading
import zipfile

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.models.catalogue import read_catalogue
from exposure_app.session import PackStatus
from exposure_app.session.models.model_verbs import ModelVerbs
from tests.faces.packs import vectron
from tests.net.badserver import BadServer, answer, redirect, silence
from tests.net.ranged import ranged
from tests.session.profiles import opened, quiet

NAMES = ("scrfd_500m_bnkps.onnx", "w600k_mbf.onnx")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The bytes of a pack's zip file, its files in a folder of its own as in antelopev2."""
    path = tmp_path_factory.mktemp("zip") / "small.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in NAMES:
            zipped.write(vectron() / name, f"small/{name}")
    return path.read_bytes()


@pytest.fixture
def server():
    with BadServer() as server:
        yield server


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        yield session


@pytest.fixture
def packs(session, server, archive, tmp_path):
    """The packs of a session that knows one more: "small", from the server."""
    return known(session, server, tmp_path, {"small.zip": archive})


def known(session, server, folder, files, pins=None):
    """`files` as the downloads of "small"; `pins` in place of their own SHA-256."""
    (folder / "licence.txt").write_text("For tests only.\n")
    lines = [
        '[[pack]]\nname = "small"\ntitle = "Small"\nlicence = "tests"\nrecogniser_sha256 = "0"',
        f'origin = "{server.url}/"\nhosts = ["{server.host}"]',
    ]
    for name, body in files.items():
        sha256 = (pins or {}).get(name) or hashlib.sha256(body).hexdigest()
        lines.append(
            f'[[pack.download]]\nurl = "{server.url}/{name}"\nbytes = {len(body)}\n'
            f'sha256 = "{sha256}"\n'
        )
    lines.append('[licence.tests]\nname = "LicenseRef-tests"\nfile = "licence.txt"\n')
    lines.append('[licence.unknown]\nname = "LicenseRef-unknown"\nfile = "licence.txt"\n')
    lines.append('[[file]]\nsha256 = "0"\nlicence = "tests"\n')
    catalogue = folder / "catalogue.toml"
    catalogue.write_text("\n".join(lines))
    return ModelVerbs(
        session._profile, known=read_catalogue(catalogue), private_host=server.endpoint
    )


def fetch(packs, report=quiet, cancel=None):
    return packs.download("small", report=report, cancel=cancel or CancelToken())


def test_nothing_is_asked_before_the_licence_is_accepted(packs, server):
    assert packs.state("small").status is PackStatus.NOT_HERE
    with pytest.raises(errors.LicenceNotAccepted):
        fetch(packs)
    assert server.seen == []


def test_a_pack_comes_is_checked_and_waits_to_be_measured(packs, server, session, archive):
    server.on("/small.zip", ranged(archive))
    packs.accept_licence("small")
    told = []
    state = fetch(packs, told.append)
    assert (state.status, state.title) == (PackStatus.NOT_CALIBRATED, "Small")
    assert {file.name for file in state.pack.files} == set(NAMES)
    assert state.pack.embedding_length == 512
    assert [(one.stage, one.total) for one in told[-1:]] == [("bytes", len(archive))]
    assert told[-1].done == len(archive)
    assert not list((session._profile.home.data / "models").glob(".*/*"))
    fetch(packs)
    assert server.paths_seen() == ["/small.zip"]


def test_a_pack_of_single_files_comes_too(session, server, tmp_path):
    files = {name: (vectron() / name).read_bytes() for name in NAMES}
    packs = known(session, server, tmp_path, files)
    for name, body in files.items():
        server.on(f"/{name}", ranged(body))
    packs.accept_licence("small")
    assert fetch(packs).status is PackStatus.NOT_CALIBRATED
    assert packs.state("small").licence == "LicenseRef-tests"


def test_every_request_is_in_the_ledger_also_those_that_failed(packs, server, session, archive):
    server.on("/there", ranged(archive, until=1_000_000))
    server.on("/small.zip", redirect("/there"))
    packs.accept_licence("small")
    with pytest.raises(errors.Unreachable):
        fetch(packs)
    server.on("/there", ranged(archive))
    fetch(packs)
    ledger = session.requests.all()
    assert {record.purpose for record in ledger} == {"model"}
    assert [record.status for record in ledger] == [302, 200, 302, 206]
    assert sum(record.bytes_down for record in ledger) >= len(archive)


def test_a_line_that_was_cut_costs_nothing_twice(packs, server, archive):
    server.on("/small.zip", ranged(archive, until=9_000_000))
    packs.accept_licence("small")
    with pytest.raises(errors.Unreachable):
        fetch(packs)
    server.on("/small.zip", ranged(archive))
    told = []
    fetch(packs, told.append)
    assert told[0].done > 1_000_000
    assert server.seen[1].header("Range") == f"bytes={told[0].done}-"


def test_what_is_not_what_was_pinned_is_thrown_away_unopened(session, server, tmp_path, archive):
    packs = known(session, server, tmp_path, {"small.zip": archive}, {"small.zip": "0" * 64})
    server.on("/small.zip", answer(archive))
    packs.accept_licence("small")
    with pytest.raises(errors.DownloadDamaged) as caught:
        fetch(packs)
    assert caught.value.pack == "small"
    assert packs.state("small").status is PackStatus.NOT_HERE
    assert not [f for f in (session._profile.home.data / "models").rglob("*") if f.is_file()]


def test_an_archive_as_pinned_that_is_no_pack_is_said_so_and_leaves_nothing(
    session, server, tmp_path
):
    body = b"PK\x03\x04 but no more"
    packs = known(session, server, tmp_path, {"small.zip": body})
    server.on("/small.zip", answer(body))
    packs.accept_licence("small")
    with pytest.raises(errors.PackUnusable):
        fetch(packs)
    assert packs.state("small").status is PackStatus.NOT_HERE
    assert not [f for f in (session._profile.home.data / "models").rglob("*") if f.is_file()]


def test_a_stop_is_heard_and_what_came_is_gone_on_from(packs, server, archive):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(archive)
    server.on("/small.zip", silence(head + archive[:5_000_000]))
    packs.accept_licence("small")
    cancel = CancelToken()
    stop = threading.Timer(0.5, cancel.cancel)
    stop.start()
    with pytest.raises(Cancelled):
        fetch(packs, cancel=cancel)
    stop.join()
    server.on("/small.zip", ranged(archive))
    fetch(packs)
    assert server.seen[1].header("Range") == "bytes=5000000-"


def test_a_disk_without_room_is_noticed_before_anything_is_asked(packs, server, monkeypatch):
    packs.accept_licence("small")
    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(errors.DiskFull):
        fetch(packs)
    assert server.seen == []


def test_a_publisher_that_sends_elsewhere_is_not_followed(packs, server):
    with BadServer() as other:
        server.on("/small.zip", redirect(other.url + "/small.zip"))
        packs.accept_licence("small")
        with pytest.raises(errors.RefusedAddress):
            fetch(packs)
        assert other.seen == []


def test_a_pack_without_a_verified_copy_is_placed_by_hand(session, server, tmp_path):
    packs = known(session, server, tmp_path, {})
    assert packs.state("small").download_bytes is None
    packs.accept_licence("small")
    with pytest.raises(errors.NoDownload):
        fetch(packs)


def test_the_archive_placed_by_hand_is_the_same_pack(packs, archive, tmp_path):
    path = tmp_path / "download (1).zip"
    path.write_bytes(archive)
    state = packs.add(path)
    assert (state.name, state.title, state.licence) == ("small", "Small", "LicenseRef-tests")
