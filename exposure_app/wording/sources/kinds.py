"""The kinds of place: what each is called, and whom an audit of it asks."""

from exposure_app.domain.sources import Kind
from exposure_app.i18n import _


def kind_words(kind: Kind) -> str:
    """What a source is."""
    return {
        Kind.WEB_SITE: _("web site"),
        Kind.PAGE: _("single page"),
        Kind.SITEMAP: _("sitemap"),
        Kind.FEED: _("feed (RSS, Atom, JSON)"),
        Kind.MASTODON: _("Mastodon account"),
        Kind.BLUESKY: _("Bluesky account"),
        Kind.FOLDER: _("folder on this computer"),
        Kind.EXPORT: _("data export (ZIP)"),
        Kind.VIDEO: _("video on this computer"),
        Kind.PDF: _("PDF document"),
        Kind.HAR: _("pages saved by a browser (HAR)"),
        Kind.WARC: _("web archive (WARC)"),
    }[kind]


def scope_words(kind: Kind, host: str) -> str:
    """Whom an audit of a place on the web would ask.

    Args:
        kind: none of those that are files.
        host: as in `RecognisedSource`.
    """
    pages = {
        Kind.WEB_SITE: _("Pages of {host} are visited, and those of no other host."),
        Kind.PAGE: _("This one page of {host} is visited, and no other."),
        Kind.SITEMAP: _("The pages that the sitemap names are visited, on {host} alone."),
        Kind.FEED: _("The feed is read, and the pages it names on {host}."),
        Kind.MASTODON: _("The public posts of this account are asked for, at {host}."),
        Kind.BLUESKY: _("The public posts of this account are asked for, at Bluesky."),
    }[kind].format(host=host)
    pictures = _("Pictures are fetched from wherever they are kept.")
    return f"{pages} {pictures}"
