"""What another process weighs is what this one would, and it says how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import HelperLost
from graph.identity.spread import Bounds
from graph.identity.weights.shipped import SHIPPED
from graph.pipeline import resolving
from graph.pipeline.reading import silent
from graph.pipeline.resolving import resolve
from graph.pipeline.weighing import portion_of, weigh_beside, weigh_here
from graph.store import Store
from tests.unit.graph.identity.rows import TODAY, mention, number
from tests.unit.graph.pipeline.streets import at_home, derived, new_store, put, unit


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path, "street")


def filled(folder: Path, name: str) -> Store:
    made = new_store(folder, name)
    rows = [mention(f"{at}", name, tel=f"1990000000{at % 3}") for at, name in enumerate(("王丽", "王莉", "张伟") * 6)]
    owner, flat = mention("90", "李强", number=number(1)), unit("302室")
    put(made, *rows, owner, flat, at_home(owner, flat))
    return made


def test_another_process_comes_to_the_same(store: Store) -> None:
    told: list[str] = []
    given = {"settings": SHIPPED, "bounds": Bounds(), "size": 5}
    here = weigh_here(store, progress=silent, **given)
    beside = weigh_beside(store.url, progress=lambda stage, done, of: told.append(stage), **given)
    assert here.mentions == 19
    assert beside == here
    assert [portion_of(each) for each in beside.portions] == [portion_of(each) for each in here.portions]
    assert sum(len(portion_of(each).ids) for each in beside.portions) == 19
    assert list(dict.fromkeys(told)) == ["读取当事人", "比较当事人"]


def test_resolving_with_other_processes_writes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = filled(tmp_path, "one"), filled(tmp_path, "other")
    resolve(one, by="test", today=TODAY)
    monkeypatch.setattr(resolving, "MANY", 1)
    monkeypatch.setattr(resolving, "PORTION", 4)
    resolve(other, by="test", today=TODAY)
    assert derived(other) == derived(one)
    assert resolve(other, by="test", today=TODAY).inserted == 0


def test_a_store_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="gone") as told:
        weigh_beside(f"sqlite:///{tmp_path / 'gone.db'}", settings=SHIPPED, bounds=Bounds(), size=5, progress=silent)
    assert not isinstance(told.value, HelperLost)
