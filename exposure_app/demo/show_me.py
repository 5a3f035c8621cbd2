"""*Show me*: a real audit of a site that remembers every byte it is sent, and a search in them.

It needs nothing prepared and touches nothing of the user's: built-in pictures, a vault that is
thrown away, a site on this computer alone. So a trainer can run it before a room.
"""

import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from exposure_app import guard
from exposure_app.demo.markers import (
    Marker,
    holds,
    packings,
    picture_marker,
    template_marker,
    text_marker,
)
from exposure_app.demo.run import throw_away_session
from exposure_app.demo.site import DemoSite, build
from exposure_app.domain.findings import Finding
from exposure_app.domain.requests import GUARD, RequestRecord
from exposure_app.domain.show_me import MarkerLook, ShowMeRun
from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.net.loopback import LoopbackSite
from exposure_app.session import Session

_END_OF_HEADERS = b"\r\n\r\n"
_HEADERS = {"host", "user-agent", "accept", "accept-encoding", "connection"}


def show_me(*, report: Report, cancel: CancelToken) -> ShowMeRun:
    """Run it. Takes a few seconds.

    Raises:
        Cancelled: `cancel` was raised.
    """
    site = build()
    token = secrets.token_hex(6)
    name = f"Marker {token}"
    with (
        throw_away_session() as (session, folder),
        LoopbackSite(site.files, remembers=True) as server,
    ):
        photos = _put_photos(site, folder, token)
        for refused in session.people.enrol(photos, subject=name, report=report, cancel=cancel):
            if isinstance(refused, Skipped):
                raise refused.why
        session.sources.add(
            server.url, Footing.OWNED, note=name, budget=Budget(delay_s=0), allow_private=True
        )
        for _finding in session.audits.run(report=report, cancel=cancel):
            pass
        findings = session.findings.all()
        ledger = session.requests.all()
        markers = _markers(session, name, photos, findings)
        host = urlsplit(server.url).netloc
    escapes = [record for record in ledger if record.purpose == GUARD]
    guard.give_back(escapes)  # they belong into the ledger of whoever uses this program
    requests = [request for whole in server.heard() for request in _requests(whole)]
    planted = [(marker, packing) for marker in markers for packing in packings(marker)]
    example = requests[0] if requests else b""
    return ShowMeRun(
        requests=tuple(_shown(request) for request in requests),
        sent_bytes=sum(map(len, requests)),
        findings=len(findings),
        markers=tuple(_looked_for(marker, requests) for marker in markers),
        planted=len(planted),
        planted_found=sum(
            holds(example[:-2] + b"X-Planted: " + packing + _END_OF_HEADERS, marker)
            for marker, packing in planted
        ),
        unusual=tuple(_unusual(requests, site, host)),
        unlisted=tuple(_unlisted(requests, ledger)),
        escapes=tuple(record.url for record in escapes),
        is_guarded=guard.stands(),
    )


def _put_photos(site: DemoSite, folder: Path, token: str) -> list[Path]:
    photos = []
    for file, body in site.photos.items():
        path = folder / f"{token}-{file}"
        path.write_bytes(body)
        photos.append(path)
    return photos


def _markers(
    session: Session, name: str, photos: list[Path], findings: list[Finding]
) -> list[Marker]:
    templates = session.people.templates(name)
    faces = [session.people.template_jpeg(template.id) for template in templates]
    for finding in findings:
        faces += [session.findings.crop_jpeg(finding.id), session.findings.context_jpeg(finding.id)]
    return [
        text_marker("name", name),
        *(text_marker("file_name", photo.name) for photo in photos),
        picture_marker("photo", [photo.read_bytes() for photo in photos]),
        picture_marker("face", faces),
        *(template_marker(template.embedding.vector) for template in templates),
    ]


def _requests(whole: bytes) -> Iterator[bytes]:
    """The requests of one connection; what follows the last one's headers is one more."""
    *complete, rest = whole.split(_END_OF_HEADERS)
    for request in complete:
        yield request + _END_OF_HEADERS
    if rest:
        yield rest


def _shown(request: bytes) -> str:
    text = request.decode("ascii", "backslashreplace").replace("\r\n", "\n").rstrip("\n")
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _looked_for(marker: Marker, requests: list[bytes]) -> MarkerLook:
    found = (n for n, request in enumerate(requests, 1) if holds(request, marker))
    return MarkerLook(marker.kind, marker.size, tuple(found))


def _unusual(requests: list[bytes], site: DemoSite, host: str) -> Iterator[str]:
    """Whatever could carry a message even where nobody can read it.

    Each line of a request must be the same in all of them, but for the address; and the address
    must be one that the site itself names.
    """
    pages = b"\n".join(body for kind, body in site.files.values() if kind.startswith("text/html"))
    values: dict[str, set[str]] = {}
    for number, request in enumerate(requests, 1):
        first, *lines = request.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, _, rest = first.partition(" ")
        path, _, version = rest.rpartition(" ")
        if (method, version) != ("GET", "HTTP/1.1"):
            yield f"{number}: {_shown(request[:60])}"
        elif path not in ("/", "/robots.txt") and path.encode("latin-1") not in pages:
            yield f"{number}: {path[:200]}"
        for line in lines:
            header, _, value = line.partition(": ")
            if header.lower() not in _HEADERS or (header == "Host" and value != host):
                yield f"{number}: {line[:200]}"
            values.setdefault(header.lower(), set()).add(value)
    for header, different in values.items():
        if len(different) > 1:
            yield f"{header}: {len(different)} different values"


def _unlisted(requests: list[bytes], ledger: list[RequestRecord]) -> Iterator[str]:
    listed = Counter(
        (urlsplit(record.url).path, record.bytes_up) for record in ledger if record.address
    )
    came = Counter(
        (request.split(b" ")[1].decode("latin-1") if b" " in request else "", len(request))
        for request in requests
    )
    for path, size in (came - listed) | (listed - came):
        yield f"{path} ({size} bytes)"
