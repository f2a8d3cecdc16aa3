"""Which built-in mapping a file is for, when nobody says.

Headers that many kinds of table have, 姓名 or 电话, count half. A mapping is chosen when it is clearly ahead, knows
something that not every table has, and the rest of the file does not say that it is another thing altogether.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graph.characters import simplified
from graph.errors import MissingColumn, NoMapping
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.headers import plain_header
from loaders.headless import headless
from loaders.mapping import Mapping, built_in, built_in_names
from loaders.reading import File
from loaders.table import Table, find_table, likeliest_header

_ASK = "可先用 sanlian mapping guess 推测一个映射"
_LEAST_FIT = 2
"""Columns with a meaning, below which nothing is recognised."""
_HEADERS_SHOWN = 20
_ORDINARY = 0.5
"""What a header counts that tables of many kinds have; any other counts 1."""
_HINT = 2.0
"""Columns that a word of a title, sheet or file name weighs as much as."""
_REQUIRED = 0.75
"""What each required column adds that not every table has: a mapping that demands more is the narrower one."""
_TWO_NUMBERS = 2.0
"""What numbers of the parties beside those of their cases add: a row is then one party, whatever the title says."""
_MARGIN = 0.5
"""How far ahead the best must be."""
_NEAR = 1.5
"""A lead below which the next best is named in the report."""
_FOREIGN_COUNTS = 1.5
_GENERAL = ("grid", "gbt31000")
"""Of mappings that fit alike, which to take: the most general first.

`grid` is what the others are made from: it knows most headers, asks for a number only, and a bare 姓名 or 电话 is for
it merely a party's, not a caller's or a petitioner's. A ledger without numbers goes to `gbt31000`.
"""
_MANY_KINDS = 3
_EVERYWHERE = frozenset([
    "部门", "单位", "名称", "岗位", "职务", "负责人", "联系人", "类别", "编号", "日期", "时间", "标题", "内容",
    "状态", "金额", "人数", "备注", "地址", "住址", "家庭住址", "联系地址", "身份", "类型", "事项", "主题",
    "主要内容", "问题", "措施", "编码", "所属部门", "部门名称", "登记日期", "登记时间", "登记编号", "序列号",
    "截止日期", "来源", "责任人", "责任部门", "办公室电话", "人员", "出生日期", "法人", "公司名称", "主任", "队长",
    "组织", "地点",
])  # fmt: skip
"""Headers that say nothing of the kind of a table, although only few mappings know them."""
_FOREIGN = re.compile(
    "工资|薪酬|薪资|奖金|津贴|绩效|考勤|出勤|加班|扣款|应发|实发|公积金|个税|入职|学号|班级|课程|成绩|分数|得分|语文|数学|英语|教师|任课"
    "|^星期|^周[一二三四五六日]$|第.节|节次|菜名|菜品|主食|早餐|午餐|晚餐|食谱|单价|库存|规格|型号|品名|商品|销售|进价|借方|贷方|科目|余额|里程|航班|快递|运单"
    "|请假|休假|物品|物资|领用|项目名称|任务名称|签到|签名|报名费|开户行|银行卡|票价|座位|考场|准考证|书名|作者|出版社|资产|采购|供应商"
    "|被访|受访|访客|离开时间|离去时间|体温|用餐|陪同|招待"
)
"""What tables of another world have: pay, school, kitchen, stock, books, the visitors at a gate."""
_FOREIGN_TITLE = re.compile(f"{_FOREIGN.pattern}|志愿者名单|志愿者名册|员工|职工|学生|学员|会员|通讯录")
_MATTER = re.compile("纠纷|矛盾|事件|诉求|投诉|调解|信访|拖欠|欠薪|案件|隐患")
_TOLD = 3
"""Columns with a header that not every table has, above which a table is believed without a word of its titles."""
_OF_A_PARTY = frozenset(["party.record", "case.number"])
_OF_ANY_RECORD = frozenset(["case.number", "case.received_at"])


class Chosen(NamedTuple):
    """A mapping and the tables that it found in a file."""

    mapping: Mapping
    tables: tuple[Table, ...]
    remark: str = ""
    """Which other mapping was near; empty: none."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One mapping with what speaks for it."""

    mapping: Mapping
    tables: tuple[Table, ...]
    score: float
    telling: int
    """Columns whose header not every table has."""
    used: int
    named: int
    """Columns with a header that means something or might."""
    hinted: bool
    named_in_header: bool
    """Whether a header has a word of the mapping's hints in it."""
    has_own: bool
    """Whether a column fills what only rows of its kind have: a week, or what a case is about and what became of it."""
    numbered: bool
    """Whether there are numbers of cases."""
    placed: bool
    """Whether somebody or some place is named."""
    elsewhere: str
    """A title of another world; empty: there is none."""
    foreign: tuple[str, ...]


