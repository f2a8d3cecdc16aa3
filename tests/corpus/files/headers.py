"""Titles, headers over several rows, merged cells, totals, signatures."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import BadRow, CorpusFile, Said, case, party
from tests.corpus.making import Sheet, identity, mobile, text, xlsx


def title_subtitle_and_trailer() -> CorpusFile:
    """A form: title and subtitle merged over the table with community and period, day and month in the rows, a
    total, the signatures, notes.
    """
    rows = [
        ["民权街道矛盾纠纷排查登记表"],
        ["填报单位：槐荫社区居委会", None, None, "填报时间：2024年3月8日", None, None],
        ["序号", "事件编号", "排查日期", "事件名称", "涉及人数", "涉及金额"],
        [1, "PC-1", "3月5日", "租金纠纷", 2, 3000],
        [2, "PC-2", "3月6日", "漏水", 3, 1500.5],
        [],
        ["合计", None, None, "2件", 5, 4500.5],
        ["填表人：陈志强", None, "审核人：宋某", None, "联系电话：027-20000100", None],
        ["注：1.本表每周五下班前报送；2.涉及金额以元计。"],
        ["（盖章）", None, None, None, "2024年3月8日", None],
    ]
    facts = [
        case("PC-1", title="租金纠纷", received_at="2024-03-05", participants=2, amount=3000, community="槐荫社区"),
        case("PC-2", title="漏水", received_at="2024-03-06", participants=3, amount=1500.5, community="槐荫社区"),
    ]
    return CorpusFile(
        name="网格排查登记.xlsx", content=xlsx(*rows, merged=["A1:F1", "A9:F9"]), mapping="grid", records=facts, loaded=2,
        aside=[1, 2, 3, 6, 7, 8, 9, 10],
    )  # fmt: skip


def header_of_two_rows() -> CorpusFile:
    """申请人 and 被申请人 each stand over 姓名, 电话, 身份证号; the other headers are merged downwards."""
    rows = [
        ["民权街道网格事件台账（2024年）"],
        ["事件编号", "受理时间", "事件标题", "申请人", None, None, "被申请人", None, "办理状态"],
        [None, None, None, "姓名", "联系电话", "身份证号", "姓名", "联系电话", None],
        ["HB-1", "2024-03-05", "借款不还", "周德海", mobile(101), identity("19670412", 101), "何桂兰", mobile(102), "办理中"],
        ["HB-2", "2024-03-06", "占道停车", "曾庆云", mobile(103), "", "江左物业有限公司", "027-20000102", "已化解"],
    ]  # fmt: skip
    merged = ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2", "I2:I3"]
    facts = [
        case("HB-1", title="借款不还", received_at="2024-03-05", status="in_progress"),
        case("HB-2", title="占道停车", received_at="2024-03-06", status="settled"),
        party("HB-1", "applicant", "周德海", telephones=mobile(101), identity=identity("19670412", 101)),
        party("HB-1", "respondent", "何桂兰", telephones=mobile(102)),
        party("HB-2", "applicant", "曾庆云", telephones=mobile(103)),
        party("HB-2", "respondent", "江左物业有限公司", telephones="02720000102", kind="organisation"),
    ]
    return CorpusFile(
        name="网格台账.xlsx", content=xlsx(*rows, merged=merged), records=facts, loaded=2, aside=[1, 2, 3]
    )


def header_of_three_rows() -> CorpusFile:
    """Three rows: 事件情况 and 当事人情况 over groups over columns."""
    rows = [
        ["事件情况", None, None, None, "当事人情况", None, None, None],
        ["编号", "标题", "时间", None, "申请人", None, "被申请人", None],
        [None, None, "受理日期", "办结日期", "姓名", "电话", "姓名", "电话"],
        ["HC-1", "装修噪声", "2024-03-05", "2024-03-09", "周德海", mobile(111), "何桂兰", mobile(112)],
    ]
    merged = ["A1:D1", "E1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"]
    facts = [
        case("HC-1", title="装修噪声", received_at="2024-03-05", closed_on="2024-03-09"),
        party("HC-1", "applicant", "周德海", telephones=mobile(111)),
        party("HC-1", "respondent", "何桂兰", telephones=mobile(112)),
    ]
    return CorpusFile(
        name="网格事件.xlsx", content=xlsx(*rows, merged=merged), records=facts, loaded=1, aside=[1, 2, 3]
    )


def merged_downwards() -> CorpusFile:
    """社区 and 首接单位 are written once and merged over the rows that they are meant for; the last group is a cell of
    its own, and one column is empty without being merged: there nothing is filled down.
    """
    head = ["所属社区", "首接单位", "事件编号", "受理时间", "事件标题", "涉及金额"]
    rows = [
        head,
        ["槐荫社区", "街道网格中心", "HD-1", "2024-03-05", "甲事", 100],
        [None, None, "HD-2", "2024-03-05", "乙事", None],
        [None, None, "HD-3", "2024-03-06", "丙事", None],
        ["双井社区", "司法所", "HD-4", "2024-03-07", "丁事", 200],
        [None, None, "HD-5", "2024-03-07", "戊事", None],
        [None, None, "HD-6", "2024-03-08", "己事", None],
    ]
    merged = ["A2:A4", "B2:B4", "A5:A6", "B5:B6"]
    given = {1: ("甲事", 5, "槐", 100), 2: ("乙事", 5, "槐", None), 3: ("丙事", 6, "槐", None), 4: ("丁事", 7, "双", 200), 5: ("戊事", 7, "双", None)}  # fmt: skip
    offices = {"槐": ("槐荫社区", "街道网格中心"), "双": ("双井社区", "司法所")}
    facts = [
        case(f"HD-{n}", title=title, received_at=f"2024-03-0{day}", amount=amount, community=offices[at][0], receiver=offices[at][1])
        for n, (title, day, at, amount) in given.items()
    ]  # fmt: skip
    facts.append(case("HD-6", title="己事", received_at="2024-03-08"))
    return CorpusFile(name="网格合并.xlsx", content=xlsx(*rows, merged=merged), records=facts, loaded=6)


def a_header_in_row_25() -> CorpusFile:
    """Twenty-four rows of instructions, an example among them that looks like a row, then the header."""
    above = [["填报说明"], *[[f"{i}. 请按实际情况填写，不得漏报。"] for i in range(1, 23)], ["示例：SL-0", "2024-01-01", "示例标题", "张某"]]  # fmt: skip
    rows = [
        *above,
        ["事件编号", "受理时间", "事件标题", "申请人", "申请人电话"],
        ["HE-1", "2024-03-05", "油烟扰民", "周德海", mobile(121)],
    ]
    facts = [case("HE-1", title="油烟扰民", received_at="2024-03-05"), party("HE-1", "applicant", "周德海", telephones=mobile(121))]  # fmt: skip
    return CorpusFile(name="网格带说明.xlsx", content=xlsx(*rows), records=facts, loaded=1, aside=[1, 24, 25])


def repeated_headers_and_blank_columns() -> CorpusFile:
    """Printed page by page: the header again every few rows, page totals, a blank column left as a margin and others
    between.
    """
    head = [None, "事件编号", None, "受理时间", "事件标题", None, "涉及人数"]
    rows = [
        ["第1页"], head,
        [None, "HF-1", None, "2024-03-05", "甲事", None, 2],
        [None, "HF-2", None, "2024-03-05", "乙事", None, 3],
        [None, "本页小计", None, None, None, None, 5],
        ["第2页"], head,
        [None, "HF-3", None, "2024-03-06", "丙事", None, 4],
        [None, "本页小计", None, None, None, None, 4],
        [None, "总计", None, None, "3件", None, 9],
    ]  # fmt: skip
    facts = [
        case("HF-1", title="甲事", received_at="2024-03-05", participants=2),
        case("HF-2", title="乙事", received_at="2024-03-05", participants=3),
        case("HF-3", title="丙事", received_at="2024-03-06", participants=4),
    ]
    return CorpusFile(
        name="网格分页.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=3, aside=[1, 2, 5, 6, 7, 9, 10]
    )


def the_same_header_twice() -> CorpusFile:
    """Two columns 联系电话, two columns 备注, and 受理时间 twice with other days: the telephones count together, of the
    days the first is taken, and the report says so.
    """
    head = [
        "事件编号",
        "受理时间",
        "事件标题",
        "申请人",
        "申请人联系电话",
        "申请人联系电话",
        "受理时间",
        "备注",
        "备注",
    ]
    row = ["HG-1", "2024-03-05", "甲事", "周德海", mobile(131), mobile(132), "2024-03-25", "甲", "乙"]
    facts = [
        case("HG-1", title="甲事", received_at="2024-03-05"),
        party("HG-1", "applicant", "周德海", telephones=[mobile(131), mobile(132)]),
    ]
    return CorpusFile(
        name="网格重名列.csv", content=text(head, row), records=facts, loaded=1, mentions=["受理时间"], keeps=["乙"]
    )


def headers_with_remarks() -> CorpusFile:
    """Headers as a form prints them: stars, remarks in brackets, blanks and line breaks within, colons."""
    head = ["* 事件\n编号", "受理时间（年/月/日）", "事 件 标 题：", "申请人(姓名)", "申请人\n联系电话【必填】", "涉及金额（元）", "涉及人数（人）", "办理状态[下拉选择]"]  # fmt: skip
    row = ["HH-1", "2024/3/5", "甲事", "周德海", mobile(141), "3,000", "5", "办理中"]
    facts = [
        case("HH-1", title="甲事", received_at="2024-03-05", amount=3000, participants=5, status="in_progress"),
        party("HH-1", "applicant", "周德海", telephones=mobile(141)),
    ]
    return CorpusFile(name="网格表单.xlsx", content=xlsx(head, row), records=facts, loaded=1)


def what_only_looks_like_a_total() -> CorpusFile:
    """Rows that begin like a total, a header or a signature and are data: a case named 合计款项纠纷, a number that
    begins with 小计, a party named 单位.
    """
    rows = [
        ["事件编号", "受理时间", "事件标题", "申请人", "涉及金额"],
        ["合计-1", "2024-03-05", "合计款项纠纷", "周德海", 100],
        ["HI-2", "2024-03-06", "备注：空调外机滴水", "何桂兰", 200],
        ["HI-3", "2024-03-07", "审核人员与业主纠纷", "审核", 300],
    ]
    facts = [
        case("合计-1", title="合计款项纠纷", received_at="2024-03-05", amount=100),
        case("HI-2", title="备注：空调外机滴水", received_at="2024-03-06", amount=200),
        case("HI-3", title="审核人员与业主纠纷", received_at="2024-03-07", amount=300),
        party("合计-1", "applicant", "周德海"),
        party("HI-2", "applicant", "何桂兰"),
        party("HI-3", "applicant", "审核"),
    ]
    return CorpusFile(name="网格像合计.csv", content=text(*rows), mapping="grid", records=facts, loaded=3)


def a_bad_row_among_many() -> CorpusFile:
    """Rows that must come back, each with its column and the reason: no number, a day that does not exist, an amount
    in prose, a status that nobody knows, a count below nothing.
    """
    rows = [
        ["事件编号", "受理时间", "事件标题", "涉及金额", "涉及人数", "办理状态", "申请人"],
        ["HJ-1", "2024-03-05", "甲事", "3000", "3", "办理中", "周德海"],
        ["", "2024-03-05", "乙事", "", "", "", "何桂兰"],
        ["HJ-3", "2024年2月30日", "丙事", "", "", "", ""],
        ["HJ-4", "2024-03-05", "丁事", "面议", "", "", ""],
        ["HJ-5", "2024-03-05", "戊事", "", "", "快好了", ""],
        ["HJ-6", "2024-03-05", "己事", "", "-3", "", ""],
        ["HJ-7", "2024-03-05", "庚事", "3000-5000", "5-6人", "", ""],
    ]
    facts = [
        case("HJ-1", title="甲事", received_at="2024-03-05", amount=3000, participants=3, status="in_progress"),
        party("HJ-1", "applicant", "周德海"),
    ]
    bad = [
        BadRow(3, "事件编号", "空"), BadRow(4, "受理时间", "没有这一天"), BadRow(5, "涉及金额", "金额"),
        BadRow(6, "办理状态", "办理状态"), BadRow(7, "涉及人数", "数"), BadRow(8, "涉及金额", "金额|元"), BadRow(8, "涉及人数", "数"),
    ]  # fmt: skip
    return CorpusFile(name="网格有坏行.csv", content=text(*rows), records=facts, loaded=1, rejected=bad)


def a_title_that_names_two_communities() -> CorpusFile:
    """The title names the street and the sender, the rows their own communities: the row goes before the title, and
    a title that names two says nothing of a row.
    """
    rows = [
        ["槐荫社区、双井社区矛盾纠纷联合排查表（2024年3月）"],
        ["事件编号", "受理时间", "事件标题", "所属社区"],
        ["HK-1", "3月5日", "甲事", "双井社区居委会"],
        ["HK-2", "3月6日", "乙事", ""],
    ]
    facts = [
        case("HK-1", title="甲事", received_at="2024-03-05", community="双井社区"),
        case("HK-2", title="乙事", received_at="2024-03-06", community=()),
    ]
    return CorpusFile(name="网格联合排查.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=2)


def a_total_in_the_middle_column() -> CorpusFile:
    """合计 stands in the third column, behind two blank cells; a note spans the foot; a row has a number alone."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "涉及金额"],
        ["HL-1", "2024-03-05", "甲事", 100],
        [None, None, "合  计", 100],
        ["以上情况属实。  负责人签字：          年   月   日"],
        ["制表时间：2024-03-08 10:00:00"],
    ]
    facts = [case("HL-1", title="甲事", received_at="2024-03-05", amount=100)]
    return CorpusFile(
        name="网格合计.xlsx", content=xlsx(表=Sheet(rows, merged=["A4:D4"])), mapping="grid", records=facts, loaded=1,
        aside=[3, 4, 5],
    )  # fmt: skip


