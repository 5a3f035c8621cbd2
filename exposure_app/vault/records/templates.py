"""The enrolled photos, and what each model that looked at them saw."""

from typing import Any

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text, vector_bytes, vector_of

_SELECT = """
    SELECT id, subject_id, era, model, vector, norm, photo_sha256, enrolled_at, picture_jpeg
    FROM templates JOIN template_vectors ON template_id = id
    WHERE (?1 IS NULL OR subject_id = ?1)
      AND model = ifnull(?2, (SELECT min(model) FROM template_vectors WHERE template_id = id))
    ORDER BY enrolled_at, templates.rowid
"""


class Templates:
    """Templates of all subjects, of whatever model made them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, template: Template) -> None:
        """Keep a new template.

        Raises:
            NoSuchSubject: its subject is not, or no longer, here.
        """
        with self._database.transaction() as connection:
            known = connection.execute("SELECT 1 FROM subjects WHERE id = ?", (template.subject,))
            if known.fetchone() is None:
                raise NoSuchSubject(template.subject)
            connection.execute(
                """
                INSERT INTO templates (id, subject_id, era, photo_sha256, enrolled_at, picture_jpeg)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                (
                    template.id,
                    template.subject,
                    template.era,
                    template.photo_sha256,
                    moment_text(template.enrolled_at),
                    template.picture_jpeg,
                ),
            )
            self.add_view(template.id, template.embedding)

    def add_view(self, template: TemplateId, embedding: Embedding) -> None:
        """Keep how one more model sees a template, in place of what that model saw before.

        Nothing is kept of a template that was removed meanwhile.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT OR REPLACE INTO template_vectors
                SELECT id, ?2, ?3, ?4 FROM templates WHERE id = ?1
                """,
                (template, embedding.model, vector_bytes(embedding.vector), embedding.norm),
            )

    def of(self, subject: SubjectId | None, model: str | None = None) -> list[Template]:
        """Templates of one subject, or of everybody if None, oldest first.

        Args:
            model: the embeddings wanted; templates this model did not look at are left out. None
                gives every template, with the embedding of whichever model.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT, (subject, model)).fetchall()
        return [_template(row) for row in rows]

    def forget_views(self, model: str) -> None:
        """Forget how a model saw the photos that another model has seen too; no photo is lost."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                DELETE FROM template_vectors WHERE model = ?1 AND EXISTS (
                    SELECT 1 FROM template_vectors AS others
                    WHERE others.template_id = template_vectors.template_id
                      AND others.model != ?1)
                """,
                (model,),
            )
        self._database.forget_old_pages()

    def picture(self, template: TemplateId) -> bytes:
        """The enrolled face as JPEG; empty if the template was removed since.

        A finding goes on naming the template it was closest to until the next audit.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT picture_jpeg FROM templates WHERE id = ?", (template,)
            ).fetchone()
        return bytes(row[0]) if row else b""

    def remove(self, template: TemplateId) -> None:
        """Forget one enrolled photo. Findings stay until an audit looks again without it."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM templates WHERE id = ?", (template,))
        self._database.forget_old_pages()


def _template(row: tuple[Any, ...]) -> Template:
    template_id, subject, era, model, vector, norm, photo_sha256, enrolled_at, picture = row
    return Template(
        id=TemplateId(template_id),
        subject=SubjectId(subject),
        era=era,
        embedding=Embedding(vector_of(vector), model, norm),
        photo_sha256=photo_sha256,
        picture_jpeg=picture,
        enrolled_at=moment_of(enrolled_at),
    )
