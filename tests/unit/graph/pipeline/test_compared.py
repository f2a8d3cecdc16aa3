"""Mentions that are compared by columns, in a store: one by one as all at once, and what was learned of them kept."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bench.historical.rows import Row, rows
from graph.identity.measuring import Truth, count_pairs
from graph.model import Mention, Person, RefersTo
from graph.pipeline import together
from graph.pipeline.measuring import found_in
from graph.pipeline.resolving import resolve
from graph.pipeline.settings import settings_of
from graph.pipeline.trying import CERTAIN, partition_at
from graph.store import EVERYTHING, Store
from loaders.load import load_files
from tests.unit.graph.identity.rows import TODAY
from tests.unit.graph.pipeline.streets import derived, new_store, put


def loaded(store: Store, folder: Path, some: Sequence[Row]) -> Store:
    """The rows as a file that does not say whose they are, loaded with the built-in mapping."""
    columns = [each for each in Row._fields if each != "cluster"]
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([getattr(each, name) for name in columns] for each in some)
    report = load_files(store, [folder / "people.csv"], mapping="historical", by="test")
    assert not report.rejected
    return store


def mentions_in(store: Store) -> list[Mention]:
    return list(store.scan("mention", scope=EVERYTHING))


def test_one_by_one_in_any_order_is_as_all_at_once(tmp_path: Path) -> None:
    with closing(loaded(new_store(tmp_path, "whole"), tmp_path, rows(9, seed=11))) as whole:
        resolve(whole, by="test", today=TODAY)
        for seed in range(3):
            mentions = mentions_in(whole)
            random.Random(seed).shuffle(mentions)
            with closing(new_store(tmp_path, f"part{seed}")) as part:
                for each in mentions:
                    put(part, each)
                    resolve(part, by="test", mentions=[each.id], today=TODAY)
                assert derived(part) == derived(whole)
        people = list(whole.scan("person", scope=EVERYTHING))
        assert 9 <= len(people) < len(mentions_in(whole)) / 2
        assert all(isinstance(each, Person) and each.name != "未具名" for each in people)
        refers = [each for each in whole.scan_edges("refers_to", scope=EVERYTHING) if isinstance(each, RefersTo)]
        assert {each.certainty for each in refers if each.weight is not None} == {"provisional"}


def test_people_are_found_with_what_their_own_rows_teach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = rows(230, seed=12)
    assert len(some) > 2_000
    truth = Truth({each.unique_id: each.cluster for each in some})
    monkeypatch.setattr(together, "MANY", 1_000)
    with closing(loaded(new_store(tmp_path, "people"), tmp_path, some)) as store:
        resolve(store, by="test", today=TODAY)
        pairs = count_pairs(found_in(store).cluster, truth)
        assert pairs.precision > 0.9
        assert pairs.f1 > 0.88
        learned = settings_of(store)
        (numbers,) = learned.profiles.values()
        assert (learned.version, numbers.rows) == ("1", len(some))
        before = derived(store)
        load_files(store, [tmp_path / "people.csv"], mapping="historical", by="test")
        resolve(store, by="test", today=TODAY)
        assert settings_of(store) == learned
        assert derived(store) == before
        with closing(new_store(tmp_path, "copy")) as copied:
            put(copied, *mentions_in(store), *store.scan("setting", scope=EVERYTHING))
            monkeypatch.setattr(together, "MANY", 10**9)
            resolve(copied, by="test", today=TODAY)
            assert derived(copied) == before


def test_a_row_is_one_person_whatever_stands_in_its_name(tmp_path: Path) -> None:
    (row, *_) = rows(1, seed=1)
    stated = [row._replace(full_name="thomas clifford, 1st baron clifford and company")]
    with closing(loaded(new_store(tmp_path, "one"), tmp_path, stated)) as store:
        (mention,) = mentions_in(store)
        assert (mention.kind, mention.record) == ("person", row.unique_id)
        assert mention.keys
        assert {each[0] for each in mention.keys} == {"c"}


def test_a_higher_threshold_joins_less(tmp_path: Path) -> None:
    with closing(loaded(new_store(tmp_path, "people"), tmp_path, rows(20, seed=13))) as store:
        found = [len(partition_at(store, threshold, today=TODAY).clusters) for threshold in (3.0, 8.0, 20.0, CERTAIN)]
        assert found == sorted(set(found))
        assert found[-1] == len(mentions_in(store))
