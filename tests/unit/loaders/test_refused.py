"""What is never loaded, and what only sounds like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import FileUnreadable
from graph.store import Store
from graph.store.protocol import EVERYTHING
from loaders.headers import plain_header
from loaders.reading import read_file
from loaders.refused import refused_cell, refused_header, refused_title
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_csv, write_xlsx


@pytest.mark.parametrize(
    "header",
    ["民族", "宗教信仰", "政治面貌", "是否党员", "婚姻状况", "健康状况", "病史", "残疾等级", "血型", "吸毒史",
     "是否社区矫正", "刑满释放日期", "重点人员类别", "hiv检测", "精神障碍等级",
     "是否重点人员", "婚姻", "党员", "残疾证号", "婚姻狀況", "政治面貌（群众/党员）", "離異", "帮教人", "服药情况"],
)  # fmt: skip
def test_refused_headers(header: str) -> None:
    assert refused_header(plain_header(header))


@pytest.mark.parametrize(
    "header", ["姓名", "婚姻家庭纠纷数", "民族路门牌", "纠纷类别", "事件描述", "出生日期", "单位名称", "党组织覆盖"]
)
def test_other_headers(header: str) -> None:
    assert refused_header(header) is None


def test_a_label_is_refused_a_story_is_not() -> None:
    assert refused_cell("社区矫正")
    assert refused_cell("正常") is None
    assert refused_cell("HIV阳性")
    assert refused_cell("archivist") is refused_cell("Chivers") is refused_cell("maids") is None
    assert refused_cell("邻居说他以前吸毒，夜里常有陌生人敲门，希望民警上门看看") is None


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("打铜社区社区矫正人员花名册", True),
        ("严重精神障碍患者信息", True),
        ("重点人员台账", True),
        ("打铜社区居民登记", False),
        ("禁毒宣传活动签到", False),
        ("矛盾隐患清单", False),
        ("重点人员", True),
        ("刑满释放", True),
        ("嚴重精神障礙患者名冊", True),
        ("吸 毒 人 员 登 记 表", True),
        ("李某与戒毒所旁商户纠纷", False),
        ("戒毒所旁商户租金纠纷登记", False),
        ("社区矫正中心装修噪音投诉清单", False),
        ("因邻居前科起争议的矛盾台账", False),
    ],
)
def test_titles(title: str, refused: bool) -> None:
    assert (refused_title([title]) is not None) is refused


HEAD = ["事件编号", "上报时间", "事件标题", "申请人"]
ROW = ["G1", "2024-03-05", "漏水", "王丽"]


def test_what_a_refused_column_says_appears_nowhere(load: Load, store: Store, tmp_path: Path) -> None:
    secrets = ["群众甲", "社区矫正", "在戒毒", "离异乙"]
    head = [*HEAD, "政治面貌", "人员类别", "", "婚姻狀況"]
    rows = [head, [*ROW, *secrets], ["G2", "昨天", "噪音", "李强", *secrets]]
    back = tmp_path / "back.xlsx"
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid", rejects=back)
    assert (report.loaded, report.rejected) == (1, 1)
    told = json.dumps(report.as_json(), ensure_ascii=False) + report.as_text()
    told += "".join(str(each) for kind in ("case", "mention") for each in store.scan(kind, scope=EVERYTHING))
    told += str([list(each.rows()) for each in read_file(back).sheets])
    assert not [each for each in secrets if each in told]
    assert len(report.files[0].refused) == 4


def test_a_column_of_codes_that_labels_people_is_refused(load: Load, store: Store, tmp_path: Path) -> None:
    head = ["记录编号", "姓名", "角色", "联系电话"]
    rows = [head, ["1", "王丽", "申请人", "19900001234"], ["2", "李强", "刑释人员", "19900005678"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="mentions").files[0]
    assert (report.loaded, report.refused) == (2, ["角色（特殊人群数据）"])
    assert "刑释" not in "".join(str(each) for each in store.scan("mention", scope=EVERYTHING))


TRAITS = [
    # header, what stands below it, whether the column is refused
    ("MZ", ["汉族", "回族", "汉族", "", "土家族"], True),
    ("HY", ["已婚", "未婚", "離異", "丧偶", "已婚"], True),
    ("ZZMM", ["群众", "中共党员", "群众", "群众", "共青团员"], True),
    ("", ["群众", "党员", "群众", "群众", "群众"], True),
    ("列7", ["O型", "A型", "AB型", "B型", "A型"], True),
    ("F3", ["无", "佛教", "无", "基督教", "无"], True),
    ("户型", ["A型", "B型", "A型", "A型", "B型"], False),
    ("角色说明", ["群众", "群众", "群众", "群众", "群众"], False),
    ("来自", ["群众", "网格员", "群众", "社区", "党员"], False),
    ("岗位", ["组长", "党员", "楼栋长", "网格员", "党员"], False),
    ("说明", ["夫妻已婚多年，因房产争吵", "党员志愿者已上门", "群众反映", "", "汉族群众一户"], False),
    ("注", ["", "", "党员", "", ""], False),
    ("房况", ["良好", "良好", "一般", "良好", "良好"], False),
]


@pytest.mark.parametrize(("header", "cells", "refused"), TRAITS)
def test_a_trait_under_a_header_that_does_not_say_so(
    header: str, cells: list[str], refused: bool, load: Load, store: Store, tmp_path: Path
) -> None:
    lines = [[f"G{at}", "2024-03-05", f"{at}栋漏水", "王丽", cell] for at, cell in enumerate(cells)]
    report = load(write_csv(tmp_path / "a.csv", [[*HEAD, header], *lines]), mapping="grid").files[0]
    assert report.loaded == len(cells)
    assert [each for each in report.refused if "个人特征" in each] == report.refused
    assert (len(report.refused), header in "".join(report.refused)) == (int(refused), refused or not header)
    kept = "".join(str(each) for kind in ("case", "mention") for each in store.scan(kind, scope=EVERYTHING))
    assert {each for each in cells if each and each in kept} == (set() if refused else set(cells) - {""})


def test_a_party_called_like_a_trait_is_a_party(load: Load, store: Store, tmp_path: Path) -> None:
    lines = [[f"G{at}", "2024-03-05", f"{at}栋漏水", "群众"] for at in range(5)]
    report = load(write_csv(tmp_path / "a.csv", [HEAD, *lines]), mapping="grid").files[0]
    assert (report.loaded, report.refused) == (5, [])


def test_one_sheet_of_several_is_refused_and_the_rest_loads(load: Load, store: Store, tmp_path: Path) -> None:
    people = [["姓名", "住址"], ["赵敏", "锦澜苑3栋2单元302室"]]
    sheets = {"清单": [HEAD, ROW], "社区矫正": people, "二": [["重点人员花名册"], *people], "底": people}
    path = write_xlsx(tmp_path / "a.xlsx", sheets, hidden=["底"])
    report = load(path).files[0]
    assert (report.mapping, report.loaded, report.rejected) == ("grid", 1, 0)
    assert report.read == report.loaded + report.aside
    assert {each.sheet for each in report.notes if "拒收" in each.text} == {"社区矫正", "二"}
    assert [each.name for each in store.scan("mention", scope=EVERYTHING)] == ["王丽"]


def test_a_register_alone_in_its_file_is_refused_whole(load: Load, store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"吸毒人员": [["姓名", "住址"], ["赵敏", "锦澜苑3栋2单元302室"]]})
    with pytest.raises(FileUnreadable, match="特殊人群"):
        load(path)
    assert store.head()[0] == 0


def test_a_case_that_mentions_such_a_word_is_loaded(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [["打铜社区矛盾隐患清单（2024年3月）"], HEAD, ["G1", "2024-03-05", "与戒毒所旁商户纠纷", "王丽"]]
    assert load(write_csv(tmp_path / "a.csv", rows)).files[0].loaded == 1
