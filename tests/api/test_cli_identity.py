"""The terminal's side of identity: a review with one key an answer, lists, settings, exports at any threshold."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Sanlian

ROWS = """记录编号,来源,受理日期,案件编号,姓名,性别,身份证号,联系电话,住址,角色,案由
R1,网格,2024-01-05,C1,欧阳晓雯,女,,19900001234,民权路15号2栋1单元302室,申请人,漏水
R2,网格,2024-02-05,C2,欧阳小文,女,,19900001234,民权路15号2栋1单元302室,申请人,噪音
R3,网格,2024-03-05,C3,赵一新,男,,19900005678,,申请人,漏水
R4,网格,2024-03-06,C4,赵一新,男,,19900005678,,被申请人,漏水
"""
NAMES = ("张大", "李二", "王三", "赵四", "钱五", "孙六", "周七", "吴八")


@pytest.fixture
def sanlian(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sanlian:
    """The command, with four records of which two are a question; `keys` are what is piped into it."""
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    assert sanlian("load", "rows.csv")[0] == 0
    assert sanlian("identity", "settings", "--provisional", "40", "--suggest", "0")[0] == 0
    return sanlian


def asked(sanlian: Sanlian) -> list[dict[str, Any]]:
    """The questions that are open."""
    code, out, _ = sanlian("identity", "review", "--json")
    assert code == 0
    return json.loads(out)


def people(sanlian: Sanlian, *options: object) -> dict[str, str]:
    """By record: the person of an export."""
    code, out, err = sanlian("export", "identity", *options)
    assert code == 0, err
    return {row["record"]: row["person"] for row in csv.DictReader(io.StringIO(out))}


def test_a_review_shows_both_and_takes_one_key(sanlian: Sanlian) -> None:
    (pair,) = asked(sanlian)
    assert pair["cases"] == 2 and {pair["one"]["记录"], pair["other"]["记录"]} == {"R1", "R2"}
    code, out, _ = sanlian("identity", "review", keys="wy")
    assert code == 0
    for shown in ("欧阳晓雯", "欧阳小文", "199****1234", "涉及事件 2 件", "同音", "已记下：是", "还有 0 对待判定"):
        assert shown in out
    assert "19900001234" not in out
    found = people(sanlian)
    assert found["R1"] == found["R2"]
    assert asked(sanlian) == []


def test_a_review_takes_back_skips_and_leaves(sanlian: Sanlian) -> None:
    assert "跳过 1；还有 1 对" in sanlian("identity", "review", keys="s")[1]
    _, out, _ = sanlian("identity", "review", keys="szq")
    assert "已撤回上一个" in out and "跳过 0" in out
    _, out, _ = sanlian("identity", "review", keys="?zq")
    assert "不认识“?”" in out and "还没有可撤回的判定" in out
    before = people(sanlian)
    sanlian("identity", "review", keys=["n"])
    assert asked(sanlian) == [] and people(sanlian) == before
    assert "判定不是同一人" in sanlian("identity", "why", *_pair(sanlian))[1]


def _pair(sanlian: Sanlian) -> list[str]:
    rows = list(csv.DictReader(io.StringIO(sanlian("export", "identity")[1])))
    return [row["mention"] for row in rows if row["record"] in ("R1", "R2")]


def test_unsure_is_silent_and_chinese_words_are_keys(sanlian: Sanlian) -> None:
    _, out, _ = sanlian("identity", "review", "--until", "2099-01-01", keys=["不确定"])
    assert "不确定 1" in out and asked(sanlian) == []
    judged = json.loads(sanlian("export", "judgements", "--format", "json")[1])
    assert [(each["answer"], each["until"]) for each in judged] == [("unsure", "2099-01-01")]


def test_why_draws_its_waterfall(sanlian: Sanlian) -> None:
    a, b = _pair(sanlian)
    code, out, _ = sanlian("identity", "why", a, b, "--waterfall")
    assert code == 0
    assert "姓名“欧阳晓雯”与“欧阳小文”同音" in out and "起点" in out and "█" in out
    told = json.loads(sanlian("identity", "why", a, b, "--json")[1])
    assert told["together"] is False
    assert told["weight"] == pytest.approx(sum(each["weight"] for each in told["waterfall"]))
    assert "19900001234" in sanlian("identity", "why", a, b, "--unmask", "核对电话", "--json")[1]


def test_identity_is_exported_at_any_threshold_and_nothing_is_written(sanlian: Sanlian) -> None:
    head = json.loads(sanlian("query", "{ changes(since: 0) { seq } }")[1])
    stored, certain, low = people(sanlian), people(sanlian, "--certain"), people(sanlian, "--at", 0)
    assert stored["R3"] == stored["R4"] and stored["R1"] != stored["R2"]
    assert certain == stored
    assert low["R1"] == low["R2"] and low["R3"] == low["R4"]
    _, out, _ = sanlian("export", "identity", "--at", 0)
    rows = {row["record"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (rows["R2"]["source"], rows["R2"]["certainty"], rows["R2"]["basis"]) == ("grid", "provisional", "score")
    assert "同音" in rows["R2"]["reason"] and float(rows["R2"]["weight"]) > 0
    assert (rows["R4"]["certainty"], rows["R4"]["basis"]) == ("certain", "rule")
    assert json.loads(sanlian("query", "{ changes(since: 0) { seq } }")[1]) == head
    for wrong in (
        ["cases", "--certain"],
        ["identity", "--certain", "--at", "1"],
        ["identity", "--at", "1", "--format", "gexf"],
    ):
        assert sanlian("export", *wrong)[0] == 2
    assert "评分" in sanlian("export", "identity", "--at", "-50")[2]


def test_thresholds_are_kept_as_versions(sanlian: Sanlian) -> None:
    assert json.loads(sanlian("identity", "settings", "--json")[1])["version"] == "1"
    code, out, _ = sanlian("identity", "settings", "--provisional", "5")
    assert code == 0 and "版本 2" in out and "原来：版本 1，3 个自然人" in out and "现在：版本 2，2 个自然人" in out
    assert sanlian("identity", "settings", "--suggest", "6")[0] == 1
    assert json.loads(sanlian("identity", "settings", "--json")[1])["version"] == "2"


def test_too_few_records_teach_nothing(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("identity", "train")
    assert code == 0 and "没有变化，仍是版本 1" in out


def test_a_person_is_told_split_and_shown_as_a_conflict(sanlian: Sanlian) -> None:
    rows = {row["record"]: row for row in csv.DictReader(io.StringIO(sanlian("export", "identity")[1]))}
    whole = rows["R3"]["person"]
    assert "电话（199****5678）和姓名“赵一新”都相同" in sanlian("identity", "how", whole)[1]
    assert "只有一条记录" in sanlian("identity", "how", rows["R1"]["person"])[1]
    code, out, _ = sanlian("identity", "split", whole, rows["R4"]["mention"], "--why", "同名的父子")
    assert code == 0 and "记下 1 个" in out
    found = people(sanlian)
    assert found["R3"] != found["R4"]
    assert "没有这样的冲突" in sanlian("identity", "conflicts")[1]


def test_what_many_share_is_listed_with_who_shares_it(sanlian: Sanlian, tmp_path: Path) -> None:
    head = ROWS.splitlines()[0]
    lines = [f"S{n},网格,2024-05-0{n},D{n},{name},,,02785001111,,申请人,噪音" for n, name in enumerate(NAMES, 1)]
    (tmp_path / "many.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    assert sanlian("load", "many.csv")[0] == 0
    code, out, _ = sanlian("identity", "shared")
    assert code == 0 and "8 个姓名、8 条记录，不计入" in out and "02785001111" not in out
    (found,) = json.loads(sanlian("identity", "shared", "--json")[1])
    assert (found["kind"], found["records"]) == ("电话", [f"S{n}" for n in range(1, 9)])


def test_suggestions_are_listed_in_words(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("identity", "suggestions")
    assert code == 0 and "欧阳晓雯（R1）" in out and "共 1 对待判定" in out
