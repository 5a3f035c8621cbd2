"""The tables, as numbered steps. A released step is never edited; a new one is appended.

The number of the last step taken is the file's `user_version`. Times are ISO 8601 text in UTC,
always with microseconds, so that they sort as text. Verdicts refer to a subject and a picture's
content, not to a finding: they outlive findings, places and sources.
"""

from collections.abc import Callable, Sequence

from exposure_app.domain.errors import VaultTooNew
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.database.gaps_in_words import read_gaps_in_words

Step = tuple[str | Callable[[Connection], None], ...]
"""What leads from one version to the next: statements, and what none of them can do."""

STEPS: tuple[Step, ...] = (
    (
        """
        CREATE TABLE subjects (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            consent TEXT NOT NULL,
            consented_at TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE templates (
            id TEXT PRIMARY KEY,
            subject_id TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
            era TEXT NOT NULL,
            model TEXT NOT NULL,
            vector BLOB NOT NULL,  -- little-endian float32
            norm REAL NOT NULL,
            photo_sha256 TEXT NOT NULL,
            enrolled_at TEXT NOT NULL,
            picture_jpeg BLOB NOT NULL
        ) STRICT
        """,
        "CREATE INDEX templates_of_subject ON templates (subject_id)",
        """
        CREATE TABLE sources (
            id TEXT PRIMARY KEY,
            locator TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            footing TEXT NOT NULL,
            added_at TEXT NOT NULL,
            note TEXT NOT NULL,
            depth INTEGER NOT NULL,
            max_pages INTEGER NOT NULL,
            max_images INTEGER NOT NULL,
            max_bytes INTEGER NOT NULL,
            delay_s REAL NOT NULL,
            allow_private INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE audits (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started_at TEXT NOT NULL,
            seconds REAL NOT NULL DEFAULT 0,
            is_complete INTEGER NOT NULL DEFAULT 0,
            pages_fetched INTEGER NOT NULL DEFAULT 0,
            images_referenced INTEGER NOT NULL DEFAULT 0,
            images_fetched INTEGER NOT NULL DEFAULT 0,
            images_decoded INTEGER NOT NULL DEFAULT 0,
            images_unchanged INTEGER NOT NULL DEFAULT 0,
            faces_found INTEGER NOT NULL DEFAULT 0,
            faces_too_small INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        """
        CREATE TABLE expected_false_alarms (
            audit_id INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
            band TEXT NOT NULL,
            expected REAL NOT NULL,
            PRIMARY KEY (audit_id, band)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE gaps (
            id INTEGER PRIMARY KEY,
            audit_id INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
            source_id TEXT REFERENCES sources ON DELETE CASCADE,
            url TEXT NOT NULL,
            why TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX gaps_of_audit ON gaps (audit_id)",
        "CREATE INDEX gaps_of_source ON gaps (source_id)",
        """
        CREATE TABLE pictures (
            sha256 TEXT PRIMARY KEY,
            looked_with TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            faces_found INTEGER NOT NULL,
            faces_too_small INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE findings (
            id TEXT PRIMARY KEY,
            subject_id TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            band TEXT NOT NULL,
            score REAL NOT NULL,
            box_left REAL NOT NULL,
            box_top REAL NOT NULL,
            box_right REAL NOT NULL,
            box_bottom REAL NOT NULL,
            template_id TEXT NOT NULL,
            UNIQUE (sha256, subject_id)
        ) STRICT
        """,
        "CREATE INDEX findings_of_subject ON findings (subject_id)",
        """
        CREATE TABLE crops (
            finding_id TEXT PRIMARY KEY REFERENCES findings ON DELETE CASCADE,
            crop_jpeg BLOB NOT NULL,
            context_jpeg BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE places (
            finding_id TEXT NOT NULL REFERENCES findings ON DELETE CASCADE,
            page_url TEXT NOT NULL,
            image_url TEXT NOT NULL,
            source_id TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            gone_at TEXT,
            PRIMARY KEY (finding_id, page_url, image_url, source_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX places_of_source ON places (source_id)",
        """
        CREATE TABLE verdicts (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            subject_id TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            verdict TEXT NOT NULL,
            judged_at TEXT NOT NULL,
            is_undone INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        "CREATE INDEX verdicts_of_picture ON verdicts (sha256, subject_id, number)",
        "CREATE INDEX verdicts_of_subject ON verdicts (subject_id)",
        """
        CREATE TABLE requests (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            source TEXT NOT NULL,
            url TEXT NOT NULL,
            purpose TEXT NOT NULL,
            address TEXT NOT NULL,
            status INTEGER,
            refused TEXT NOT NULL,
            bytes_up INTEGER NOT NULL,
            bytes_down INTEGER NOT NULL
        ) STRICT
        """,
    ),
    (
        # A template keeps a vector for every model that looked at it: going back costs nothing.
        """
        CREATE TABLE template_vectors (
            template_id TEXT NOT NULL REFERENCES templates ON DELETE CASCADE,
            model TEXT NOT NULL,
            vector BLOB NOT NULL,  -- little-endian float32
            norm REAL NOT NULL,
            PRIMARY KEY (template_id, model)
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO template_vectors SELECT id, model, vector, norm FROM templates",
        "ALTER TABLE templates DROP COLUMN model",
        "ALTER TABLE templates DROP COLUMN vector",
        "ALTER TABLE templates DROP COLUMN norm",
        "ALTER TABLE findings ADD COLUMN notes TEXT NOT NULL DEFAULT ''",  # words, by blanks
        "ALTER TABLE subjects ADD COLUMN consented_until TEXT",
        "ALTER TABLE subjects ADD COLUMN guardian TEXT NOT NULL DEFAULT ''",
        """
        CREATE TABLE look_alikes (
            id TEXT PRIMARY KEY,
            subject_id TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
            photo_sha256 TEXT NOT NULL,
            picture_jpeg BLOB NOT NULL,
            added_at TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX look_alikes_of_subject ON look_alikes (subject_id)",
        """
        CREATE TABLE bystander_scores (
            audit_id INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
            hundredths INTEGER NOT NULL,
            faces INTEGER NOT NULL,
            PRIMARY KEY (audit_id, hundredths)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE accepted_licences (
            pack TEXT NOT NULL,
            licence_sha256 TEXT NOT NULL,
            accepted_at TEXT NOT NULL,
            PRIMARY KEY (pack, licence_sha256)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        # What the calibration alone expects; NULL where nobody said it apart.
        "ALTER TABLE expected_false_alarms ADD COLUMN usual REAL",
        "ALTER TABLE sources ADD COLUMN token TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sources ADD COLUMN proved_by TEXT",
        "ALTER TABLE sources ADD COLUMN proved_at TEXT",
        "ALTER TABLE sources ADD COLUMN lifts_robots INTEGER NOT NULL DEFAULT 0",
        # Why a place is gone, as the fact that showed it: a status, or what its page shows now.
        "ALTER TABLE places ADD COLUMN gone_because TEXT NOT NULL DEFAULT ''",
        # What a server said of a picture, so that it can be asked whether it changed.
        """
        CREATE TABLE validators (
            url TEXT NOT NULL,
            source_id TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            PRIMARY KEY (source_id, url)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        # Who gave leave to look at a place, on which day, in which words, until which day.
        "ALTER TABLE sources ADD COLUMN permitted_by TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sources ADD COLUMN permitted_on TEXT",
        "ALTER TABLE sources ADD COLUMN permitted_words TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sources ADD COLUMN permitted_until TEXT",
        """
        UPDATE sources SET permitted_by = note, permitted_on = substr(added_at, 1, 10)
        WHERE footing = 'opted-in'
        """,
        "ALTER TABLE sources ADD COLUMN max_host_bytes INTEGER NOT NULL DEFAULT 500000000",
        "ALTER TABLE sources ADD COLUMN max_minutes INTEGER NOT NULL DEFAULT 120",
        # After how many days a place is looked at again by itself.
        """
        CREATE TABLE schedules (
            source_id TEXT PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
            every_days INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE source_outcomes (
            source_id TEXT PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
            audit_id INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            pictures INTEGER NOT NULL,
            at TEXT NOT NULL,
            is_complete INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        # What a place says of the picture it shows, as JSON of what it says; '' for nothing.
        "ALTER TABLE places ADD COLUMN context TEXT NOT NULL DEFAULT ''",
        # When and where a found picture was taken, by its own file: the camera's clock as ISO
        # 8601, without a zone unless the file has one; degrees.
        "ALTER TABLE findings ADD COLUMN taken_at TEXT",
        "ALTER TABLE findings ADD COLUMN taken_latitude REAL",
        "ALTER TABLE findings ADD COLUMN taken_longitude REAL",
        # Found pictures are looked at once more, for what their files say.
        "UPDATE pictures SET looked_with = '' WHERE sha256 IN (SELECT sha256 FROM findings)",
        # Faces kept for re-search: of sources for which it was turned on, until they expire.
        "ALTER TABLE sources ADD COLUMN keep_faces_days INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE kept_pictures (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            model TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            met_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            UNIQUE (source_id, sha256)
        ) STRICT
        """,
        "CREATE INDEX kept_pictures_by_content ON kept_pictures (sha256)",
        "CREATE INDEX kept_pictures_by_end ON kept_pictures (expires_at)",
        """
        CREATE TABLE kept_faces (
            id INTEGER PRIMARY KEY,
            picture_id INTEGER NOT NULL REFERENCES kept_pictures ON DELETE CASCADE,
            box_left REAL NOT NULL,
            box_top REAL NOT NULL,
            box_right REAL NOT NULL,
            box_bottom REAL NOT NULL,
            vector BLOB NOT NULL,  -- little-endian float32
            norm REAL NOT NULL
        ) STRICT
        """,
        "CREATE INDEX kept_faces_of_picture ON kept_faces (picture_id)",
        """
        CREATE TABLE kept_places (
            picture_id INTEGER NOT NULL REFERENCES kept_pictures ON DELETE CASCADE,
            page_url TEXT NOT NULL,
            image_url TEXT NOT NULL,
            met_at TEXT NOT NULL,
            PRIMARY KEY (picture_id, page_url, image_url)
        ) STRICT, WITHOUT ROWID
        """,
        # The latest time that was ever looked at the clock for an end: it may be set back.
        """
        CREATE TABLE kept_clock (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            latest TEXT NOT NULL
        ) STRICT
        """,
        # Where in a video or document its pictures are, once it was read to its end.
        """
        CREATE TABLE looked_into (
            sha256 TEXT PRIMARY KEY,
            read_by TEXT NOT NULL,
            places TEXT NOT NULL  -- by blanks
        ) STRICT, WITHOUT ROWID
        """,
        # How often the vault was written to after an opening; beside the key stands the same.
        "CREATE TABLE generation (number INTEGER NOT NULL) STRICT",
        "INSERT INTO generation VALUES (0)",
    ),
    (
        # Why something was not looked at: a reason by its name, and JSON of its facts.
        "ALTER TABLE gaps ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE gaps ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'",
        read_gaps_in_words,
        "ALTER TABLE gaps DROP COLUMN why",
        "ALTER TABLE gaps DROP COLUMN detail",
    ),
)


def version_of(database: Database) -> int:
    """How many steps the file has taken; 0 for an empty one."""
    with database.reading() as connection:
        [row] = connection.execute("PRAGMA user_version")
        return int(row["user_version"])


def migrate(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps still missing, each in one transaction: done, or not begun.

    Raises:
        VaultTooNew: the file has taken more steps than we know; it is left as it is.
        DiskFull: the version stays what it was before the step.
    """
    version = version_of(database)
    if version > len(steps):
        raise VaultTooNew(found_version=version, known_version=len(steps))
    for number, statements in enumerate(steps[version:], start=version + 1):
        with database.transaction() as connection:
            for statement in statements:
                if callable(statement):
                    statement(connection)
                else:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
