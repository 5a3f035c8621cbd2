"""An audit at rest: nothing new to keep, nothing written."""

import threading
import time
from types import SimpleNamespace

import pytest

from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import Cancelled, CancelToken, Progress
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.settings import OnBattery, Settings
from tests.pictures import jpeg_bytes, portrait
from tests.prepared import lend_models
from tests.site import Site, html, jpeg


@pytest.fixture
def session(tmp_path):
    home = Home.at(tmp_path / "profile")
    home.create()
    lend_models(home)
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        photo = tmp_path / "me.jpg"
        photo.write_bytes(jpeg_bytes(portrait()))
        list(session.people.enrol([photo], report=lambda _p: None, cancel=CancelToken()))
        yield session


def test_an_audit_that_waits_writes_nothing(session, tmp_path, monkeypatch):
    gate, held = threading.Event(), threading.Event()

    def hold(handler):
        held.set()
        gate.wait(30)
        handler.answer(jpeg(b""))

    commits = []
    transaction = session._profile.vault.transaction
    monkeypatch.setattr(
        session._profile.vault,
        "transaction",
        lambda: commits.append(time.monotonic()) or transaction(),
    )
    cancel = CancelToken()
    found = []

    def audit():
        with pytest.raises(Cancelled):
            found.extend(session.audits.run(report=lambda _p: None, cancel=cancel))

    pages = {
        "/": html('<img src="/me.jpg"><img src="/held.jpg">'),
        "/me.jpg": jpeg(jpeg_bytes(portrait().resize((300, 300)))),
        "/held.jpg": hold,
    }
    with Site(pages) as web:
        session.sources.add(web.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
        worker = threading.Thread(target=audit)
        worker.start()
        assert held.wait(30)
        time.sleep(1.0)  # what was found by now is put away
        assert [finding.subject for finding in session.findings.all()] == ["me"]
        before = len(commits)
        time.sleep(1.0)
        at_rest = len(commits) - before
        cancel.cancel()
        gate.set()
        worker.join(30)
    assert before > 0
    assert at_rest == 0


def test_an_audit_on_battery_waits_for_the_mains_and_says_so(session, tmp_path, monkeypatch):
    album = tmp_path / "album"
    album.mkdir()
    (album / "me.jpg").write_bytes(jpeg_bytes(portrait().resize((300, 300))))
    session.sources.add(str(album), Footing.OWNED)
    session.settings.change(Settings(on_battery=OnBattery.PAUSE))
    battery = SimpleNamespace(power_plugged=False)
    monkeypatch.setattr("psutil.sensors_battery", lambda: battery, raising=False)
    monkeypatch.setattr("exposure_app.session.work.effort.POLL_S", 0.0)
    heard = []

    def hear(progress):
        heard.append(progress)
        if progress == Progress("mains", 0, 1):
            battery.power_plugged = True

    [finding] = session.audits.run(report=hear, cancel=CancelToken())
    assert finding.subject == "me"
    mains = [one.done for one in heard if one.stage == "mains"]
    assert mains[0] == 0
    assert mains[-1] == 1
    assert heard.index(Progress("mains", 1, 1)) < heard.index(Progress("pictures", 1, 1))


def test_an_audit_that_waits_for_the_mains_can_be_stopped(session, tmp_path, monkeypatch):
    album = tmp_path / "album"
    album.mkdir()
    (album / "me.jpg").write_bytes(jpeg_bytes(portrait().resize((300, 300))))
    session.sources.add(str(album), Footing.OWNED)
    session.settings.change(Settings(on_battery=OnBattery.PAUSE))
    battery = SimpleNamespace(power_plugged=False)
    monkeypatch.setattr("psutil.sensors_battery", lambda: battery, raising=False)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        list(session.audits.run(report=lambda progress: cancel.cancel(), cancel=cancel))
    assert not session.audits.last().is_complete
