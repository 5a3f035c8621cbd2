"""A large file, into a file: in one go, or in the pieces that a bad line allows."""

import subprocess
import sys
import textwrap
import threading

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.net.download import Partial, download
from tests.net.badserver import BadServer, answer, raw, redirect, silence
from tests.net.ranged import BODY, TAG, ranged


@pytest.fixture
def partial(tmp_path):
    return Partial(tmp_path / "partial" / "weights.onnx", len(BODY))


@pytest.fixture
def fetch(asked, partial, server):
    """Download from the server into `partial`; other words change how."""

    def run(url, **options):
        news = []
        download(
            asked.fetcher,
            url,
            partial,
            **{
                "purpose": "model",
                "hosts": [server.host],
                "private_host": server.endpoint,
                "news": news.append,
                "cancel": CancelToken(),
                **options,
            },
        )
        return news

    return run


def ranges(server):
    return [seen.header("Range") for seen in server.seen]


def test_a_file_comes_whole_and_its_progress_is_told(fetch, server, partial, asked):
    news = fetch(server.on("/w", ranged()))
    assert partial.path.read_bytes() == BODY
    assert news == sorted(news)
    assert news[-1] == len(BODY)
    [record] = asked.ledger
    assert (record.purpose, record.status, record.bytes_down) == ("model", 200, len(BODY))


def test_what_is_whole_already_is_not_asked_for(fetch, server, partial):
    partial.path.parent.mkdir()
    partial.path.write_bytes(BODY)
    fetch(server.on("/w", ranged()))
    assert server.seen == []


def test_a_cut_line_leaves_what_came_and_the_next_attempt_goes_on_there(fetch, server, partial):
    with pytest.raises(errors.Unreachable):
        fetch(server.on("/w", ranged(until=300_000)))
    assert 0 < partial.path.stat().st_size <= 300_000
    left = partial.path.stat().st_size
    fetch(server.on("/w", ranged()))
    assert partial.path.read_bytes() == BODY
    assert ranges(server) == [None, f"bytes={left}-"]
    assert server.seen[1].header("If-Range") == TAG


def test_a_killed_download_goes_on_where_it_was(fetch, server, partial):
    def half_and_wait(wire):
        ranged(until=500_000)(wire)
        wire.rest()

    url = server.on("/w", half_and_wait)
    child = textwrap.dedent(f"""
        from pathlib import Path
        from exposure_app.domain.work import CancelToken
        from exposure_app.net.download import Partial, download
        from exposure_app.net.fetcher import Fetcher
        with Fetcher(user_agent="T/1", record=lambda r: None) as fetcher:
            download(fetcher, {url!r}, Partial(Path({str(partial.path)!r}), {len(BODY)}),
                purpose="model", hosts=["127.0.0.1"], private_host={server.endpoint!r},
                news=lambda n: print(n, flush=True), cancel=CancelToken())
    """)
    process = subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE, text=True)
    with process:
        assert any(int(line) >= 500_000 for line in process.stdout)
        process.kill()
    fetch(server.on("/w", ranged()))
    assert partial.path.read_bytes() == BODY
    assert ranges(server) == [None, "bytes=500000-"]


def test_a_server_that_knows_no_ranges_sends_it_all_again(fetch, server, partial):
    partial.path.parent.mkdir()
    partial.path.write_bytes(b"x" * 1000)
    fetch(server.on("/w", answer(BODY)))
    assert partial.path.read_bytes() == BODY


def test_another_version_at_the_server_is_taken_from_the_start(fetch, server, partial):
    with pytest.raises(errors.Unreachable):
        fetch(server.on("/w", ranged(body=b"\0" * len(BODY), tag='"old"', until=300_000)))
    fetch(server.on("/w", ranged()))
    assert partial.path.read_bytes() == BODY


def test_a_range_that_is_refused_is_asked_for_from_the_start(fetch, server, partial):
    def script(wire):
        (answer(status=416) if wire.seen.header("Range") else ranged())(wire)

    partial.path.parent.mkdir()
    partial.path.write_bytes(b"x" * 1000)
    fetch(server.on("/w", script))
    assert partial.path.read_bytes() == BODY
    assert ranges(server) == ["bytes=1000-", None]


@pytest.mark.parametrize(
    "told",
    ["bytes 0-999/1048576", "bytes 1000-1999/1048576", "bytes 1000-1048575/9", "nonsense", None],
)
def test_a_part_that_is_not_the_one_asked_for_is_thrown_away(fetch, server, partial, told):
    def script(wire):
        if wire.seen.header("Range"):
            answer(BODY[1000:], status=206, content_range=told)(wire)
        else:
            ranged()(wire)

    partial.path.parent.mkdir()
    partial.path.write_bytes(BODY[:1000])
    fetch(server.on("/w", script))
    assert partial.path.read_bytes() == BODY


