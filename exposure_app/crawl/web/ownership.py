"""Whether a site is the user's own: it shows a token that only this vault has handed out.

Three places can show it, and one is enough: a file, an element of the first page, or the site's
DNS. robots.txt is not asked: it is the owner who asks, and a site that is closed to all programs
must be provable too. Redirects may not leave the site.
"""

import secrets
from collections.abc import Callable, Iterable

from exposure_app.crawl.html.charset import decoded
from exposure_app.crawl.html.parser import elements
from exposure_app.crawl.untrusted import content_kind, urls
from exposure_app.crawl.web.scope import Scope
from exposure_app.domain import errors
from exposure_app.domain.sources import Proof, Source, WayToProve
from exposure_app.domain.work import CancelToken
from exposure_app.net.fetcher import Fetcher

WELL_KNOWN = "/.well-known/exposure-app.txt"
"""RFC 8615."""

META_NAME = "exposure-app"
DNS_LABEL = "_exposure-app"

PURPOSE = "proof"
_ON_THE_SITE = 2  # of the three, those for which the site itself is asked
_MAX_FILE_BYTES = 10_000

TxtRecords = Callable[[str], Iterable[str]]
"""From a name to its TXT records; raises a `FetchError` if nobody can say."""


def new_token() -> str:
    """A token that nobody guesses; no secret, for the site will show it to everybody."""
    return f"exposure-app-{secrets.token_hex(16)}"


def prove(
    source: Source, fetcher: Fetcher, txt_records: TxtRecords, *, cancel: CancelToken
) -> Proof:
    """How the site of `source` shows its token.

    Raises:
        NotProved: it was asked and shows it nowhere.
        FetchError: it could not be asked at all.
        Cancelled: a stop was asked for.
    """
    asking = _Asking(source, fetcher, cancel)
    failures = []
    for proof, shows in (
        (Proof.FILE, asking.file_shows),
        (Proof.META, asking.page_shows),
        (Proof.DNS, lambda: asking.dns_shows(txt_records)),
    ):
        try:
            if source.token and shows():
                return proof
        except errors.FetchError as why:
            failures.append(why)
    if len(failures) >= _ON_THE_SITE:
        raise failures[0]
    raise errors.NotProved(source.locator)


def ways_to_prove(source: Source) -> list[WayToProve]:
    """Where the site of `source` can show its token; no DNS for a host without a name there."""
    element = f'<meta name="{META_NAME}" content="{source.token}">'
    ways = [
        WayToProve(Proof.FILE, file_url(source), source.token),
        WayToProve(Proof.META, _first_page(source), element),
    ]
    if name := dns_name(source):
        ways.append(WayToProve(Proof.DNS, name, source.token))
    return ways


def file_url(source: Source) -> str:
    """Where the file would lie."""
    return f"{urls.origin(source.locator)}{WELL_KNOWN}"


def dns_name(source: Source) -> str:
    """The name whose TXT record would say it; "" for a host without a name in the DNS."""
    host = urls.host(source.locator)
    return f"{DNS_LABEL}.{host}" if urls.ending(host) not in (None, host) else ""


def _first_page(source: Source) -> str:
    return f"{urls.origin(source.locator)}/"


class _Asking:
    def __init__(self, source: Source, fetcher: Fetcher, cancel: CancelToken) -> None:
        self._source = source
        self._fetcher = fetcher
        self._cancel = cancel
        self._scope = Scope(source)

    def file_shows(self) -> bool:
        body = self._get(file_url(self._source), _MAX_FILE_BYTES)
        lines = body.decode("utf-8", "replace").split()
        return self._source.token in lines

    def page_shows(self) -> bool:
        body = self._get(_first_page(self._source), content_kind.MAX_PAGE_BYTES)
        for element in elements(decoded(body, "")):
            said = element.attributes
            is_ours = element.tag == "meta" and said.get("name", "").lower() == META_NAME
            if is_ours and said.get("content", "").strip() == self._source.token:
                return True
        return False

    def dns_shows(self, txt_records: TxtRecords) -> bool:
        name = dns_name(self._source)
        if not name:
            return False
        return self._source.token in (record.strip() for record in txt_records(name))

    def _get(self, url: str, max_bytes: int) -> bytes:
        """The body; empty if there is no such document."""
        site = urls.host(self._source.locator).removeprefix("www.")

        def check(hop: str) -> None:
            if urls.host(urls.canonical(hop) or "").removeprefix("www.") != site:
                raise errors.OutOfScope(hop)

        fetched = self._fetcher.get(
            url,
            purpose=PURPOSE,
            source=self._source.id,
            max_bytes=max_bytes,
            check=check,
            private_host=self._scope.private_host,
            cancel=self._cancel,
        )
        return fetched.untrusted_body if 200 <= fetched.status < 300 else b""
