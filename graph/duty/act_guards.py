"""What stands against a step because of what it says: whom it names, by when, and in which words.

Each answers a Chinese clause without full stop, or None: nothing does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from graph.duty import acts
from graph.duty.acts import named_by
from graph.duty.asked import Asked, clock
from graph.duty.standing import AGREED, Standing
from graph.duty.steps import record_id
from graph.vocabulary import VOCABULARY

RETURNS = 2
"""So often it may go back to one that had it; then those concerned have to sit down together."""
_NEEDS_WORDS: dict[str, str] = {
    "decline": "不予受理的原因",
    "refuse": "退回的原因",
    "whistle": "吹哨的事由",
    "raise_up": "上报的事由",
    "meet": "会议名称",
    "decide": "决定事项",
    "drop": "取消的原因",
    "pause": "中止的原因",
    "supervise": "督办的原因",
    "consult": "咨询事项",
    "settle": "办理结果",
    "reopen": "重启的原因",
    "withdraw": "当事人撤回的原因",
}
_NOT_WORKED_WITH = "{name}不是综治中心的成员、联动单位或群防群治队伍，不能承办"
_ANSWERS = ("to", "lead", "leader")
"""Fields that name who answers for something."""
_WORKS = (*_ANSWERS, "helpers")
"""Fields that name who has to do something."""


def says_why(asked: Asked) -> str | None:
    if asked.act is None or asked.kind not in _NEEDS_WORDS or asked.act.words.strip():
        return None
    return f"要写明{_NEEDS_WORDS[asked.kind]}"


# -- whom it names -------------------------------------------------------------------------------


def names_somebody(asked: Asked) -> str | None:
    match asked.act:
        case acts.BlowWhistle(to=()):
            return "要写明呼叫哪些单位"
        case acts.Help(helpers=()):
            return "要写明请哪些单位协办"
    return None


def named_within_term(asked: Asked) -> str | None:
    for id in _workers(asked):
        member = asked.actors.members.get(id)
        if member is not None and not member.term.holds_on(asked.day):
            return f"{member.name}在 {asked.day} 不在任期内，不能承办"
        terms = asked.actors.officers.get(id, ())
        if terms and not any(term.holds_on(asked.day) for _, term in terms):
            return f"{asked.name(id)}的任期不含 {asked.day}，不能承办"
    return None


def named_of_the_network(asked: Asked) -> str | None:
    for id in _workers(asked, *_ANSWERS):
        member = asked.actors.members.get(id)
        if member is not None and not member.of_the_network:
            return _NOT_WORKED_WITH.format(name=member.name)
    return None


def _workers(asked: Asked, *fields: str) -> Iterator[str]:
    if asked.act is not None:
        yield from (id for name, id, _ in named_by(asked.act) if name in (fields or _WORKS))


def not_to_oneself(asked: Asked) -> str | None:
    match asked.act:
        case acts.HandOver(to=to) if to == asked.standing.responsible:
            return f"本件正由{asked.name(to)}办理，不能移交给它自己"
        case acts.HandOver(to=to) if to == asked.by:
            return f"{asked.name(to)}不能移交给自己；要收回移交用接收"
        case acts.BlowWhistle(to=to) if asked.by in to:
            return f"{asked.name(asked.by)}不能呼叫自己"
    return None


def offered_once(asked: Asked) -> str | None:
    offer = asked.standing.offered
    if isinstance(asked.act, acts.HandOver) and offer is not None and offer.to == asked.act.to:
        return f"已经移交给{asked.name(offer.to)}，正等它接收；催办用督办"
    return None


def no_return_without_reason(asked: Asked) -> str | None:
    act = asked.act
    if not isinstance(act, acts.HandOver) or act.reason.strip() or not asked.standing.comes_back(act.to):
        return None
    return f"{asked.name(act.to)}办过本件，退回去要写明原因"


def third_return_needs_a_meeting(asked: Asked) -> str | None:
    act, standing = asked.act, asked.standing
    if not isinstance(act, acts.HandOver) or not standing.comes_back(act.to) or standing.returns < RETURNS:
        return None
    return f"本件已经往返移交 {standing.returns} 次，先召集有关单位会商，再定由谁办"


def lead_only_at_street(asked: Asked) -> str | None:
    act = asked.act
    if not isinstance(act, acts.Lead) or act.leader in asked.actors.members:
        return None
    if (asked.matter_stage or asked.standing.stage) != "street":
        return "领导包案在街道精调一级；现在可以由单位牵头，或先升级"
    homes = (asked.actors.members.get(each) for each in asked.actors.organisation_of(act.leader, asked.day))
    if any(each.tier == "core" or each.kind in ("party_committee", "department") for each in homes if each):
        return None
    return f"{asked.name(act.leader)}不是党工委或部门的人员，不能包案"


def decision_names_a_lead(asked: Asked) -> str | None:
    if isinstance(asked.act, acts.Decide) and not asked.act.lead:
        return "会商决定要写明由谁牵头"
    return None


# -- mediation -----------------------------------------------------------------------------------


def one_mediation_a_route(asked: Asked) -> str | None:
    act = asked.act
    if not isinstance(act, acts.Mediate) or all(each.route != act.route for each in asked.standing.mediations.values()):
        return None
    return f"{_route(act.route)}正在进行，先结束它再开始下一次"


def people_mediation_inadmissible(asked: Asked) -> str | None:
    act = asked.act
    if not isinstance(act, acts.Mediate) or act.route != "people":
        return None
    route = next(_taken_elsewhere(asked.standing), None)
    return f"本件已经由{_route(route)}受理或解决，人民调解不再受理" if route else None


def _taken_elsewhere(standing: Standing) -> Iterator[str]:
    """Routes of a court, the police or an agency that took it, or brought an agreement."""
    under_way = [each.route for each in standing.mediations.values()]
    agreed = [each.route for each in standing.mediated if each.result in AGREED]
    yield from (each for each in (*under_way, *agreed) if each in ("judicial", "administrative"))


def _route(code: str | None) -> str:
    return VOCABULARY.label("mediation_route", code)


# -- the rest ------------------------------------------------------------------------------------


def due_after_the_step(asked: Asked) -> str | None:
    act = asked.act
    due = getattr(act, "due_at", None) or getattr(act, "until", None)
    if isinstance(due, dt.datetime) and due <= asked.at:
        return f"时限 {clock(due)} 不晚于这一步的时间 {clock(asked.at)}"
    if isinstance(act, acts.Decide) and act.due_on is not None and act.due_on < asked.day:
        return f"完成时限 {act.due_on} 早于决定的日期 {asked.day}"
    return None


def once_each(asked: Asked) -> str | None:
    act, standing = asked.act, asked.standing
    id = record_id(act, standing.case, asked.at) if isinstance(act, acts.Meet | acts.Decide) else None
    if isinstance(act, acts.Meet) and id in standing.meetings:
        return f"本件当天已经上过“{act.title}”"
    if isinstance(act, acts.Decide) and (id in standing.decisions or id in standing.decided):
        return "这次会议已经作过同样的决定"
    return None


def withdraw_by_its_own_step(asked: Asked) -> str | None:
    if isinstance(asked.act, acts.Settle) and asked.act.outcome == "withdrawn":
        return "当事人撤回的，用撤回登记"
    return None
