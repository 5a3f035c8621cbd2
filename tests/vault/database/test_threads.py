"""One vault, several threads; blocks of writes that are kept whole or not at all."""

import threading

import pytest

from exposure_app.domain.errors import VaultBusy
from exposure_app.vault.database import connection
from tests.vault.filled import (
    NOON,
    OTHER_PICTURE,
    PICTURE,
    later,
    record,
    request,
    source,
    subject,
)


class Thread(threading.Thread):
    """A thread whose exception is raised again by `join`."""

    def __init__(self, run):
        super().__init__(daemon=True)
        self._work = run
        self.problem = None

    def run(self):
        try:
            self._work()
        except BaseException as problem:  # noqa: BLE001 - `join` raises it
            self.problem = problem

    def join(self, timeout=30):
        super().join(timeout)
        assert not self.is_alive()
        if self.problem is not None:
            raise self.problem


def started(work):
    thread = Thread(work)
    thread.start()
    return thread


@pytest.fixture
def place(vault):
    vault.subjects.add(subject())
    vault.sources.add(source())
    return vault


def test_two_threads_read_whole_blocks_while_a_third_writes(place):
    finished = threading.Event()
    seen = {0: set(), 1: set()}

    def write():
        try:
            for number in range(150):
                with place.transaction():
                    place.ledger.add_many([request(number)])
                    record(place, sha256=f"{number:064x}", at=later(number))
                    place.ledger.add_many([request(number)])
        finally:
            finished.set()

    def read(who):
        while not finished.is_set() or not seen[who]:
            seen[who].add(len(place.ledger.all()))
            for found in place.findings.all():
                assert place.findings.crop(found.id)

    threads = [started(write), started(lambda: read(0)), started(lambda: read(1))]
    for thread in threads:
        thread.join()
    for counts in seen.values():
        assert all(count % 2 == 0 for count in counts)
        assert len(counts) > 1
    assert len(place.findings.all()) == 150


def test_threads_that_write_take_turns_and_lose_nothing(place):
    def write(who):
        for number in range(40):
            with place.transaction():
                known = place.pictures.known(PICTURE, "count") or ((1, 1), 0, 0)
                place.pictures.put(PICTURE, "count", (1, 1), known[1] + 1, 0)
                place.ledger.add_many([request(100 * who + number)])

    threads = [started(lambda who=who: write(who)) for who in range(3)]
    for thread in threads:
        thread.join()
    assert place.pictures.known(PICTURE, "count")[1] == 120
    assert len(place.ledger.all()) == 120


def test_other_threads_do_not_see_a_block_before_its_end(place):
    in_block, seen = threading.Event(), threading.Event()

    def write():
        with place.transaction():
            place.ledger.add_many([request(1)])
            in_block.set()
            assert seen.wait(10)

    writer = started(write)
    assert in_block.wait(10)
    assert place.ledger.all() == []
    seen.set()
    writer.join()
    assert len(place.ledger.all()) == 1


def test_a_block_that_never_ends_makes_others_say_busy(place, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_S", 0.2)
    in_block, go_on = threading.Event(), threading.Event()

    def write():
        with place.transaction():
            in_block.set()
            assert go_on.wait(10)

    writer = started(write)
    assert in_block.wait(10)
    with pytest.raises(VaultBusy):
        place.ledger.add_many([request(1)])
    go_on.set()
    writer.join()
    place.ledger.add_many([request(1)])


def test_closing_waits_for_a_block_in_another_thread(open_vault):
    vault = open_vault()
    in_block, closing = threading.Event(), threading.Event()

    def write():
        with vault.transaction():
            vault.ledger.add_many([request(1)])
            in_block.set()
            assert closing.wait(10)

    writer = started(write)
    assert in_block.wait(10)
    closer = started(lambda: (closing.set(), vault.close()))
    writer.join()
    closer.join()
    assert len(open_vault().ledger.all()) == 1


def test_a_threads_connection_goes_with_the_thread(place):
    for _ in range(20):
        started(place.subjects.all).join()
    assert len(place._database._all) <= 2


def test_every_threads_connection_makes_a_commit_wait_for_the_disk(place):
    settings = {}

    def look(who):
        with place._database.reading() as connection:
            settings[who] = [
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "journal_mode", "foreign_keys")
            ]

    look("first")
    started(lambda: look("second")).join()
    full = 2
    assert settings["first"] == settings["second"] == [full, "wal", 1]


def test_closing_leaves_no_log_behind(open_vault, folder):
    vault = open_vault()
    vault.subjects.add(subject())
    started(vault.subjects.all).join()
    vault.close()
    assert sorted(path.name for path in folder.iterdir()) == [
        "vault.db", "vault.json", "vault.lock",
    ]  # fmt: skip


# --- blocks ------------------------------------------------------------------------------------


def add_and_fail(vault, sha256):
    with vault.transaction():
        record(vault, sha256=sha256)
        raise RuntimeError


def test_a_block_that_raises_keeps_nothing(place):
    with pytest.raises(RuntimeError):
        add_and_fail(place, PICTURE)
    assert place.findings.all() == []


def test_a_block_within_a_block_joins_it(place):
    def fail_after_an_inner_block():
        with place.transaction():
            with place.transaction():
                record(place)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_an_inner_block()
    assert place.findings.all() == []


def test_a_block_within_a_block_that_raises_undoes_only_itself(place):
    with place.transaction():
        record(place, sha256=PICTURE)
        with pytest.raises(RuntimeError):
            add_and_fail(place, OTHER_PICTURE)
    assert [one.image_sha256 for one in place.findings.all()] == [PICTURE]


def test_a_block_reads_its_own_writes(place):
    with place.transaction():
        found = record(place)
        assert place.findings.get(found).locations


def test_an_abandoned_generator_within_a_block_keeps_nothing(place):
    def writing():
        with place.transaction():
            record(place)
            yield

    generator = writing()
    next(generator)
    generator.close()
    assert place.findings.all() == []
    place.audits.begin(NOON)