def test_a_part_nobody_asked_for_is_no_answer(fetch, server, partial):
    url = server.on("/w", answer(BODY, status=206, content_range=f"bytes 0-{len(BODY) - 1}/*"))
    with pytest.raises(errors.Unreachable):
        fetch(url)
    assert partial.have() == 0


def test_more_than_was_announced_is_not_taken(fetch, server, partial):
    with pytest.raises(errors.TooLarge):
        fetch(server.on("/w", answer(BODY + b"x")))
    without_length = raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + BODY * 3)
    with pytest.raises(errors.TooLarge):
        fetch(server.on("/w", without_length))
    assert not partial.path.exists() or partial.path.stat().st_size <= len(BODY)


def test_less_than_was_announced_is_no_file(fetch, server):
    with pytest.raises(errors.Unreachable):
        fetch(server.on("/w", answer(BODY[:-1])))
    with pytest.raises(errors.Unreachable):
        fetch(server.on("/w", raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + BODY[:-1])))


def test_a_compressed_file_is_not_what_was_asked_for(fetch, server):
    with pytest.raises(errors.Unreachable):
        fetch(server.on("/w", answer(BODY, content_encoding="gzip")))
    assert server.seen[0].header("Accept-Encoding") == "identity"


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, errors.NotFound), (403, errors.Blocked), (401, errors.LoginNeeded),
     (503, errors.RateLimited), (500, errors.Blocked)],
)  # fmt: skip
def test_a_refusal_is_told_by_its_status_and_leaves_what_was_there(
    fetch, server, partial, status, error
):
    partial.path.parent.mkdir()
    partial.path.write_bytes(BODY[:1000])
    with pytest.raises(error):
        fetch(server.on("/w", answer(b"no", status=status)))
    assert partial.path.read_bytes() == BODY[:1000]


def test_a_redirect_to_a_host_that_is_named_is_followed(fetch, server, partial, asked):
    server.on("/there", ranged())
    fetch(server.on("/w", redirect("/there")))
    assert partial.path.read_bytes() == BODY
    assert [(r.purpose, r.status) for r in asked.ledger] == [("model", 302), ("model", 200)]


def test_a_redirect_to_another_host_is_refused_unasked(fetch, server, asked, names):
    names["elsewhere.example"] = [["127.0.0.1"]]
    with pytest.raises(errors.OutOfScope):
        fetch(server.on("/w", redirect(f"http://elsewhere.example:{server.port}/there")))
    assert server.paths_seen() == ["/w"]
    assert names.asked == []
    assert asked.ledger[-1].refused == "out_of_scope"


def test_a_redirect_to_a_private_address_is_refused_although_its_host_is_named(fetch, server):
    with BadServer() as other:
        other.on("/there", ranged())
        with pytest.raises(errors.RefusedAddress):
            fetch(server.on("/w", redirect(other.url + "/there")))
        assert other.seen == []


def test_a_host_below_a_named_one_is_theirs_and_one_that_only_ends_alike_is_not(
    fetch, server, names, connects
):
    names["cdn.example.org"] = names["badexample.org"] = names["example.org"] = [["198.51.100.7"]]
    for host, error in [
        ("cdn.example.org", (errors.Unreachable, errors.RefusedAddress)),
        ("badexample.org", errors.OutOfScope),
        ("example.org", errors.OutOfScope),
    ]:
        url = server.on("/w", redirect(f"http://{host}/there"))
        with pytest.raises(error):
            fetch(url, hosts=[server.host, "*.example.org"])
    assert names.asked == ["cdn.example.org"]


def test_stop_is_heard_while_nothing_comes_and_what_came_stays(fetch, server, partial):
    cancel = CancelToken()
    start = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY[:5000]
    stop = threading.Timer(0.3, cancel.cancel)
    stop.start()
    with pytest.raises(Cancelled):
        fetch(server.on("/w", silence(start)), cancel=cancel)
    stop.join()
    assert partial.path.read_bytes() == BODY[:5000]


def test_a_full_disk_is_said_in_our_words_and_keeps_what_came(fetch, server, partial):
    resource = pytest.importorskip("resource", reason="needs a limit that a process can have")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    try:
        with pytest.raises(errors.DiskFull):
            fetch(server.on("/w", ranged()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert partial.path.read_bytes() == BODY[:300_000]
    fetch(server.url + "/w")
    assert partial.path.read_bytes() == BODY


def test_a_part_longer_than_the_whole_counts_as_nothing(partial):
    partial.path.parent.mkdir()
    partial.path.write_bytes(BODY + b"x")
    assert partial.have() == 0
