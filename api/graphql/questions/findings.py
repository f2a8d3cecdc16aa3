"""What to look at in who answers for what: each finding by its name, a sentence a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.filters import local_time
from api.graphql.types import After, First, Record
from api.graphql.views import NodeView, PageInfo, views
from graph.clock import street_now
from graph.duty.findings import FACTS, FINDINGS, Finding, Wanted
from graph.errors import BadId
from graph.ids import kind_of
from graph.pipeline.findings import Found, Page, find

_NAMES: Any = Enum("FindingName", {name.upper(): name for name in FINDINGS})
FindingName: Any = strawberry.enum(_NAMES, description="发现的名称")
Name = Annotated[Any, strawberry.argument(graphql_type=FindingName, description="哪一项发现")]


def _option(note: str, default: Any = None) -> Any:
    return strawberry.field(default=default, description=note)


@strawberry.input(description="发现的范围；某项发现用不到的不起作用")
class FindingWanted:
    """Where to look."""

    start: dt.datetime | None = _option("期间从何时起；不写：一年前")
    end: dt.datetime | None = _option("期间到何时之前；不写：不限")
    whole: bool = _option("不写 start 时也不限一年内", default=False)
    ended: bool = _option("也看已了结的事件和事项", default=False)
    least: int | None = _option("至少几次、几件或几个单位")
    days: int | None = _option("停滞或回访的天数")
    now: dt.datetime | None = _option("以何时为现在，如 asOf 的时刻；不写：现在")


@strawberry.type(description="一条发现中的一个数据")
class FindingFact:
    """A value of a row."""

    name: str
    label: str
    number: float | None = strawberry.field(description="是数的；是否为 1 和 0")
    text: str | None = strawberry.field(description="不是数的：时间、代码")


@strawberry.type(description="句中的一个单位、事件或人")
class FindingOther:
    """Somebody or something that the sentence names."""

    role: str = strawberry.field(description="是其中的什么，如 caller、called、party、one、other、organisation")
    record: NodeView = strawberry.field(graphql_type=Record)


@strawberry.type(name="Finding", description="一条发现")
class FindingRow:
    """One row of a finding."""

    cursor: str
    sentence: str = strawberry.field(description="一句话")
    subject: NodeView | None = strawberry.field(graphql_type=Record | None, description="关于谁；null：不是一条记录")
    code: str | None = strawberry.field(description="不是记录的：调解途径或化解层级的代码")
    others: list[FindingOther] = strawberry.field(description="句中的其他单位、事件、人")
    facts: list[FindingFact]


@strawberry.type(description="一项发现的一页")
class FindingConnection:
    """A page of a finding."""

    name: str
    label: str
    definition: str
    nodes: list[FindingRow]
    page_info: PageInfo
    total_count: int


@strawberry.type
class Findings(Asked):
    """What a centre looks for."""

    @strawberry.field(description="一项发现：踢皮球、无人牵头、吹哨未报到、停滞、复发、工作量、桥梁单位等，每条一句话")
    def findings(
        self,
        info: strawberry.Info,
        name: Name,
        wanted: FindingWanted | None = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> FindingConnection | None:
        """A page of a finding."""
        page, lens = Slice.of("findings", first=first, after=after), self.context.lens
        found = find(
            self.reader, str(name.value), _wanted(wanted or FindingWanted()), Page(page.first, page.skip),
            scope=self.scope, words=lens.vocabulary, unmask=lens.unmask,
        )  # fmt: skip
        return _shown(self, info, found, page)


def _wanted(asked: FindingWanted) -> Wanted:
    return Wanted(
        now=local_time(asked.now) or street_now(), start=local_time(asked.start), end=local_time(asked.end),
        whole=asked.whole, open=not asked.ended, least=asked.least, days=asked.days,
    )  # fmt: skip


def _shown(asked: Asked, info: strawberry.Info, found: Found, page: Slice) -> FindingConnection:
    ids = list(dict.fromkeys(id for each in found.findings for id in _named(each)))
    records = dict(zip(ids, asked.reader.get(ids, scope=asked.scope) if ids else (), strict=True))
    level = asked.level()
    shown: dict[str, dict[str, NodeView | None]] = {}
    for name, path in (("subject", ("nodes", "subject")), ("others", ("nodes", "others", "record"))):
        spot = spot_at(asked, info, path, level=level)
        shown[name] = dict(zip(ids, views([records[id] for id in ids], spot), strict=True))
    end = page.skip + len(found.findings)
    ends = [cursor(page.skip + 1), cursor(end)] if found.findings else []
    return FindingConnection(
        name=found.kind.name,
        label=found.kind.zh,
        definition=found.kind.definition,
        nodes=[_row(each, n, shown) for n, each in enumerate(found.findings, page.skip + 1)],
        page_info=PageInfo.of(ends, more=end < found.total, before=page.skip > 0),
        total_count=found.total,
    )


def _row(finding: Finding, number: int, shown: dict[str, dict[str, Any]]) -> FindingRow:
    others = [(role, shown["others"][id]) for role, id in finding.others]
    return FindingRow(
        cursor=cursor(number),
        sentence=finding.sentence,
        subject=shown["subject"].get(finding.subject),
        code=None if _is_id(finding.subject) else finding.subject,
        others=[FindingOther(role=role, record=each) for role, each in others if each is not None],
        facts=[_fact(name, value) for name, value in finding.facts.items() if name in FACTS and value is not None],
    )


def _fact(name: str, value: Any) -> FindingFact:
    if isinstance(value, int | float):
        return FindingFact(name=name, label=FACTS[name], number=float(value), text=None)
    text = "、".join(value) if isinstance(value, tuple) else str(value)
    return FindingFact(name=name, label=FACTS[name], number=None, text=text)


def _named(finding: Finding) -> Iterator[str]:
    """The ids of the records in a row."""
    if _is_id(finding.subject):
        yield finding.subject
    yield from (id for _, id in finding.others)


def _is_id(value: str) -> bool:
    try:
        kind_of(value)
    except BadId:
        return False
    return True
