"""Files beside the graph: kept as they are, read as they were, and loaded as `load` would have loaded them."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from graph.errors import BadBatchId, DraftDamaged, MissingColumn, NotADraft, NothingLoaded
from graph.store import Store, open_store
from loaders.drafts import ReadBy, apply_draft, discard_draft, drafts_of, find_draft, put_drafts, unpacked
from loaders.load import load_files
from tests.contract.whole import everything
from tests.unit.loaders.conftest import AT, Load
from tests.unit.loaders.files import write_csv
from tests.unit.loaders.streets import HEAD, ROW, write_table

MAPPING = """
extends = "grid"
zh = "我们的网格表"
[columns]
"case.number" = ["流水"]
[values."case.status"]
"挂着" = "in_progress"
"""


def draft(store: Store, *paths: Path, **read_by: object) -> str:
    """Put files there; the id of the last."""
    return put_drafts(store, paths, read_by=ReadBy(**read_by), by="录入员", at=AT)[-1][0].id  # type: ignore[arg-type]


def test_a_draft_changes_nothing_in_the_graph(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    path = write_table(tmp_path / "三月.csv", [ROW])
    id = draft(store, path)
    (kept,) = drafts_of(store)
    assert everything(store) == before
    assert (kept.id, kept.file, kept.mapping, kept.rows, kept.loaded) == (id, "三月.csv", "grid", 1, 1)
    assert kept.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    with unpacked(store, kept) as files:
        assert files.path.read_bytes() == path.read_bytes()


def test_applying_is_loading(store: Store, tmp_path: Path) -> None:
    path = write_table(tmp_path / "三月.csv", [ROW])
    apply_draft(store, draft(store, path), by="录入员", at=AT)
    with_load = open_store(f"sqlite:///{tmp_path}/other.db", create=True)
    load_files(with_load, [path], by="录入员", at=AT)
    ours, theirs = everything(store), everything(with_load)
    with_load.close()
    assert ours["graph"] == theirs["graph"]
    assert [(each.before, each.after, each.why) for each in ours["journal"]] == [
        (each.before, each.after, each.why) for each in theirs["journal"]
    ]
    assert drafts_of(store) == []


def test_the_file_and_its_mapping_may_be_gone_when_it_is_applied(store: Store, tmp_path: Path) -> None:
    mapping = tmp_path / "我们的.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    path = write_csv(tmp_path / "a.csv", [["流水", *HEAD[1:]], ["G1", "2024-03-05", "漏水", "挂着", *ROW[4:]]])
    vocabulary = tmp_path / "codes.toml"
    vocabulary.write_text('[dispute_type]\nelevator = "电梯纠纷"\n', encoding="utf-8")
    id = draft(store, path, mapping=mapping, vocabulary=vocabulary)
    for each in (mapping, path, vocabulary):
        each.unlink()
    kept = find_draft(store, id)
    assert kept is not None
    assert kept.texts == {"mapping": MAPPING, "vocabulary": '[dispute_type]\nelevator = "电梯纠纷"\n'}
    report = apply_draft(store, id, by="录入员")
    assert (report.loaded, report.files[0].mapping) == (1, "我们的")


def test_a_file_that_load_refuses_is_no_draft(store: Store, tmp_path: Path) -> None:
    good = write_table(tmp_path / "good.csv", [ROW])
    empty = write_table(tmp_path / "empty.csv", [])
    foreign = write_csv(tmp_path / "foreign.csv", [["甲", "乙"], ["1", "2"]])
    with pytest.raises(NothingLoaded):
        draft(store, good, empty)
    with pytest.raises(MissingColumn):
        draft(store, good, foreign, mapping="grid")
    assert drafts_of(store) == []


def test_the_same_file_twice_is_one_draft(store: Store, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [ROW])
    assert draft(store, path) == draft(store, path)
    assert len(drafts_of(store)) == 1


def test_a_discarded_draft_is_gone(store: Store, load: Load, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [ROW])
    id = draft(store, path)
    assert discard_draft(store, id).file == "a.csv"
    assert drafts_of(store) == []
    load(path)
    for act in (discard_draft, lambda store, id: apply_draft(store, id, by="录入员")):
        with pytest.raises(NotADraft, match="batch undo"):
            act(store, id)
    with pytest.raises(BadBatchId):
        find_draft(store, "三月.csv")


def test_a_damaged_draft_is_told_and_not_loaded(store: Store, tmp_path: Path) -> None:
    id = draft(store, write_table(tmp_path / "a.csv", [ROW]))
    facts = store.kept_files()[f"draft:{id}"]
    whole = b"".join(store.kept_file(f"draft:{id}"))
    for content in (whole[: len(whole) // 2], whole[:20] + b"\0" + whole[21:], b""):
        store.keep_file(f"draft:{id}", facts, [content])
        with pytest.raises(DraftDamaged, match="校验值"):
            apply_draft(store, id, by="录入员")
    assert store.head()[0] == 0


def test_a_large_file_is_kept_in_portions(store: Store, tmp_path: Path) -> None:
    noise = random.Random(1)
    rows = [(f"G{at}", *ROW[1:7], noise.randbytes(60).hex(), *ROW[8:]) for at in range(16_000)]
    path = write_table(tmp_path / "large.csv", rows)
    id = draft(store, path, mapping="grid")
    assert max(len(each) for each in store.kept_file(f"draft:{id}")) < path.stat().st_size / 2
    kept = find_draft(store, id)
    assert kept is not None
    with unpacked(store, kept) as files:
        assert files.path.stat().st_size == kept.size == path.stat().st_size
