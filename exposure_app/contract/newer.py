"""Whether there is a newer version: `newer-version`."""

from exposure_app.contract.document import Document
from exposure_app.newer.news import VersionNews


def newer_version_document(news: VersionNews, released: str) -> Document:
    """`newer-version`: the version here, of the day `released`, and what is known of the newest."""
    notice = news.notice
    return {
        "version": news.own,
        "released": released,
        "newer_there": news.is_newer_there,
        "unsafe": news.is_own_unsafe,
        "newest": {
            "version": notice.version,
            "released": notice.released.isoformat(),
            "page": notice.page,
        },
        "as_of": notice.signed.isoformat(),
        "until": notice.until.isoformat(),
    }
