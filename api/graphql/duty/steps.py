"""A mutation for each step, made from the acts: who asks, for whom, what came of it."""

from __future__ import annotations

from typing import Any

import strawberry

from api.access import may_step
from api.graphql.asked import Asked, spot_at
from api.graphql.duty.inputs import INPUTS, stated_of
from api.graphql.questions.warnings import warn_of
from api.graphql.types import VIEWS
from api.graphql.views import NodeView, views
from graph.clock import street_now
from graph.duty.acts import ACTS, Act, named_by, zh_of
from graph.duty.stated import act_of
from graph.errors import NotAllowed, UnknownRecord
from graph.pipeline.stepping import Taken, take

_STEP, _TASK = VIEWS["step"], VIEWS["task"]


@strawberry.type(description="一步的结果")
class StepTaken:
    """What came of a step."""

    step: NodeView = strawberry.field(graphql_type=_STEP)
    case: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    steps: list[NodeView] = strawberry.field(
        graphql_type=list[_STEP], description="对事项办的一步，就是它每件未了结的事件的一步"
    )
    tasks: list[NodeView] = strawberry.field(graphql_type=list[_TASK], description="这一步开始、结束或移动了哪些待办")
    repeated: bool = strawberry.field(description="true：同一个标记已经办过，这次什么都没有写")


def _mutation_of(act: type[Act]) -> Any:
    def resolve(self: Any, info: strawberry.Info, input: Any) -> StepTaken | None:
        return _take(self, info, act, input)

    resolve.__annotations__ = {"info": strawberry.Info, "input": INPUTS[act], "return": StepTaken | None}
    return strawberry.mutation(resolver=resolve, name=field_of(act), description=_note(act))


def field_of(act: type[Act]) -> str:
    """The mutation's name: the act's."""
    return act.__name__[:1].lower() + act.__name__[1:]


def _note(act: type[Act]) -> str:
    return f"{zh_of(act.KIND)}：办一步；规则不许的，说明是哪条规则、现在可以办什么，什么都不写"


def _take(asked: Asked, info: strawberry.Info, act: type[Act], given: Any) -> StepTaken:
    caller, words = asked.context.caller, asked.context.lens.vocabulary
    stated = stated_of(act, given)
    stated["by"] = may_step(caller, act.KIND, stated.get("by"))
    now = street_now()
    step = act_of(act.KIND, {"at": now, **stated}, words=words)
    _check_seen(asked, [given.case, *(id for _, id, kinds in named_by(step) if "person" in kinds)])
    taken = take(
        asked.context.store,
        step,
        case=given.case,
        by_user=caller.actor,
        at_now=now,
        key=given.client_key or "",
        expected=given.expected or None,
        timing=asked.context.timing,
        vocabulary=words,
    )
    if not taken.repeated:
        warn_of(asked, [each.id for each in taken.cases])
    return _shown(asked, info, taken)


def _check_seen(asked: Asked, ids: list[str]) -> None:
    """Raises UnknownRecord for the case, or for somebody named, whom the caller may not see."""
    for id, found in zip(ids, asked.reader.get(ids, scope=asked.scope), strict=True):
        if found is None:
            raise UnknownRecord(id=id)


def _shown(asked: Asked, info: strawberry.Info, taken: Taken) -> StepTaken:
    level = asked.level()

    def at(name: str, *records: Any) -> list[Any]:
        seen = [each for each in records if asked.scope.allows(each)]
        return views(seen, spot_at(asked, info, (name,), level=level))

    case = at("case", taken.case)
    if not case:
        raise NotAllowed(role=asked.context.caller.role, action=f"再查看这件事件：这一步已办，编号 {taken.step.id}")
    return StepTaken(
        step=at("step", taken.step)[0],
        case=case[0],
        steps=at("steps", *taken.steps),
        tasks=at("tasks", *taken.tasks),
        repeated=taken.repeated,
    )


Stepping: Any = strawberry.type(
    type("Stepping", (Asked,), {"__doc__": __doc__, **{f"take_{each.KIND}": _mutation_of(each) for each in ACTS}})
)
"""A mutation for every act; `Mutation` has them all."""
