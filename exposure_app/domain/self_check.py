"""What the self-check found out about one part of the program."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the self-check; `wording.trust.self_check` puts it into words.

    name: of the part, a machine word.
    facts: what was found out, by name: versions, numbers and machine words; no sentence.
    trouble: where a part can fail in several ways, the word for this one; "" if all is well, or
        there is one way.
    """

    name: str
    is_ok: bool
    facts: Mapping[str, str | int] = field(default_factory=dict)
    trouble: str = ""
