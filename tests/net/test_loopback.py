import http.client
import threading

import pytest

from exposure_app.net.loopback import LoopbackSite
from tests.net.asking import asking

FILES = {"/": ("text/html", b"<p>home"), "/a b.jpg": ("image/jpeg", b"j" * 100_000)}


def test_a_site_serves_its_files_and_nothing_else():
    with LoopbackSite(FILES) as site, asking() as asked:
        assert site.url.startswith("http://127.0.0.1:")
        home = asked.get(site.url)
        picture = asked.get(site.url + "a%20b.jpg?size=big")
        missing = asked.get(site.url + "../etc/passwd")
    assert (home.status, home.media_type, home.untrusted_body) == (200, "text/html", b"<p>home")
    assert (picture.media_type, picture.untrusted_body) == ("image/jpeg", b"j" * 100_000)
    assert missing.status == 404


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_a_site_answers_to_get_alone(method):
    with LoopbackSite(FILES) as site:
        connection = http.client.HTTPConnection("127.0.0.1", int(site.url.rsplit(":")[-1][:-1]))
        connection.request(method, "/")
        assert connection.getresponse().status == 501
        connection.close()


def test_closing_a_site_hangs_up_and_leaves_no_thread(capfd):
    before = set(threading.enumerate())
    with asking() as asked:
        with LoopbackSite(FILES) as site:
            for _ in range(3):
                asked.get(site.url)
            assert len(set(threading.enumerate()) - before) == 2  # one listens, one is kept
        assert set(threading.enumerate()) == before
    assert capfd.readouterr() == ("", "")