def tables_of(file: File, mapping: Mapping) -> tuple[Table, ...]:
    """The tables of `mapping` in a file's visible sheets. Raises MissingColumn when there is none, or FileUnreadable
    when nothing stands in them.
    """
    tables = _find(file, mapping)
    if not tables:
        why = headless(file)
        columns = "、".join(each.headers[0] for each in mapping.required) or "至少一个认得的列"
        found = f"{why}（{_ASK}）" if why else _headers_shown(file, mapping)
        raise MissingColumn(path=file.path, mapping=mapping.zh, columns=columns, found=found)
    return tables


def _headers_shown(file: File, mapping: Mapping) -> str:
    header = max((likeliest_header(each, mapping) for each in file.sheets if not each.hidden), key=len, default=[])
    return "、".join([each for each in header if each][:_HEADERS_SHOWN])


def choose(file: File, vocabulary: Vocabulary) -> Chosen:
    """The built-in mapping that gives the most columns a meaning. Raises NoMapping when none is clearly best."""
    tried = (_candidate(file, built_in(name, vocabulary)) for name in built_in_names())
    found = [each for each in tried if each is not None]
    # One that extends another must have something of its own: as good as its base, it is none of its kind.
    ranked = sorted(
        (each for each in found if not _is_told_by_its_base(each, found)),
        key=lambda each: (-each.score, each.mapping.extends != ""),
    )
    if not ranked:
        raise _unknown(file, headless(file) or "表头和哪一种都对不上")
    best, alike = _settled(ranked)
    if best is None:
        raise _unknown(file, f"同样像{_named(alike)}")
    if why := _doubt(best):
        raise _unknown(file, why)
    return Chosen(best.mapping, best.tables, _remark(best, alike, ranked))


def _is_told_by_its_base(candidate: _Candidate, found: Sequence[_Candidate]) -> bool:
    """Whether a mapping of cases is none for a file: it leaves a number that its base reads, or nothing speaks of it.

    One that needs no number would fit any ledger; `gbt31000` may, others must be named by a title or a header.
    """
    mapping = candidate.mapping
    if mapping.row != "case" or not mapping.extends:
        return False
    numbered = any(each.numbered and each.mapping.name == mapping.extends for each in found)
    needs_number = any(each.path == "case.number" for each in mapping.required)
    return (numbered and not candidate.numbered) or not (
        needs_number or mapping.name in _GENERAL or candidate.hinted or candidate.named_in_header
    )


def _settled(ranked: Sequence[_Candidate]) -> tuple[_Candidate | None, Sequence[_Candidate]]:
    """The one to take, and those that fit about as well; None: these are of different kinds, or none is more general.

    A plain ledger (事件编号, 受理时间, 事件标题, 当事人 …) fits every mapping of cases: all read the same facts from
    it, but for the channel. Then the one of which a title speaks is taken, or else the most general one.
    """
    best = ranked[0]
    alike = [each for each in ranked if best.score - each.score < _MARGIN]
    # A list is one of cases, or a weekly one, when it says so: in a title, or in a column that people's have not.
    said = [each for each in alike if each.mapping.row not in ("case", "weekly") or each.hinted or each.has_own]
    alike = said or alike
    alike = [
        each
        for each in alike
        if each.mapping.extends != alike[0].mapping.name or each.mapping.row == alike[0].mapping.row
    ]
    if len(alike) == 1:
        return alike[0], ()
    if any(each.mapping.row != alike[0].mapping.row for each in alike):
        return None, alike
    hinted = [each for each in alike if each.hinted]
    widest = max(each.used for each in alike)
    general = [each for name in _GENERAL for each in alike if each.mapping.name == name and each.used == widest]
    taken = hinted if len(hinted) == 1 else general
    if not taken and alike[0].score > alike[1].score:
        taken = alike
    taken = taken or [
        each
        for each in alike
        if all(other.mapping.extends == each.mapping.name for other in alike if other is not each)
    ]
    return (taken[0], [each for each in alike if each is not taken[0]]) if taken else (None, alike)


def _remark(best: _Candidate, alike: Sequence[_Candidate], ranked: Sequence[_Candidate]) -> str:
    """Which others fitted as well, or nearly; empty: none."""
    if alike:
        channel = VOCABULARY.label("source", best.mapping.source)
        is_said = best.hinted and not any(each.hinted for each in alike)
        said = "标题像是这一种，" if is_said else "标题没有说是哪一种："
        return (
            f"{_named(alike)}也认得这些列，{said}按“{best.mapping.zh}”载入，没有写明来源的记为“{channel}”；"
            f"如果是别的，请写 --mapping {alike[0].mapping.name} 等"
        )
    rivals = [each for each in ranked if each is not best and each.mapping.extends != best.mapping.name]
    near = [each for each in rivals if best.score - each.score < _NEAR]
    return f"也有些像“{near[0].mapping.zh}”：如果是它，请写 --mapping {near[0].mapping.name}" if near else ""


