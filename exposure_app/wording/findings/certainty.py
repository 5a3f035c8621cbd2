"""How sure is sure: false alarms in counts a person can picture, never in per cent."""

from exposure_app.domain.coverage import Expectation
from exposure_app.domain.findings import Band
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal, grouped

_AS_USUAL = 1.05
_WHOLE = 10.0
_RARE = 0.5
"""Below half a face, "one audit in so many" is easier to picture than a fraction of a face."""


def one_in(rate: float) -> int:
    """The N of "one in N" for a rate above 0: a whole number of at most two leading digits."""
    times = 1.0 / rate
    step: int = 10 ** max(0, len(str(int(times))) - 2)
    return max(1, round(times / step) * step)


def false_alarms_explained() -> str:
    """What an expected false alarm is, in one sentence."""
    return _(
        "A false alarm is another person's face that is alike enough to be shown to you, and the "
        "more faces are compared, the more of them there will be."
    )


def expected_false_alarms(expected: float, between: tuple[int, int] | None = None) -> str:
    """How many false alarms to expect in one audit, as a sentence or two.

    Args:
        expected: the mean number, at least 0.
        between: the lowest and highest number that would be no surprise, if known.
    """
    if expected <= 0:
        return _("No faces were compared, so there was nothing to mistake.")
    if expected < _RARE:
        said = _(
            "A false alarm is unlikely: about one audit of this size in {n} would contain one."
        ).format(n=_grouped(one_in(expected)))
    else:
        n = max(1, round(expected))
        said = ngettext(
            "Expect about {n} false alarm in an audit of this size.",
            "Expect about {n} false alarms in an audit of this size.",
            n,
        ).format(n=_grouped(n))
    if between is None:
        return said
    low, high = between
    if high == 0:
        return said + " " + _("One would be a surprise.")
    if low == 0:
        return (
            said
            + " "
            + ngettext(
                "More than {high} would be a surprise.",
                "More than {high} would be a surprise.",
                high,
            ).format(high=_grouped(high))
        )
    return (
        said
        + " "
        + _("Anything between {low} and {high} would be no surprise.").format(
            low=_grouped(low), high=_grouped(high)
        )
    )


def expected_before(expectation: Expectation) -> str:
    """How many false alarms to expect in the audit that is about to begin."""
    faces = _grouped(expectation.faces)
    if expectation.is_guess:
        said = _("For each {faces} faces of other people in the pictures:").format(faces=faces)
    else:
        said = _("If it meets as many faces as the last one, {faces}:").format(faces=faces)
    return (
        said + " " + expected_false_alarms(expectation.false_alarms.get(Band.LOOKS_LIKE_YOU, 0.0))
    )


def raised_explained(times: float) -> str:
    """Why more false alarms are expected than the measurement alone would say; "" if not.

    Args:
        times: how many times as many; up to 1.05 is as usual.
    """
    if times <= _AS_USUAL:
        return ""
    return _(
        "That is about {times} times as many as usual: the strangers in these pictures look more "
        "like the person looked for than the people do on whom this was measured."
    ).format(times=decimal(times, ".1f" if times < _WHOLE else ",.0f"))


def limits_explained(uneven: tuple[float, float, float] | None = None) -> list[str]:
    """What the figures do not cover, one point each; a person must know these to judge.

    Args:
        uneven: false match rates at "looks like you" between two women, between two men, and
            between a woman and a man, all above 0; None where they were not measured.
    """
    return [
        _("The program compares faces. Only a person can say who it is."),
        _(
            "It cannot tell twins apart, and often not brothers, sisters or others who look much "
            "alike."
        ),
        _(
            "How well it works for children, across many years, and for different skin colours and "
            "origins was not measured. Finding nothing there means little."
        ),
        _uneven_explained(uneven),
        _(
            "Masks, sunglasses, blur, strong tilt and faces smaller than about 32 pixels hide a "
            "person from it. No finding is no proof of absence."
        ),
    ]


def _uneven_explained(rates: tuple[float, float, float] | None) -> str:
    if rates is None:
        return _(
            "Wrong matches are not spread evenly: with models of this kind they are more frequent "
            "among women than among men. For this one it was not measured."
        )
    women, men, across = (_grouped(one_in(rate)) for rate in rates)
    return _(
        "Wrong matches are not spread evenly. In the measurement, “looks like you” was reached by "
        "1 in {women} comparisons of two women, 1 in {men} of two men, and 1 in {across} of a "
        "woman with a man; who is which was taken from first names."
    ).format(women=women, men=men, across=across)


def _grouped(n: int) -> str:
    """1234567 as 1,234,567."""
    return grouped(n)
