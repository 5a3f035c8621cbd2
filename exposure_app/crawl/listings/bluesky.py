"""A Bluesky account: its public pictures, through the public AppView, without a login or a token.

Source: atproto lexicons app.bsky.actor.getProfile, app.bsky.feed.getAuthorFeed and
app.bsky.embed.{images,video,external,recordWithMedia}#view.
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from exposure_app.crawl.listings.account_kind import AccountKind
from exposure_app.crawl.listings.model import Listing, ListingStep, Pictured
from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.json_values import mappings, parsed, text
from exposure_app.domain.context import MAX_CAPTION, Context, label, moment_of_text
from exposure_app.domain.sources import Kind

PROFILE, POSTS = "bluesky-profile", "bluesky-posts"

APP_HOST = "bsky.app"
APP_VIEW = "https://public.api.bsky.app"
"""Answers for accounts on every server. Profiles shown by another host are asked for there."""

A_PAGE = 100
_PATH = re.compile(r"/profile/(?P<actor>[^/]+)/?")
_HANDLE = re.compile(r"@?(?P<handle>(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*)")
_DID = re.compile(r"did:(?:plc|web):[A-Za-z0-9._:%-]+")


def profile_url(address: str) -> str | None:
    """The account's page for "@name.example", a DID, or its page on the app's own site."""
    if (page := urls.canonical(address)) and urls.host(page) == APP_HOST:
        return page if first_step(page) else None
    if _DID.fullmatch(address):
        return urls.canonical(f"https://{APP_HOST}/profile/{address}")
    match = _HANDLE.fullmatch(address) if address.startswith("@") else None
    return urls.canonical(f"https://{APP_HOST}/profile/{match['handle']}") if match else None


def first_step(profile: str) -> ListingStep | None:
    """What to ask first about the account whose page is `profile`; None if it is no such page."""
    match = _PATH.fullmatch(urls.path(profile))
    if match is None:
        return None
    view = APP_VIEW if urls.host(profile) == APP_HOST else urls.origin(profile)
    actor = quote(unquote(match["actor"]), safe="")
    return ListingStep(f"{view}/xrpc/app.bsky.actor.getProfile?actor={actor}", PROFILE)


def read_profile(untrusted_body: bytes, url: str) -> Listing | None:
    """The account's own pictures, and its posts to ask for next."""
    profile = parsed(untrusted_body)
    if not isinstance(profile, dict) or not (did := text(profile, "did")):
        return None
    shown_on = _profile_page(profile)
    said = Context(page_title=label(text(profile, "displayName")), author=_handle(profile))
    query = urlencode({"actor": did, "filter": "posts_with_media", "limit": A_PAGE})
    return Listing(
        title=text(profile, "displayName")[:300],
        images=tuple(
            Pictured(one, shown_on, said)
            for name in ("avatar", "banner")
            if (one := text(profile, name))
        ),
        steps=(ListingStep(f"{urls.origin(url)}/xrpc/app.bsky.feed.getAuthorFeed?{query}", POSTS),),
    )


def read_posts(untrusted_body: bytes, url: str) -> Listing | None:
    """The pictures of one page of posts, and the next page to ask for."""
    document = parsed(untrusted_body)
    if not isinstance(document, dict) or not isinstance(document.get("feed"), list):
        return None
    images = []
    for entry in mappings(document["feed"]):
        post = entry.get("post")
        if isinstance(post, dict) and "reason" not in entry:  # a reason: somebody else's, reposted
            said = _said(post)
            images += [
                Pictured(picture, _post_page(post), replace(said, alt=label(alt)))
                for picture, alt in _embedded(post.get("embed"))
            ]
    cursor = text(document, "cursor")
    base, _, query = url.partition("?")
    asked = parse_qs(query)
    steps: tuple[ListingStep, ...] = ()
    if cursor and document["feed"] and asked.get("cursor") != [cursor]:
        asked["cursor"] = [cursor]
        steps = (ListingStep(f"{base}?{urlencode(asked, doseq=True)}", POSTS),)
    return Listing(images=tuple(images), steps=steps)


def _said(post: dict[str, Any]) -> Context:
    record, author = post.get("record"), post.get("author")
    record = record if isinstance(record, dict) else {}
    return Context(
        caption=label(text(record, "text"), MAX_CAPTION),
        author=_handle(author) if isinstance(author, dict) else "",
        date=moment_of_text(text(record, "createdAt")),
    )


def _embedded(embed: Any) -> list[tuple[str, str]]:
    """The pictures of a post, each with its alternative text."""
    if not isinstance(embed, dict):
        return []
    found = _pictures(embed)
    external = embed.get("external")
    if isinstance(external, dict):
        found.append((text(external, "thumb"), text(external, "title")))
    media = embed.get("media")
    if isinstance(media, dict):  # beside a quoted post; one level
        found += _pictures(media)
    return [one for one in found if one[0]]


def _pictures(embed: dict[str, Any]) -> list[tuple[str, str]]:
    found = [
        (text(one, "fullsize") or text(one, "thumb"), text(one, "alt"))
        for one in mappings(embed.get("images"))
    ]
    found.append((text(embed, "thumbnail"), text(embed, "alt")))  # of a film
    return found


def _handle(author: dict[str, Any]) -> str:
    name = text(author, "handle")
    return label(f"@{name}") if name else ""


def _profile_page(author: dict[str, Any]) -> str:
    name = text(author, "handle") or text(author, "did")
    return f"https://{APP_HOST}/profile/{quote(name, safe=':')}"


def _post_page(post: dict[str, Any]) -> str:
    author = post.get("author")
    page = _profile_page(author) if isinstance(author, dict) else f"https://{APP_HOST}/"
    record = urlsplit(text(post, "uri")).path.rpartition("/")[2]
    return f"{page}/post/{quote(record, safe='')}"


ACCOUNT_KIND = AccountKind(
    Kind.BLUESKY,
    profile_url,
    first_step,
    {PROFILE: read_profile, POSTS: read_posts},
)
