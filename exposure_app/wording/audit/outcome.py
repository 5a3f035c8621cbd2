"""An audit in words: what looks like someone, what was looked at, what was not."""

from collections.abc import Sequence

from exposure_app.domain.coverage import Coverage
from exposure_app.domain.findings import Band, Finding, State
from exposure_app.domain.work import Progress
from exposure_app.i18n import _, ngettext
from exposure_app.wording.terms import ME


def headline(findings: Sequence[Finding], gaps: int, *, is_complete: bool = True) -> str:
    """The answer in a breath: how many pictures on how many pages, and how many gaps.

    Counts what looks like someone or more, and what they confirmed; what they set aside is left
    out, and what only possibly shows someone is said apart.
    """
    live = [finding for finding in findings if finding.state is not State.DISMISSED]
    strong = [f for f in live if f.state is State.CONFIRMED or f.band is not Band.POSSIBLY]
    weak = len(live) - len(strong)
    said = [_strong_words(strong)]
    if weak and strong:
        said.append(
            ngettext(
                "{count} more picture possibly does.", "{count} more pictures possibly do.", weak
            ).format(count=weak)
        )
    elif weak:
        said.append(
            ngettext(
                "{count} picture possibly does.", "{count} pictures possibly do.", weak
            ).format(count=weak)
        )
    said.append(_gap_words(gaps, is_complete=is_complete))
    return " ".join(said)


def _strong_words(findings: Sequence[Finding]) -> str:
    if not findings:
        return _("No picture that was looked at looks like you.")
    pictures = len({finding.image_sha256 for finding in findings})
    pages = len({place.page_url for finding in findings for place in finding.locations})
    shown = ngettext("{count} picture", "{count} pictures", pictures).format(count=pictures)
    where = ngettext("{count} page", "{count} pages", pages).format(count=pages)
    subjects = {finding.subject for finding in findings}
    if subjects == {ME}:
        said = ngettext(
            "{pictures} on {pages} looks like you.",
            "{pictures} on {pages} look like you.",
            pictures,
        )
    elif len(subjects) == 1:
        said = ngettext(
            "{pictures} on {pages} looks like {name}.",
            "{pictures} on {pages} look like {name}.",
            pictures,
        )
    else:
        said = ngettext(
            "{pictures} on {pages} looks like somebody enrolled.",
            "{pictures} on {pages} look like somebody enrolled.",
            pictures,
        )
    return said.format(pictures=shown, pages=where, name=min(subjects))


def _gap_words(gaps: int, *, is_complete: bool) -> str:
    if gaps:
        return ngettext(
            "{count} thing could not be checked.", "{count} things could not be checked.", gaps
        ).format(count=gaps)
    if not is_complete:
        return _("The rest was not looked at.")
    return _("Every page and picture that was met could be opened.")


def coverage_lines(coverage: Coverage) -> list[str]:
    """What was looked at, one sentence for each count that says something."""
    lines = []
    if coverage.pages_fetched:
        lines.append(
            ngettext(
                "{count} page was opened.", "{count} pages were opened.", coverage.pages_fetched
            ).format(count=coverage.pages_fetched)
        )
    lines += [
        ngettext(
            "{count} picture was met.", "{count} pictures were met.", coverage.images_referenced
        ).format(count=coverage.images_referenced),
        ngettext(
            "{count} picture was looked at.",
            "{count} pictures were looked at.",
            coverage.images_decoded,
        ).format(count=coverage.images_decoded),
    ]
    if coverage.images_unchanged:
        lines.append(
            ngettext(
                "{count} more was known from an earlier audit and has not changed.",
                "{count} more were known from an earlier audit and have not changed.",
                coverage.images_unchanged,
            ).format(count=coverage.images_unchanged)
        )
    lines.append(
        ngettext(
            "{count} face was found in them.",
            "{count} faces were found in them.",
            coverage.faces_found,
        ).format(count=coverage.faces_found)
    )
    if coverage.faces_too_small:
        lines.append(
            ngettext(
                "{count} of these was too small to compare.",
                "{count} of these were too small to compare.",
                coverage.faces_too_small,
            ).format(count=coverage.faces_too_small)
        )
    return lines


def progress_words(progress: Progress) -> str:
    """How far the work is, such as "12 of 40 pictures looked at"."""
    done, total = progress.done, progress.total
    if progress.stage == "bytes":
        return _bytes_words(done, total)
    if progress.stage == "mains":
        return _("Going on: plugged in again") if done else _("Waiting until plugged in")
    if total is None:
        said = {
            "pages": _("Pages opened: {done}"),
            "pictures": _("Pictures looked at: {done}"),
            "photos": _("Photos read: {done}"),
            "findings": _("Findings looked at again: {done}"),
            "kept": _("Kept faces compared: {done}"),
        }.get(progress.stage, _("Done: {done}"))
        return said.format(done=done)
    said = {
        "pages": _("Pages opened: {done} of {total}"),
        "pictures": _("Pictures looked at: {done} of {total}"),
        "photos": _("Photos read: {done} of {total}"),
        "findings": _("Findings looked at again: {done} of {total}"),
        "kept": _("Kept faces compared: {done} of {total}"),
    }.get(progress.stage, _("Done: {done} of {total}"))
    return said.format(done=done, total=total)


def _bytes_words(done: int, total: int | None) -> str:
    if total is None:
        return _("Downloaded: {done} MB").format(done=done // 1_000_000)
    return _("Downloaded: {done} of {total} MB").format(
        done=done // 1_000_000, total=max(1, round(total / 1_000_000))
    )


def demo_words(found: int, missed: int, accused: int) -> str:
    """How the demo went: pictures of its person found and missed, and of somebody else found."""
    return _(
        "The site shows the person in {planted} pictures: {found} found, {missed} missed, "
        "{accused} of somebody else taken for them."
    ).format(planted=found + missed, found=found, missed=missed, accused=accused)
