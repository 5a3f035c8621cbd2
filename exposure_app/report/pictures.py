"""Where a report gets the pictures it shows."""

from collections.abc import Callable
from typing import Protocol

from exposure_app.domain.errors import NoSuchFinding
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import Finding, FindingId


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


def whole_of(pictures: ReportPictures, finding: Finding) -> bytes:
    """The whole picture it was found in; empty if it is not kept."""
    return _body(lambda: pictures.context_jpeg(finding.id))


def _body(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except NoSuchFinding:
        return b""
