"""What the cases of a matter come to, on the GraphQL type of a matter: a store call for all matters of a level, and one
more each for their departments and for what is hidden, where they are asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.levels import Level
from api.graphql.selection import has, selected
from graph.model import Matter
from graph.pipeline.matters import departments_of, facts_of
from graph.store import Ask
from graph.store.matter_questions import MatterDepartment, MatterFacts

FIELD = "overview"


@strawberry.type(description="参与事项的一个单位")
class MatterPart:
    """An organisation that took part in a matter."""

    organisation: strawberry.ID
    label: str
    cases: int = strawberry.field(description="参与了其中几件；0：只参与了整个事项")


@strawberry.type(description="一个事项合计起来是什么样：只算您能看到的事件")
class MatterOverview:
    """What the cases of a matter come to."""

    size: int = strawberry.field(description="件数")
    hidden: int = strawberry.field(description="另有几件在您的查看范围之外")
    first_at: dt.datetime | None = strawberry.field(description="首件受理时间")
    last_at: dt.datetime | None = strawberry.field(description="末件受理时间")
    days: int | None = strawberry.field(description="从首件到末件跨几天；null：没有写时间")
    participants: int = strawberry.field(description="诉求一方有多少人；反映几次都只算一人")
    open: int = strawberry.field(description="尚未了结的件数")
    stage: str | None = strawberry.field(description="到过的最高化解层级")
    stage_label: str
    warning: str | None = strawberry.field(description="最高的预警等级；null：没有预警")
    warning_label: str
    unhandled_warnings: int = strawberry.field(description="尚未处置的预警")
    provisional: bool = strawberry.field(description="true：由规则归并，尚未经人确认")
    departments: list[MatterPart] = strawberry.field(
        description="首接、移交、牵头、协办、办理过或被吹哨的单位，参与件数多的在前"
    )


@dataclass(frozen=True, slots=True)
class Overviews:
    """What was read of the matters of a level."""

    facts: Mapping[str, MatterFacts]
    departments: Mapping[str, list[MatterDepartment]]
    hidden: Mapping[str, int]


def overview_fields() -> list[tuple[str, Any, StrawberryField]]:
    """The field that a matter's type has beside those of the record."""
    note = "件数、时间跨度、参与人、单位、层级和预警"
    made = strawberry.field(resolver=_overview, name=FIELD, graphql_type=MatterOverview, description=note)
    return [(FIELD, MatterOverview, made)]


def _overview(self: Any) -> Any:
    level: Level = self.spot.level
    if level.overviews is None:
        level.overviews = _read(level)
    matter: Matter = self.record
    facts = level.overviews.facts[matter.id]
    words = level.lens.vocabulary
    first, last = _time(facts.first_at), _time(facts.last_at)
    return MatterOverview(
        size=facts.size,
        hidden=level.overviews.hidden.get(matter.id, 0),
        first_at=first,
        last_at=last,
        days=(last.date() - first.date()).days if first and last else None,
        participants=facts.participants,
        open=facts.open,
        stage=facts.stage,
        stage_label=words.label("stage", facts.stage),
        warning=facts.warning,
        warning_label=words.label("warning_level", facts.warning),
        unhandled_warnings=facts.unhandled,
        provisional=matter.provisional,
        departments=[
            MatterPart(organisation=strawberry.ID(each.organisation), label=each.name, cases=each.cases)
            for each in level.overviews.departments.get(matter.id, ())
        ],
    )


def _read(level: Level) -> Overviews:
    """The overviews of all matters on this level that the query asks for."""
    spots = [each for each in level.spots if each.selects((FIELD,), on=Matter.__name__)]
    ids = {id for spot in spots for id in spot.kinds.get(Matter.KIND, ())}
    asked = [
        each
        for spot in spots
        for parent in spot.fields
        for each in selected(parent.selections, on=Matter.__name__)
        if each.name == FIELD
    ]
    facts = facts_of(level.reader, ids, scope=level.scope, words=level.lens.vocabulary)
    departments = departments_of(level.reader, ids, scope=level.scope) if has(asked, "departments") else {}
    hidden = _hidden(level, sorted(ids)) if has(asked, "hidden") else {}
    level.budget.spend(FIELD, len(ids) + sum(map(len, departments.values())))
    return Overviews(facts, departments, hidden)


def _hidden(level: Level, ids: list[str]) -> dict[str, int]:
    """How many cases of each matter the reader may not see."""
    held = Ask(ids=ids, types=("part_of",), direction="in", limit=0)
    answers = level.reader.neighbours([held], scope=level.scope)[0]
    return {id: each.hidden for id, each in zip(ids, answers, strict=True)}


def _time(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
