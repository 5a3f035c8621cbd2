"""What the system itself sees of this program: every address it goes to, C code and children too.

The guard sees what Python does. `strace` sees every call into the system, and a network of its own
with nothing in it shows that nothing else is needed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from ipaddress import ip_address

import pytest

from tests.e2e.sources import add, site

STRACE = shutil.which("strace")
CALL = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)")
INET = re.compile(r"sin_port=htons\((\d+)\), sin_addr=inet_addr\(\"([^\"]+)\"\)")
INET6 = re.compile(r"sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, \"([^\"]+)\"")
FAMILY = re.compile(r"\b(?:sa_family=|socket\()(AF_\w+)")

WINDOW = """
import sys
from exposure_app import __main__ as start
from exposure_app.ui import main
from exposure_app.ui.shell.window import Window
really_open = main.open_session
main.open_session = lambda home, ask: really_open(home, lambda new: "a passphrase for tests only")
begin = Window.begin
def visit(self):
    for key in self.pages:
        self.go(key)
    self.jobs.idle.connect(self.close)
def begin_and_visit(self):
    self.ready.connect(lambda: visit(self))
    begin(self)
Window.begin = begin_and_visit
sys.exit(start.window())
"""


def strace_works():
    if not STRACE:
        return False
    tried = subprocess.run([STRACE, "-f", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def own_network_works():
    if not shutil.which("unshare") or not shutil.which("ip"):
        return False
    command = ["unshare", "-rn", "ip", "link", "set", "lo", "up"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not strace_works(), reason="needs strace, and leave to trace")
needs_own_network = pytest.mark.skipif(
    not own_network_works(), reason="needs a network namespace (unshare, ip)"
)


@pytest.fixture
def traced(profile, tmp_path):
    """Run a part of the program under strace; returns what it said, and the trace's lines."""

    def run(*program):
        trace = tmp_path / "trace"
        done = subprocess.run(
            [STRACE, "-f", "-qq", "-s", "0", "-e", "trace=network", "-o", str(trace),
             sys.executable, *program],
            capture_output=True, text=True, check=False, env=dict(os.environ), timeout=90,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout, trace.read_text("utf-8", "replace").splitlines()

    return run


def addresses(lines, *calls):
    """(address, port) of each call of these names."""
    named = [line for line in lines if (call := CALL.match(line)) and call[1] in calls]
    found = [pair for line in named for pair in INET.findall(line) + INET6.findall(line)]
    return {(address, int(port)) for port, address in found}


def families(lines):
    return {family for line in lines for family in FAMILY.findall(line)}


def all_addresses(lines):
    return {pair for line in lines for pair in INET.findall(line) + INET6.findall(line)}


@needs_strace
def test_the_reading_of_traces_finds_what_is_there(traced):
    code = (
        "import socket\n"
        "u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "for way in (lambda: u.sendto(b'x', ('192.0.2.9', 53)),\n"
        "            lambda: u.connect(('198.51.100.1', 5353)),\n"
        "            lambda: socket.create_connection(('2001:db8::1', 443), 0.1)):\n"
        "    try: way()\n"
        "    except OSError: pass\n"
    )
    _, lines = traced("-c", code)
    assert addresses(lines, "connect", "sendto") == {
        ("192.0.2.9", 53),
        ("198.51.100.1", 5353),
        ("2001:db8::1", 443),
    }


@needs_strace
def test_enrolling_auditing_and_reporting_go_nowhere_but_to_the_site(
    traced, profile, photo, tmp_path, exposure
):
    lines = []

    def run(*args):
        said, trace = traced("-m", "exposure_app", "--home", str(profile), *args)
        lines.extend(trace)
        return said

    run("enrol", str(photo))
    with site() as web:
        add(exposure, web.url)
        run("audit", "--quiet")
        port = int(web.url.rstrip("/").rpartition(":")[2])
    run("report", str(tmp_path / "report.html"))
    ledger = json.loads(run("ledger", "--json"))["requests"]
    run("self-check")
    assert families(lines) <= {"AF_INET", "AF_INET6", "AF_UNIX"}
    assert all(ip_address(address).is_loopback for _, address in all_addresses(lines))
    assert addresses(lines, "connect", "sendto", "sendmsg", "sendmmsg") == {("127.0.0.1", port)}
    listed = {(line["address"], int(line["host"].rpartition(":")[2])) for line in ledger}
    assert addresses(lines, "connect") == listed
    sent = sum(
        int(line.rpartition("= ")[2])
        for line in lines
        if (call := CALL.match(line)) and call[1] == "sendto" and "NULL, 0) = " in line
    )
    assert sent == sum(line["bytes_up"] for line in ledger) > 0


@needs_strace
def test_the_window_goes_nowhere_at_all(traced, profile, enrolled):
    _, lines = traced("-c", WINDOW, "--home", str(profile))
    assert families(lines) <= {"AF_INET6", "AF_UNIX", "AF_INET"}
    assert addresses(lines, "connect", "sendto", "sendmsg", "sendmmsg") == set()
    assert all(ip_address(address).is_loopback for _, address in all_addresses(lines))


@needs_strace
def test_measuring_with_the_models_touches_no_network(traced, tmp_path):
    """onnxruntime, OpenCV and insightface's code, opened and run; they are C++ and unseen else."""
    code = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "import cv2, onnxruntime, insightface, hnswlib, PySide6.QtWidgets\n"
        "from exposure_app.faces.models.pack import default_pack\n"
        "from exposure_app.faces.recognition.recogniser import open_recogniser\n"
        "r = open_recogniser(default_pack(), Path(sys.argv[1]))\n"
        "r.detect(np.zeros((200, 200, 3), np.uint8))\n"
        "r.embed([np.zeros((112, 112, 3), np.uint8)])\n"
    )
    _, lines = traced("-c", "import exposure_app\n" + code, str(tmp_path / "cache"))
    assert all_addresses(lines) <= {("0", "::1")}
    assert addresses(lines, "connect", "sendto", "sendmsg", "sendmmsg") == set()


HOSTILE = {
    "playlist.mp4": b"#EXTM3U\n#EXTINF:1,\nhttp://192.0.2.7/segment.ts\n",
    "playlist.jpg": b"#EXTM3U\n#EXTINF:1,\nhttp://192.0.2.7/segment.ts\n",
    "concat.avi": b"ffconcat version 1.0\nfile 'http://192.0.2.7/x.avi'\n",
    "linked.svg": b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
    b'<image x:href="http://192.0.2.7/x.png" width="9" height="9"/></svg>',
    "linked.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI"
    b"(http://192.0.2.7/)>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n",
    "entity.html": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://192.0.2.7/x">]><img src="x.png">&x;',
}
"""Files that would make a careless reader fetch something."""


@needs_strace
def test_files_that_name_addresses_are_read_without_asking_anybody(
    traced, enrolled, profile, tmp_path
):
    folder = tmp_path / "found"
    folder.mkdir()
    for name, body in HOSTILE.items():
        (folder / name).write_bytes(body)
    add(enrolled, folder)
    _, lines = traced("-m", "exposure_app", "--home", str(profile), "audit", "--quiet")
    assert addresses(lines, "connect", "sendto", "sendmsg", "sendmmsg") == set()


@needs_own_network
@pytest.mark.parametrize("verb", ["demo", "show-me"])
def test_it_works_where_there_is_no_network_but_this_computers_own(tmp_path, verb):
    where = ["--out", str(tmp_path / "out")] if verb == "demo" else []
    inside = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    done = subprocess.run(
        ["unshare", "-rn", *inside, sys.executable, "-m", "exposure_app", verb, "--quiet", *where],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout[-1000:]
