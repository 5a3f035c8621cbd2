"""The enrolled photos, and what each model that looked at them saw."""

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId
from exposure_app.vault.database.connection import Database, StoredRow
from exposure_app.vault.records.codec import moment_of, moment_text, vector_bytes, vector_of
from exposure_app.vault.records.rows import insert, is_there

_SELECT = """
    SELECT templates.*, model, vector, norm
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
            if not is_there(connection, "subjects", template.subject):
                raise NoSuchSubject(template.subject)
            insert(
                connection,
                "templates",
                {
                    "id": template.id,
                    "subject_id": template.subject,
                    "era": template.era,
                    "photo_sha256": template.photo_sha256,
                    "enrolled_at": moment_text(template.enrolled_at),
                    "picture_jpeg": template.picture_jpeg,
                },
            )
            self.add_view(template.id, template.embedding)

    def add_view(self, template: TemplateId, embedding: Embedding) -> None:
        """Keep how one more model sees a template, in place of what that model saw before.

        Nothing is kept of a template that was removed meanwhile.
        """
        with self._database.transaction() as connection:
            insert(
                connection,
                "template_vectors",
                {
                    "template_id": template,
                    "model": embedding.model,
                    "vector": vector_bytes(embedding.vector),
                    "norm": embedding.norm,
                },
                by="INSERT OR REPLACE",
                only_if="EXISTS (SELECT 1 FROM templates WHERE id = :template_id)",
            )

    def of(self, subject: SubjectId | None, model: str | None = None) -> list[Template]:
        """Templates of one subject, or of everybody if None, oldest first.

        Args:
            model: the embeddings wanted; templates this model did not look at are left out. None
                gives every template, with the embedding of whichever model.
        """
        with self._database.reading() as connection:
            return [_template(row) for row in connection.execute(_SELECT, (subject, model))]

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
        return bytes(row["picture_jpeg"]) if row else b""

    def remove(self, template: TemplateId) -> None:
        """Forget one enrolled photo. Findings stay until an audit looks again without it."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM templates WHERE id = ?", (template,))
        self._database.forget_old_pages()


def _template(row: StoredRow) -> Template:
    return Template(
        id=TemplateId(row["id"]),
        subject=SubjectId(row["subject_id"]),
        era=row["era"],
        embedding=Embedding(vector_of(row["vector"]), row["model"], row["norm"]),
        photo_sha256=row["photo_sha256"],
        picture_jpeg=row["picture_jpeg"],
        enrolled_at=moment_of(row["enrolled_at"]),
    )
