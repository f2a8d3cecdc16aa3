"""The input of each step's mutation, made from the act: no field is written down a second time."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry import UNSET

from api.graphql.filters import local_time
from graph.duty.acts import ACTS, Act, zh_of
from graph.duty.stated import COMMON, Told, told_of

_CASE = "事件的编号（id）"
_CASE_OR_MATTER = "事件的编号（id）；也可以是事项：对它的每件未了结的事件都算"
_COMMON_NOTES = {
    "at": "何时；不写时区即为街道时间，不写即为现在",
    "by": "替哪个单位办理；不写即为令牌上的单位",
    "officer": "经办人的编号",
}


def input_of(act: type[Act]) -> type:
    """The GraphQL input of an act's mutation."""
    made = type(f"{act.__name__}Input", (), {"__doc__": act.__doc__})
    made.__annotations__ = {"case": strawberry.ID}
    made.case = strawberry.field(description=_CASE_OR_MATTER if act.MATTER else _CASE)  # type: ignore[attr-defined]
    for told in told_of(act):
        made.__annotations__[told.name] = _type(told)
        setattr(made, told.name, _field(told))
    made.__annotations__ |= {"client_key": str | None, "expected": strawberry.ID | None}
    made.client_key = strawberry.field(  # type: ignore[attr-defined]
        default=UNSET, description="客户端自定的标记：同样的步骤带同样的标记再发一次，还是那一步"
    )
    made.expected = strawberry.field(  # type: ignore[attr-defined]
        default=UNSET, description="所见的最后一步的编号：若已有人先办了一步，就不办，并说明"
    )
    return strawberry.input(made, description=f"{zh_of(act.KIND)}的内容；代码写代码或中文都可以")


def stated_of(act: type[Act], given: Any) -> dict[str, Any]:
    """What an input tells, by the act's fields; what it leaves out is not there."""
    told = {each.name: getattr(given, each.name) for each in told_of(act)}
    return {name: local_time(value) for name, value in told.items() if value is not UNSET and value is not None}


def _type(told: Told) -> Any:
    plain: Any = strawberry.ID if told.kinds else told.type
    if told.many:
        plain = list[plain]
    return plain if told.required and told.name not in COMMON else plain | None


def _field(told: Told) -> Any:
    note = _COMMON_NOTES.get(told.name) or told.zh + ("，代码或中文" if told.code else "")
    if told.required and told.name not in COMMON:
        return strawberry.field(description=note)
    return strawberry.field(default=UNSET, description=note)


INPUTS: dict[type[Act], type] = {act: input_of(act) for act in ACTS}
