"""The pictures in a data export: a ZIP of whatever service, told by content and never by layout.

Services move their folders about every few months, so nothing here knows a layout. Every member
is looked at by its first bytes: pictures are handed on, pages and tables are read for what they say
of pictures, archives are entered, other text is passed over, and the rest is a gap.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.files.exports.reader import MAX_BYTES, may_tell, said_in
from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.crawl.files.safe_open import check_is_here
from exposure_app.crawl.files.warc import is_wacz
from exposure_app.crawl.files.zip_members import (
    MAX_DEPTH,
    MAX_MEMBER_BYTES,
    MAX_NESTED_BYTES,
    Member,
    UnpackBudget,
    escaped,
    is_zip,
    members,
    opened,
)
from exposure_app.crawl.html.extract import extract
from exposure_app.crawl.untrusted import sniff
from exposure_app.crawl.untrusted.media_frames import (
    NO_READERS,
    MediaFrames,
    pictures_inside,
)
from exposure_app.domain import errors
from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.images import FetchedImage, ImageRef, Page, UnchangedImage
from exposure_app.domain.items import Items
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.local_files import extended, uri_of
from exposure_app.signatures import medium

MAX_PAGE_BYTES = 50_000_000
"""Of an HTML file in an export: some services write years of posts into one."""

MAX_MISSING = 1_000
"""Of the pictures that an export's files name and the archive does not hold, so many are told."""

_INSIDE = "https://export.invalid/"
"""Stands for the archive's top while its pages' links are resolved; nobody can own the name."""


def crawl_export(
    source: Source, *, inside: MediaFrames = NO_READERS, cancel: CancelToken
) -> Iterator[Page | FetchedImage | UnchangedImage | Skipped]:
    """Every picture in the archive at `source.locator`, its pages before them, and every gap.

    A picture that a page of the export shows is one of that page; any other is one of the folder
    it lies in. Nothing is fetched: what a page shows from the web is a gap (out_of_scope).

    Raises:
        Cancelled: between two members, or two reads, once `cancel` is raised.
    """
    path = extended(Path(source.locator))
    url = uri_of(path)
    try:
        check_is_here(path)
        with path.open("rb") as file:
            budget = UnpackBudget.of(path.stat().st_size)
            reading = _Reading(source, url, budget, inside, cancel)
            with opened(file, url) as archive:
                members_of = list(members(archive, url))
                yield from reading.what_is_said(members_of)
                yield from reading.pages(members_of)
                yield from reading.pictures(members_of, depth=1)
    except FileNotFoundError:
        yield Skipped(url, errors.NotFound(url), source.id)
    except OSError:
        yield Skipped(url, errors.Unreadable(url, Obstacle.DENIED), source.id)
    except errors.GapError as why:
        yield Skipped(url, why, source.id)


def _is_export(path: Path, untrusted_head: bytes) -> bool:
    return is_zip(untrusted_head) and not is_wacz(path)


FILE_KINDS = (FileKind(Kind.EXPORT, _is_export, crawl_export),)


