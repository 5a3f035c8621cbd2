"""The TXT records of a name: where an owner can say something of a site without touching it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import dns.exception
import dns.resolver

from exposure_app.domain import errors
from exposure_app.domain.requests import UNFINISHED, RequestRecord, checked_purpose
from exposure_app.guard import is_closed_off
from exposure_app.guard.doors import Door, address_text, passing

LIFETIME_S = 5.0
"""The longest all attempts together may take."""


def txt_records(
    name: str,
    *,
    source: str,
    purpose: str,
    record: Callable[[RequestRecord], None],
    announce: Callable[[RequestRecord], int | None] = lambda _record: None,
    resolver: dns.resolver.Resolver | None = None,
) -> list[str]:
    """The text of each TXT record of `name`, as this computer's name server has it; none if none.

    Args:
        record: told of the question, and of who answered.
        announce: told of the question before it is asked, as a `Fetcher`'s.
        resolver: asked instead of this computer's own.

    Raises:
        AirGapped: the switch is on; nobody was asked.
        TimedOut: nobody answered.
        Unreachable: there is no name server, or none that would answer.
    """
    url = f"dns:{name}?type=TXT"
    purpose = checked_purpose(purpose)
    at = datetime.now(UTC)
    address, refused = "", ""
    line: int | None = None
    try:
        if is_closed_off():
            refused = errors.AirGapped.reason.why
            raise errors.AirGapped(url)
        line = announce(RequestRecord(at, source, url, purpose, "", None, UNFINISHED, 0, 0))
        asked = resolver or dns.resolver.Resolver()
        with _through_to(asked):
            answer = asked.resolve(name, "TXT", lifetime=LIFETIME_S, search=False)
        address = answer.nameserver or ""
        return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.Timeout as cause:
        refused = errors.TimedOut.reason.why
        raise errors.TimedOut(url) from cause
    except (dns.exception.DNSException, OSError, ValueError) as cause:
        refused = errors.Unreachable.reason.why
        raise errors.Unreachable(url) from cause
    finally:
        record(RequestRecord(at, source, url, purpose, address, None, refused, 0, 0, line))


@contextmanager
def _through_to(resolver: dns.resolver.Resolver) -> Iterator[None]:
    """Past the guard, to this resolver's name servers alone."""
    with ExitStack() as doors:
        for server in resolver.nameservers:
            host = server if isinstance(server, str) else server.answer_nameserver()
            port = resolver.nameserver_ports.get(host, resolver.port)
            doors.enter_context(passing(Door.ADDRESS, address_text(host, port)))
        yield
