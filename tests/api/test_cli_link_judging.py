"""The terminal's side of judging cases: a review with one key an answer, lists, what was learned, older settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Sanlian

HEADER = "编号,上报时间,标题,事件描述,纠纷类别,发生地点,申请人,申请人电话,被申请人,被申请人电话"
ROWS = f"""{HEADER}
WG1,2024-01-05,卫生间的事,,漏水,民权路15号2栋1单元302室,张伟,19900001234,李强,19900009999
WG2,2024-06-07,夜里的事,,噪音扰民,民权路15号2栋1单元302室,刘军,19900004444,孙建,19900003333
WG3,2024-12-08,门口的事,,停车,民权路15号2栋1单元302室,李娜,19900005678,周同,19900002222
"""


@pytest.fixture
def sanlian(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sanlian:
    """The command, with three cases at one flat, two by two a question; `keys` are what is piped into it."""
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    assert sanlian("load", "rows.csv")[0] == 0
    assert len(asked(sanlian)) == 3
    return sanlian


def asked(sanlian: Sanlian) -> list[dict[str, Any]]:
    """The questions that are open."""
    code, out, _ = sanlian("link", "review", "--json")
    assert code == 0
    return json.loads(out)


def judgements(sanlian: Sanlian) -> list[tuple[str, str]]:
    kept = json.loads(sanlian("export", "judgements", "--format", "json")[1])
    return sorted((each["answer"], each["link_kind"] or "") for each in kept)


def test_a_review_shows_both_and_takes_one_key(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("link", "review", keys="wynr")
    assert code == 0
    for shown in ("WG1", "WG2", "同一户室", "待判定的有关联", "复发 r", "已记下：是", "已记下：否", "还有 0 对待判定"):
        assert shown in out
    assert "19900001234" not in out
    assert judgements(sanlian) == [("no", ""), ("yes", ""), ("yes", "recurrence")]
    assert asked(sanlian) == []


def test_a_review_takes_back_skips_and_leaves(sanlian: Sanlian) -> None:
    assert "跳过 1" in sanlian("link", "review", keys="sq")[1]
    _, out, _ = sanlian("link", "review", keys=["不确定", "z", "q"])
    assert "已撤回上一个" in out and len(asked(sanlian)) == 3
    _, out, _ = sanlian("link", "review", "--until", "2099-01-01", keys=["u", "?", "衍生", "q"])
    assert "不认识“?”" in out and "有关联，衍生 1" in out
    assert judgements(sanlian) == [("unsure", ""), ("yes", "derived")]


def test_cases_are_judged_by_their_numbers_and_contradictions_shown(sanlian: Sanlian) -> None:
    for a, b, answer in (("WG1", "WG2", "是"), ("WG2", "WG3", "yes"), ("WG3", "WG1", "否")):
        code, out, _ = sanlian("link", "judge", a, b, answer, "--why", "当面核实")
        assert code == 0 and "已记下：" in out and "当面核实" in out
    code, out, _ = sanlian("link", "conflicts")
    assert code == 0 and "WG1" in out and "“否”优先" in out
    assert [each["kind"] for each in json.loads(sanlian("link", "conflicts", "--json")[1])] == ["chain"]
    assert "已撤回" in sanlian("link", "unjudge", "WG1", "WG3")[1]
    assert "没有互相矛盾" in sanlian("link", "conflicts")[1]


WRONG = [
    (("WG1", "WG9", "是"), "图库里没有"),
    (("WG1", "WG1", "是"), "同一条记录"),
    (("WG1", "WG2", "也许"), "也许"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[each[1] for each in WRONG])
def test_a_wrong_judgement_is_one_sentence_and_writes_nothing(
    sanlian: Sanlian, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = sanlian("link", "judge", *arguments, "--why", "核实")
    assert code == 1 and said in err and judgements(sanlian) == []


def test_suggestions_are_listed_in_words(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("link", "suggestions", "--first", "1")
    assert code == 0 and "发生在同一户室" in out and "共 3 对待判定" in out
    everything, rest = (json.loads(sanlian("link", "suggestions", "--json", "--skip", n)[1]) for n in (0, 1))
    assert everything[1:] == rest and {"a", "b", "weight", "bridge", "cases", "reasons"} <= everything[0].keys()


# -- settings --------------------------------------------------------------------------------------


def judged_file(tmp_path: Path, sanlian: Sanlian) -> Path:
    """Forty pairs of cases, loaded: those with one type are one matter."""
    rows, pairs = [HEADER], ["a,b,same"]
    for at in range(40):
        for side, day, kind in (("P", "2024-02-01", "漏水"), ("Q", "2024-09-01", "漏水" if at % 2 else "停车")):
            rows.append(f"{side}{at},{day},标题{side}{at},,{kind},民权路{at + 20}号1栋1单元101室,,,,")
        pairs.append(f"P{at},Q{at},{'yes' if at % 2 else 'no'}")
    (tmp_path / "many.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "judged.csv").write_text("\n".join(pairs) + "\n", encoding="utf-8")
    assert sanlian("load", "many.csv")[0] == 0
    return tmp_path / "judged.csv"


def test_too_few_judgements_are_refused(sanlian: Sanlian) -> None:
    sanlian("link", "judge", "WG1", "WG2", "是", "--why", "核实")
    code, _, err = sanlian("link", "learn", "--adopt")
    assert code == 1 and "现有 1 对（是 1，否 0）" in err
    assert "版本 1" not in sanlian("link", "settings", "history")[1]


def test_what_is_learned_is_shown_adopted_and_taken_back(sanlian: Sanlian, tmp_path: Path) -> None:
    judged = judged_file(tmp_path, sanlian)
    code, out, _ = sanlian("link", "learn", "--from", judged)
    assert code == 0 and "没有采用；采用请加 --adopt" in out and "交叉验证" in out and "类别相同" in out
    assert "出厂参数" in sanlian("link", "settings")[1]
    code, out, _ = sanlian("link", "learn", "--from", judged, "--adopt")
    assert code == 0 and "已采用，存为版本 1" in out and "请运行 sanlian link 重新关联" in out
    assert "版本 1" in sanlian("link", "settings")[1]
    shown = json.loads(sanlian("link", "settings", "show", "--json")[1])
    assert json.loads(sanlian("link", "settings", "--json")[1]) == shown
    assert sanlian("link", "settings", "--json", "history")[0] == 2
    assert shown["figures"]["pairs"] == 40 and shown["coefficients"]["same_type"] > 1.0
    code, out, _ = sanlian("link", "settings", "back", "0", "--link")
    assert code == 0 and "恢复出厂参数" in out and "件事件" in out
    assert [each["version"] for each in json.loads(sanlian("link", "settings", "history", "--json")[1])] == ["1", "2"]
    assert "没有这个版本" in sanlian("link", "settings", "back", "9")[2]


def test_what_is_no_better_is_not_adopted(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = judged_file(tmp_path, sanlian)
    monkeypatch.setattr("graph.linkage.learning.GAIN", 10.0)
    code, out, _ = sanlian("link", "learn", "--from", judged, "--adopt")
    assert code == 1 and "没有明显比出厂参数更好，未采用" in out
    assert json.loads(sanlian("link", "settings", "history", "--json")[1]) == []


def test_a_file_of_labels_or_of_unknown_cases_teaches_nothing(sanlian: Sanlian, tmp_path: Path) -> None:
    judged = judged_file(tmp_path, sanlian)
    judged.write_text("case,matter\nP1,M1\nP2,M1\n", encoding="utf-8")
    assert "是否同一" in sanlian("link", "learn", "--from", judged)[2]
    judged.write_text("a,b,same\nP1,X9,yes\n", encoding="utf-8")
    assert "X9" in sanlian("link", "learn", "--from", judged)[2]
