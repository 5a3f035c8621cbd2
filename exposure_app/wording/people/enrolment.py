"""Why a photo was not enrolled, and which photo would do better."""

from exposure_app.domain import errors
from exposure_app.i18n import _, ngettext
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.files import online_only_words


@explain.register
def _no_face_found(error: errors.NoFaceFound) -> Explanation:
    return Explanation(
        what=_("No face was found in {photo}.").format(photo=error.photo),
        remedy=_(
            "Choose a photo where the face is larger, well lit and turned towards the camera."
        ),
    )


@explain.register
def _no_camera(_error: errors.NoCamera) -> Explanation:
    return Explanation(
        what=_("No camera could be switched on."),
        remedy=_(
            "Close other programs that use it, and let this one use the camera in your system's "
            "settings. Or choose photos from a file."
        ),
    )


@explain.register
def _several_faces_found(error: errors.SeveralFacesFound) -> Explanation:
    return Explanation(
        what=ngettext(
            "{photo} shows {count} face.", "{photo} shows {count} faces.", error.count
        ).format(photo=error.photo, count=error.count),
        remedy=_(
            "Say which face it is, or choose a photo of one person alone, so that nobody else is "
            "enrolled by mistake."
        ),
    )


@explain.register
def _poor_photo(error: errors.PoorPhoto) -> Explanation:
    reasons = {
        "small": (
            _("The face in {photo} is too small to compare others with."),
            _("Choose a photo taken closer, or the original instead of a reduced copy."),
        ),
        "blurred": (
            _("The face in {photo} is too blurred to compare others with."),
            _("Choose a sharper photo, taken in good light and without movement."),
        ),
        "turned": (
            _("The face in {photo} is turned too far away."),
            _("Choose a photo that shows both eyes and the mouth."),
        ),
        "dark": (
            _("The face in {photo} is too dark."),
            _("Choose a photo where light falls on the face."),
        ),
    }
    unclear = (
        _("The face in {photo} is not clear enough to compare others with."),
        _("Choose a sharp photo from the front, without mask or sunglasses."),
    )
    what, remedy = reasons.get(error.reason, unclear)
    return Explanation(what=what.format(photo=error.photo), remedy=remedy)


@explain.register
def _unreadable_photo(error: errors.UnreadablePhoto) -> Explanation:
    return Explanation(
        what=_("{photo} could not be read as a picture.").format(photo=error.photo),
        remedy=_("Open it in a picture viewer, save it as JPEG or PNG, and choose the new file."),
    )


@explain.register
def _photo_online_only(error: errors.PhotoOnlineOnly) -> Explanation:
    return online_only_words(error.photo)


@explain.register
def _unlike_the_others(error: errors.UnlikeTheOthers) -> Explanation:
    return Explanation(
        what=_("The face in {photo} does not resemble this person's other photos.").format(
            photo=error.photo
        ),
        remedy=_(
            "Check that it shows the right person. A photo from another time of life can be "
            "enrolled as an era of its own."
        ),
    )


@explain.register
def _near_copy(error: errors.NearCopy) -> Explanation:
    return Explanation(
        what=_("{photo} is nearly the same picture as one that is enrolled.").format(
            photo=error.photo
        ),
        remedy=_("Nothing to do. A photo from another day would add more."),
    )


@explain.register
def _too_many_photos(error: errors.TooManyPhotos) -> Explanation:
    return Explanation(
        what=_(
            "{photo} was left out: {limit} photos of one time of life are enrolled, and more would "
            "not make the search better."
        ).format(photo=error.photo, limit=error.limit),
        remedy=_(
            "Remove one of them first to make room, or enrol it as an era of its own if the person "
            "looked different then."
        ),
    )


@explain.register
def _too_many_eras(error: errors.TooManyEras) -> Explanation:
    return Explanation(
        what=_(
            "{photo} was left out: this person has {limit} eras already. Each one is compared with "
            "every face, so each one more brings more false alarms."
        ).format(photo=error.photo, limit=error.limit),
        remedy=_("Enrol it in the era it is most like, or remove an era's photos first."),
    )


@explain.register
def _no_such_photo(error: errors.NoSuchPhoto) -> Explanation:
    return Explanation(
        what=_("There is no enrolled photo called {photo}.").format(photo=error.photo),
        remedy=_("Look at the list of this person's photos and use the name shown there."),
    )
