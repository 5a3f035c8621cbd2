"""The pictures a report shows, carried inside the file."""

from base64 import b64encode
from collections.abc import Callable
from typing import Protocol

from exposure_app.domain.errors import NoSuchFinding
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import Finding, FindingId
from exposure_app.i18n import _
from exposure_app.report.markup import Markup, element

_TYPES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class ReportPictures(Protocol):
    """Where a report gets its pictures; bystanders on them are blurred already."""

    def crop_jpeg(self, finding: FindingId) -> bytes:
        """The found face with a margin; empty, or NoSuchFinding, if it is not kept."""
        ...

    def context_jpeg(self, finding: FindingId) -> bytes:
        """The whole found picture; empty, or NoSuchFinding, if it is not kept."""
        ...

    def template_jpeg(self, template: TemplateId) -> bytes:
        """The enrolled photo's face; empty if it is not kept."""
        ...


def crop_of(pictures: ReportPictures, finding: Finding) -> bytes:
    """The found face; empty if it is not kept."""
    return _body(lambda: pictures.crop_jpeg(finding.id))


def template_of(pictures: ReportPictures, finding: Finding) -> bytes:
    """The closest enrolled photo; empty if it is not kept."""
    return _body(lambda: pictures.template_jpeg(finding.template))


def found_face(pictures: ReportPictures, finding: Finding, number: int) -> Markup:
    """The found face, or words in its place."""
    return _picture(
        crop_of(pictures, finding),
        _("Found face, finding {number}").format(number=number),
    )


def enrolled_face(pictures: ReportPictures, finding: Finding, number: int) -> Markup:
    """The closest enrolled photo, or words in its place."""
    return _picture(
        template_of(pictures, finding),
        _("Closest enrolled photo to finding {number}").format(number=number),
    )


def whole_picture(pictures: ReportPictures, finding: Finding, number: int) -> Markup:
    """The whole picture, or words in its place."""
    return _picture(
        _body(lambda: pictures.context_jpeg(finding.id)),
        _("Whole picture of finding {number}, other people blurred").format(number=number),
    )


def _body(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except NoSuchFinding:
        return b""


def _picture(body: bytes, alt: str) -> Markup:
    kind = next((name for start, name in _TYPES.items() if body.startswith(start)), None)
    if kind is None:
        return element("p", _("No picture kept"), class_="no-picture")
    return element("img", src=f"data:{kind};base64,{b64encode(body).decode()}", alt=alt)
