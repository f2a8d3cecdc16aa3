"""duty step …, allowed, standing: the steps of a case in the terminal, each command made from its act."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.cases import CaseArgument, case_id
from api.cli.duty_naming import actor_id, meant_record, open_records
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text
from api.settings import Settings
from graph.duty.acts import ACTS, Act, zh_of
from graph.duty.stated import Told, act_of, told_of
from graph.errors import BadValue
from graph.masking import mask_text
from graph.model import Case
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline.stepping import Taken
    from graph.store import Store
    from graph.vocabulary import Vocabulary

steps = typer.Typer(help="办一步：受理、移交、吹哨、会商、调解、化解、回访……", no_args_is_help=True)
_NOTES = {
    "at": "何时，如 2025-03-01T09:30；不写即为现在；补登以前的一步写它的真实时间",
    "by": "替哪个单位办理：名称、简称或编号",
    "officer": "经办人：姓名或编号",
}
_ONE_OPEN = "：编号或事由；本件只有一项的可以不写"
_OWN = ("case", "key", "expected", "store", "json")


def _command(act: type[Act]) -> Callable[..., None]:
    """The command of one act: an option for each of its fields."""

    def run(**given: Any) -> None:
        _run(act, {name: given.pop(name) for name in _OWN}, given)

    hints = _hints(act)
    run.__annotations__ = {**hints, "return": None}
    run.__signature__ = inspect.Signature([_parameter(name, hint, act) for name, hint in hints.items()])  # type: ignore[attr-defined]
    run.__doc__ = f"{zh_of(act.KIND)}。"
    return run


def _hints(act: type[Act]) -> dict[str, Any]:
    key = typer.Option(help="自定的标记：同样的一步带同样的标记再办一次，还是那一步")
    expected = typer.Option(help="所见的最后一步的编号：若已有人先办了一步，就不办")
    return {
        "case": CaseArgument,
        **{told.name: _option(told) for told in told_of(act)},
        "key": Annotated[str, key],
        "expected": Annotated[str | None, expected],
        "store": StoreOption,
        "json": JsonOption,
    }


def _option(told: Told) -> Any:
    note = _NOTES.get(told.name) or told.zh + (
        "：代码或中文" if told.code else "：编号、名称" if _named(told) else _ONE_OPEN if _chosen(told) else ""
    )
    plain: Any = str if told.type in (str, dt.date, dt.datetime) else told.type
    if told.many:
        return Annotated[list[plain] | None, typer.Option(help=f"{note}，可写多次")]
    return Annotated[plain if _needed(told) else plain | None, typer.Option(help=note)]


def _parameter(name: str, hint: Any, act: type[Act]) -> inspect.Parameter:
    needed = {each.name for each in told_of(act) if _needed(each) and not each.many}
    default: Any = "" if name == "key" else False if name == "json" else None
    if name in needed or name == "case":
        default = inspect.Parameter.empty
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _needed(told: Told) -> bool:
    return told.required and told.name != "at" and not _chosen(told)


def _named(told: Told) -> bool:
    return "organisation" in told.kinds or "officer" in told.kinds


def _chosen(told: Told) -> bool:
    """Whether it is one of the records that are open on the case: where there is one, it need not be written."""
    return told.required and told.kinds in (("whistle",), ("mediation",), ("meeting",), ("decision",))


for each in ACTS:
    steps.command(each.KIND.replace("_", "-"), help=f"{zh_of(each.KIND)}。")(_command(each))


def _run(act: type[Act], own: dict[str, Any], stated: dict[str, Any]) -> None:
    from graph.clock import street_now
    from graph.pipeline.reading import titles_of
    from graph.pipeline.stepping import take
    from graph.pipeline.warning import warn

    settings, now = Settings(), street_now()
    words = settings.words()
    with opened(own["store"]) as store:
        case = case_id(store, own["case"])
        told = {each.name: _value(store, each, stated[each.name]) for each in told_of(act)}
        told |= _choices(store, act, case, told, words)
        taken = take(
            store,
            act_of(act.KIND, {**told, "at": told["at"] or now}, words=words),
            case=case,
            by_user=actor(),
            at_now=now,
            key=own["key"],
            expected=own["expected"],
            timing=settings.timing(),
            vocabulary=words,
        )
        if not taken.repeated:
            warn(
                store, by=actor(), now=now, cases=[each.id for each in taken.cases], book=settings.rules(),
                timing=settings.timing(),
            )  # fmt: skip
        names = titles_of(store, [task.organisation for task in taken.tasks], scope=EVERYTHING)
    if own["json"]:
        print_json(_as_json(taken))
        return
    print_text("\n".join(_lines(taken, names, words)))


# -- what was told -------------------------------------------------------------------------------


def _value(store: Store, told: Told, value: Any) -> Any:
    if value is None:
        return None
    if told.many:
        return [_value_of(store, told, each) for each in value] or None
    return _value_of(store, told, value)


def _choices(store: Store, act: type[Act], case: str, stated: dict[str, Any], words: Vocabulary) -> dict[str, str]:
    """Which of the whistles, mediations, meetings and decisions of the case the step is about."""
    from graph.pipeline.standings import standings_of

    asked = [each for each in told_of(act) if _chosen(each)]
    found = store.get([case], scope=EVERYTHING)[0] if asked else None
    if not isinstance(found, Case):
        return {}
    standing = standings_of(store, [found])[0]
    open_of = {each.name: open_records(standing, act.KIND, each.kinds[0], by=stated["by"]) for each in asked}
    return {each.name: meant_record(store, each, stated[each.name], open_of[each.name], words) for each in asked}


def _value_of(store: Store, told: Told, value: Any) -> Any:
    if _named(told):
        return actor_id(store, value, told.kinds)
    if told.type in (dt.date, dt.datetime):
        try:
            return told.type.fromisoformat(value)
        except ValueError as error:
            reason = "应写成 2025-03-01" + ("T09:30" if told.type is dt.datetime else "")
            raise BadValue(value=value, field=told.zh, reason=reason) from error
    return value


# -- what is said ----------------------------------------------------------------------------------


def _lines(taken: Taken, names: dict[str, str], words: Vocabulary) -> list[str]:
    if taken.repeated:
        return [f"这一步早已办过（{taken.step.id}），没有再写。"]
    case = taken.case
    lines = [
        f"已{words.label('step', taken.step.kind)}：{mask_text(case.title)}，"
        f"现为{words.label('case_status', case.status)}。"
    ]
    if taken.step.entered_at is not None:
        lines.append(f"这一步是补登：按 {taken.step.at:%Y-%m-%d %H:%M} 排在当时的步骤之后，其后的步骤仍都成立。")
    if len(taken.steps) > 1:
        lines.append(f"事项的 {len(taken.steps)} 件未了结的事件都已办。")
    for task in taken.tasks:
        what = words.label("task_kind", task.kind)
        ended = words.label("task_ending", task.ending) if task.ended_at else f"时限 {task.due_at:%Y-%m-%d %H:%M}"
        lines.append(f"  待办：{names.get(task.organisation, task.organisation)} {what}，{ended}")
    return lines


def _as_json(taken: Taken) -> dict[str, Any]:
    return {
        "step": taken.step.id,
        "at": taken.step.at.isoformat(),
        "entered_at": taken.step.entered_at and taken.step.entered_at.isoformat(),
        "steps": [each.id for each in taken.steps],
        "case": taken.case.id,
        "status": taken.case.status,
        "stage": taken.case.stage,
        "repeated": taken.repeated,
        "tasks": [
            {
                "id": each.id, "kind": each.kind, "organisation": each.organisation, "due_at": each.due_at.isoformat(),
                "ended_at": each.ended_at and each.ended_at.isoformat(), "ending": each.ending,
            }
            for each in taken.tasks
        ],
    }  # fmt: skip
