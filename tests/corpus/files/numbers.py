"""Identity numbers, telephones, amounts and counts."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import CorpusFile, OneOf, Said, case, maybe, party
from tests.corpus.making import identity, identity_15, mobile, text, xlsx
from tests.corpus.store_facts import with_check_digit

_HEAD = ["事件编号", "受理时间", "事件标题", "申请人", "申请人身份证号", "申请人电话"]
_DAMAGED = ("科学计数", "损坏", "丢失", "数字")


def _rows(prefix: str, identities: list[object], telephones: list[object]) -> list[list[object]]:
    count = max(len(identities), len(telephones))
    identities += [""] * (count - len(identities))
    telephones += [""] * (count - len(telephones))
    return [
        [f"{prefix}-{i}", "2024-03-05", f"事{i}", f"周{_CHARACTERS[i]}", identities[i], telephones[i]] for i in range(count)
    ]  # fmt: skip


_CHARACTERS = "一二三四五六七八九十百千万亿甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def identity_numbers_as_written() -> CorpusFile:
    """Apostrophes, full-width digits, blanks, a small x, fifteen digits, hyphens, a line break within: each is one
    valid number. Masked ones and those that fail the check digit are kept as they are and said to be no evidence.
    """
    whole, with_x = identity("19800105", 7), _with_x()
    wrong = whole[:-1] + ("0" if whole[-1] != "0" else "1")
    written = {
        "'" + whole: whole,
        "".join(chr(ord(c) + 0xFEE0) for c in whole): whole,
        f"{whole[:6]} {whole[6:14]} {whole[14:]}": whole,
        with_x.lower(): with_x,
        identity_15("480105", 3): with_check_digit("42019919480105003"),
        f"{whole[:6]}-{whole[6:14]}-{whole[14:]}": whole,
        f"{whole[:10]}\n{whole[10:]}": whole,
        f"\u200b{whole}\xa0": whole,
        "身份证：" + whole: whole,
        f"{whole[:4]}**********{whole[14:]}": None,
        wrong: None,
        "无": None,
        whole[:17]: None,
    }
    rows = _rows("SF", list(written), [])
    facts = []
    for i, each in enumerate(written.values()):
        facts += [
            case(f"SF-{i}", title=f"事{i}", received_at="2024-03-05"),
            party(f"SF-{i}", "applicant", f"周{_CHARACTERS[i]}", identity=each),
        ]
    said = [Said(12, ("校验", "不对", "有误", "不符", "无效")), Said(14, ("位", "不对", "有误", "无效", "不完整"))]
    return CorpusFile(
        name="网格证件.csv", content=text(_HEAD, *rows), records=facts, loaded=len(rows), said=said,
        keeps=[wrong, whole[:17], f"{whole[:4]}**********{whole[14:]}"],
    )  # fmt: skip


def identity_numbers_that_a_spreadsheet_damaged() -> CorpusFile:
    """Numbers in the scientific form, and stored as numbers, among them one whose digits happen to pass the check:
    none is a number any more, each is said, the row is loaded all the same.
    """
    passing = _passing()
    rows = _rows(
        "SD",
        ["4.20103E+17", float(identity("19800105", 8).replace("X", "0")), float(passing), "4.2019919800105E17"],
        [],
    )
    facts = []
    for i in range(4):
        facts += [
            case(f"SD-{i}", title=f"事{i}", received_at="2024-03-05"),
            party(f"SD-{i}", "applicant", f"周{_CHARACTERS[i]}"),
        ]
    said = [Said(n, _DAMAGED) for n in (2, 3, 4, 5)]
    return CorpusFile(
        name="网格证件.xlsx", content=xlsx(_HEAD, *rows), records=facts, loaded=4, said=said, keeps=["4.20103E+17"],
        never=[passing],
    )  # fmt: skip


def telephones_as_written() -> CorpusFile:
    """Areas, extensions, several in a cell with every separator, masked, labelled, with names, as numbers, with the
    country's code.
    """
    written: dict[object, tuple[str, ...] | OneOf] = {
        "027-20000101转801": ("02720000101-801",),
        "（027）20000102": ("02720000102",),
        "027－２０００－０１０３": ("02720000103",),
        "20000104": ("20000104",),
        f"{mobile(1)}/{mobile(2)}": (mobile(1), mobile(2)),
        f"{mobile(3)}、027-20000105": (mobile(3), "02720000105"),
        "199 0000 0004": (mobile(4),),
        "199-0000-0005": (mobile(5),),
        "+86 19900000006": (mobile(6),),
        "0086-19900000007": (mobile(7),),
        "199****0008": ("199****0008",),
        f"手机：{mobile(9)}；座机：027-20000106": (mobile(9), "02720000106"),
        f"{mobile(10)} {mobile(11)}": (mobile(10), mobile(11)),
        f"{mobile(12)}（妻子）": (mobile(12),),
        f"{mobile(13)}\n{mobile(14)}": (mobile(13), mobile(14)),
        19900000015: (mobile(15),),
        19900000016.0: (mobile(16),),
        "027-20000107-802": ("02720000107-802",),
        "无": (),
        "'" + mobile(17): (mobile(17),),
        "１９９００００００１８": (mobile(18),),
        f"{mobile(19)},{mobile(19)}": (mobile(19),),
        f"{mobile(20)}或{mobile(21)}": (mobile(20), mobile(21)),
        "027-20000108/20000109": ("02720000108", OneOf("20000109", "02720000109")),  # type: ignore[dict-item]
        f"电话{mobile(22)}": (mobile(22),),
        "400-000-0023": ("4000000023",),
    }
    rows = _rows("DH", [], list(written))
    facts = []
    for i, each in enumerate(written.values()):
        facts += [
            case(f"DH-{i}", title=f"事{i}", received_at="2024-03-05"),
            party(f"DH-{i}", "applicant", f"周{_CHARACTERS[i]}", telephones=each),
        ]
    return CorpusFile(name="网格电话.xlsx", content=xlsx(_HEAD, *rows), records=facts, loaded=len(rows))


def telephones_that_are_none() -> CorpusFile:
    """A scientific form, ten digits, twelve digits, a word: said of the row, whether it is loaded or comes back, and
    the lost digits are not filled up.
    """
    rows = _rows("DW", [], ["1.99E+10", "1990000003", "199000000041", "见附件"])
    facts = [
        record
        for i in range(4)
        for record in (
            case(f"DW-{i}", title=f"事{i}", received_at="2024-03-05"),
            party(f"DW-{i}", "applicant", f"周{_CHARACTERS[i]}", telephones=OneOf(None, "1990000003", "199000000041")),
        )
    ]
    said = [
        Said(2, _DAMAGED),
        Said(3, ("位", "电话", "号码")),
        Said(4, ("位", "电话", "号码")),
        Said(5, ("电话", "号码")),
    ]
    return CorpusFile(
        name="网格坏电话.csv", content=text(_HEAD, *rows), records=[maybe(each) for each in facts], may_reject=[2, 3, 4, 5],
        said=said, may_fail=["NOTHING_LOADED"],
    )  # fmt: skip


def amounts_and_counts_in_words() -> CorpusFile:
    """Money and people in words, units and capitals of a bank."""
    head = ["事件编号", "受理时间", "事件标题", "涉及金额", "涉及人数"]
    written = [
        ("叁仟伍佰元整", 3500, "十二人", 12),
        ("三万五千元", 35000, "约20余人", 20),
        ("3.5万", 35000, "两人", 2),
        ("１２，０００元", 12000, "120多人", 120),
        ("约2000元", 2000, "二十", 20),
        ("1,200.50", 1200.5, "3 人", 3),
        ("壹拾贰万元", 120000, "一百零八人", 108),
        ("人民币8万元整", 80000, "12.0", 12),
        ("¥ 3,000.00", 3000, "１５", 15),
        ("十万", 100000, "廿三人", 23),
        ("0.8万元", 8000, "5户", 5),
        ("不详", None, "不详", None),
        ("1亿2千万元", 120000000, "一人", 1),
        ("三千五", 3500, "双方", OneOf(2, None)),
        ("5000块钱", 5000, "俩人", 2),
    ]
    rows = [[f"JE-{i}", "2024-03-05", f"事{i}", money, people] for i, (money, _, people, _) in enumerate(written)]
    facts = [
        case(f"JE-{i}", title=f"事{i}", received_at="2024-03-05", amount=amount, participants=count)
        for i, (_, amount, _, count) in enumerate(written)
    ]
    vague = [15, 16]
    facts = [maybe(each) if int(each.key[3:]) + 2 in vague else each for each in facts]
    return CorpusFile(
        name="网格金额.csv", content=text(head, *rows), mapping="grid", records=facts, may_reject=vague,
    )  # fmt: skip


def amounts_in_ten_thousands() -> CorpusFile:
    """The header says 万元: 3.5 is 35,000, and a cell that says its own unit is not multiplied again."""
    head = ["事件编号", "受理时间", "事件标题", "涉及金额（万元）", "涉及人数"]
    rows = [
        ["JW-1", "2024-03-05", "甲", 3.5, 2],
        ["JW-2", "2024-03-05", "乙", "0.8", 2],
        ["JW-3", "2024-03-05", "丙", "3.5万元", 2],
        ["JW-4", "2024-03-05", "丁", "2000元", 2],
        ["JW-5", "2024-03-05", "戊", "", 2],
    ]
    amounts = {1: ("甲", 35000), 2: ("乙", 8000), 3: ("丙", 35000), 4: ("丁", 2000), 5: ("戊", None)}
    facts = [
        case(f"JW-{i}", title=title, received_at="2024-03-05", amount=amount, participants=2)
        for i, (title, amount) in amounts.items()
    ]
    return CorpusFile(
        name="网格万元.xlsx", content=xlsx(head, *rows), mapping="grid", records=facts, loaded=5, mentions=["万元"]
    )


def _with_x() -> str:
    return next(each for n in range(1, 99) if (each := identity("19800105", n)).endswith("X"))


def _passing() -> str:
    """A number that ends in three zeros and passes the check all the same."""
    days = (f"1980{month:02d}{day:02d}" for month in range(1, 13) for day in range(1, 29))
    return next(each for day in days if (each := identity(day, 100)).endswith("000"))
