"""Model packs: how far one is from being used, what a change costs, and why one cannot be used."""

from exposure_app.domain import errors
from exposure_app.i18n import _, ngettext
from exposure_app.wording.explanation import Explanation, explain


def pack_status_words(status: str, download_bytes: int | None) -> str:
    """What has to be done before a pack can be used, in a sentence.

    Args:
        status: ready, not_calibrated, licence_not_accepted or not_here.
    """
    if status == "not_here" and download_bytes:
        return _("Not here. It can be downloaded ({megabytes} MB), or placed by hand.").format(
            megabytes=max(1, round(download_bytes / 1_000_000))
        )
    return {
        "ready": _("Ready to use."),
        "not_calibrated": _("Here, but not measured yet: point to pictures of people you know."),
        "licence_not_accepted": _("Here, but its licence was not accepted yet."),
    }.get(status, _("Not here. It can only be placed by hand."))


def pack_cost_words(photos: int, findings: int, seconds: float) -> str:
    """What a change of pack looks at and how long it takes, before it begins."""
    looked = _("Enrolled photos to look at again: {photos}. Findings: {findings}.").format(
        photos=photos, findings=findings
    )
    if seconds < 60:
        return looked + " " + _("This takes less than a minute.")
    minutes = round(seconds / 60)
    about = ngettext("This takes about {n} minute.", "This takes about {n} minutes.", minutes)
    return looked + " " + about.format(n=minutes)


def pack_lost_words(lost_photos: int, not_reseen: int) -> str:
    """In how many kept pictures the new pack finds no face; "" if it finds all."""
    parts = []
    if lost_photos:
        parts.append(
            ngettext(
                "In {n} enrolled photo it finds no face; the others of that person are used.",
                "In {n} enrolled photos it finds no face; the others of those people are used.",
                lost_photos,
            ).format(n=lost_photos)
        )
    if not_reseen:
        parts.append(
            ngettext(
                "{n} finding could not be looked at again and stays as it was.",
                "{n} findings could not be looked at again and stay as they were.",
                not_reseen,
            ).format(n=not_reseen)
        )
    return " ".join(parts)


@explain.register
def _no_such_pack(error: errors.NoSuchPack) -> Explanation:
    return Explanation(
        what=_("There is no model pack called {pack} here.").format(pack=error.pack),
        remedy=_("Look at the list of packs, or add it from a folder or a zip file."),
    )


@explain.register
def _pack_exists(error: errors.PackExists) -> Explanation:
    return Explanation(
        what=_("The name {pack} is taken by another model pack.").format(pack=error.pack),
        remedy=_("Give the new one another name, or remove the old one first."),
    )


@explain.register
def _pack_gone(error: errors.PackGone) -> Explanation:
    return Explanation(
        what=_("The model pack {pack}, which is in use, is missing or was changed.").format(
            pack=error.pack
        ),
        remedy=_(
            "Change to the pack that comes with the program; then you can remove this one and "
            "add it again. Your photos, findings and verdicts stay as they are."
        ),
    )


@explain.register
def _pack_unusable(error: errors.PackUnusable) -> Explanation:
    reasons = {
        "no_detector": _("No model that finds faces is among the files."),
        "no_recogniser": _("No model that compares faces is among the files."),
        "several_detectors": _("More than one model that finds faces is among the files."),
        "several_recognisers": _("More than one model that compares faces is among the files."),
        "several": _("There are too many files, or two of one name."),
        "name": _("{file} is not a name that can be used for it."),
        "not_a_model": _("{file} is not a model file that can be read."),
        "external": _("{file} keeps its numbers in other files, which is not safe to open."),
        "too_large": _("{file} is larger than any model pack should be."),
        "damaged": _("{file} is damaged, or not a zip file."),
    }
    other = _("The models could be read, but they do not work together.")
    return Explanation(
        what=reasons.get(error.reason, other).format(file=error.pack),
        remedy=_(
            "Nothing was kept. A pack is one model that finds faces (SCRFD or YuNet) and one that "
            "compares them (ArcFace, 112 pixels), as ONNX files in a folder or a zip file."
        ),
    )


@explain.register
def _pack_in_use(error: errors.PackInUse) -> Explanation:
    return Explanation(
        what=_("The model pack {pack} cannot be removed: it is in use, or part of the "
               "program.").format(pack=error.pack),
        remedy=_("Change to another pack first."),
    )  # fmt: skip


@explain.register
def _pack_ships(error: errors.PackShips) -> Explanation:
    return Explanation(
        what=_("The model pack {pack} comes with the program and was measured before.").format(
            pack=error.pack
        ),
        remedy=_("There is nothing to do: it can be used as it is."),
    )


@explain.register
def _no_download(error: errors.NoDownload) -> Explanation:
    return Explanation(
        what=_("The model pack {pack} cannot be downloaded from here.").format(pack=error.pack),
        remedy=_("Fetch it yourself from where you trust it, and add its folder or zip file."),
    )


@explain.register
def _download_damaged(error: errors.DownloadDamaged) -> Explanation:
    return Explanation(
        what=_("What came for the model pack {pack} is not the file it should be.").format(
            pack=error.pack
        ),
        remedy=_("It was thrown away unopened. Try again later, or place the pack by hand."),
    )


@explain.register
def _licence_not_accepted(error: errors.LicenceNotAccepted) -> Explanation:
    return Explanation(
        what=_("The licence of the model pack {pack} was not accepted yet.").format(
            pack=error.pack
        ),
        remedy=_("Read it and accept it, if you agree; then go on."),
    )


@explain.register
def _not_calibrated(error: errors.NotCalibrated) -> Explanation:
    return Explanation(
        what=_("It was not measured yet how sure the model pack {pack} can be.").format(
            pack=error.pack
        ),
        remedy=_(
            "Measure it on pictures of people you know: a folder with one folder for each person. "
            "Nothing of them is kept but the counts."
        ),
    )


@explain.register
def _subjects_would_be_lost(error: errors.SubjectsWouldBeLost) -> Explanation:
    return Explanation(
        what=ngettext(
            "The other model pack finds no face in any enrolled photo of {names}.",
            "The other model pack finds no face in any enrolled photo of these people: {names}.",
            len(error.subjects),
        ).format(names=", ".join(error.subjects)),
        remedy=_("Nothing was changed. Enrol a clearer photo first, or keep the pack you have."),
    )
