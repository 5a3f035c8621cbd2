"""Everything that can go wrong in a way the user can understand, by what it is about.

    ExposureError
        EnrolmentError    NoFaceFound, SeveralFacesFound, PoorPhoto, UnreadablePhoto,
                          UnlikeTheOthers, NearCopy, TooManyPhotos, TooManyEras
        GapError          one item of an audit was not looked at; `word` is its name
                          in `not_looked_at`
            FetchError    OutOfScope, RefusedByRobots, Blocked, LoginNeeded, RateLimited, NotFound,
                          Unreachable, TimedOut, TooLarge, RefusedAddress, BudgetSpent, AirGapped,
                          NotSaved, NeedsBrowser, PermissionEnded
            DecodeError   NotAnImage, Unreadable, PartMissing, TooSmallToShowAFace, TooManyPixels,
                          TookTooLong
        DecoderUnavailable, DecoderKeepsEnding
        SourceError       NotALocator, NoSuchSource, SourceExists, NotProved, CannotBeProved,
                          PermissionNotNamed
        NothingToAudit, NothingToReport
        SubjectError      NoSuchSubject, NobodyEnrolled, GuardianNotNamed, ConsentEnded
        NoSuchFinding, NoSuchVerdict, NotConfirmed, NoSuchPhoto, NoSuchLookAlike
        CannotRead, CannotWrite, UnknownFormat
        EscapeRefused     also an OSError: libraries that try a way out must take no for an answer
        GalleryDamaged
        ModelError        ModelMissing, ModelDamaged
        PackError         NoSuchPack, PackExists, PackGone, PackUnusable, PackInUse, PackShips,
                          NoDownload, DownloadDamaged, LicenceNotAccepted, NotCalibrated
        SubjectsWouldBeLost
        TooFewLabelledFaces
        VaultError        KeychainUnavailable, PassphraseNeeded, WrongPassphrase, KeyMissing,
                          VaultDamaged, VaultTooNew, VaultBusy, DiskFull, NoPassphrase,
                          VaultInTheWay, BackupDamaged, BackupTooNew, WrongBackupPassphrase

A class carries facts, never sentences: `exposure_app.wording` turns the facts into the user's
language, and a class added here without words there fails `tests/wording/test_explanation.py`.

`Cancelled` is in `exposure_app.domain.work`: stopping on request is not an error.
"""

from exposure_app.domain.errors.base import (
    ExposureError,
)
from exposure_app.domain.errors.decoder import (
    DecoderKeepsEnding,
    DecoderUnavailable,
)
from exposure_app.domain.errors.enrolment import (
    EnrolmentError,
    NearCopy,
    NoCamera,
    NoFaceFound,
    PoorPhoto,
    SeveralFacesFound,
    TooManyEras,
    TooManyPhotos,
    UnlikeTheOthers,
    UnreadablePhoto,
)
from exposure_app.domain.errors.escape import (
    EscapeRefused,
)
from exposure_app.domain.errors.gaps import (
    AirGapped,
    Blocked,
    BudgetSpent,
    DecodeError,
    FetchError,
    GapError,
    LoginNeeded,
    NeedsBrowser,
    NotAnImage,
    NotFound,
    NotSaved,
    OutOfScope,
    PartMissing,
    PermissionEnded,
    RateLimited,
    RefusedAddress,
    RefusedByRobots,
    TimedOut,
    TookTooLong,
    TooLarge,
    TooManyPixels,
    TooSmallToShowAFace,
    Unreachable,
    Unreadable,
)
from exposure_app.domain.errors.models import (
    DownloadDamaged,
    GalleryDamaged,
    LicenceNotAccepted,
    ModelDamaged,
    ModelError,
    ModelMissing,
    NoDownload,
    NoSuchPack,
    NotCalibrated,
    PackError,
    PackExists,
    PackGone,
    PackInUse,
    PackShips,
    PackUnusable,
    SubjectsWouldBeLost,
    TooFewLabelledFaces,
)
from exposure_app.domain.errors.not_found import (
    CannotBeProved,
    CannotRead,
    CannotWrite,
    ConsentEnded,
    GuardianNotNamed,
    NobodyEnrolled,
    NoSuchFinding,
    NoSuchLookAlike,
    NoSuchPhoto,
    NoSuchSource,
    NoSuchSubject,
    NoSuchVerdict,
    NotALocator,
    NotConfirmed,
    NothingToAudit,
    NothingToReport,
    NotProved,
    PermissionNotNamed,
    SourceError,
    SourceExists,
    SubjectError,
    UnknownFormat,
)
from exposure_app.domain.errors.vault import (
    BackupDamaged,
    BackupTooNew,
    DiskFull,
    KeychainUnavailable,
    KeyMissing,
    NoPassphrase,
    PassphraseNeeded,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultInTheWay,
    VaultTooNew,
    WrongBackupPassphrase,
    WrongPassphrase,
)

__all__ = [
    "AirGapped",
    "BackupDamaged",
    "BackupTooNew",
    "Blocked",
    "BudgetSpent",
    "CannotBeProved",
    "CannotRead",
    "CannotWrite",
    "ConsentEnded",
    "DecodeError",
    "DecoderKeepsEnding",
    "DecoderUnavailable",
    "DiskFull",
    "DownloadDamaged",
    "EnrolmentError",
    "EscapeRefused",
    "ExposureError",
    "FetchError",
    "GalleryDamaged",
    "GapError",
    "GuardianNotNamed",
    "KeyMissing",
    "KeychainUnavailable",
    "LicenceNotAccepted",
    "LoginNeeded",
    "ModelDamaged",
    "ModelError",
    "ModelMissing",
    "NearCopy",
    "NeedsBrowser",
    "NoCamera",
    "NoDownload",
    "NoFaceFound",
    "NoPassphrase",
    "NoSuchFinding",
    "NoSuchLookAlike",
    "NoSuchPack",
    "NoSuchPhoto",
    "NoSuchSource",
    "NoSuchSubject",
    "NoSuchVerdict",
    "NobodyEnrolled",
    "NotALocator",
    "NotAnImage",
    "NotCalibrated",
    "NotConfirmed",
    "NotFound",
    "NotProved",
    "NotSaved",
    "NothingToAudit",
    "NothingToReport",
    "OutOfScope",
    "PackError",
    "PackExists",
    "PackGone",
    "PackInUse",
    "PackShips",
    "PackUnusable",
    "PartMissing",
    "PassphraseNeeded",
    "PermissionEnded",
    "PermissionNotNamed",
    "PoorPhoto",
    "RateLimited",
    "RefusedAddress",
    "RefusedByRobots",
    "SeveralFacesFound",
    "SourceError",
    "SourceExists",
    "SubjectError",
    "SubjectsWouldBeLost",
    "TimedOut",
    "TooFewLabelledFaces",
    "TooLarge",
    "TooManyEras",
    "TooManyPhotos",
    "TooManyPixels",
    "TooSmallToShowAFace",
    "TookTooLong",
    "UnknownFormat",
    "UnlikeTheOthers",
    "Unreachable",
    "Unreadable",
    "UnreadablePhoto",
    "VaultBusy",
    "VaultDamaged",
    "VaultError",
    "VaultInTheWay",
    "VaultTooNew",
    "WrongBackupPassphrase",
    "WrongPassphrase",
]
