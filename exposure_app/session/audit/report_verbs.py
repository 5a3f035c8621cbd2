"""Reports of the newest audit, written to a file."""

from dataclasses import dataclass, replace
from pathlib import Path

from exposure_app.domain.errors import ModelError, NotCalibrated, NothingToReport, PackGone
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import FindingId
from exposure_app.report.document.blocks import ReportDocument
from exposure_app.report.document.measurement import Measurement
from exposure_app.report.export import write
from exposure_app.session.audit.audit_verbs import AuditVerbs
from exposure_app.session.identification.identifier import calibration_of
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.vault.vault import Vault


class ReportVerbs:
    """See `Session.reports`."""

    def __init__(self, profile: OpenProfile, audits: AuditVerbs) -> None:
        self._profile = profile
        self._audits = audits

    def write(self, path: Path, *, redacted: bool = False) -> None:
        """Write the newest audit and all findings; the suffix (.html, .pdf, .csv, .json) says how.

        Args:
            redacted: leave out names, addresses and every face.

        Raises:
            NothingToReport, UnknownFormat, CannotWrite.
        """
        summary = self._audits.last()
        if summary is None:
            raise NothingToReport
        vault = self._profile.vault
        summary = replace(summary, sources=tuple(vault.sources.all()))
        pictures = _KeptPictures(vault)
        measured = self._measurement()
        write(path, summary, pictures, redacted=redacted, measurement=measured, pdf=_pdf)

    def _measurement(self) -> Measurement | None:
        """What the bands rest on; None where that cannot be read: a report is no worse to have."""
        try:
            return calibration_of(self._profile.pack())
        except (PackGone, NotCalibrated, ModelError):
            return None


@dataclass(frozen=True, slots=True)
class _KeptPictures:
    """The pictures a report shows, as the vault keeps them; see `ReportPictures`."""

    vault: Vault

    def crop_jpeg(self, finding: FindingId) -> bytes:
        return self.vault.findings.crop(finding)

    def context_jpeg(self, finding: FindingId) -> bytes:
        return self.vault.findings.context(finding)

    def template_jpeg(self, template: TemplateId) -> bytes:
        return self.vault.templates.picture(template)


def _pdf(document: ReportDocument) -> bytes:
    # Here, not above: it loads Qt, and the command line has no other use for that.
    from exposure_app.paper.report_pdf import pdf  # noqa: PLC0415

    return pdf(document)
