"""What follows from the links of cases, on the GraphQL types of a case and a matter: read once for all of a level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.levels import Level
from api.graphql.reading import Lens
from graph.linkage.consequences import Duplicate, Group, Origin, Recurrence
from graph.pipeline import consequences_of
from graph.pipeline.consequences import Consequences as Found
from graph.pipeline.cuts import Parting, partings


@strawberry.type(description="重复件：由首件的首接单位负责，时限从首件起算")
class DuplicateOf:
    """A case that another one brought before."""

    case: strawberry.ID | None = strawberry.field(description="后来的一件；null：不在您的查看范围内")
    of: strawberry.ID | None = strawberry.field(description="首件；null：不在您的查看范围内")
    receiver: strawberry.ID | None = strawberry.field(description="首接单位；null：没有记录，或不在您的查看范围内")
    received_at: dt.datetime | None = strawberry.field(description="时限从何时起算")
    due_on: dt.date | None
    sentence: str


@strawberry.type(description="群体诉求：多少人、什么规模、是否应升级预警；只是建议，由人决定")
class GroupDemand:
    """A demand of several people."""

    cases: int
    named: int = strawberry.field(description="可辨认的不同当事人")
    stated: int = strawberry.field(description="单件所述人数的最大值；0：都没有写")
    participants: int = strawberry.field(description="至少多少人：上两项可能互相包含，取大者，不相加")
    scale: str = strawberry.field(description="按人数的事件规模")
    scale_label: str
    raises_scale: bool = strawberry.field(description="是否大于各件所填的规模")
    warning: str | None = strawberry.field(description="建议的预警等级；null：不必预警")
    warning_label: str
    raises_warning: bool = strawberry.field(description="是否高于现有的未处置预警")
    sentence: str


@strawberry.type(description="复发：化解之后又起，当时的处理要再看一遍")
class ComesBack:
    """A case that brings back what was settled."""

    case: strawberry.ID | None = strawberry.field(description="又起的一件；null：不在您的查看范围内")
    of: strawberry.ID | None = strawberry.field(description="曾化解的一件，多件时取最近化解的")
    settled_on: dt.date
    outcome: str | None
    outcome_label: str
    route: str | None = strawberry.field(description="达成协议的调解途径；null：不是调解，或没有记录")
    route_label: str
    held_days: int = strawberry.field(description="化解后维持了几天")
    settlements: int = strawberry.field(description="此前共化解过几次")
    sentence: str


@strawberry.type(description="衍生：同样的双方，由另一件事引起")
class CameOf:
    """A case that came of another."""

    case: strawberry.ID | None
    of: strawberry.ID | None = strawberry.field(description="起因的一件；null：不在您的查看范围内")
    days: int | None = strawberry.field(description="两件相隔几天；null：有一件没有时间")
    sentence: str


@strawberry.type(description="关联带来什么：时限由谁负责、多少人参与、哪次化解没有维持、因何而起")
class Consequences:
    """What follows from links."""

    duplicates: list[DuplicateOf]
    group: GroupDemand | None = strawberry.field(description="所在事项是群体诉求时")
    recurrences: list[ComesBack]
    origins: list[CameOf]


@strawberry.type(description="一处没有归并的关联：两边有判定不是同一事项的，或只是薄弱的桥")
class Cut:
    """A link at the edge of a matter that joins nothing."""

    inside: strawberry.ID = strawberry.field(description="事项里的一件")
    outside: strawberry.ID | None = strawberry.field(description="事项外的一件；null：不在您的查看范围内")
    weight: float
    judged: bool = strawberry.field(description="true：因人工判定；false：因关联薄弱")
    sizes: list[int] = strawberry.field(description="事项里、另一边各有几件")
    sentence: str


def following_fields(kind: str) -> list[tuple[str, Any, StrawberryField]]:
    """The fields that the type of a case or of a matter has beside those of the record."""
    note = "关联带来什么：重复件的时限、群体的人数、复发和衍生"
    fields = [_field("consequences", Consequences, _consequences, note)]
    if kind == "matter":
        fields.append(_field("cuts", list[Cut], _cuts, "这个事项边上没有归并的关联，及其原因"))
    return fields


def _field(name: str, type: Any, resolve: Any, note: str) -> tuple[str, Any, StrawberryField]:
    return name, type, strawberry.field(resolver=resolve, name=name, graphql_type=type, description=note)


def _consequences(self: Any) -> Any:
    level: Level = self.spot.level
    if level.consequences is None:
        ids = _selecting(level, "consequences", "case", "matter")
        level.consequences = consequences_of(level.reader, ids, scope=level.scope)
        level.budget.spend("consequences", sum(_size(each) for each in level.consequences.values()))
    return _shown(level.consequences[self.record.id], self.lens)


def _cuts(self: Any) -> Any:
    level: Level = self.spot.level
    if level.partings is None:
        level.partings = partings(level.reader, _selecting(level, "cuts", "matter"), scope=level.scope)
        level.budget.spend("cuts", sum(map(len, level.partings.values())))
    return [_cut(each) for each in level.partings[self.record.id]]


def _selecting(level: Level, name: str, *kinds: str) -> set[str]:
    """The records of these kinds that the query asks for a field, on the whole level."""
    return {
        id
        for spot in level.spots
        for kind in kinds
        if spot.selects((name,), on=kind.capitalize())
        for id in spot.kinds.get(kind, ())
    }


def _size(found: Found) -> int:
    return len(found.duplicates) + len(found.recurrences) + len(found.origins)


# -- as they are shown -----------------------------------------------------------------------------


def _shown(found: Found, lens: Lens) -> Consequences:
    return Consequences(
        duplicates=[_duplicate(each, found.hidden) for each in found.duplicates],
        group=None if found.group is None else _group(found.group, lens),
        recurrences=[_recurrence(each, found.hidden, lens) for each in found.recurrences],
        origins=[_origin(each, found.hidden) for each in found.origins],
    )


def _duplicate(found: Duplicate, hidden: Iterable[str]) -> DuplicateOf:
    return DuplicateOf(
        case=_id(found.case, hidden),
        of=_id(found.of, hidden),
        receiver=_id(found.receiver, hidden),
        received_at=found.received_at,
        due_on=found.due_on,
        sentence=found.sentence,
    )


def _group(found: Group, lens: Lens) -> GroupDemand:
    counted, words = found.participants, lens.vocabulary
    return GroupDemand(
        cases=found.cases,
        named=counted.named,
        stated=counted.stated,
        participants=counted.least,
        scale=counted.scale,
        scale_label=words.label("event_scale", counted.scale),
        raises_scale=found.raises_scale,
        warning=found.proposed_warning,
        warning_label=words.label("warning_level", found.proposed_warning),
        raises_warning=found.raises_warning,
        sentence=found.sentence,
    )


def _recurrence(found: Recurrence, hidden: Iterable[str], lens: Lens) -> ComesBack:
    words = lens.vocabulary
    return ComesBack(
        case=_id(found.case, hidden),
        of=_id(found.of, hidden),
        settled_on=found.settled_on,
        outcome=found.outcome,
        outcome_label=words.label("outcome", found.outcome),
        route=found.route,
        route_label=words.label("mediation_route", found.route),
        held_days=found.held_days,
        settlements=found.settlements,
        sentence=found.sentence,
    )


def _origin(found: Origin, hidden: Iterable[str]) -> CameOf:
    return CameOf(case=_id(found.case, hidden), of=_id(found.of, hidden), days=found.days, sentence=found.sentence)


def _cut(parting: Parting) -> Cut:
    cut = parting.cut
    return Cut(
        inside=strawberry.ID(parting.inside),
        outside=None if parting.hidden else strawberry.ID(parting.outside),
        weight=cut.weight,
        judged=cut.apart is not None,
        sizes=list(cut.sizes if parting.inside == cut.a else reversed(cut.sizes)),
        sentence=parting.sentence,
    )


def _id(id: str | None, hidden: Iterable[str]) -> strawberry.ID | None:
    return None if id is None or id in hidden else strawberry.ID(id)
