"""Who of a labelled set is a woman and who a man, by first name: the only sign there is.

A name is no proof, and many names tell nothing: people whose first name is used by both, or is
unknown to `gender_guesser`, are in neither group.
"""

from collections.abc import Iterable

from gender_guesser.detector import Detector

WOMEN, MEN = {"female", "mostly_female"}, {"male", "mostly_male"}


def by_first_name(people: Iterable[str]) -> dict[str, list[bool]]:
    """For "women" and "men", whether each person (`First_Last`) belongs to it."""
    detector = Detector()
    told = [detector.get_gender(person.split("_")[0]) for person in people]
    return {"women": [one in WOMEN for one in told], "men": [one in MEN for one in told]}
