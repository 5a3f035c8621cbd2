"""What the window counts on about a session as a whole."""

from tests.ui.contracts.part import PartContract


class SessionContract(PartContract):
    """What is of no single part."""

    def test_an_empty_session_has_nothing(self, session):
        assert session.people.all() == session.sources.all() == session.findings.all() == []
        assert session.requests.all() == []
        assert session.audits.last() is None
        assert session.findings.undo_verdict() is None
        assert session.findings.verdict_history() == []

    def test_the_self_check_has_a_line_for_each_part(self, session):
        assert {"models", "index"} <= {check.name for check in session.self_check()}

    def test_closing_twice_is_safe(self, session):
        session.close()
        session.close()
