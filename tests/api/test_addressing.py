"""The address commands, and old names on their way into the graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.ids import make_id
from tests.api.conftest import Sanlian

GRID = """编号,上报时间,标题,事件描述,类别,地点,当事人,社区
WG1,2024-03-05 10:30,漏水,漏水,漏水,老锦澜3栋302,张伟,兴隆社区
"""


@pytest.fixture
def sanlian(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sanlian:
    """The command, in a folder of its own with a list of old names and a file to load."""
    monkeypatch.delenv("SANLIAN_OLD_NAMES", raising=False)
    (tmp_path / "old.csv").write_text("老锦澜,锦澜苑\n兴隆社区,打铜社区\n", encoding="utf-8")
    (tmp_path / "grid.csv").write_text(GRID, encoding="utf-8")
    return sanlian


def test_an_address_is_read_for_people_and_for_programs(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("address", "read", "民权街道打铜社区锦澜苑3-2-302", "天天超市门口")
    assert code == 0
    assert "锦澜苑3栋2单元302室（户室，place-" in out
    assert "社区：打铜社区" in out
    assert "“3-2-302”没有写明各是什么" in out
    assert "天天超市门口：认不出是哪里" in out
    (read,) = json.loads(sanlian("address", "read", "锦澜苑3-2-302", "--json")[1])
    assert read["place"] == make_id("place", "unit", "锦澜苑3栋2单元302室")
    assert (read["left"], read["floor"], read["sure"]) == ("", "3", 0.97)
    assert read["recognised"][0] == {"level": "estate", "text": "锦澜苑"}


def test_two_addresses_are_compared(sanlian: Sanlian) -> None:
    assert sanlian("address", "compare", "锦澜苑3栋302", "锦澜苑小区三号楼302室")[1].startswith("相同（把握 100%）")
    found = json.loads(sanlian("address", "compare", "锦澜苑3栋302", "锦澜苑5栋302", "--json")[1])
    assert (found["verdict"], found["reason"]) == ("partial", "小区同为锦澜苑，户室同为302室，楼栋不同（3栋、5栋）")


def test_pairs_are_evaluated_beside_the_baseline(sanlian: Sanlian, tmp_path: Path) -> None:
    rows = [f"锦澜苑{at}栋302,{other},{label}" for at in range(1, 9) for other, label in (("云樵路", 0), ("锦澜苑", 1))]
    (tmp_path / "pairs.csv").write_text("query,candidate,label\n" + "\n".join(rows), encoding="utf-8")
    found = json.loads(sanlian("address", "evaluate", "--pairs", "pairs.csv", "--json")[1])
    assert set(found) == {"pairs", "fitted_on", "compare", "baseline"}
    assert sum(map(sum, found["compare"]["confusion"])) == found["pairs"]
    assert "宏平均 F1" in sanlian("address", "evaluate", "--pairs", "pairs.csv")[1]


def test_a_wrong_file_is_one_sentence(sanlian: Sanlian) -> None:
    code, _, err = sanlian("address", "evaluate", "--pairs", "none.csv")
    assert (code, "Traceback" in err) == (1, False)
    assert "地址对文件 none.csv 有误" in err


@pytest.mark.parametrize("by", ["option", "environment"])
def test_old_names_reach_the_graph(sanlian: Sanlian, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    if by == "environment":
        monkeypatch.setenv("SANLIAN_OLD_NAMES", "old.csv")
    options = ["--old-names", "old.csv"] if by == "option" else []
    assert sanlian("load", "grid.csv", *options)[0] == 0
    query = """{
        places(where: { fullName: { eq: "锦澜苑" } }) { nodes { id aliases } }
        search(text: "老锦澜") { nodes { id } }
    }"""
    answer = json.loads(sanlian("query", query)[1])["data"]
    (estate,) = answer["places"]["nodes"]
    assert estate["aliases"] == ["老锦澜"]
    assert estate["id"] in [each["id"] for each in answer["search"]["nodes"]]
    assert json.loads(sanlian("address", "read", "老锦澜3栋302", *options, "--json")[1])[0]["renamed"] == [
        {"old": "老锦澜", "new": "锦澜苑"}
    ]


def test_a_wrong_list_of_old_names_loads_nothing(sanlian: Sanlian, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("老锦澜\n", encoding="utf-8")
    code, _, err = sanlian("load", "grid.csv", "--old-names", "old.csv")
    assert code == 1
    assert "第 1 行应是 旧名,新名" in err
    assert not (tmp_path / "street.db").exists()
