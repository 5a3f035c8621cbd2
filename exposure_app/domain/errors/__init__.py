"""Everything that can go wrong in a way the user can understand, each in the module it is about.

    ExposureError       base        of all
    EnrolmentError      enrolment   a photo was not taken on as one of a person
    GapError            gaps        one item of an audit was not looked at; its `reason` says why
        FetchError                  it was not fetched
        DecodeError                 its bytes did not become pixels
    SourceError         not_found   a place, and
    SubjectError        not_found   a person, that is not there or not as it would have to be
    ModelError          models      the face models, and
    PackError           models      the packs they come in
    NewestNotTold       newer       it is not known whether there is a newer version
    VaultError          vault       the vault, its key, and backups

The rest stand by themselves, each beside what it is about, or in `decoder` and `escape`.

A class carries facts, never sentences: `exposure_app.wording` turns the facts into the user's
language, and a class added without words there fails `tests/wording/test_explanation.py`. It is
named where it is written and nowhere else: every class of these modules can be had from here.

`Cancelled` is in `exposure_app.domain.work`: stopping on request is not an error.
"""

from exposure_app.domain.errors.base import *
from exposure_app.domain.errors.decoder import *
from exposure_app.domain.errors.enrolment import *
from exposure_app.domain.errors.escape import *
from exposure_app.domain.errors.gaps import *
from exposure_app.domain.errors.models import *
from exposure_app.domain.errors.newer import *
from exposure_app.domain.errors.not_found import *
from exposure_app.domain.errors.vault import *
