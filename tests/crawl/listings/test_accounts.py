"""Accounts on social networks, asked for as documented, and answered by a server here."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from exposure_app.crawl.listings import readers
from exposure_app.crawl.listings.mastodon import WEBFINGER
from exposure_app.crawl.locator import recognise
from exposure_app.domain.context import Context
from exposure_app.domain.errors import NotALocator
from exposure_app.domain.sources import Kind
from tests.crawl.crawling import crawling
from tests.crawl.listings.accounts import bluesky, mastodon
from tests.crawl.sources import a_source
from tests.site import Site


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def crawled(crawl, make_pages, kind, path, **budget):
    with Site({}) as site:
        site.pages.update(make_pages(site.url.rstrip("/")))
        done = crawl.crawl(a_source(site.url + path, kind, **budget))
        done.asked = [(urlsplit(one).path, parse_qs(urlsplit(one).query)) for one in
                      site.paths_asked()]  # fmt: skip
        done.root = site.url
    return done


def pictures(done):
    return {
        image.url.removeprefix(done.root): image.ref.page_url.removeprefix(done.root)
        for image in done.images
    }


@pytest.mark.parametrize(
    ("text", "locator", "kind"),
    [
        ("@ada@example.social", "https://example.social/@ada", Kind.MASTODON),
        (" @ada@EXAMPLE.social ", "https://example.social/@ada", Kind.MASTODON),
        ("@ada.bsky.social", "https://bsky.app/profile/ada.bsky.social", Kind.BLUESKY),
        ("did:plc:abc123", "https://bsky.app/profile/did:plc:abc123", Kind.BLUESKY),
        ("https://bsky.app/profile/ada.example", "https://bsky.app/profile/ada.example",
         Kind.BLUESKY),
        ("https://example.social/@ada", "https://example.social/@ada", Kind.WEB_SITE),
    ],
)  # fmt: skip
def test_an_account_is_recognised_by_how_people_write_it(text, locator, kind):
    assert recognise(text) == (locator, kind)


def test_a_profile_page_is_a_mastodon_account_if_asked_for():
    url = "https://example.social/@ada"
    assert recognise(url, Kind.MASTODON) == (url, Kind.MASTODON)
    with pytest.raises(NotALocator):
        recognise("https://example.social/about", Kind.MASTODON)


# --- Mastodon ------------------------------------------------------------------------------------


def test_a_mastodon_account_s_pictures_are_found_post_by_post(crawl):
    done = crawled(crawl, mastodon, Kind.MASTODON, "@ada")
    assert pictures(done) == {
        "avatar.jpg": "@ada",
        **{f"{n}.jpg": f"@ada/{n}" for n in (7, 8, 9)},
        **{f"v{n}.jpg": f"@ada/{n}" for n in (7, 8, 9)},
    }
    assert done.gaps == {}


def test_a_post_says_who_wrote_it_when_and_what_its_pictures_show(crawl):
    done = crawled(crawl, mastodon, Kind.MASTODON, "@ada")
    contexts = {image.url.removeprefix(done.root): image.ref.context for image in done.images}
    assert contexts["9.jpg"] == Context(
        alt="Two people on a boat",
        caption="Ada & Bo at sea",
        author="@ada@example.social",
        date=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    assert contexts["v9.jpg"].caption == "Ada & Bo at sea"
    assert contexts["avatar.jpg"].page_title == "Ada"


def test_mastodon_is_asked_for_media_only_and_page_by_page(crawl):
    done = crawled(crawl, mastodon, Kind.MASTODON, "@ada")
    asked = [query for path, query in done.asked if path.endswith("/statuses")]
    assert all(query["only_media"] == ["true"] for query in asked)
    assert [query.get("max_id") for query in asked] == [None, ["8"], ["7"]]
    [resource] = [query["resource"][0] for path, query in done.asked if "webfinger" in path]
    assert resource.startswith("acct:ada@127.0.0.1:")


def test_posts_are_bounded_by_the_budget_s_pages(crawl):
    batches = tuple((n,) for n in range(300, 0, -1))
    done = crawled(
        crawl, lambda root: mastodon(root, batches=batches), Kind.MASTODON, "@ada",
        max_pages=120, max_images=0,
    )  # fmt: skip
    statuses = [path for path, _ in done.asked if path.endswith("/statuses")]
    assert len(statuses) == 118
    assert ("budget", "pages") in done.gaps.values()


def test_an_account_s_server_cannot_send_us_into_a_private_network(crawl):
    done = crawled(
        crawl, lambda root: mastodon(root, actor_at="http://127.0.0.2:1"), Kind.MASTODON, "@ada"
    )
    assert set(done.words.values()) == {"refused_address"}


def test_the_account_s_own_server_alone_says_which_other_may_answer():
    asked = "https://ada.example/.well-known/webfinger?resource=acct:ada@ada.example"
    home = {"rel": "self", "type": "application/activity+json", "href": "https://b.example/u/ada"}
    found = readers.read(json.dumps({"links": [home]}).encode(), asked, reads=WEBFINGER)
    [lookup] = found.steps
    assert lookup.url.startswith("https://b.example/")
    assert lookup.admits
    [posts] = readers.read(b'{"id": "1"}', lookup.url, reads=lookup.reads).steps
    [more] = readers.read(b'[{"id": "1"}]', posts.url, reads=posts.reads).steps
    assert not posts.admits
    assert not more.admits


def test_an_account_that_is_not_there_is_a_gap(crawl):
    done = crawled(crawl, lambda _root: {}, Kind.MASTODON, "@ada")
    assert list(done.words.values()) == ["not_found"]


# --- Bluesky -------------------------------------------------------------------------------------


def test_a_bluesky_account_s_pictures_are_found_post_by_post(crawl):
    done = crawled(crawl, bluesky, Kind.BLUESKY, "profile/ada.example")
    profile = "https://bsky.app/profile/ada.example"
    assert pictures(done) == {
        "avatar.jpg": profile,
        **{f"{n}.jpg": f"{profile}/post/r{n}" for n in (1, 2, 3)},
    }
    assert done.gaps == {}
    assert [query["actor"] for path, query in done.asked if path.startswith("/xrpc")] == [
        ["ada.example"], ["did:plc:1"], ["did:plc:1"],
    ]  # fmt: skip


def test_a_bluesky_post_says_so_too(crawl):
    done = crawled(crawl, bluesky, Kind.BLUESKY, "profile/ada.example")
    contexts = {image.url.removeprefix(done.root): image.ref.context for image in done.images}
    for name, alt in (("1.jpg", "me"), ("2.jpg", ""), ("3.jpg", "me")):
        assert contexts[name] == Context(
            alt=alt,
            caption="Ada at sea",
            author="@ada.example",
            date=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        )
    assert contexts["avatar.jpg"] == Context(page_title="Ada", author="@ada.example")
    assert [query["filter"] for _, query in done.asked if "filter" in query][:1] == [
        ["posts_with_media"]
    ]


def test_the_public_app_view_is_asked_for_an_account_on_bluesky():
    from exposure_app.crawl.listings.bluesky import first_step

    step = first_step("https://bsky.app/profile/did:plc:abc")
    assert step.url == (
        "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=did%3Aplc%3Aabc"
    )


# --- whatever a server says ----------------------------------------------------------------------

NONSENSE = [
    b"", b"null", b"[]", b"{}", b"[1]", b"{", b"<html>", b"[" * 100_000, b"\xff\xfe",
    b'{"feed": 1}', b'{"feed": [1, {}, {"post": 1}, {"post": {"uri": 1, "embed": 2}}]}',
    b'{"links": {}, "subject": 7}', b'{"links": [{"rel": "self", "type": "json", "href": "\\\\"}]}',
    b'{"id": "1", "url": 5, "avatar": []}', b'[{"id": "1", "media_attachments": [{"type": 1}]}]',
    b'{"did": "x", "avatar": {}}',
]  # fmt: skip


@pytest.mark.parametrize("reads", readers.by_name())
@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_read_as_little_or_nothing(reads, body):
    found = readers.read(body, "https://me.example/api", reads=reads)
    assert found is None or found.images == ()
