"""The TXT records of a name: where an owner can say something of a site without touching it."""

from collections.abc import Callable
from datetime import UTC, datetime

import dns.exception
import dns.resolver

from exposure_app.domain import errors
from exposure_app.domain.requests import RequestRecord

LIFETIME_S = 5.0
"""The longest all attempts together may take."""


def txt_records(
    name: str,
    *,
    source: str,
    purpose: str,
    record: Callable[[RequestRecord], None],
    resolver: dns.resolver.Resolver | None = None,
) -> list[str]:
    """The text of each TXT record of `name`, as this computer's name server has it; none if none.

    Args:
        record: told of the question, and of who answered.
        resolver: asked instead of this computer's own.

    Raises:
        TimedOut: nobody answered.
        Unreachable: there is no name server, or none that would answer.
    """
    url = f"dns:{name}?type=TXT"
    at = datetime.now(UTC)
    address, refused = "", ""
    try:
        asked = resolver or dns.resolver.Resolver()
        answer = asked.resolve(name, "TXT", lifetime=LIFETIME_S, search=False)
        address = answer.nameserver or ""
        return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.Timeout as cause:
        refused = errors.TimedOut.word
        raise errors.TimedOut(url) from cause
    except (dns.exception.DNSException, OSError, ValueError) as cause:
        refused = errors.Unreachable.word
        raise errors.Unreachable(url) from cause
    finally:
        record(RequestRecord(at, source, url, purpose, address, None, refused, 0, 0))
