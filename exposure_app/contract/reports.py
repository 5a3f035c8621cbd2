"""That a report was written: `report`."""

from pathlib import Path

from exposure_app.contract.document import Document


def report_document(file: Path, *, is_redacted: bool) -> Document:
    """`report`: where it is, and whether names, addresses and faces were left out."""
    return {"report": str(file.absolute()), "redacted": is_redacted}
