"""Addresses that are one dwelling however they are written, and those that only look like it."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import CorpusFile, OneOf, Record, case, resident
from tests.corpus.making import text, xlsx

_HEAD = ["姓名", "住址", "所属社区"]
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"

_ONE_FLAT = [
    "澄湖花园3栋2单元302室",
    "澄湖花园3栋2单元302",
    "澄湖花园三栋二单元302室",
    "澄湖花园三栋二单元三〇二室",
    "澄湖花园小区3号楼2单元302",
    "澄湖花园3-2-302",
    "澄湖花园3—2—302",
    "澄湖花园3#2-302",
    "澄湖花园第3幢第2单元302房",
    "澄湖花园3座2单元3楼302",
    "澄湖花园3栋2单元3层302室",
    "澄湖花园 3 栋 2 单元 302 室",
    "澄湖花园３栋２单元３０２室",
    "澄湖花園3棟2單元302室",
    "槐荫社区澄湖花园3栋2单元302室",
    "民权街槐荫社区澄湖花园3栋2单元302室",
    "民权街道槐荫社区澄湖花园3栋2单元302室",
    "民权街街道澄湖花园3栋2单元302室",
    "武汉市江汉区民权街道澄湖花园3栋2单元302室",
    "湖北省武汉市江汉区民权街道槐荫社区澄湖花园小区三号楼二单元302号",
    "江汉区澄湖花园3栋2单元302室（出租屋）",
    "澄湖花园03栋02单元0302室",
]


def one_flat_in_many_spellings() -> CorpusFile:
    """Twenty-two rows of a register that are all one door."""
    return _same(_ONE_FLAT, "澄湖花园3栋2单元302室", "小区.csv")


def one_house_on_a_road_in_many_spellings() -> CorpusFile:
    """A house number with buildings behind it."""
    written = [
        "长风路15号2栋1单元302室",
        "长风路15号2栋1单元302",
        "长风路十五号2-1-302室",
        "长风路15号2-1-302",
        "长风路十五号二栋一单元三〇二",
        "民权街道长风路15号2号楼1单元302室",
        "武汉市江汉区长风路15号 2栋 1单元 302室",
        "槐荫社区长风路１５号２栋１单元３０２室",
    ]
    return _same(written, "长风路15号2栋1单元302室", "路.csv")


def one_door_behind_an_annex() -> CorpusFile:
    """附号 in its forms, in a lane of the old town."""
    written = [
        "春和里12号附3号201室",
        "春和里12号附3号2楼201",
        "春和里十二号附三号201室",
        "春和里份12号附3号201室",
        "民权街春和里12号附3号201",
        "双井社区春和里12号-附3号201室",
    ]
    return _same(written, "春和里12号附3号201室", "里份.csv")


def look_alikes() -> CorpusFile:
    """Each differs from 澄湖花园3栋2单元302室 in what matters: all are other places, and no two are the same."""
    written = {
        "澄湖花园13栋2单元302室": "澄湖花园13栋2单元302室",
        "澄湖花园3栋1单元302室": "澄湖花园3栋1单元302室",
        "澄湖花园3栋2单元203室": "澄湖花园3栋2单元203室",
        "澄湖花园3栋2单元1302室": "澄湖花园3栋2单元1302室",
        "澄湖花苑3栋2单元302室": "澄湖花苑3栋2单元302室",
        "澄湖花园二期3栋2单元302室": "澄湖花园二期3栋2单元302室",
        "新澄湖花园3栋2单元302室": "新澄湖花园3栋2单元302室",
        "澄湖花园3栋2单元": "澄湖花园3栋2单元",
        "澄湖花园3栋": "澄湖花园3栋",
        "澄湖花园": "澄湖花园",
        "澄湖路3号2单元302室": "澄湖路3号2单元302室",
        "澄湖花园A栋2单元302室": "澄湖花园A栋2单元302室",
        "春和里12号201室": "春和里12号201室",
        "春和里12号附3号201室": "春和里12号附3号201室",
        "春和里123号201室": "春和里123号201室",
        "长风路15号": "长风路15号",
        "长风一路15号": "长风一路15号",
    }
    rows = [[f"{_SURNAMES[i]}某", each, ""] for i, each in enumerate(written)]
    facts = [resident(f"{_SURNAMES[i]}某", place=each) for i, each in enumerate(written.values())]
    return CorpusFile(name="相近.csv", content=text(_HEAD, *rows), mapping="residents", records=facts, loaded=len(rows))


def places_that_are_no_dwelling() -> CorpusFile:
    """Where a matter happened, in prose: what is a place is taken, what is not stays in the text and is not guessed."""
    told = [
        ("澄湖花园门口", OneOf("澄湖花园", None)),
        ("长风路与春和里交叉口", OneOf(None, "长风路")),
        ("某小区附近", None),
        ("小区内", None),
        ("不详", None),
        ("微信群", None),
        ("长风路15号一楼门面", OneOf("长风路15号", "长风路15号1层", "长风路15号1层门面")),
        ("澄湖花园3栋楼下", OneOf("澄湖花园3栋", None)),
        ("长风路（近春和里）", OneOf("长风路", None)),
    ]
    rows = [[f"DD-{i}", "2024-03-05", f"事{i}", where] for i, (where, _) in enumerate(told, 1)]
    facts = [
        case(f"DD-{i}", title=f"事{i}", received_at="2024-03-05", place=place, place_text=OneOf(where, None))
        for i, (where, place) in enumerate(told, 1)
    ]
    head = ["事件编号", "受理时间", "事件标题", "发生地点"]
    return CorpusFile(name="地点.xlsx", content=xlsx(head, *rows), mapping="grid", records=facts, loaded=len(rows), keeps=["某小区附近"])  # fmt: skip


def columns_instead_of_an_address() -> CorpusFile:
    """小区, 栋, 单元, 室 in columns of their own, as numbers, with and without their words, beside an address that
    leaves them out.
    """
    head = ["姓名", "小区", "楼栋", "单元", "房号", "住址"]
    rows = [
        ["赵某", "澄湖花园", 3, 2, 302, ""],
        ["钱某", "澄湖花园小区", "3栋", "2单元", "302室", ""],
        ["孙某", "澄湖花园", "3号楼", "二单元", "302", ""],
        ["李某", "", "", "", "", "澄湖花园3栋2单元302室"],
        ["周某", "", "3", "2", "302", "民权街道澄湖花园"],
        ["吴某", "澄湖花园", "03", "02", "0302", ""],
    ]
    facts = [resident(row[0], place="澄湖花园3栋2单元302室") for row in rows]
    return CorpusFile(name="分列.xlsx", content=xlsx(head, *rows), mapping="residents", records=facts, loaded=6)


def _same(written: list[str], place: str, name: str) -> CorpusFile:
    rows = [[f"{_SURNAMES[i]}某", each, ""] for i, each in enumerate(written)]
    facts: list[Record] = [resident(f"{_SURNAMES[i]}某", place=place) for i in range(len(written))]
    return CorpusFile(name=name, content=text(_HEAD, *rows), mapping="residents", records=facts, loaded=len(rows))
