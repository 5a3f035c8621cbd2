"""Kept faces end when they should, whatever the clock does, and leave nothing behind."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from exposure_app.domain.errors import NoSuchFinding, NoSuchSource, NoSuchSubject
from exposure_app.domain.faces import Box, Embedding, TemplateId
from exposure_app.domain.findings import Band, Match
from exposure_app.domain.kept_faces import KeptSource, MetFace
from exposure_app.vault import vault as vault_module
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked
from tests.vault.filled import (
    BLOG,
    CLUB,
    ME,
    MODEL,
    NOON,
    OTHER_PICTURE,
    PICTURE,
    SISTER,
    fill,
    image,
    later,
    page,
    sighting,
    template,
    vector,
)

PIECE_BYTES = 64
BOX = Box(1.5, 2.5, 41.25, 52.75)


def days(n):
    return NOON + timedelta(days=n)


def face(seed=7, model=MODEL):
    return MetFace(BOX, Embedding(vector(seed), model, norm=11.5))


def keep(vault, *faces, sha256=PICTURE, at=NOON, where=BLOG, room=100):
    more = vault.kept_faces.put(where, sha256, (640, 480), faces or [face()], at, room=room)
    vault.kept_faces.meet_again(where, sha256, page(), image(), at)
    return more


def faces_left(vault, now=NOON):
    return sum(one.faces for one in vault.kept_faces.counts(MODEL, now).values())


def rows_left(vault):
    with vault._database.reading() as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("kept_pictures", "kept_faces", "kept_places", "kept_clock")
        }


@pytest.fixture
def kept(filled):
    """A vault whose blog keeps faces for 30 days; the club does not."""
    filled.sources.keep_faces(BLOG, 30)
    return filled


def test_a_kept_face_comes_back_as_it_was_with_its_places(kept):
    assert keep(kept, face(7), face(8)) == 2
    seen = kept.kept_faces.picture(PICTURE, MODEL, NOON)
    assert (seen.sha256, seen.size) == (PICTURE, (640, 480))
    assert [one.box for one in seen.faces] == [BOX, BOX]
    assert [one.embedding.norm for one in seen.faces] == [11.5, 11.5]
    assert seen.faces[0].embedding.vector.tobytes() == vector(7).tobytes()
    assert seen.locations == (KeptSource(BLOG, page(), image(), NOON),)
    assert [sha256 for _, sha256, _ in kept.kept_faces.vectors(MODEL, NOON)] == [PICTURE] * 2


def test_a_source_for_which_it_is_off_keeps_nothing(kept):
    assert keep(kept, where=CLUB) == 0
    assert rows_left(kept) == dict.fromkeys(rows_left(kept), 0)


def test_a_second_look_takes_the_place_of_the_first(kept):
    keep(kept, face(7), face(8))
    assert keep(kept, face(9)) == -1
    assert faces_left(kept) == 1
    assert kept.kept_faces.put(BLOG, PICTURE, (640, 480), [], NOON, room=9) == -1
    assert rows_left(kept)["kept_pictures"] == 0


def test_no_more_faces_are_kept_than_there_is_room_for(kept):
    assert keep(kept, face(1), face(2), face(3), room=2) == 2
    assert keep(kept, face(1), face(2), face(3), room=0) == 0
    assert faces_left(kept) == 2


def test_a_face_ends_so_many_days_after_it_was_met_last(kept):
    keep(kept)
    kept.kept_faces.meet_again(BLOG, PICTURE, page(), image(), days(20))
    assert kept.kept_faces.expire(days(49)) == 0
    assert kept.kept_faces.expire(days(50)) == 1
    assert rows_left(kept) == dict.fromkeys(rows_left(kept), 0)


def test_what_has_ended_is_not_read_though_nobody_removed_it(kept):
    keep(kept)
    assert kept.kept_faces.vectors(MODEL, days(31)) == []
    assert kept.kept_faces.picture(PICTURE, MODEL, days(31)) is None
    assert kept.kept_faces.counts(MODEL, days(31)) == {}


def test_setting_the_clock_back_gives_no_face_more_time(kept):
    keep(kept)
    kept.kept_faces.expire(days(20))  # ten days are left
    kept.kept_faces.expire(days(20) - timedelta(days=400))
    began = days(20) - timedelta(days=400)
    assert kept.kept_faces.expire(began + timedelta(days=9)) == 0
    assert kept.kept_faces.expire(began + timedelta(days=10)) == 1


def test_the_clock_set_back_again_and_again_gives_no_more_time_either(kept):
    keep(kept)
    for day in range(1, 30):
        kept.kept_faces.expire(days(day))
        kept.kept_faces.expire(days(day - 1))
        kept.kept_faces.expire(days(day))
    # Each time a day passed twice: one by the first setting, one by the second.
    assert faces_left(kept, days(29)) == 0
    assert rows_left(kept)["kept_faces"] == 0


def test_a_face_written_while_the_clock_ran_ahead_has_no_more_days_than_its_source_gives(kept):
    keep(kept, at=days(3650))
    assert kept.kept_faces.expire(NOON) == 0
    assert kept.kept_faces.expire(days(30)) == 1


def test_a_clock_that_ran_ahead_once_does_not_end_what_comes_later(kept):
    keep(kept)
    assert kept.kept_faces.expire(days(3650)) == 1
    keep(kept)
    assert kept.kept_faces.expire(days(1)) == 0
    assert faces_left(kept, days(1)) == 1


def test_fewer_days_shorten_what_is_kept_and_more_lengthen_nothing(kept):
    keep(kept)
    kept.kept_faces.shorten(BLOG, 90)
    assert kept.kept_faces.counts(MODEL, NOON)[BLOG].last_until == days(30)
    kept.kept_faces.shorten(BLOG, 10)
    assert kept.kept_faces.counts(MODEL, NOON)[BLOG].last_until == days(10)


def test_opening_the_vault_ends_what_is_due(folder, monkeypatch):
    keys = MemoryKeys()

    class Clock(datetime):
        now_is = NOON

        @classmethod
        def now(cls, tz=None):
            return cls.now_is

    monkeypatch.setattr(vault_module, "datetime", Clock)
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        vault.sources.keep_faces(BLOG, 30)
        keep(vault)
    Clock.now_is = days(29)
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        assert rows_left(vault)["kept_faces"] == 1
    Clock.now_is = days(30)
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        assert rows_left(vault)["kept_faces"] == 0


@pytest.mark.parametrize(
    "how",
    [
        lambda vault: vault.kept_faces.forget(BLOG),
        lambda vault: vault.sources.remove(BLOG),
        lambda vault: vault.kept_faces.expire(datetime.now(UTC) + timedelta(days=4000)),
        lambda vault: vault.kept_faces.forget_models_but("another model"),
    ],
)
def test_a_face_that_goes_leaves_no_row_and_no_page(kept, folder, how):
    """The pages are read with the key: encryption alone must not be what hides it."""
    keep(kept)
    needle = vector(7).tobytes()[-PIECE_BYTES:]
    assert needle in _plain_pages(kept, folder)
    how(kept)
    assert rows_left(kept)["kept_pictures"] == rows_left(kept)["kept_faces"] == 0
    assert rows_left(kept)["kept_places"] == 0
    assert needle not in _plain_pages(kept, folder)
    assert not (folder / "vault.db-wal").stat().st_size


def _plain_pages(vault, folder):
    """Every page of the database, deciphered by the layout of SQLCipher 4, free ones included."""
    with vault._database.reading() as connection:
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    body = (folder / "vault.db").read_bytes()
    pages = []
    for start in range(0, len(body), 4096):
        page_, begin = body[start : start + 4096], 16 if start == 0 else 0
        cipher = Cipher(AES(vault._database._key), CBC(page_[-80:-64])).decryptor()
        pages.append(cipher.update(page_[begin:-80]))
    assert b"CREATE TABLE" in b"".join(pages)
    return b"".join(pages)


def test_only_pictures_whose_faces_are_not_held_are_due(kept):
    for sha256, faces in ((PICTURE, 2), (OTHER_PICTURE, 1), ("c" * 64, 0)):
        kept.pictures.put(sha256, "print", (640, 480), faces, 0)
    keep(kept)
    assert kept.kept_faces.not_held(BLOG, "print", MODEL) == {OTHER_PICTURE}
    assert kept.kept_faces.not_held(BLOG, "print", "model-2") == {PICTURE, OTHER_PICTURE}


def test_faces_of_another_model_are_counted_apart_and_never_read(kept):
    keep(kept, face(7, "model-2"))
    count = kept.kept_faces.counts(MODEL, NOON)[BLOG]
    assert (count.faces, count.others) == (0, 1)
    assert kept.kept_faces.vectors(MODEL, NOON) == []


def match(who=ME, score=0.8):
    return Match(who, TemplateId("t1"), score, Band.VERY_LIKELY)


def test_a_finding_of_a_kept_face_has_places_and_no_pictures(kept):
    keep(kept, sha256=OTHER_PICTURE, at=later(5))
    seen = kept.kept_faces.picture(OTHER_PICTURE, MODEL, NOON)
    found = kept.kept_findings.record(seen, match(), BOX)
    finding = kept.findings.get(found)
    assert (finding.score, finding.band, finding.box) == (0.8, Band.VERY_LIKELY, BOX)
    [place] = finding.locations
    assert (place.page_url, place.first_seen, place.last_seen) == (page(), later(5), later(5))
    assert kept.findings.crop(found) == kept.findings.context(found) == b""


def test_pictures_of_a_finding_stay_if_they_show_this_face_and_go_if_they_show_another(kept):
    keep(kept)
    seen = kept.kept_faces.picture(PICTURE, MODEL, NOON)
    found = kept.kept_findings.record(seen, match(), sighting().box)
    assert kept.findings.crop(found)
    kept.kept_findings.record(seen, match(), Box(0, 0, 9, 9))
    assert kept.findings.crop(found) == b""


def test_a_finding_without_pictures_has_its_picture_looked_at_again(kept):
    keep(kept, sha256=OTHER_PICTURE)
    kept.pictures.put(OTHER_PICTURE, "print", (640, 480), 1, 0)
    seen = kept.kept_faces.picture(OTHER_PICTURE, MODEL, NOON)
    kept.kept_findings.record(seen, match(), BOX)
    assert kept.pictures.known(OTHER_PICTURE, "print") is None


def test_a_person_or_a_place_removed_meanwhile_makes_no_finding(kept):
    keep(kept, sha256=OTHER_PICTURE)
    seen = kept.kept_faces.picture(OTHER_PICTURE, MODEL, NOON)
    kept.subjects.remove(SISTER)
    with pytest.raises(NoSuchSubject):
        kept.kept_findings.record(seen, match(SISTER), BOX)
    kept.sources.remove(BLOG)
    with pytest.raises(NoSuchSource):
        kept.kept_findings.record(seen, match(), BOX)
    assert kept.findings.all() == []


def test_a_finding_that_is_not_there_still_has_no_picture_to_give(kept):
    with pytest.raises(NoSuchFinding):
        kept.findings.crop("nothing")


def test_template_and_kept_vectors_are_alike_on_disk(kept):
    keep(kept, MetFace(BOX, template().embedding))
    [(_, _, seen)] = kept.kept_faces.vectors(MODEL, NOON)
    assert np.array_equal(seen.vector, template().embedding.vector)
