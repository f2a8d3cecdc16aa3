"""What is never loaded: special populations and traits, by column, by cell, by title."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import CorpusFile, case, party, resident
from tests.corpus.making import Sheet, identity, mobile, text, xlsx


def columns_that_are_refused() -> CorpusFile:
    """A register of residents as the 网格 keeps it, with a dozen columns that must not be loaded among the others."""
    head = ["姓名", "身份证号", "联系电话", "住址", "民族", "政治面貌", "宗教信仰", "婚姻状况", "健康状况", "是否吸毒人员", "精神障碍等级", "是否社区矫正", "刑满释放日期", "居住关系"]  # fmt: skip
    row = ["周德海", identity("19670412", 501), mobile(501), "澄湖花园3栋2单元302室", "土家族", "群众丙", "某教", "离异乙", "肝病", "戒断三年", "三级障", "在矫", "2020-01-02", "自住"]  # fmt: skip
    facts = [
        resident(
            "周德海", "lives", telephones=mobile(501), identity=identity("19670412", 501), place="澄湖花园3栋2单元302室"
        )
    ]
    return CorpusFile(
        name="居民信息.xlsx", content=xlsx(head, row), records=facts, loaded=1,
        refused=["民族", "政治面貌", "宗教信仰", "婚姻状况", "健康状况", "是否吸毒人员", "精神障碍等级", "是否社区矫正", "刑满释放日期"],
        never=["土家族", "群众丙", "某教", "离异乙", "肝病", "戒断三年", "三级障", "在矫", "2020-01-02"],
    )  # fmt: skip


def a_column_whose_cells_say_it() -> CorpusFile:
    """A column 人员标签 that looks harmless, and in some cells says what must not be loaded."""
    head = ["事件编号", "受理时间", "事件标题", "申请人", "人员标签", "备用"]
    rows = [
        ["JS-1", "2024-03-05", "漏水", "周德海", "普通居民", "一"],
        ["JS-2", "2024-03-06", "噪声", "何桂兰", "社区矫正对象", "二"],
        ["JS-3", "2024-03-07", "停车", "曾庆云", "严重精神障碍患者", "三"],
    ]
    facts = []
    for number, title, name, day in (
        ("JS-1", "漏水", "周德海", 5),
        ("JS-2", "噪声", "何桂兰", 6),
        ("JS-3", "停车", "曾庆云", 7),
    ):
        facts += [case(number, title=title, received_at=f"2024-03-0{day}"), party(number, "applicant", name)]
    return CorpusFile(
        name="上报.csv", content=text(head, *rows), records=facts, loaded=3, refused=["人员标签"],
        never=["社区矫正", "精神障碍"], keeps=["三"],
    )  # fmt: skip


def a_register_of_such_people() -> CorpusFile:
    """The title says whose register it is: nothing of it is loaded, however ordinary its columns are."""
    rows = [
        ["民权街道社区矫正对象花名册"],
        ["姓名", "身份证号", "联系电话", "住址"],
        ["周某", "", mobile(511), "春和里12号"],
    ]
    return CorpusFile(name="花名册.xlsx", content=xlsx(*rows), error=["FILE_UNREADABLE"], error_says="特殊人群")


def a_register_with_a_title_spaced_apart() -> CorpusFile:
    """The same of another population, its title in spaced characters over merged cells."""
    rows = [
        ["严 重 精 神 障 碍 患 者  管 理 台 账"],
        ["姓名", "身份证号", "联系电话", "住址"],
        ["周某", "", mobile(512), "春和里12号"],
    ]
    return CorpusFile(
        name="台账.xlsx", content=xlsx(表=Sheet(rows, merged=["A1:D1"])), mapping="residents", error=["FILE_UNREADABLE"],
        error_says="特殊人群",
    )  # fmt: skip


def a_register_named_by_its_file() -> CorpusFile:
    """Nothing within says it; the file's name does."""
    rows = [["姓名", "联系电话", "住址"], ["周某", mobile(513), "春和里12号"]]
    return CorpusFile(
        name="吸毒人员登记.csv",
        content=text(*rows),
        error=["FILE_UNREADABLE"],
        error_says="特殊人群",
    )


def cases_that_only_speak_of_it() -> CorpusFile:
    """A dispute about the parking at a psychiatric hospital, one on 民族路, a notice against drugs, a marriage dispute:
    cases like others, and a column 健身 is no 健康.
    """
    rows = [
        ["民权街道矛盾纠纷台账"],
        ["事件编号", "受理时间", "事件标题", "事件描述", "发生地点", "纠纷类别", "健身器材编号"],
        [
            "PT-1",
            "2024-03-05",
            "精神病医院门口停车纠纷",
            "车辆占用精神卫生中心通道，双方争吵。",
            "民族路15号",
            "停车",
            "J1",
        ],
        ["PT-2", "2024-03-06", "禁毒宣传栏被损坏", "宣传栏玻璃碎裂", "长风路15号", "其他", "J2"],
        ["PT-3", "2024-03-07", "离婚财产分割", "双方因婚姻家庭矛盾", "春和里12号", "婚姻家庭纠纷", "J3"],
    ]
    facts = [
        case(
            "PT-1", title="精神病医院门口停车纠纷", received_at="2024-03-05", place="民族路15号", dispute_type="parking"
        ),
        case("PT-2", title="禁毒宣传栏被损坏", received_at="2024-03-06", place="长风路15号", dispute_type="other"),
        case("PT-3", title="离婚财产分割", received_at="2024-03-07", place="春和里12号", dispute_type="family"),
    ]
    return CorpusFile(name="台账.xlsx", content=xlsx(*rows), records=facts, loaded=3, keeps=["J1"])


def a_sheet_of_such_people_beside_others() -> CorpusFile:
    """One sheet of the workbook is such a register: it is refused, and nothing of it gets in; the others may load."""
    head = ["姓名", "联系电话", "住址"]
    content = xlsx(
        常住居民=Sheet([head, ["周德海", mobile(521), "春和里12号"]]),
        刑满释放人员名册=Sheet([head, ["何某某", mobile(522), "春和里14号"]]),
    )
    facts = [resident("周德海", telephones=mobile(521), place="春和里12号")]
    return CorpusFile(
        name="人口.xlsx", content=content, mapping="residents", records=facts, may_fail=["FILE_UNREADABLE"],
        refused=["刑满释放人员名册"], never=["何某某", mobile(522)],
    )  # fmt: skip


def a_header_over_refused_groups() -> CorpusFile:
    """Two rows of headers: over 特殊人群情况 stand harmless words (类别, 等级, 帮扶人) that are refused with their group."""
    rows = [
        ["姓名", "联系电话", "住址", "特殊人群情况", None, None],
        [None, None, None, "类别", "等级", "帮扶人"],
        ["周德海", mobile(531), "春和里12号", "甲类乙", "三级丙", "宋长贵"],
    ]
    facts = [resident("周德海", telephones=mobile(531), place="春和里12号")]
    return CorpusFile(
        name="居民.xlsx", content=xlsx(*rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"]), mapping="residents",
        records=facts, loaded=1, refused=["类别", "等级", "帮扶人"], never=["甲类乙", "三级丙", "宋长贵"],
    )  # fmt: skip
