"""Sources as the tests of this folder need them: on loopback, and in no hurry to be polite."""

from datetime import UTC, datetime

from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId


def a_source(locator, kind=Kind.WEB_SITE, *, allow_private=True, id="s1", **budget):  # noqa: A002
    return Source(
        id=SourceId(id),
        locator=str(locator),
        kind=kind,
        footing=Footing.OWNED,
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
        budget=Budget(**{"delay_s": 0.0, **budget}),
        allow_private=allow_private,
    )
