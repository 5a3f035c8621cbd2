"""A column more, wherever it stands in its table, changes nothing of what is read or written."""

import pytest

from exposure_app.domain.coverage import Coverage, Gap
from exposure_app.domain.faces import Embedding
from exposure_app.domain.findings import Band, Match, Verdict
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.images import Validators
from exposure_app.domain.kept_faces import KeptPicture, KeptSource, MetFace
from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import Proof
from exposure_app.domain.subjects import LookAlike, LookAlikeId
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.filled import (
    BLOG,
    CLUB,
    ME,
    MODEL,
    NOON,
    OTHER_PICTURE,
    PICTURE,
    fill,
    image,
    later,
    page,
    request,
    sighting,
    vector,
)

PLANTED = "planted TEXT"
TABLES = """
    SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
    ORDER BY name
"""


def fill_every_table(vault):
    """A row or more in every table; those of audits included."""
    fill(vault)
    vault.look_alikes.add(LookAlike(LookAlikeId("l"), ME, PICTURE, b"a picture", NOON))
    vault.sources.keep_proof(BLOG, token="token", proved_by=Proof.META, at=NOON)
    vault.sources.keep_faces(BLOG, 30)
    vault.schedules.put(CLUB, 7)
    vault.pictures.put(PICTURE, "fingerprint", (640, 480), 3, 1)
    vault.looked_into.put(PICTURE, "reader", ["t=0", "t=12.5"])
    vault.validators.put(BLOG, image(), PICTURE, Validators("etag", "yesterday"))
    face = MetFace(sighting().box, Embedding(vector(3), MODEL, 11.0))
    vault.kept_faces.put(BLOG, OTHER_PICTURE, (64, 48), [face], later(1), room=9)
    vault.kept_faces.meet_again(BLOG, OTHER_PICTURE, page(), image(), later(2))
    vault.kept_faces.expire(later(3))
    met = KeptPicture(
        OTHER_PICTURE, (64, 48), (face,), (KeptSource(BLOG, page(), image(), later(2)),)
    )
    mine = Match(ME, sighting().match.template, 0.6, Band.POSSIBLY)
    found = vault.kept_findings.record(met, mine, face.box)
    vault.verdicts.judge(found, Verdict.ME, NOON)
    vault.licences.accept("pack", "b" * 64, NOON)
    vault.settings.put({"language": "de"})
    audit = vault.audits.begin(NOON)
    vault.audits.add_gap(audit, Gap(page("other"), GapReason.ROBOTS, {"signal": "noai"}), BLOG)
    vault.audits.save(
        audit,
        coverage=Coverage(1, 2, 3, 4, 5, 6, 7),
        seconds=8.5,
        is_complete=True,
        expected_false_alarms={Band.POSSIBLY: 0.25},
        bystanders={31: 2},
        usual_false_alarms={Band.POSSIBLY: 0.125},
    )
    vault.outcomes.put(audit, SourceOutcome(BLOG, 3, 2, NOON, is_complete=True))
    vault.ledger.announce(request(2))


def everything(vault):
    """All that the vault says of itself, as text."""
    findings = vault.findings.all()
    return {
        "subjects": str(vault.subjects.all()),
        "templates": str([(one, one.embedding.vector) for one in vault.templates.of(None)]),
        "template": str(vault.templates.picture(findings[0].template)),
        "look-alikes": str(vault.look_alikes.of(None)),
        "sources": str([vault.sources.get(one.id) for one in vault.sources.all()]),
        "audit": str(vault.audits.last()),
        "outcomes": str(vault.outcomes.all()),
        "schedules": str(vault.schedules.all()),
        "pictures": str(vault.pictures.known(PICTURE, "fingerprint")),
        "looked at": str(vault.pictures.looked_at("fingerprint")),
        "media": str(vault.looked_into.of(PICTURE, "reader")),
        "validators": str(vault.validators.of(BLOG, "fingerprint")),
        "findings": str(findings),
        "crops": str([(vault.findings.crop(one.id), vault.findings.context(one.id))
                      for one in findings]),
        "kept faces": str(vault.kept_faces.counts(MODEL, NOON)),
        "kept count": vault.kept_faces.count(BLOG),
        "kept vectors": str(vault.kept_faces.vectors(MODEL, NOON)),
        "kept picture": str(vault.kept_faces.picture(OTHER_PICTURE, MODEL, NOON)),
        "not held": str(vault.kept_faces.not_held(BLOG, "fingerprint", MODEL)),
        "locations": str(vault.locations.not_seen_since(BLOG, later(9))),
        "only there": str(vault.locations.of_source(BLOG)),
        "verdicts": str(vault.verdicts.history()),
        "ledger": str((vault.ledger.all(), vault.ledger.newest_at())),
        "licence": str(vault.licences.accepted_at("pack", "b" * 64)),
        "settings": str(vault.settings.all()),
        "holdings": str(vault.holdings()),
    }  # fmt: skip


def tables(connection):
    """(name, the words that made it) of every table."""
    return [(row["name"], row["sql"]) for row in connection.execute(TABLES).fetchall()]


def columns(connection, table):
    return [row["name"] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]


def rebuilt(connection, table, order):
    """Make a table anew with its columns, and one more, in this order. Good for reading alone."""
    kept = ", ".join(column for column in order if column != PLANTED)
    connection.execute(f"CREATE TABLE rebuilt ({', '.join(order)})")
    connection.execute(f"INSERT INTO rebuilt ({kept}) SELECT {kept} FROM {table}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE rebuilt RENAME TO {table}")


def plant_before_all_others(connection):
    """Give every table, empty as it is, a first column that nobody knows."""
    indices = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for table, sql in tables(connection):
        connection.execute(f"DROP TABLE {table}")
        connection.execute(sql.replace("(", f"({PLANTED} DEFAULT 'planted', ", 1))
    for index in indices:
        connection.execute(index["sql"])
    connection.execute("INSERT INTO generation (number) VALUES (0)")


def test_every_table_is_filled_and_read(vault):
    fill_every_table(vault)
    with vault._database.reading() as connection:
        empty = [
            table
            for table, _sql in tables(connection)
            if connection.execute(f"SELECT 1 FROM {table}").fetchone() is None
        ]
    assert empty == []
    assert all(text not in ("[]", "{}", "set()", "None") for text in everything(vault).values())


def test_a_column_at_any_position_of_any_table_changes_nothing_of_what_is_read(vault):
    fill_every_table(vault)
    before = everything(vault)
    own = vault._database._own().connection
    own.execute("PRAGMA foreign_keys = OFF")
    own.execute("PRAGMA legacy_alter_table = ON")  # what names a table goes on naming it
    with vault._database.reading() as connection:
        for table, _sql in tables(connection):
            known = columns(connection, table)
            for place in range(len(known) + 1):
                rebuilt(connection, table, [*known[:place], PLANTED, *known[place:]])
                assert columns(connection, table).index("planted") == place
                assert everything(vault) == before, f"{table}, column {place}"
                rebuilt(connection, table, known)


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_column_before_or_after_all_others_changes_nothing_of_what_is_kept(open_vault, where):
    plain = open_vault()
    fill_every_table(plain)
    wanted = everything(plain)
    other = Vault.open(plain.files.folder / where, keys=MemoryKeys(), ask_passphrase=None)
    with other as planted:
        own = planted._database._own().connection
        if where == "before":
            plant_before_all_others(own)
        else:
            for table, _sql in tables(own):
                own.execute(f"ALTER TABLE {table} ADD COLUMN {PLANTED} DEFAULT 'planted'")
        fill_every_table(planted)
        assert everything(planted) == wanted
