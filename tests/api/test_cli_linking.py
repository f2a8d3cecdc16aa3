"""The terminal's side of linkage: linking everything, and measuring it against a truth."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.api.conftest import Sanlian

GRID = """编号,上报时间,标题,事件描述,纠纷类别,发生地点,申请人,申请人电话,被申请人,被申请人电话
WG1,2024-03-05,三楼漏水,三楼卫生间漏水,漏水,民权路15号2栋1单元302室,张伟,19900001234,李强,19900009999
WG2,2024-03-07,又漏水了,还是三楼漏水,漏水,民权路15号2栋1单元302室,张伟,19900001234,李强,19900009999
WG3,2024-06-08,夜间噪音,烧烤店噪音,噪音扰民,民生社区,李娜,19900005678,刘军,19900004444
"""
HOTLINE = """工单编号,反映人编号,受理时间,标题,诉求内容
WG3,U1,2024-06-09,夜里太吵,烧烤店太吵
"""


@pytest.fixture
def sanlian(sanlian: Sanlian, tmp_path: Path) -> Sanlian:
    """The command, with three cases of which two are one matter."""
    (tmp_path / "grid.csv").write_text(GRID, encoding="utf-8")
    assert sanlian("load", "grid.csv")[0] == 0
    return sanlian


def truth(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "truth.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_link_alone_links_everything_and_its_options_stand_behind_a_subcommand(sanlian: Sanlian) -> None:
    code, out, _ = sanlian("link", "--json")
    assert code == 0 and json.loads(out)["matters"] == 1
    assert "3 件事件" in sanlian("link")[1]
    code, out, _ = sanlian("link", "--json", "evaluate", "--truth", "truth.csv")
    assert code == 2 and "请写在 evaluate 后面" in out


def test_matters_are_measured_and_unknown_cases_named(sanlian: Sanlian, tmp_path: Path) -> None:
    path = truth(tmp_path, "case,matter\nWG1,M1\nWG2,M1\nNO1,M1\nNO2,M2\n")
    code, out, _ = sanlian("link", "evaluate", "--truth", path)
    assert code == 0
    assert "对照 2 件事件：真值 1 个事项，图库归成 1 个；另有 1 件没有真值" in out
    assert "图库里没有的事件 2 件：NO1、NO2" in out and "完整的事项（两件以上）：1/1" in out
    told = json.loads(sanlian("link", "evaluate", "--truth", path, "--json")[1])
    assert told["pairs"]["f1"] == told["b_cubed"]["f1"] == 1 and told["unknown"] == ["NO1", "NO2"]
    assert told["matters_exact"] == {"of": 1, "exact": 1, "clean": 1, "swept": 0}
    assert [(each["k"], each["share_of_cases"]) for each in told["top"]] == [(1, 1), (3, 1), (5, 1), (10, 1)]
    assert told["at_false"]["of_reported"]["share"] == told["at_false"]["of_false"]["share"] == 1


def test_the_errors_are_written_pair_by_pair(sanlian: Sanlian, tmp_path: Path) -> None:
    path = truth(tmp_path, "case,matter\nWG1,M1\nWG2,M2\nWG3,M1\n")
    assert sanlian("link", "evaluate", "--truth", path, "--errors", "errors.csv")[0] == 0
    with (tmp_path / "errors.csv").open(encoding="utf-8", newline="") as file:
        wrong, missed = csv.DictReader(file)
    assert (wrong["错误"], wrong["关联类别"]) == ("误并", "重复件")
    assert {wrong["事件"], wrong["另一事件"]} == {"WG1", "WG2"}
    assert float(wrong["权重"]) > 0 and "张伟" in wrong["理由"]
    assert missed["错误"] == "漏并" and {missed["事件"], missed["另一事件"]} == {"WG1", "WG3"} and not missed["权重"]
    judged = truth(tmp_path, "a,b,same\nWG1,WG2,否\nWG1,WG3,是\n")
    assert sanlian("link", "evaluate", "--truth", judged, "--errors", "again.csv")[0] == 0
    assert (tmp_path / "again.csv").read_text("utf-8") == (tmp_path / "errors.csv").read_text("utf-8")


def test_judged_pairs_are_measured(sanlian: Sanlian, tmp_path: Path) -> None:
    path = truth(tmp_path, "a,b,same\nWG1,WG2,是\nWG1,WG3,否\nWG2,NO1,是\n")
    code, out, _ = sanlian("link", "evaluate", "--truth", path)
    assert code == 0
    assert "对照 2 对判过的事件，其中 1 对是同一事项" in out and "因此没有对照的 1 对" in out
    assert "F1 1.0000（对 1，误并 0，漏并 0）" in out
    told = json.loads(sanlian("link", "evaluate", "--truth", path, "--json")[1])
    assert (told["judged"], told["left_out"], told["unknown"]) == (2, 1, ["NO1"])


def test_a_truth_without_a_known_case_or_with_a_number_of_two_is_refused(sanlian: Sanlian, tmp_path: Path) -> None:
    code, _, err = sanlian("link", "evaluate", "--truth", truth(tmp_path, "case,matter\nNO1,M1\n"))
    assert code == 1 and "没有一件图库里有的事件（1 件：NO1）" in err
    (tmp_path / "hotline.csv").write_text(HOTLINE, encoding="utf-8")
    assert sanlian("load", "hotline.csv")[0] == 0
    path = truth(tmp_path, "case,matter\nWG1,M1\nWG3,M2\n")
    code, _, err = sanlian("link", "evaluate", "--truth", path)
    assert code == 1 and "编号 WG3 在图库里不止一件事件（12345热线、网格）" in err
    rows = json.loads(sanlian("export", "cases", "--format", "json")[1])
    ids = {(each["source"], each["number"]): each["id"] for each in rows}
    path = truth(tmp_path, f"case,matter\nWG1,M1\n{ids['grid', 'WG3']},M2\n")
    assert sanlian("link", "evaluate", "--truth", path)[0] == 0
    path = truth(tmp_path, f"case,matter\nWG1,M1\n{ids['grid', 'WG1']},M2\n")
    assert "同一件事件写了两次" in sanlian("link", "evaluate", "--truth", path)[2]
