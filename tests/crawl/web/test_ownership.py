"""A site proves itself by a token that only this vault handed out, and by nothing less."""

import socket
import threading
from dataclasses import replace

import dns.message
import dns.resolver
import dns.rrset
import pytest

from exposure_app.crawl.web.ownership import dns_name, new_token, prove
from exposure_app.domain.errors import FetchError, NotProved
from exposure_app.domain.sources import Proof
from exposure_app.domain.work import CancelToken
from exposure_app.net.dns_txt import txt_records
from exposure_app.net.fetcher import Fetcher
from tests.crawl.crawling import JPEG, crawling, sent_on
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html

TOKEN = new_token()
FILE = "/.well-known/exposure-app.txt"


def nothing(_name):
    return []


def proved(pages, *, txt=nothing, token=TOKEN, path=""):
    with Site(pages) as site, Fetcher(user_agent="Test/1", record=lambda _: None) as fetcher:
        source = replace(a_source(site.url + path), token=token)
        return prove(source, fetcher, txt, cancel=CancelToken())


def text(body):
    return Answer(body.encode(), "text/plain")


def test_tokens_differ():
    assert len({new_token() for _ in range(100)}) == 100


def test_a_file_proves_it_wherever_the_source_points():
    assert proved({FILE: text(f"{TOKEN}\n")}, path="blog/post") is Proof.FILE


def test_an_element_of_the_first_page_proves_it():
    page = html(f"<meta name='Exposure-App' content=' {TOKEN} '>")
    assert proved({"/": page}) is Proof.META


def test_a_dns_record_proves_it():
    asked = []

    def txt(name):
        asked.append(name)
        return ["v=spf1 -all", f" {TOKEN} "]

    with Fetcher(user_agent="Test/1", record=lambda _: None, is_air_gapped=lambda: True) as fetcher:
        source = replace(a_source("https://www.me.example.org/blog"), token=TOKEN)
        assert prove(source, fetcher, txt, cancel=CancelToken()) is Proof.DNS
    assert asked == ["_exposure-app.www.me.example.org"]


def test_no_name_server_is_asked_about_an_address():
    with pytest.raises(NotProved):
        proved({}, txt=lambda _name: pytest.fail("asked"))


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {FILE: text("exposure-app-0000")},
        {FILE: text(f"x{TOKEN}")},
        {FILE: Answer(TOKEN.encode(), status=404)},
        {"/": html(f"<p>{TOKEN}<!-- <meta name=exposure-app content={TOKEN}> -->")},
        {FILE: sent_on("http://127.0.0.2:1/")},
    ],
    ids=["nothing", "another", "part", "error page", "comment", "elsewhere"],
)
def test_anything_less_does_not(pages):
    with pytest.raises(NotProved):
        proved(pages)


def test_no_token_is_never_shown():
    with pytest.raises(NotProved):
        proved({FILE: text("")}, token="")


def test_a_site_that_cannot_be_asked_says_so():
    def fails(name):
        raise FetchError(name)

    with Site({}) as site:
        gone = site.url
    with Fetcher(user_agent="Test/1", record=lambda _: None) as fetcher:
        source = replace(a_source(gone), token=TOKEN)
        with pytest.raises(FetchError):
            prove(source, fetcher, fails, cancel=CancelToken())


# --- what a proof is good for ---------------------------------------------------------------------

CLOSED = {
    "/robots.txt": text("User-agent: *\nDisallow: /"),
    "/": html("<meta name=robots content=noai><img src=1.jpg>"),
    "/1.jpg": Answer(JPEG, "image/jpeg", headers={"X-Robots-Tag": "noai"}),
}


@pytest.mark.parametrize(
    ("proved_by", "lifts", "found"),
    [(Proof.FILE, True, 1), (Proof.FILE, False, 0), (None, True, 0)],
    ids=["proved and lifted", "proved", "not proved"],
)
def test_only_a_proved_owner_who_asks_for_it_is_not_held_by_robots(proved_by, lifts, found):
    with Site(CLOSED) as site, crawling() as crawl:
        source = replace(a_source(site.url), proved_by=proved_by, lifts_robots=lifts)
        done = crawl.crawl(source)
        assert len(done.images) == found
        assert ("/robots.txt" in site.paths_asked()) == (not found)


def test_robots_are_lifted_on_that_host_alone():
    closed = {**CLOSED}
    with Site(closed) as other, crawling() as crawl:
        page = html(f"<img src={other.url.replace('127.0.0.1', 'localhost')}1.jpg>")
        with Site({"/": page}) as site:
            source = replace(a_source(site.url), proved_by=Proof.FILE, lifts_robots=True)
            done = crawl.crawl(source)
    assert list(done.words.values()) in (["robots"], ["refused_address"])


# --- the real resolver, a real server ------------------------------------------------------------


@pytest.fixture
def name_server():
    """Answers TXT questions over UDP on loopback; knows one name, and is silent about another."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))

    def serve():
        while True:
            question, asker = sock.recvfrom(4096)
            if question == b"stop":
                return
            query = dns.message.from_wire(question)
            answer = dns.message.make_response(query)
            name = query.question[0].name
            if str(name).startswith("_exposure-app.known"):
                answer.answer.append(
                    dns.rrset.from_text(name, 60, "IN", "TXT", '"v=spf1"', f'"{TOKEN}"')
                )
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            sock.sendto(answer.to_wire(), asker)

    thread = threading.Thread(target=serve)
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = sock.getsockname()[1]
    yield resolver
    sock.sendto(b"stop", sock.getsockname())
    thread.join()
    sock.close()


def ask(name, resolver, ledger):
    return txt_records(name, source="s1", purpose="proof", record=ledger.append, resolver=resolver)


def test_txt_records_are_asked_for_and_stand_in_the_ledger(name_server):
    ledger = []
    name = dns_name(a_source("https://known.example.org/"))
    assert sorted(ask(name, name_server, ledger)) == sorted(["v=spf1", TOKEN])
    [record] = ledger
    assert (record.purpose, record.source, record.refused) == ("proof", "s1", "")
    assert record.url == "dns:_exposure-app.known.example.org?type=TXT"
    assert record.address


def test_a_name_without_records_has_none(name_server):
    assert ask("_exposure-app.other.example", name_server, []) == []


def test_a_name_server_that_is_not_there_is_a_failure(name_server):
    ledger = []
    name_server.nameservers = []
    with pytest.raises(FetchError):
        ask("_exposure-app.known.example", name_server, ledger)
    assert ledger[0].refused == "unreachable"