def _named(candidates: Sequence[_Candidate]) -> str:
    return "、".join(f"{each.mapping.zh}（{each.mapping.name}）" for each in candidates)


def _unknown(file: File, why: str) -> NoMapping:
    return NoMapping(path=file.path, reason=f"{why}；{_ASK}", known=_known())


def _doubt(best: _Candidate) -> str | None:
    """Why even the best is not to be believed; None: it is."""
    known = f"“{best.mapping.zh}”只认得其中 {best.used} 列"
    if best.foreign and best.telling < 2 * len(best.foreign) + 1:
        return f"{known}，而“{'、'.join(best.foreign[:3])}”说明它是别的表"
    # A list of colleagues has the headers of a list of offices, one of meetings those of a list of cases.
    is_case = best.mapping.row == "case"
    told = best.numbered and best.placed if is_case else best.mapping.row != "organisation"
    whole = best.used >= 5 and best.used >= 0.8 * best.named and told
    if not best.telling and not best.hinted and not whole:
        return f"{known}，都是哪种表都会有的列"
    if best.telling < _TOLD and not best.hinted and best.elsewhere:
        return f"{known}，而标题“{best.elsewhere}”说明它是别的表"
    if best.telling < _TOLD and not best.hinted and is_case and not best.placed:
        return f"{known}，既没有写谁也没有写哪里"
    if best.telling < _TOLD and best.used < 0.34 * best.named:
        return f"{best.named} 列里{known}"
    return None


def _candidate(file: File, mapping: Mapping) -> _Candidate | None:
    tables = _find(file, mapping)
    if not tables:
        return None
    headers = [_headers_used(each) for each in tables]
    telling = [sum(not _is_ordinary(header) for header in each) for each in headers]
    required = {plain_header(each.header) for table in tables for each in table.binding.columns if each.column.required}
    unused = [plain_header(header) for table in tables for _, header in table.binding.unused]
    titles = simplified(" ".join(title for each in tables for title in each.titles))
    hinted = any(each in titles for each in mapping.hints)
    foreign = tuple(dict.fromkeys(each for each in unused if _FOREIGN.search(each)))
    used = sum(map(len, headers))
    score = sum(telling) + _ORDINARY * (used - sum(telling)) + _HINT * hinted
    score += _REQUIRED * sum(not _is_ordinary(each) for each in required) - _FOREIGN_COUNTS * len(foreign)
    named = used + sum(each != "备注" for each in unused)
    paths = {each.column.path for table in tables for each in table.binding.columns}
    score += _TWO_NUMBERS * (paths >= _OF_A_PARTY)
    return _Candidate(
        mapping, tables, score, sum(telling), used, named, hinted, foreign=foreign,
        named_in_header=any(hint in header for hint in mapping.hints for each in tables for header in each.header),
        has_own=any(each.startswith(f"{mapping.row}.") for each in paths - _OF_ANY_RECORD),
        numbered="case.number" in paths,
        placed=any(not each.startswith(("case.", "weekly.")) for each in paths),
        elsewhere=_elsewhere(tables),
    )  # fmt: skip


def _elsewhere(tables: Sequence[Table]) -> str:
    """A title that says that the tables are of another world, and not that they are about a dispute over it."""
    titles = (simplified(title) for each in tables for title in each.titles)
    return next((each for each in titles if _FOREIGN_TITLE.search(each) and not _MATTER.search(each)), "")


def _headers_used(table: Table) -> list[str]:
    """The headers in plain form that fill something, each column once."""
    return [plain_header(header) for header in {each.position: each.header for each in table.binding.columns}.values()]


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """By header: the kinds of rows that have it; a line of a weekly list is a case."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for mapping in map(built_in, built_in_names()):
        for column in mapping.columns:
            for header in column.headers:
                kinds[header].add("case" if mapping.row == "weekly" else mapping.row)
    return {header: frozenset(rows) for header, rows in kinds.items()}


def _is_ordinary(header: str) -> bool:
    return header in _EVERYWHERE or len(_kinds().get(header, ())) >= _MANY_KINDS


def _find(file: File, mapping: Mapping) -> tuple[Table, ...]:
    found = (find_table(each, mapping, file_name=file.path.stem) for each in file.sheets if not each.hidden)
    return tuple(each for each in found if each is not None and each.binding.fit >= _enough(mapping))


def _enough(mapping: Mapping) -> int:
    return max(_LEAST_FIT, len(mapping.required)) if len(mapping.columns) > 1 else 1


def _known() -> str:
    return "、".join(built_in_names())
