"""Texts: what encoding, delimiter and quoting make of one and the same list."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import csv
import json

from tests.corpus.expected import BadRow, CorpusFile, Record, case, party
from tests.corpus.making import identity, mobile, text

_HEAD = ["事件编号", "上报时间", "事件标题", "办理状态", "首接单位", "所属社区", "发生地点", "申请人", "申请人电话", "申请人身份证号"]  # fmt: skip
_ROWS = [
    ["WG-001", "2024-03-05", "楼上漏水，赔偿谈不拢", "办理中", "街道网格中心", "槐荫社区", "澄湖花园3栋2单元302室", "周德海", mobile(11), identity("19670412", 11)],
    ["WG-002", "2024-03-06", "夜间施工噪声", "已化解", "司法所", "双井社区", "长风路15号", "何桂兰", mobile(12), identity("19721130", 24)],
    ["WG-003", "2024-03-07", "楼道堆物", "已受理", "街道网格中心", "槐荫社区", "春和里12号", "邝玥", mobile(13), ""],
]  # fmt: skip


def _facts() -> list[Record]:
    return [
        case("WG-001", title="楼上漏水，赔偿谈不拢", received_at="2024-03-05", status="in_progress", receiver="街道网格中心", community="槐荫社区", place="澄湖花园3栋2单元302室"),
        case("WG-002", title="夜间施工噪声", received_at="2024-03-06", status="settled", receiver="司法所", community="双井社区", place="长风路15号"),
        case("WG-003", title="楼道堆物", received_at="2024-03-07", status="received", receiver="街道网格中心", community="槐荫社区", place="春和里12号"),
        party("WG-001", "applicant", "周德海", telephones=mobile(11), identity=identity("19670412", 11)),
        party("WG-002", "applicant", "何桂兰", telephones=mobile(12), identity=identity("19721130", 24)),
        party("WG-003", "applicant", "邝玥", telephones=mobile(13)),
    ]  # fmt: skip


def utf8_without_a_mark() -> CorpusFile:
    """A young colleague's script wrote it: UTF-8, no mark."""
    return CorpusFile(name="网格上报.csv", content=text(_HEAD, *_ROWS), records=_facts(), loaded=3, aside=[1])


def utf8_with_a_mark() -> CorpusFile:
    """WPS saved it as “CSV UTF-8”: a byte order mark before the first header."""
    return CorpusFile(
        name="网格上报.csv", content=text(_HEAD, *_ROWS, encoding="utf-8-sig"), records=_facts(), loaded=3
    )


def gb18030_with_rare_characters() -> CorpusFile:
    """Excel's plain “CSV” on a Chinese Windows; names and units that GBK alone does not have."""
    rare = [
        "WG-004",
        "2024/3/8",
        "占用公摊面积约3㎡、费用€20",
        "办理中",
        "司法所",
        "双井社区",
        "长风路17号",
        "𬱖某",
        mobile(14),
        "",
    ]
    facts = [
        *_facts(),
        case("WG-004", title="占用公摊面积约3㎡、费用€20", received_at="2024-03-08", status="in_progress", receiver="司法所", community="双井社区", place="长风路17号"),
        party("WG-004", "applicant", "𬱖某", telephones=mobile(14)),
    ]  # fmt: skip
    content = text(_HEAD, *_ROWS, rare, encoding="gb18030")
    return CorpusFile(name="网格上报.csv", content=content, records=facts, loaded=4)


def utf16_with_tabs() -> CorpusFile:
    """Excel's “Unicode 文本”: UTF-16 with a mark, tabs, the ending .txt."""
    content = text(_HEAD, *_ROWS, delimiter="\t", encoding="utf-16")
    return CorpusFile(name="网格上报.txt", content=content, records=_facts(), loaded=3)


def semicolons() -> CorpusFile:
    """An export for another country's spreadsheet: semicolons, every cell in quotes, GB18030."""
    content = text(_HEAD, *_ROWS, delimiter=";", encoding="gb18030", quoting=csv.QUOTE_ALL)
    return CorpusFile(name="网格上报.csv", content=content, records=_facts(), loaded=3)


def bars_in_utf16_without_a_mark() -> CorpusFile:
    """A mainframe's export: bars between the cells, UTF-16 big-endian and no mark."""
    content = text(_HEAD, *_ROWS, delimiter="|", encoding="utf-16-be")
    return CorpusFile(name="网格上报.csv", content=content, records=_facts(), loaded=3)


def quotes_and_lines_in_cells() -> CorpusFile:
    """A hotline's export: doubled quotes, line breaks, commas and tabs in the text, a title above, line ends mixed."""
    said = '来电人称：“物业不管”，\n并说"再不处理就上访"。\n\t附：见照片1,2'
    rows = [
        ["12345热线工单导出（2024年3月）"],
        ["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人", "来电号码", "办理状态"],
        ["RX20240305001", "2024-03-05 09:15:00", "物业不作为", said, "何桂兰", mobile(15), "处理中"],
        ["RX20240305002", "2024-03-05 10:20:30", "路灯不亮", "第一行\r\n第二行", "周德海", mobile(16), "已办结"],
    ]
    facts = [
        case("RX20240305001", title="物业不作为", received_at="2024-03-05 09:15", kind="request", status="in_progress", text='来电人称：“物业不管”，\n并说"再不处理就上访"。\n附：见照片1,2'),
        case("RX20240305002", title="路灯不亮", received_at="2024-03-05 10:20:30", kind="request", status="closed", text="第一行\n第二行"),
        party("RX20240305001", "reporter", "何桂兰", telephones=mobile(15)),
        party("RX20240305002", "reporter", "周德海", telephones=mobile(16)),
    ]  # fmt: skip
    return CorpusFile(name="热线导出.csv", content=text(*rows), records=facts, loaded=2, aside=[1, 2])


def json_lines() -> CorpusFile:
    """A platform's interface: an object a line, keys in any order, some missing, numbers and null as values."""
    lines = [
        {"事件编号": "PT-1", "事件标题": "电梯停运", "上报时间": "2024-03-05T08:30:00", "涉及人数": 12, "申请人": "周德海", "申请人电话": mobile(17), "所属社区": "槐荫社区"},
        {"上报时间": "2024-03-06", "事件编号": "PT-2", "申请人": None, "事件标题": "井盖缺失", "涉及金额": 3500.5},
        {"事件编号": "PT-3", "事件标题": "时间写错", "上报时间": "下周三"},
        {"事件编号": "PT-4", "事件标题": "消防通道\n被占", "上报时间": "2024年3月8日", "办理状态": "已办结"},
    ]  # fmt: skip
    content = "\n".join(json.dumps(each, ensure_ascii=False) for each in lines).encode() + b"\n"
    facts = [
        case("PT-1", title="电梯停运", received_at="2024-03-05 08:30", participants=12, community="槐荫社区"),
        case("PT-2", title="井盖缺失", received_at="2024-03-06", amount=3500.5),
        case("PT-4", title="消防通道被占", received_at="2024-03-08", status="closed"),
        party("PT-1", "applicant", "周德海", telephones=mobile(17)),
    ]
    bad = [BadRow(3, "上报时间", "日期")]
    return CorpusFile(name="平台推送.jsonl", content=content, records=facts, loaded=3, rejected=bad)
