"""组织链 over GraphQL: organisations and people entered and changed, terms ended, what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from api.access import ORGANISE
from api.graphql.asked import Asked, spot_at
from api.graphql.reading import annotation, description, shown
from api.graphql.types import VIEWS
from api.graphql.views import views
from graph.clock import street_now
from graph.model import Node, Officer, Organisation
from graph.pipeline.chain import end_term, problems_in, put_officer, put_organisation
from graph.schema import shape_of

_ORGANISATION, _OFFICER = VIEWS["organisation"], VIEWS["officer"]
Day = Annotated[dt.date | None, strawberry.argument(description="从哪一天起；不写：今天")]
_KNOWN = "已有的编号；不写：按名称找，没有就新登记"
_COVERS = "从那天起负责的地点，全部；不写：不变"


def _input_of(record: type[Node], name: str, note: str) -> type:
    """An input of the fields of a record, none of them needed: what is not written stays."""
    made = type(name, (), {"__doc__": note})
    made.__annotations__ = {}
    for each in shown(shape_of(record)):
        made.__annotations__[each.name] = annotation(each) | None
        setattr(made, each.name, strawberry.field(default=UNSET, description=description(each)))
    made.__annotations__ |= {"id": strawberry.ID | None, "covers": list[strawberry.ID] | None}
    made.id = strawberry.field(default=UNSET, description=_KNOWN)  # type: ignore[attr-defined]
    made.covers = strawberry.field(default=UNSET, description=_COVERS)  # type: ignore[attr-defined]
    return strawberry.input(made, description=f"{note}；没有写的不变")


OrganisationInput = _input_of(Organisation, "OrganisationInput", "一个单位")
OfficerInput = _input_of(Officer, "OfficerInput", "一位工作人员")


@strawberry.type(description="组织链里的一处缺漏")
class ChainProblem:
    """Something that the organisation lacks."""

    sentence: str


@strawberry.type
class Chains(Asked):
    """The organisation as it stands."""

    @strawberry.field(description="组织链还缺什么：1+4+N、任期、上级、责任区；一处一句话")
    def chain_problems(self, on: Day = None) -> list[ChainProblem] | None:
        """What the chain lacks on a day."""
        found = problems_in(self.reader, on=on or street_now().date(), scope=self.scope)
        return [ChainProblem(sentence=each.sentence) for each in found]


@strawberry.type
class Organising(Asked):
    """What may be changed of the organisation."""

    @strawberry.mutation(
        graphql_type=_ORGANISATION | None,
        description="登记或更改一个单位；superior 是它上报的单位，上报不能绕成一圈",
    )
    def put_organisation(
        self,
        info: strawberry.Info,
        input: OrganisationInput,  # type: ignore[valid-type]
        superior: strawberry.ID | None = None,
        on: Day = None,
    ) -> Any:
        """Enter or change an organisation."""
        self.context.caller.must(ORGANISE)
        facts, id, covers = _stated(Organisation, input)
        made = put_organisation(
            self.context.store, facts, id=id, superior=superior, covers=covers, by=self.context.caller.actor,
            on=on or street_now().date(), words=self.context.lens.vocabulary,
        )  # fmt: skip
        return views([made], spot_at(self, info))[0]

    @strawberry.mutation(
        graphql_type=_OFFICER | None, description="登记或更改一位工作人员；写了 since 或 until 就改任期"
    )
    def put_officer(
        self,
        info: strawberry.Info,
        organisation: Annotated[strawberry.ID, strawberry.argument(description="所在单位的编号")],
        input: OfficerInput,  # type: ignore[valid-type]
        since: Annotated[dt.date | None, strawberry.argument(description="任期起")] = UNSET,
        until: Annotated[dt.date | None, strawberry.argument(description="任期止")] = UNSET,
        on: Day = None,
    ) -> Any:
        """Enter or change somebody who acts for an organisation."""
        self.context.caller.must(ORGANISE)
        facts, id, covers = _stated(Officer, input)
        stated = {name: day for name, day in (("since", since), ("until", until)) if day is not UNSET}
        made = put_officer(
            self.context.store, facts, organisation=organisation, id=id, term=stated, covers=covers,
            by=self.context.caller.actor, on=on or street_now().date(), words=self.context.lens.vocabulary,
        )  # fmt: skip
        return views([made], spot_at(self, info))[0]

    @strawberry.mutation(description="结束一个单位或人员的任期：on 是最后一天，权限随之结束；返回改了几处")
    def end_term(self, id: strawberry.ID, on: dt.date) -> int | None:
        """End a term."""
        self.context.caller.must(ORGANISE)
        return len(end_term(self.context.store, id, on=on, by=self.context.caller.actor))


def _stated(record: type[Node], given: Any) -> tuple[dict[str, Any], str | None, list[str] | None]:
    """The facts of an input by field, its id, and the places."""
    told = {each.name: getattr(given, each.name) for each in shown(shape_of(record))}
    facts = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if value is not UNSET
    }
    return facts, given.id or None, None if given.covers is UNSET else given.covers
