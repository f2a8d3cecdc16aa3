"""Small made-up files that speak of the same few people, dwellings and offices, and what a store holds after them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from graph.model import EDGES, NODES
from graph.pipeline import digest
from graph.store import EVERYTHING, Reader, Store, edge_key
from loaders.load import load_files
from tests.unit.loaders.files import write_csv

HEAD = [
    "事件编号", "上报时间", "事件标题", "办理状态", "首接单位", "移交单位", "所属社区", "发生地点",
    "申请人", "申请人电话", "被申请人",
]  # fmt: skip
"""The headers of a grid's table."""

ROW = (
    "G1",
    "2024-03-05",
    "漏水",
    "办理中",
    "网格中心",
    "",
    "打铜社区",
    "锦澜苑3栋2单元302室",
    "王丽",
    "19900001234",
    "",
)
"""One row of it."""

Cells = tuple[str, ...]

_ROWS = st.tuples(
    st.sampled_from(["G1", "G2", "G3", "G4", "G5"]),
    st.sampled_from(["2024-03-05", "2024-03-06 10:00", ""]),
    st.sampled_from(["漏水", "噪音", "停车"]),
    st.sampled_from(["办理中", "已化解", ""]),
    st.sampled_from(["网格中心", "司法所", ""]),
    st.sampled_from(["派出所", ""]),
    st.sampled_from(["打铜社区", "三民社区"]),
    st.sampled_from(["锦澜苑3栋2单元302室", "锦澜苑3栋2单元301室", "民权路15号", ""]),
    st.sampled_from(["王丽", "张伟", "王丽、张伟", ""]),
    st.sampled_from(["19900001234", "19900005678", ""]),
    st.sampled_from(["宏达物业有限公司", "王丽", "李强", ""]),
)
FILES = st.lists(_ROWS, min_size=1, max_size=4)
"""The rows of one file; two files often speak of the same case."""


def write_table(path: Path, rows: Sequence[Cells]) -> Path:
    """The rows as a grid's table."""
    return write_csv(path, [HEAD, *rows])


def load_and_digest(store: Store, *paths: Path, by: str = "录入员") -> str:
    """Load as the command does. Returns the last file's batch."""
    report = load_files(store, paths, mapping="grid", by=by)
    if report.mentions or report.cases:
        digest(store, by=by, mentions=report.mentions, cases=report.cases)
    newest = max(
        store.scan("batch", scope=EVERYTHING), key=lambda each: store.history(each.id, scope=EVERYTHING)[-1].seq
    )
    return newest.id


def snapshot(store: Reader, *, but: Sequence[str] = ("batch", "redirect")) -> dict[Any, Any]:
    """Every record of a store by what makes it the one that it is, without the kinds of `but`."""
    nodes = {
        each.id: each for kind in NODES if kind.KIND not in but for each in store.scan(kind.KIND, scope=EVERYTHING)
    }
    edges = {edge_key(each): each for type in EDGES for each in store.scan_edges(type.TYPE, scope=EVERYTHING)}
    return {**nodes, **edges}


def differences(before: dict[Any, Any], after: dict[Any, Any]) -> list[str]:
    """What two snapshots have different, readable."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [f"{key}: {before.get(key)} -> {after.get(key)}" for key in keys]
