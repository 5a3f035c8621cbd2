"""Promise 1: every request is a bare GET, to a host in scope, and stands in the ledger."""

import os
import subprocess
import sys

from tests.e2e.sources import add, site
from tests.pictures import crowd, jpeg_bytes

HEADERS = {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_a_whole_audit_sends_bare_gets_and_each_is_in_the_ledger(enrolled):
    with site() as web:
        add(enrolled, web.url)
        assert enrolled("audit").code == 0
        for asked in web.asked:
            assert (asked.method, asked.body) == ("GET", b"")
            assert asked.headers.keys() <= HEADERS
        ledger = enrolled("ledger", "--json").document["requests"]
        sent = [r["url"] for r in ledger if r["address"]]
        assert sorted(sent) == sorted(web.url + asked.path.lstrip("/") for asked in web.asked)


def test_what_is_sent_does_not_depend_on_who_is_enrolled(exposure, photo, tmp_path):
    """Another face enrolled, the same bytes sent: there is no covert channel."""
    other = tmp_path / "other.jpg"
    other.write_bytes(jpeg_bytes(crowd()))
    sent = []
    for args in (["enrol", str(photo)], ["enrol", str(other), "--face", "2"]):
        assert exposure(*args).code == 0
        with site() as web:
            add(exposure, web.url)
            assert exposure("audit").code == 0
            host = web.url.split("/")[2]
            sent.append(
                sorted(
                    (a.path, sorted((k, v.replace(host, "HOST")) for k, v in a.headers.items()))
                    for a in web.asked
                )
            )
        assert exposure("erase", "--yes").code == 0
    assert sent[0] == sent[1]


def test_the_models_write_and_ask_nothing_of_their_own(tmp_path):
    """onnxruntime from 1.29 on writes a device id and asks a telemetry host, except under CI."""
    home = tmp_path / "bare-home"
    home.mkdir()
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS")}
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")}
    code = (
        "import sys, socket\n"
        "def refuse(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        raise SystemExit(f'asked the network: {event}')\n"
        "sys.addaudithook(refuse)\n"
        "from pathlib import Path\n"
        "from exposure_app.faces.models.pack import default_pack\n"
        "from exposure_app.faces.recognition.recogniser import open_recogniser\n"
        "import numpy as np\n"
        "r = open_recogniser(default_pack(), Path(sys.argv[1]))\n"
        "r.embed([np.zeros((112, 112, 3), np.uint8)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "cache")],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not list(home.rglob("*"))