def a_row_of_numbers_under_the_header() -> CorpusFile:
    """Under the header a row 1 2 3 4 …, as printed forms number their columns; beside the data the running numbers."""
    rows = [
        ["序号", "事件编号", "受理时间", "事件标题", "申请人"],
        [1, 2, 3, 4, 5],
        [1, "HM-1", "2024-03-05", "甲事", "周德海"],
        [2, None, None, None, None],
        [3, None, None, None, None],
    ]
    facts = [case("HM-1", title="甲事", received_at="2024-03-05"), party("HM-1", "applicant", "周德海")]
    return CorpusFile(
        name="网格栏次.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=1, aside=[1, 2, 4, 5]
    )


def same_number_twice() -> CorpusFile:
    """One number in two rows that say different things: the later stands, and the report says it of that row."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "办理状态"],
        ["HN-1", "2024-03-05", "甲事", "办理中"],
        ["HN-1", "2024-03-05", "甲事", "已化解"],
    ]
    facts = [case("HN-1", title="甲事", received_at="2024-03-05", status="settled")]
    return CorpusFile(name="网格重号.csv", content=text(*rows), records=facts, loaded=2, said=[Said(3, ("第 2 行",))])


def a_table_that_two_channels_could_have_sent() -> CorpusFile:
    """Plain headers, no title, a name that says nothing: taken for one and said so, or refused with their names."""
    rows = [["事件编号", "受理时间", "事件标题"], ["HO-1", "2024-03-05", "甲事"]]
    facts = [case("HO-1", title="甲事", received_at="2024-03-05")]
    return CorpusFile(
        name="1.xlsx", content=xlsx(*rows), records=facts, loaded=1, may_fail=["NO_MAPPING"], error_says="--mapping"
    )
