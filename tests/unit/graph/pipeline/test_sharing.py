"""Whether a shared value counts, as its users show it or as a person decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadValue
from graph.model import Mention
from graph.pipeline import resolve
from graph.pipeline.settings import settings_of
from graph.pipeline.sharing import decide, shared_values
from graph.store import EVERYTHING, Store
from tests.unit.graph.identity.rows import mention, number
from tests.unit.graph.pipeline.streets import new_store, put

TEL = "19900000001"
OTHERS = ("李强", "张伟", "刘洋", "陈静", "赵敏", "孙磊", "周涛")


def people(store: Store, rows: list[Mention]) -> list[list[str]]:
    """The records of each person."""
    record = {each.id: each.record for each in rows}
    found: dict[str, list[str]] = {}
    for edge in store.scan_edges("refers_to", scope=EVERYTHING):
        found.setdefault(edge.target, []).append(record[edge.source])
    return sorted(sorted(each) for each in found.values())


@pytest.fixture
def office(tmp_path: Path) -> tuple[Store, list[Mention]]:
    """An office's telephone, put in for nine people of whom two are called 王丽."""
    rows = [mention(f"{at}", name, tel=TEL) for at, name in enumerate(("王丽", "王丽", *OTHERS))]
    store = new_store(tmp_path)
    put(store, *rows)
    resolve(store, by="test")
    return store, rows


def test_a_person_decides_and_may_think_again(office: tuple[Store, list[Mention]]) -> None:
    store, rows = office
    alone = [[each.record] for each in rows]
    assert people(store, rows) == alone
    decide(store, TEL, True, by="周敏", why="一家人的座机")
    assert ["0", "1"] in people(store, rows)
    assert shared_values(store) == ()
    resolve(store, by="test")
    assert ["0", "1"] in people(store, rows)
    decide(store, TEL, None, by="周敏", why="看错了")
    assert people(store, rows) == alone


def test_a_value_of_two_may_be_put_aside(tmp_path: Path) -> None:
    rows = [mention("0", "王丽", tel=TEL), mention("1", "王丽", tel=TEL)]
    store = new_store(tmp_path)
    put(store, *rows)
    resolve(store, by="test")
    assert people(store, rows) == [["0", "1"]]
    decide(store, f"+86 {TEL}", False, by="周敏", why="中介的电话")
    assert people(store, rows) == [["0"], ["1"]]
    assert [each.kind for each in shared_values(store)] == ["电话"]


def test_a_number_may_be_put_aside_and_is_not_kept_as_it_stands(tmp_path: Path) -> None:
    rows = [mention("0", "王丽", number=number(1)), mention("1", "王丽", number=number(1))]
    store = new_store(tmp_path)
    put(store, *rows)
    resolve(store, by="test")
    decide(store, number(1), False, by="周敏", why="样表上的号码")
    assert people(store, rows) == [["0"], ["1"]]
    kept = [each.body for each in store.scan("setting", scope=EVERYTHING)]
    assert kept
    assert not any(number(1) in each for each in kept)
    assert settings_of(store).decided


def test_what_is_no_value_is_refused_masked(office: tuple[Store, list[Mention]]) -> None:
    with pytest.raises(BadValue) as refused:
        decide(office[0], "199****0001", False, by="周敏", why="")
    assert "应是完整的电话" in str(refused.value)
