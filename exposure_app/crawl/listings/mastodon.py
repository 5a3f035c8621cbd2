"""A Mastodon account: from its address to its public pictures, without a login or a token.

Sources: RFC 7033 (WebFinger); docs.joinmastodon.org, methods accounts/lookup and
accounts/:id/statuses, entities Status and MediaAttachment. Other servers of the fediverse that
speak the same interface (Pleroma, Akkoma, GoToSocial, Pixelfed) answer alike.
"""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from exposure_app.crawl.html.tokenizer import plain_text
from exposure_app.crawl.listings.account_kind import AccountKind
from exposure_app.crawl.listings.model import Listing, ListingStep, Pictured
from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.json_values import mappings, parsed, text
from exposure_app.domain.context import MAX_CAPTION, Context, label, moment_of_text
from exposure_app.domain.sources import Kind

WEBFINGER, ACCOUNT, STATUSES = "webfinger", "mastodon-account", "mastodon-statuses"

A_PAGE = 40
"""Posts asked for at once; the interface gives no more."""

_ADDRESS = re.compile(r"@(?P<user>[A-Za-z0-9_.-]+)@(?P<host>[^@/\s]+)")
_PATH = re.compile(r"/@(?P<user>[A-Za-z0-9_.-]+)/?")


def profile_url(address: str) -> str | None:
    """The account's page for "@user@host"; None for anything else."""
    match = _ADDRESS.fullmatch(address)
    return urls.canonical(f"https://{match['host']}/@{match['user']}") if match else None


def first_step(profile: str) -> ListingStep | None:
    """What to ask first about the account whose page is `profile`; None if it is no such page."""
    match = _PATH.fullmatch(urls.path(profile))
    if match is None:
        return None
    host = urls.host_port(profile).removesuffix(":443")
    resource = quote(f"acct:{match['user']}@{host}", safe="")
    return ListingStep(
        f"{urls.origin(profile)}/.well-known/webfinger?resource={resource}", WEBFINGER
    )


def read_webfinger(untrusted_body: bytes, url: str) -> Listing | None:
    """Where the account lives: some servers keep their accounts under another name."""
    document = parsed(untrusted_body)
    if not isinstance(document, dict):
        return None
    subject = text(document, "subject").removeprefix("acct:")
    asked = parse_qs(urlsplit(url).query).get("resource", [""])[0].removeprefix("acct:")
    user = (subject or asked).partition("@")[0]
    for link in mappings(document.get("links")):
        if text(link, "rel") == "self" and "json" in text(link, "type"):
            home = urls.canonical(text(link, "href"), url)
            if home is not None and user:
                query = urlencode({"acct": user})
                lookup = f"{urls.origin(home)}/api/v1/accounts/lookup?{query}"
                return Listing(steps=(ListingStep(lookup, ACCOUNT, admits=True),))
    return None


def read_account(untrusted_body: bytes, url: str) -> Listing | None:
    """The account's own pictures, and its posts to ask for next."""
    account = parsed(untrusted_body)
    if not isinstance(account, dict) or not (number := text(account, "id")):
        return None
    shown_on = text(account, "url") or url
    pictures = (text(account, name) for name in ("avatar", "header"))
    said = Context(page_title=label(text(account, "display_name")), author=_handle(account))
    query = urlencode({"only_media": "true", "exclude_reblogs": "true", "limit": A_PAGE})
    posts = f"{urls.origin(url)}/api/v1/accounts/{quote(number, safe='')}/statuses?{query}"
    return Listing(
        title=text(account, "display_name")[:300],
        images=tuple(
            Pictured(one, shown_on, said) for one in pictures if one and "/missing.png" not in one
        ),
        steps=(ListingStep(posts, STATUSES),),
    )


def read_statuses(untrusted_body: bytes, url: str) -> Listing | None:
    """The pictures of one page of posts, and the next page to ask for."""
    statuses = parsed(untrusted_body)
    if not isinstance(statuses, list):
        return None
    images = [
        Pictured(picture, text(status, "url") or text(status, "uri") or url, context)
        for status in mappings(statuses)
        for picture, context in _attached(status)
    ]
    oldest = next((one for s in reversed(mappings(statuses)) if (one := text(s, "id"))), "")
    base, _, query = url.partition("?")
    asked = parse_qs(query)
    steps: tuple[ListingStep, ...] = ()
    if oldest and asked.get("max_id") != [oldest]:
        asked["max_id"] = [oldest]
        steps = (ListingStep(f"{base}?{urlencode(asked, doseq=True)}", STATUSES),)
    return Listing(images=tuple(images), steps=steps)


def _attached(status: dict[str, Any]) -> list[tuple[str, Context]]:
    account = status.get("account")
    of_post = Context(
        caption=label(unescape(plain_text(text(status, "content"))), MAX_CAPTION),
        author=_handle(account) if isinstance(account, dict) else "",
        date=moment_of_text(text(status, "created_at")),
    )
    found = []
    for media in mappings(status.get("media_attachments")):
        is_picture = text(media, "type") == "image"
        # Of a film its still; of a picture that this server does not keep, the original's place.
        names = ("url", "remote_url", "preview_url") if is_picture else ("preview_url",)
        url = next((one for name in names if (one := text(media, name))), "")
        found.append((url, replace(of_post, alt=label(text(media, "description")))))
    return [(url, context) for url, context in found if url]


def _handle(account: dict[str, Any]) -> str:
    """Such as "@user@host", or "@user" for an account of the server that was asked."""
    name = text(account, "acct") or text(account, "username")
    return label(f"@{name}") if name else ""


ACCOUNT_KIND = AccountKind(
    Kind.MASTODON,
    profile_url,
    first_step,
    {WEBFINGER: read_webfinger, ACCOUNT: read_account, STATUSES: read_statuses},
)
