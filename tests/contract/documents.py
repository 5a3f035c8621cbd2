"""Every document of the contract, made of the samples."""

from pathlib import PurePosixPath

from exposure_app.contract import (
    audit,
    checks,
    find_me,
    kept_faces,
    look_alikes,
    models,
    newer,
    people,
    reports,
    requests,
    settings,
    sources,
    vault,
    verdicts,
)
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.report.redaction import redacted
from exposure_app.settings import Settings
from tests.contract import samples as of


class _File(PurePosixPath):
    """A path that is written alike on every system."""

    def absolute(self):
        return self


FILE = _File("/home/ada/x.file")


def documents():
    """By verb; where a verb has several shapes, one for each."""
    shared = redacted(of.SUMMARY)
    return {
        "audit": audit.audit_document(of.SUMMARY),
        "audit-redacted": audit.audit_document(shared),
        "findings": audit.findings_document([of.PLAIN], of.SUMMARY),
        "findings-before-any-audit": audit.findings_document([], None),
        "demo": audit.demo_document(
            FILE, of.SUMMARY, found=["a", "b"], missed=["c"], accused=["d"]
        ),
        "judge": verdicts.judged_document(of.TOLD, verdicts.offer_document(of.OFFER), of.CHANGES),
        "judge-no-offer": verdicts.judged_document(of.PLAIN, verdicts.offer_document(None), ()),
        "judge-enrol": verdicts.judged_document(of.TOLD, verdicts.enrolled_document("t9"), ()),
        "answers": verdicts.answers_document(of.ANSWERS),
        "undo": verdicts.undone_document([of.TOLD, of.PLAIN], of.CHANGES),
        "enrol": people.enrolment_document(
            "me", of.PHOTOS, of.REFUSED, odd=of.ODD["me"], kept=of.KEPT_SEARCH
        ),
        "subjects": people.subjects_document(of.SUBJECTS, of.ODD, of.NOW),
        "subject-photos": people.photos_document("me", of.PHOTOS, of.ODD["me"]),
        "subject-forget-photo": people.photo_removed_document("t1"),
        "subject-remove": people.subject_removed_document("Bea", of.RECEIPT),
        "find-me": find_me.find_me_document(
            "me",
            [
                find_me.proposal_document(of.PROPOSED[0], "t9", None),
                find_me.proposal_document(of.PROPOSED[1], None, of.REFUSED[0].why),
                find_me.proposal_document(of.PROPOSED[1], None, None),
            ],
            of.REFUSED,
        ),
        "look-alikes": look_alikes.look_alikes_document([("me", of.LOOK_ALIKE)]),
        "look-alike-add": look_alikes.look_alike_added_document(of.LOOK_ALIKE, "me", of.CHANGES),
        "look-alike-remove": look_alikes.look_alike_removed_document("l1", of.CHANGES),
        "sources": sources.sources_document(of.SOURCES, of.KEPT),
        "source-add": sources.source_document(of.SOURCES[0]),
        "source-schedule": sources.schedule_document("s", 7),
        "source-remove": sources.removal_document(of.REMOVAL),
        "source-keep-faces": kept_faces.keep_faces_document("s", 30),
        "source-forget-faces": kept_faces.forget_faces_document("s"),
        "search-kept": kept_faces.kept_search_document(of.KEPT_SEARCH),
        "search-kept-nothing": kept_faces.kept_search_document(type(of.KEPT_SEARCH)()),
        "ledger": requests.ledger_document(of.REQUESTS),
        "settings": settings.settings_document(Settings()),
        "models": models.models_document([of.PACK_HERE, of.PACK_ABROAD]),
        "models-add": models.pack_document(of.PACK_HERE),
        "models-licence": models.licence_document(of.PACK_HERE),
        "models-calibrate": models.calibrated_document(of.PACK_HERE, pictures=12, people=4),
        "models-compare": models.pack_change_document("mine", of.CHANGE_OF_PACK, is_made=False),
        "models-use": models.pack_change_document("mine", of.CHANGE_OF_PACK, is_made=True),
        "models-remove": models.pack_removed_document("mine"),
        "newer-version": newer.newer_version_document(of.NEWS, "2030-12-31"),
        "vault-status": vault.vault_document("passphrase", list(StorageNotice)),
        "vault-passphrase": vault.passphrase_document(),
        "vault-backup": vault.backup_document(FILE, 1234),
        "vault-restore": vault.restored_document(FILE),
        "erase": vault.erased_document(of.RECEIPT),
        "erase-uncounted": vault.erased_document(of.UNCOUNTED),
        "self-check": checks.self_check_document(of.CHECKS),
        "show-me": checks.show_me_document(of.SHOWN),
        "report": reports.report_document(FILE, is_redacted=True),
    }
