"""Workbooks of several sheets, and sheets of several tables."""

from __future__ import annotations

from tests.corpus.expected import BadRow, CorpusFile, case, party
from tests.corpus.making import Sheet, mobile, xlsx
from tests.corpus.old_excel import xls

_HEAD = ["事件编号", "上报时间", "事件标题", "办理状态", "申请人", "申请人电话"]


def _row(number: int, *, prefix: str = "DB") -> list[object]:
    return [f"{prefix}-{number}", f"2024-03-{number:02d}", f"事项{number}", "办理中", "周德海", mobile(number)]


def _facts(*numbers: int, prefix: str = "DB") -> list:
    facts = []
    for each in numbers:
        number = f"{prefix}-{each}"
        facts.append(case(number, title=f"事项{each}", received_at=f"2024-03-{each:02d}", status="in_progress"))
        facts.append(party(number, "applicant", "周德海", telephones=mobile(each)))
    return facts


def a_sheet_for_each_community() -> CorpusFile:
    """The street's workbook: a sheet for each community with the community in its title, an empty sheet, a hidden
    one with last year's list, a very hidden one, and a sheet of explanations.
    """
    content = xlsx(
        槐荫=Sheet([["槐荫社区矛盾纠纷上报表"], _HEAD, _row(1), _row(2)], merged=["A1:F1"]),
        双井=Sheet([["双井社区矛盾纠纷上报表"], [], _HEAD, _row(3)], merged=["A1:F1"]),
        空表=Sheet([]),
        去年=Sheet([_HEAD, _row(21)], hidden=True),
        底稿=Sheet([_HEAD, _row(22)], very_hidden=True),
        填表说明=Sheet([["一、每周五报送。"], ["二、编号不得重复。"]]),
    )
    at = {1: "槐荫社区", 2: "槐荫社区", 3: "双井社区"}
    facts = [
        each._replace(facts={**each.facts, "community": (at[int(each.key[-1])],)}) if each.kind == "case" else each
        for each in _facts(1, 2, 3)
    ]
    return CorpusFile(
        name="各社区上报.xlsx", content=content, records=facts, loaded=3, mentions=["去年", "底稿", "隐藏", "填表说明"],
        aside=[("槐荫", 1), ("双井", 2), ("双井", 3), ("填表说明", 1), ("填表说明", 2)], never=["事项21", "事项22"],
    )  # fmt: skip


def rows_hidden_by_a_filter() -> CorpusFile:
    """The clerk filtered for one status before saving: the rows that do not show are rows all the same."""
    sheet = Sheet([_HEAD, _row(4), _row(5), _row(6)], hidden_rows=[3, 4])
    return CorpusFile(name="筛选后.xlsx", content=xlsx(表=sheet), records=_facts(4, 5, 6), loaded=3)


def one_header_for_two_sheets() -> CorpusFile:
    """A long list split by hand: the second sheet goes on with the rows and has a header of its own, and a bad row
    of the same number stands in each.
    """
    bad = [*_row(7)]
    bad[1] = "三月初"
    other = [*_row(8)]
    other[3] = "差不多了"
    content = xlsx(上半部分=Sheet([_HEAD, bad, _row(9)]), 下半部分=Sheet([_HEAD, other, _row(10)]))
    rejected = [BadRow(2, "上报时间", "日期", "上半部分"), BadRow(2, "办理状态", "办理状态", "下半部分")]
    return CorpusFile(name="分两张.xlsx", content=content, records=_facts(9, 10), loaded=2, rejected=rejected)


def two_tables_in_a_sheet() -> CorpusFile:
    """Two communities one under the other in one sheet, each with its title and header, a blank row between."""
    rows = [["槐荫社区"], _HEAD, _row(11), _row(12), [], ["双井社区"], _HEAD, _row(13)]
    return CorpusFile(name="两张表.xlsx", content=xlsx(*rows), records=[
        case("DB-11", title="事项11", received_at="2024-03-11", status="in_progress", community="槐荫社区"),
        case("DB-12", title="事项12", received_at="2024-03-12", status="in_progress", community="槐荫社区"),
        case("DB-13", title="事项13", received_at="2024-03-13", status="in_progress", community="双井社区"),
        *[each for each in _facts(11, 12, 13) if each.kind == "party"],
    ], loaded=3, aside=[1, 2, 5, 6, 7])  # fmt: skip


def two_tables_with_other_columns() -> CorpusFile:
    """Below the list of matters a second table with other columns in another order: each is read by its header."""
    rows = [
        _HEAD, _row(14), [],
        ["二、上周遗留事项"],
        ["事件编号", "事件标题", "申请人", "申请人电话", "办理状态", "上报时间"],
        ["DB-15", "事项15", "周德海", mobile(15), "办理中", "2024-03-15"],
    ]  # fmt: skip
    return CorpusFile(name="遗留事项.xlsx", content=xlsx(*rows), records=_facts(14, 15), loaded=2, aside=[1, 3, 4, 5])


def an_old_xls() -> CorpusFile:
    """Excel 97's format, as the old machine at the community still writes: dates as bare numbers, a hidden sheet."""
    row = ["DB-16", 45367.375, "事项16", "办理中", "周德海", 19900000016]
    content = xls(
        {"上报": [["槐荫社区上报表"], _HEAD, row], "旧": [_HEAD, ["DB-99", 45000, "旧事", "", "", ""]]}, hidden=["旧"]
    )
    facts = [
        case("DB-16", title="事项16", received_at="2024-03-16 09:00", status="in_progress", community="槐荫社区"),
        party("DB-16", "applicant", "周德海", telephones=mobile(16)),
    ]
    return CorpusFile(name="上报.xls", content=content, records=facts, loaded=1, mentions=["隐藏"], never=["旧事"])


def a_wps_et_file() -> CorpusFile:
    """WPS's own ending, .et, on the same old container."""
    content = xls({"上报": [_HEAD, _row(17)]})
    return CorpusFile(name="上报.et", content=content, records=_facts(17), loaded=1)


def a_cover_sheet_first() -> CorpusFile:
    """The first sheet is a cover with the street's name and a table of contents; the data stands in the third."""
    content = xlsx(
        封面=Sheet([["民权街道2024年3月矛盾纠纷"], ["共 2 件"]]),
        汇总=Sheet([["社区", "件数"], ["槐荫社区", 2], ["合计", 2]]),
        明细=Sheet([_HEAD, _row(18), _row(19)]),
    )
    return CorpusFile(
        name="三月.xlsx", content=content, records=_facts(18, 19), loaded=2, mentions=["封面", "汇总"],
        aside=[("封面", 1), ("封面", 2), ("汇总", 1), ("汇总", 2), ("汇总", 3)],
    )  # fmt: skip
