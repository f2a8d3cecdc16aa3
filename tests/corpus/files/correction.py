"""Files that follow others: a corrected version, the rejects once they are corrected, the same file twice."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from typing import Any

from tests.corpus.expected import BadRow, CorpusFile, Step, case, party
from tests.corpus.making import identity, mobile, text, xlsx

_HEAD = ["事件编号", "受理时间", "事件标题", "办理状态", "首接单位", "申请人", "申请人电话", "涉及金额"]
_ROWS = [
    ["GZ-1", "2024-03-05", "漏水", "办理中", "街道网格中心", "周德海", mobile(901), 3000],
    ["GZ-2", "2024-03-06", "噪声", "办理中", "司法所", "何桂兰", mobile(902), ""],
    ["GZ-3", "2024-03-07", "停车", "已受理", "街道网格中心", "曾庆云", mobile(903), 500],
]


def a_corrected_second_version() -> CorpusFile:
    """The file again, other format: one row corrected, one with a cell emptied, one new, one left out. Only what
    changed changes; what the new one is silent about stays.
    """
    rows = [
        _HEAD,
        ["GZ-1", "2024-03-05", "漏水", "已化解", "街道网格中心", "周德海", mobile(901), 3500],
        ["GZ-2", "2024-03-06", "", "办理中", "司法所", "何桂兰", mobile(902), ""],
        ["GZ-4", "2024-03-08", "堆物", "已受理", "司法所", "", "", ""],
    ]
    facts = [
        case("GZ-1", title="漏水", received_at="2024-03-05", status="settled", receiver="街道网格中心", amount=3500),
        case("GZ-2", title="噪声", received_at="2024-03-06", status="in_progress", receiver="司法所"),
        case("GZ-3", title="停车", received_at="2024-03-07", status="received", receiver="街道网格中心", amount=500),
        case("GZ-4", title="堆物", received_at="2024-03-08", status="received", receiver="司法所"),
        party("GZ-1", "applicant", "周德海", telephones=mobile(901)),
        party("GZ-2", "applicant", "何桂兰", telephones=mobile(902)),
        party("GZ-3", "applicant", "曾庆云", telephones=mobile(903)),
    ]
    before = [Step(name="网格第一版.csv", content=text(_HEAD, *_ROWS, encoding="gb18030"))]
    return CorpusFile(name="网格第二版.xlsx", content=xlsx(*rows), before=before, records=facts, loaded=3)


def the_same_file_twice() -> CorpusFile:
    """Loaded by two colleagues: nothing is new and nothing changes."""
    content = xlsx(_HEAD, *_ROWS)
    facts = [
        case(
            "GZ-1", title="漏水", received_at="2024-03-05", status="in_progress", receiver="街道网格中心", amount=3000
        ),
        case("GZ-2", title="噪声", received_at="2024-03-06", status="in_progress", receiver="司法所"),
        case("GZ-3", title="停车", received_at="2024-03-07", status="received", receiver="街道网格中心", amount=500),
        party("GZ-1", "applicant", "周德海", telephones=mobile(901)),
        party("GZ-2", "applicant", "何桂兰", telephones=mobile(902)),
        party("GZ-3", "applicant", "曾庆云", telephones=mobile(903)),
    ]
    return CorpusFile(
        name="网格台账.xlsx", content=content, before=[Step(name="网格台账(1).xlsx", content=content)], records=facts, loaded=3,
        changes={"case": (0, 0), "mention": (0, 0), "organisation": (0, 0)},
    )  # fmt: skip


def another_first_receiver() -> CorpusFile:
    """A later file names another first receiver: the first stands (首接负责制), and that is said."""
    rows = [_HEAD, ["GZ-1", "2024-03-05", "漏水", "办理中", "司法所", "周德海", mobile(901), 3000]]
    facts = [
        case(
            "GZ-1", title="漏水", received_at="2024-03-05", status="in_progress", receiver="街道网格中心", amount=3000
        ),
        party("GZ-1", "applicant", "周德海", telephones=mobile(901)),
    ]
    before = [Step(name="网格第一版.csv", content=text(_HEAD, _ROWS[0]))]
    return CorpusFile(
        name="网格第二版.csv", content=text(*rows), before=before, records=facts, loaded=1, mentions=["首接单位已定"]
    )


def rejects_that_are_corrected() -> CorpusFile:
    """Half of a form with a title and two rows of header comes back; the clerk corrects the cells in the workbook of
    rejects and loads it as it is.
    """
    rows = [
        ["双井社区网格事件台账（2024年）"],
        ["事件编号", "受理时间", "事件标题", "申请人", None, "涉及金额"],
        [None, None, None, "姓名", "身份证号", None],
        ["TH-1", "3月5日", "漏水", "周德海", identity("19670412", 911), 3000],
        ["TH-2", "3月35日", "噪声", "何桂兰", identity("19721130", 912), "面议"],
        ["", "3月6日", "停车", "曾庆云", "", 500],
    ]
    facts = [
        case("TH-1", title="漏水", received_at="2024-03-05", amount=3000, community="双井社区"),
        case("TH-2", title="噪声", received_at="2024-03-25", amount=800, community="双井社区"),
        case("TH-3", title="停车", received_at="2024-03-06", amount=500, community="双井社区"),
        party("TH-1", "applicant", "周德海", identity=identity("19670412", 911)),
        party("TH-2", "applicant", "何桂兰", identity=identity("19721130", 912)),
        party("TH-3", "applicant", "曾庆云"),
    ]
    replaced = {"3月35日": "3月25日", "面议": "800"}

    def correct(book: Any) -> None:
        """As a clerk: the wrong cells anew, and the number into the first cell of the row that lacks it."""
        (sheet,) = book.worksheets
        for row in sheet.iter_rows():
            texts = [str(cell.value or "") for cell in row]
            for cell in row:
                cell.value = replaced.get(str(cell.value), cell.value)
            if "曾庆云" in texts:
                row[0].value = "TH-3"

    bad = [BadRow(5, "受理时间", "没有这一天"), BadRow(5, "涉及金额", "金额"), BadRow(6, "事件编号", "空")]
    return CorpusFile(
        name="网格台账.xlsx", content=xlsx(*rows, merged=["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"]),
        records=facts, loaded=1, rejected=bad, correct=correct, aside=[1, 2, 3],
    )  # fmt: skip


def rejects_of_a_csv_with_telling_cells() -> CorpusFile:
    """What comes back keeps its leading zeros, long numbers, line breaks and quotes, so that correcting one cell does
    not damage another.
    """
    rows = [
        ["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人", "来电号码", "身份证号"],
        ["00012", "前天", "漏水", '他说"快来"\n两行', "周德海", "02720000921", identity("19670412", 921)],
        ["00013", "2024-03-05", "噪声", "x", "何桂兰", mobile(922), ""],
    ]
    facts = [
        case("00012", title="漏水", text='他说"快来"\n两行', received_at="2024-03-04"),
        case("00013", title="噪声", text="x", received_at="2024-03-05"),
        party("00012", "reporter", "周德海", telephones="02720000921", identity=identity("19670412", 921)),
        party("00013", "reporter", "何桂兰", telephones=mobile(922)),
    ]

    def correct(book: Any) -> None:
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "前天"]
        assert len(cells) == 1
        cells[0].value = "2024-03-04"

    return CorpusFile(name="工单.csv", content=text(*rows), mapping="12345", records=facts, loaded=1, rejected=[BadRow(2, "受理时间", "日期")], correct=correct)  # fmt: skip
