"""Several parties in a cell, with roles, telephones, “等8人”, titles; organisations among them."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import CorpusFile, OneOf, Said, case, party
from tests.corpus.making import identity, mobile, text, xlsx

_HEAD = ["事件编号", "受理时间", "事件标题", "当事人", "联系电话", "涉及人数"]


def several_parties_in_a_cell() -> CorpusFile:
    """One column 当事人 into which everybody wrote as they liked."""
    told = [
        ("周德海、何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("周德海,何桂兰;曾庆云", "", "", ["周德海", "何桂兰", "曾庆云"], None),
        ("周德海 何桂兰 曾庆云", "", "", ["周德海", "何桂兰", "曾庆云"], None),
        ("周德海\n何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("周德海和何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("周德海等8人", "", "", ["周德海"], 8),
        ("周德海、何桂兰等十二户居民", "", "", ["周德海", "何桂兰"], 12),
        ("1.周德海 2.何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("周德海/何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("①周德海；②何桂兰", "", "", ["周德海", "何桂兰"], None),
        ("欧阳建国、司马玉", "", "", ["欧阳建国", "司马玉"], None),
        ("周德海、何桂兰等人", "", "6", ["周德海", "何桂兰"], 6),
        ("买买提·吐尔逊", "", "", ["买买提·吐尔逊"], None),
    ]
    rows, facts = [], []
    for i, (cell, telephone, people, names, count) in enumerate(told, 1):
        rows.append([f"DR-{i}", "2024-03-05", f"事{i}", cell, telephone, people])
        facts.append(case(f"DR-{i}", title=f"事{i}", received_at="2024-03-05", participants=count))
        facts += [party(f"DR-{i}", "party", name) for name in names]
    return CorpusFile(name="网格当事人.csv", content=text(_HEAD, *rows), mapping="grid", records=facts, loaded=len(rows), keeps=["周德海和何桂兰", "1.周德海 2.何桂兰"])  # fmt: skip


def roles_and_telephones_within_the_cell() -> CorpusFile:
    """Roles before and behind names, telephones in brackets and bare, one cell for both sides."""
    a, b, c, d = (mobile(n) for n in (301, 302, 303, 304))
    told = [
        (f"周德海（{a}）、何桂兰（{b}）", [("party", "周德海", a), ("party", "何桂兰", b)]),
        ("申请人：周德海；被申请人：何桂兰", [("applicant", "周德海", None), ("respondent", "何桂兰", None)]),
        (f"甲方：周德海 {a}\n乙方：何桂兰 {b}", [("applicant", "周德海", a), ("respondent", "何桂兰", b)]),
        ("周德海（申请人）、何桂兰（被申请人）、曾庆云（证人）", [("applicant", "周德海", None), ("respondent", "何桂兰", None), ("witness", "曾庆云", None)]),
        (f"申请人周德海,电话{a};被申请人何桂兰,电话{b}", [("applicant", "周德海", a), ("respondent", "何桂兰", b)]),
        (f"周德海{c}、何桂兰{d}", [("party", "周德海", c), ("party", "何桂兰", d)]),
        (f"周德海：{c}，何桂兰：{d}", [("party", "周德海", c), ("party", "何桂兰", d)]),
        (f"周德海 手机{c}", [("party", "周德海", c)]),
    ]  # fmt: skip
    rows, facts = [], []
    for i, (cell, people) in enumerate(told, 1):
        rows.append([f"DJ-{i}", "2024-03-05", f"事{i}", cell, "", ""])
        facts.append(case(f"DJ-{i}", title=f"事{i}", received_at="2024-03-05"))
        facts += [party(f"DJ-{i}", role, name, telephones=telephone) for role, name, telephone in people]
    return CorpusFile(
        name="网格当事人.xlsx", content=xlsx(_HEAD, *rows), mapping="grid", records=facts, loaded=len(rows)
    )


def numbers_dealt_out_to_several() -> CorpusFile:
    """Names in one cell, telephones and identity numbers in others: as many as names go in order; otherwise none goes
    to anybody, and the report says it of the row.
    """
    a, b, c = (mobile(n) for n in (311, 312, 313))
    p, q = identity("19670412", 311), identity("19721130", 312)
    head = ["事件编号", "受理时间", "事件标题", "申请人", "申请人电话", "申请人身份证号", "被申请人"]
    rows = [
        ["DF-1", "2024-03-05", "甲", "周德海、何桂兰", f"{a}、{b}", f"{p}、{q}", "江左物业有限公司"],
        ["DF-2", "2024-03-05", "乙", "周德海、何桂兰", f"{a}、{b}、{c}", "", ""],
        ["DF-3", "2024-03-05", "丙", "周德海\n何桂兰", f"{a}\n{b}", f"{p}\n{q}", ""],
        ["DF-4", "2024-03-05", "丁", "周德海等5人", a, p, ""],
        ["DF-5", "2024-03-05", "戊", "周德海、何桂兰", a, "", ""],
    ]
    facts = [
        case("DF-1", title="甲", received_at="2024-03-05"),
        case("DF-2", title="乙", received_at="2024-03-05"),
        case("DF-3", title="丙", received_at="2024-03-05"),
        case("DF-4", title="丁", received_at="2024-03-05", participants=5),
        case("DF-5", title="戊", received_at="2024-03-05"),
        party("DF-1", "applicant", "周德海", telephones=a, identity=p),
        party("DF-1", "applicant", "何桂兰", telephones=b, identity=q),
        party("DF-1", "respondent", "江左物业有限公司", kind="organisation"),
        party("DF-2", "applicant", "周德海"),
        party("DF-2", "applicant", "何桂兰"),
        party("DF-3", "applicant", "周德海", telephones=a, identity=p),
        party("DF-3", "applicant", "何桂兰", telephones=b, identity=q),
        party("DF-4", "applicant", "周德海", telephones=a, identity=p),
        party("DF-5", "applicant", "周德海"),
        party("DF-5", "applicant", "何桂兰"),
    ]
    said = [Said(3, ("电话", "没有归到")), Said(6, ("电话", "没有归到"))]
    return CorpusFile(name="网格多人.xlsx", content=xlsx(head, *rows), records=facts, loaded=5, said=said, keeps=[c])


def organisations_among_the_parties() -> CorpusFile:
    """Firms, shops, a school, a site, and names of firms that hold 和 or a comma; people whose names look like firms."""
    told = [
        ("江左物业有限公司", [("江左物业有限公司", "organisation")]),
        ("和平里饭店、周德海", [("和平里饭店", "organisation"), ("周德海", "person")]),
        ("槐荫社区居委会", [("槐荫社区居委会", "organisation")]),
        ("听涛苑业主委员会", [("听涛苑业主委员会", "organisation")]),
        ("中建某局长风路项目部", [("中建某局长风路项目部", "organisation")]),
        ("周记牛肉面馆", [("周记牛肉面馆", "organisation")]),
        ("民权街小学", [("民权街小学", "organisation")]),
        ("江汉区何氏美容美发店（个体工商户）", [(OneOf("江汉区何氏美容美发店（个体工商户）", "江汉区何氏美容美发店"), "organisation")]),
        ("周德海与江左物业有限公司", [("周德海", "person"), ("江左物业有限公司", "organisation")]),
        ("向公司", [("向公司", OneOf("person", "organisation"))]),
        ("武汉宏图建筑工程有限责任公司第二分公司", [("武汉宏图建筑工程有限责任公司第二分公司", "organisation")]),
        ("不详", []),
        ("匿名", [("匿名", "person")]),
    ]  # fmt: skip
    rows, facts = [], []
    for i, (cell, people) in enumerate(told, 1):
        rows.append([f"DO-{i}", "2024-03-05", f"事{i}", cell, "", ""])
        facts.append(case(f"DO-{i}", title=f"事{i}", received_at="2024-03-05"))
        facts += [party(f"DO-{i}", "party", name, kind=kind) for name, kind in people]
    nobody = {12, 13}
    facts = [each._replace(optional=each.kind == "party" and int(each.key[3:5].strip("/")) in nobody) for each in facts]
    facts.append(party("DO-12", "party", "不详")._replace(optional=True))
    return CorpusFile(name="网格单位.xlsx", content=xlsx(_HEAD, *rows), mapping="grid", records=facts, loaded=len(rows))


def names_with_titles() -> CorpusFile:
    """先生, 女士, 老, 小, 大爷, 某, a post before the name; characters of the old forms; blanks within a name of two."""
    told = [
        ("周德海先生", OneOf("周德海先生", "周德海")),
        ("何女士", "何女士"),
        ("老陈", "老陈"),
        ("张大爷", "张大爷"),
        ("王某某", "王某某"),
        ("李某", "李某"),
        ("周　海", OneOf("周海", "周 海")),
        ("周 海", OneOf("周海", "周 海")),
        ("劉國強", OneOf("劉國強", "刘国强")),
        ("周\xa0德海", "周德海"),
        ("周\u200b德海", "周德海"),
        ("周德\n海", "周德海"),
        ("周德海（女）", OneOf("周德海（女）", "周德海", "周德海(女)")),
        ("周德海（已故）", OneOf("周德海（已故）", "周德海", "周德海(已故)")),
        ("John Smith", "John Smith"),
        ("周**", "周**"),
    ]
    head = ["事件编号", "受理时间", "事件标题", "申请人"]
    rows, facts = [], []
    for i, (cell, name) in enumerate(told, 1):
        rows.append([f"DT-{i}", "2024-03-05", f"事{i}", cell])
        facts.append(case(f"DT-{i}", title=f"事{i}", received_at="2024-03-05"))
        facts.append(party(f"DT-{i}", "applicant", name, sex=OneOf(None, "1", "2")))
    return CorpusFile(
        name="网格称谓.xlsx", content=xlsx(head, *rows), records=facts, loaded=len(rows), keeps=["劉國強"]
    )