@dataclass(slots=True)
class _Reading:
    source: Source
    url: str
    budget: UnpackBudget
    inside: MediaFrames
    cancel: CancelToken
    shown: dict[str, ImageRef] = field(default_factory=dict)
    said: dict[str, Context] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)

    def what_is_said(self, found: list[Member | errors.OutOfScope]) -> Iterator[Skipped]:
        """Read what the files of one archive say of its pictures; of those it lacks, a gap each."""
        inside = {one.path: one for one in found if isinstance(one, Member)}
        index = ExportIndex(inside)
        for path, member in inside.items():
            if not may_tell(path) or member.size > MAX_BYTES:
                continue
            self.cancel.check()
            try:
                body = member.body(MAX_BYTES, self.budget, self.cancel)
            except errors.GapError:
                continue  # it is told where it is looked into, and it is no picture
            for said in said_in(body, path, index):
                if said.path is not None:
                    url = inside[said.path].url
                    self.said[url] = self.said.get(url, NO_CONTEXT).filled_from(said.context)
                elif (why := self._missing(said)) is not None:
                    yield self._gap(why)

    def _missing(self, said: Said) -> errors.GapError | None:
        """Why a picture that is named is not looked at; None if that was told before."""
        if said.missing in self.missing or len(self.missing) >= MAX_MISSING:
            return None
        self.missing[said.missing] = None
        if said.missing.startswith(("http:", "https:")):
            return errors.OutOfScope(said.missing)
        return errors.NotSaved(f"{self.url}#{escaped(said.missing)}")

    def pages(self, found: list[Member | errors.OutOfScope]) -> Iterator[Page | Skipped]:
        """The HTML pages of the outermost archive, with the members they show."""
        inside = {str(one.path): one for one in found if isinstance(one, Member)}
        for member in inside.values():
            if member.path.suffix.lower() not in (".html", ".htm"):
                continue
            self.cancel.check()
            try:
                body = member.body(MAX_PAGE_BYTES, self.budget, self.cancel)
            except errors.GapError as why:
                yield self._gap(why)
                continue
            page = extract(body, "", _INSIDE + quote(str(member.path)))
            shown = []
            for image in page.images:
                is_elsewhere = not image.url.startswith(_INSIDE)
                if image.untrusted_inline is not None or (image.is_linked_medium and is_elsewhere):
                    continue
                target = inside.get(unquote(urlsplit(image.url).path).lstrip("/"))
                if is_elsewhere:
                    yield self._gap(errors.OutOfScope(image.url))
                elif target is None:
                    yield self._gap(errors.NotFound(f"{self.url}#{image.url[len(_INSIDE) :]}"))
                else:
                    shown.append(self._ref(target, member.url, image.context))
            for ref in shown:
                self.shown.setdefault(ref.url, ref)
            if shown:
                yield Page(member.url, self.source.id, tuple(shown), page.title)

    def pictures(self, found: list[Member | errors.OutOfScope], depth: int) -> Items:
        """The pictures among these members, and in the archives among them."""
        for one in found:
            self.cancel.check()
            try:
                if isinstance(one, errors.OutOfScope):
                    raise one
                yield from self._looked_into(one, depth)
            except errors.GapError as why:
                yield self._gap(why)

    def _looked_into(self, member: Member, depth: int) -> Items:
        head = member.head(sniff.HEAD_BYTES)
        if sniff.is_picture(head):
            body = member.body(MAX_MEMBER_BYTES, self.budget, self.cancel)
            yield FetchedImage(self._shown(member), body, sha256(body).hexdigest())
        elif what := medium(head):
            body = member.body(MAX_NESTED_BYTES, self.budget, self.cancel)
            whole = self._shown(member)
            yield from pictures_inside(
                what, io.BytesIO(body), whole, self.inside, cancel=self.cancel
            )
        elif is_zip(head) and member.path.suffix.lower() == ".zip":
            if depth == MAX_DEPTH:
                raise errors.BudgetSpent(member.url, Limit.DEPTH)
            body = member.body(MAX_NESTED_BYTES, self.budget, self.cancel)
            with opened(io.BytesIO(body), member.url) as archive:
                within = list(members(archive, self.url, member.path))
                yield from self.what_is_said(within)
                yield from self.pictures(within, depth + 1)
        elif head and sniff.is_binary(head):
            raise errors.NotAnImage(member.url)

    def _shown(self, member: Member) -> ImageRef:
        """A picture of the page that shows it, or else of the folder that it lies in."""
        folder = member.path.parent
        lies_in = self.url if folder == PurePosixPath() else member.url.rpartition("/")[0]
        return self.shown.get(member.url) or self._ref(member, lies_in)

    def _ref(self, member: Member, page_url: str, of_page: Context = NO_CONTEXT) -> ImageRef:
        context = self.said.get(member.url, NO_CONTEXT).filled_from(of_page)
        return ImageRef(member.url, page_url, self.source.id, context=context)

    def _gap(self, why: errors.GapError) -> Skipped:
        return Skipped(why.url, why, self.source.id)
