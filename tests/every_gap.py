"""Every way in which something was not looked at, as the error that says it."""

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle, Unsaid

URL = "https://a.example/"
ALL = [
    errors.OutOfScope(URL),
    errors.PermissionEnded(URL),
    errors.RefusedByRobots(URL),
    errors.RefusedByRobots(URL, signal="noimageai"),
    errors.RefusedByRobots(URL, pause_s=120.0),
    errors.RefusedByRobots(URL, status=503),
    *[errors.RefusedByRobots(URL, unsaid=unsaid) for unsaid in Unsaid],
    errors.Blocked(URL, 403),
    errors.LoginNeeded(URL, 401),
    errors.RateLimited(URL),
    errors.NotFound(URL, 404),
    errors.NotSaved(URL),
    errors.OnlineOnly(URL),
    errors.Unreachable(URL),
    errors.TimedOut(URL),
    errors.TookTooLong(URL),
    errors.TooLarge(URL, 26_000_000),
    errors.NotAnImage(URL),
    *[errors.Unreadable(URL, obstacle) for obstacle in Obstacle],
    errors.NeedsBrowser(URL),
    errors.PartMissing(URL, "heif"),
    errors.TooSmallToShowAFace(URL, 1200, 8),
    errors.TooManyPixels(URL, 30_000, 30_000),
    errors.RefusedAddress(URL),
    *[errors.BudgetSpent(URL, limit) for limit in Limit],
    errors.AirGapped(URL),
]
"""Every error there is, with every fact that tells it from others of its reason."""
