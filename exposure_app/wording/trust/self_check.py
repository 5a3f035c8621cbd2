"""What the self-check says of each part: its name, a sentence, and what to do about it."""

from exposure_app.domain.self_check import Check
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation
from exposure_app.wording.trust.sandbox import confinement_words
from exposure_app.wording.trust.storage_notices import key_place_words


def check_name(name: str) -> str:
    """A part, as people call it."""
    return {
        "weights": _("Model files"),
        "models": _("Face models"),
        "key": _("Key store"),
        "vault": _("Vault"),
        "index": _("Search index"),
        "formats": _("Picture formats"),
        "guard": _("Guard"),
        "sandbox": _("Closed-off decoder"),
        "telemetry": _("Telemetry"),
        "folders": _("Folders"),
        "room": _("Disk space"),
        "clock": _("Clock"),
        "resources": _("Program files"),
    }.get(name, name.capitalize())


def check_words(check: Check) -> Explanation:
    """What came of a check; the remedy is "" where there is nothing to do."""
    if check.is_ok:
        return Explanation(_well(check), "")
    part = check_name(check.name)
    return _amiss(check) or Explanation(
        _("{part}: this part does not work as it should.").format(part=part),
        _("Start the program again. If that does not help, install it again; your vault stays."),
    )


def check_detail(check: Check) -> str:
    """What was found out, for whoever wants to know: a few words, no sentence."""
    facts = check.facts
    if not check.is_ok:
        unread = str(facts.get("unread", ""))
        return unread or check.trouble.replace("_", " ") or str(facts.get("error", ""))
    if check.name == "formats":
        return _formats(str(facts["found"]), str(facts["missing"]))
    if check.name == "sandbox":
        return confinement_words(str(facts["holds"]).split(), str(facts["lacks"]).split())
    return {
        "weights": _("{pack}: SHA-256 as pinned"),
        "models": _("{model}: {n} numbers a face"),
        "key": "{place}",
        "vault": _("every page authenticates"),
        "index": "{index}",
        "guard": _("refuses, as it should"),
        "telemetry": _("off"),
        "folders": _("writable"),
        "room": _("{n} MB free"),
        "clock": "{now}",
        "resources": "{folder}",
    }.get(check.name, "").format(**facts)


def _formats(found: str, missing: str) -> str:
    if not missing:
        return found
    return ", ".join((found, _("not installed: {parts}").format(parts=missing)))


def _well(check: Check) -> str:
    name, facts = check.name, check.facts
    if name == "index" and facts["index"] == "exact":
        return _("Faces are compared one by one: exact, and slower where there are very many.")
    if name == "key" and facts["place"] in {"passphrase", "memory"}:
        return key_place_words(str(facts["place"]))
    return {
        "weights": _("The model files are, to the byte, those this program was made with."),
        "models": _("The models find and compare faces."),
        "key": _("The key of your vault is kept by: {detail}."),
        "vault": _("Every page of your vault is as it was written."),
        "index": _("The search index works."),
        "formats": _("These formats can be read: {detail}."),
        "guard": _("The guard stands: what would leave by another way is refused."),
        "sandbox": _("Pictures are opened in a closed-off part of the program: {detail}."),
        "telemetry": _("The models' own reporting is off."),
        "folders": _("The program's folders can be written to."),
        "room": _("There is enough room on the disk: {detail}."),
        "clock": _("The clock is later than all that was written down."),
        "resources": _("The program's own files are there."),
    }.get(name, "{detail}").format(detail=check_detail(check))


def _amiss(check: Check) -> Explanation | None:
    name, trouble = check.name, check.trouble
    install_again = _("Install the program again; your vault stays as it is.")
    known = {
        "weights": Explanation(
            _("A model file is missing, or is not the one this program was made with."),
            install_again,
        ),
        "models": Explanation(_("The face models do not run on this computer."), install_again),
        "key": Explanation(
            _("The key of your vault cannot be reached."),
            _("Unlock the keychain of this computer, then try again."),
        ),
        "vault": Explanation(
            _("A page of your vault is not as it was written."),
            _("Make a copy of its folder, and put back a backup if you have one."),
        ),
        "index": Explanation(
            _("The search index does not work."),
            _("Nothing is lost: it is made anew from your vault. Start the program again."),
        ),
        "formats": Explanation(
            _("These formats were tried and could not be read: {detail}.").format(
                detail=check_detail(check)
            )
            if trouble == "unread"
            else _("A part that reads pictures, videos or documents does not work."),
            install_again,
        ),
        "guard": Explanation(
            _("The guard does not stand, so other ways out are not watched."),
            _("Start the program by its own command or icon: exposure, or exposure-app."),
        ),
        "sandbox": Explanation(
            _("Pictures are opened apart from the rest, and your system does not close that off.")
            if trouble == "open"
            else _("The closed-off part of the program that opens pictures does not start."),
            _("Bring your system up to date, or run the program outside of a container.")
            if trouble == "open"
            else _("Security software may have to be told to let it run. Then try again."),
        ),
        "telemetry": Explanation(
            _("The models' own reporting is not off."),
            _("Do not use the program like this. Start it by its own command or icon."),
        ),
        "folders": Explanation(
            _("A folder of the program cannot be written to."),
            _("Give yourself leave to write there, or choose another folder with --home."),
        ),
        "room": Explanation(
            _("There is less than 200 MB of room on the disk."),
            _("Free some disk space before the next audit."),
        ),
        "clock": Explanation(
            _("The clock went back: something was written down at a later time than now.")
            if trouble == "went_back"
            else _("The clock shows a day before this version of the program was made."),
            _("Set the clock right. Until then dates, and consents that end, may be off."),
        ),
        "resources": Explanation(_("Some of the program's own files are missing."), install_again),
    }
    return known.get(name)
