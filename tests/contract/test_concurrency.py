"""Several programs on one store: one writes at a time, all may read, and a killed writer leaves what was complete."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import StoreLocked
from graph.store import EVERYTHING, Store
from tests.contract.engines import Site
from tests.contract.records import person, put
from tests.contract.writer import OF_A_FLOOD, ROUNDS

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def another_program(what: str, name: str, site: Site) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `writer.py`; killed at the end of the block if it still runs."""
    command = [sys.executable, "-m", "tests.contract.writer", what, name, site.url, site.user, site.password]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str]) -> str:
    """The next line that a program says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


# -- killed in the middle --------------------------------------------------------------------------


def test_a_writer_killed_in_the_middle_leaves_the_last_complete_state(store: Store, site: Site) -> None:
    put(store, person("先来"))
    with another_program("hold", "中断", site) as process:
        assert heard(process) == "held"
        assert store.count("person", scope=EVERYTHING) == {None: 1}
        process.kill()
        process.wait()
    with site.opened() as again:
        assert again.head()[0] == 1
        assert [each.name for each in again.scan("person", scope=EVERYTHING)] == ["先来"]
        assert again.search("中断", scope=EVERYTHING) == ([], 0)
        assert put(again, person("后来")).seq == 2


def test_a_writer_killed_between_changes_leaves_whole_changes(store: Store, site: Site) -> None:
    with another_program("flood", "洪水", site) as process:
        said = [int(heard(process)) for _ in range(6)]
        process.kill()
        process.wait()
    with site.opened() as again:
        seq, _ = again.head()
        assert seq >= len(said)
        assert again.count("person", scope=EVERYTHING) == {None: seq * OF_A_FLOOD}
        entries = again.changes(limit=10**6, scope=EVERYTHING)
        assert Counter(each.seq for each in entries) == dict.fromkeys(range(1, seq + 1), OF_A_FLOOD)
        _, total = again.search("洪水", first=0, scope=EVERYTHING)
        assert total == seq * OF_A_FLOOD


# -- two at once -----------------------------------------------------------------------------------


def test_two_programs_that_write_at_once_wait_for_each_other(store: Store, site: Site) -> None:
    with another_program("count", "甲", site) as one, another_program("count", "乙", site) as other:
        assert [heard(one), heard(other)] == ["ready", "ready"]
        for process in (one, other):
            process.communicate("go\n", timeout=60)
            assert process.returncode == 0
    assert store.head()[0] == 2 * ROUNDS
    assert store.count("person", scope=EVERYTHING) == {None: 2 * ROUNDS + 1}
    entries = store.changes(limit=10_000, scope=EVERYTHING)
    assert sorted({each.seq for each in entries}) == list(range(1, 2 * ROUNDS + 1))
    assert all(before.at <= after.at for before, after in pairwise(entries))
    shared = [each for each in entries if each.after is not None and each.after.id == person("所有人的").id]  # type: ignore[union-attr]
    assert [each.before for each in shared] == [None, *(each.after for each in shared[:-1])]
    assert Counter(each.by for each in shared) == {"甲": ROUNDS, "乙": ROUNDS}


def test_threads_share_a_handle(store: Store) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for each in range(5):
                put(store, person(f"{name}{each}"))
                assert store.get([person(f"{name}{each}").id], scope=EVERYTHING) != [None]
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙丁"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    assert store.head()[0] == 20
    assert store.count("person", scope=EVERYTHING) == {None: 20}


def test_a_writer_that_waits_too_long_is_told_and_writes_nothing(store: Store, site: Site) -> None:
    with store.change(by="contract", why="long") as change:
        change.put([person("甲")])
        with site.opened(wait_s=0.3) as other, pytest.raises(StoreLocked):
            put(other, person("乙"))
    assert [each.name for each in store.scan("person", scope=EVERYTHING)] == ["甲"]
    with site.opened(wait_s=0.3) as other:
        assert put(other, person("丙")).seq == 2


def test_a_writer_that_waits_long_enough_gets_its_turn(store: Store, site: Site) -> None:
    done: list[int | None] = []

    def wait_and_write() -> None:
        with site.opened() as other:
            done.append(put(other, person("乙")).seq)

    with store.change(by="contract", why="long") as change:
        change.put([person("甲")])
        waiting = threading.Thread(target=wait_and_write)
        waiting.start()
        time.sleep(0.4)
        assert done == []
    waiting.join()
    assert done == [2]


# -- reading while another writes ------------------------------------------------------------------


def test_readers_see_only_whole_changes(store: Store, site: Site) -> None:
    with another_program("flood", "洪水", site) as process:
        assert heard(process) == "0"
        last = 0
        for _ in range(25):
            count = store.count("person", scope=EVERYTHING)[None]
            page = store.find("person", first=0, total=True, scope=EVERYTHING)
            assert count % OF_A_FLOOD == 0
            assert page.total is not None
            assert page.total % OF_A_FLOOD == 0
            assert last <= count <= page.total
            last = page.total


def test_readers_need_not_wait_for_a_long_change(store: Store, site: Site) -> None:
    put(store, person("先来"))
    with another_program("hold", "很久", site) as process:
        assert heard(process) == "held"
        with site.opened() as other:
            assert other.count("person", scope=EVERYTHING) == {None: 1}
            assert other.search("很久", scope=EVERYTHING) == ([], 0)
        assert process.poll() is None, "it still holds its change"
