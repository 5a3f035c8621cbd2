"""Look-alikes, second views of a photo, licences and choices: what the second step added."""

from dataclasses import replace

import pytest

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.domain.faces import Embedding, SubjectId, TemplateId
from exposure_app.domain.findings import Band, Match, Note, Verdict
from exposure_app.domain.subjects import Consent, LookAlike, LookAlikeId
from tests.vault.filled import (
    ME,
    MODEL,
    NOON,
    OTHER_PICTURE,
    PICTURE,
    SISTER,
    later,
    record,
    subject,
    vector,
)


def look_alike(name="l1", who=ME, at=NOON):
    return LookAlike(LookAlikeId(name), who, f"{name}-sha", b"\xff\xd8 picture", at)


def rows(vault, table):
    with vault._database.reading() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_look_alikes_come_back_oldest_first_and_by_subject(filled):
    theirs = look_alike("l0", SISTER, later(2))
    mine = [look_alike("l1", at=later(3)), look_alike("l2", at=later(1))]
    for one in (theirs, *mine):
        filled.look_alikes.add(one)
    assert filled.look_alikes.of(ME) == [mine[1], mine[0]]
    assert filled.look_alikes.of(None) == [mine[1], theirs, mine[0]]
    filled.look_alikes.remove(theirs.id)
    assert filled.look_alikes.of(SISTER) == []


def test_a_look_alike_of_nobody_is_refused(vault):
    with pytest.raises(NoSuchSubject):
        vault.look_alikes.add(look_alike())
    assert vault.look_alikes.of(None) == []


def test_removing_a_subject_takes_look_alikes_and_every_view_of_their_photos(filled):
    filled.look_alikes.add(look_alike())
    filled.templates.add_view(TemplateId("t1"), Embedding(vector(9), "model-2", norm=20.0))
    filled.verdicts.judge(filled.findings.all()[0].id, Verdict.ME, NOON)
    for who in (ME, SISTER):
        filled.subjects.remove(who)
    for table in (
        "subjects", "templates", "template_vectors", "look_alikes", "findings", "crops", "places",
        "verdicts",
    ):  # fmt: skip
        assert rows(filled, table) == 0, table


def test_a_photo_has_a_view_for_each_model(filled):
    other = Embedding(vector(9), "model-2", norm=20.0)
    filled.templates.add_view(TemplateId("t1"), other)
    [seen] = filled.templates.of(None, "model-2")
    assert (seen.id, seen.embedding.norm) == ("t1", 20.0)
    assert seen.embedding.similarity(other) == pytest.approx(1, abs=1e-5)
    assert len(filled.templates.of(None, MODEL)) == 2
    assert [one.id for one in filled.templates.of(ME)] == ["t1"]
    filled.templates.remove(TemplateId("t1"))
    assert filled.templates.of(None, "model-2") == []


def test_a_view_of_a_photo_that_is_gone_is_not_kept(filled):
    filled.templates.add_view(TemplateId("gone"), Embedding(vector(9), "model-2"))
    assert filled.templates.of(None, "model-2") == []


def test_a_renewed_consent_keeps_name_and_photos(filled):
    before = subject()
    agreed = replace(
        before, consent=Consent.GUARDIAN, guardian="Ada", consented_at=later(1),
        consented_until=later(9),
    )  # fmt: skip
    filled.subjects.renew(replace(agreed, name="another name"))
    assert filled.subjects.named(before.name) == replace(agreed, templates=1)


def test_renewing_somebody_who_is_gone_brings_nobody_back(vault):
    vault.subjects.renew(subject())
    assert vault.subjects.all() == []


def test_what_was_set_aside_is_listed_newest_verdict_first(filled):
    one, other = record(filled), record(filled, sha256=OTHER_PICTURE)
    filled.verdicts.judge(one, Verdict.NOT_ME, NOON)
    filled.verdicts.judge(other, Verdict.NOT_ME, NOON)
    assert filled.findings.set_aside(ME, 9) == [other, one]
    assert filled.findings.set_aside(ME, 1) == [other]
    assert filled.findings.set_aside(SISTER, 9) == []


def test_what_was_said_last_counts(filled):
    found = record(filled)
    filled.verdicts.judge(found, Verdict.NOT_ME, NOON)
    filled.verdicts.judge(found, Verdict.ME, NOON)
    assert filled.findings.set_aside(ME, 9) == []
    filled.verdicts.undo()
    assert filled.findings.set_aside(ME, 9) == [found]
    filled.verdicts.undo()
    assert filled.findings.set_aside(SubjectId("me-id"), 9) == []


def match(score, band=Band.POSSIBLY):
    return Match(ME, TemplateId("t9"), score, band, (Note.LOOK_ALIKE, Note.SMALL_FACE))


def test_a_rematched_finding_has_the_new_band_score_template_and_notes(filled):
    found = record(filled)
    before = filled.findings.get(found)
    filled.findings.rematch(found, match(0.4))
    assert filled.findings.get(found) == replace(
        before, band=Band.POSSIBLY, score=0.4, template=TemplateId("t9"),
        notes=(Note.LOOK_ALIKE, Note.SMALL_FACE),
    )  # fmt: skip


def test_a_picture_is_looked_at_again_after_a_new_score_and_not_after_a_new_band(filled):
    found = record(filled)
    filled.pictures.put(PICTURE, "fingerprint", (640, 480), 2, 0)
    filled.findings.rematch(found, match(filled.findings.get(found).score))
    assert filled.pictures.known(PICTURE, "fingerprint")
    filled.findings.rematch(found, match(0.1))
    assert filled.pictures.known(PICTURE, "fingerprint") is None


def test_a_removed_finding_leaves_its_verdict_and_its_picture_is_looked_at_again(filled):
    found = record(filled)
    filled.pictures.put(PICTURE, "fingerprint", (640, 480), 2, 0)
    filled.verdicts.judge(found, Verdict.NOT_ME, NOON)
    filled.findings.remove(found)
    assert filled.pictures.known(PICTURE, "fingerprint") is None
    assert filled.findings.set_aside(ME, 9) == []
    assert record(filled) == found
    assert filled.findings.get(found).verdict is Verdict.NOT_ME


def test_a_licence_is_accepted_for_the_text_that_was_read(vault):
    assert vault.licences.accepted_at("pack", "a" * 64) is None
    vault.licences.accept("pack", "a" * 64, NOON)
    vault.licences.accept("pack", "a" * 64, later(1))
    assert vault.licences.accepted_at("pack", "a" * 64) in (NOON, later(1))
    assert vault.licences.accepted_at("pack", "b" * 64) is None


def test_choices_come_back_and_the_newest_stands(vault):
    assert vault.settings.all() == {}
    vault.settings.put({"pack": "one", "cores": "2"})
    vault.settings.put({"pack": "two"})
    assert vault.settings.all() == {"pack": "two", "cores": "2"}
