"""What the person says of findings, as a history that can be gone back in."""

from contextlib import suppress
from datetime import UTC, datetime

from exposure_app.domain.errors import NoSuchFinding
from exposure_app.domain.findings import Finding, FindingId, GivenVerdict, Verdict
from exposure_app.session.profile.opened import OpenProfile


class Answering(OpenProfile):
    """The verbs of a session that are about verdicts."""

    def judge(self, finding: FindingId, verdict: Verdict) -> Finding:
        """Keep the person's verdict; return the finding as it now stands.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        self._vault.verdicts.judge(finding, verdict, datetime.now(UTC))
        return self._vault.findings.get(finding)

    def undo_verdict(self) -> Finding | None:
        """Take back the newest verdict not yet undone; None if there is none."""
        undone = self._vault.verdicts.undo()
        return self._vault.findings.get(undone) if undone else None

    def answers(self, *, at_most: int | None = None) -> list[GivenVerdict]:
        """The verdicts that can be taken back, newest first; all of them if `at_most` is None."""
        given = []
        for number, finding, verdict, at in self._vault.verdicts.history(at_most):
            with suppress(NoSuchFinding):  # it went meanwhile, and its answer with it
                given.append(GivenVerdict(number, self._vault.findings.get(finding), verdict, at))
        return given

    def undo_back_to(self, number: int) -> list[Finding]:
        """Take back this answer and every newer one; the findings as they stand then.

        Raises:
            NoSuchAnswer: it is not among `answers`; nothing was changed.
        """
        undone = self._vault.verdicts.undo_back_to(number)
        return [self._vault.findings.get(finding) for finding in undone]
