"""What stands against a step, whatever it says: when, by whom, and what has to be there first.

Each answers a Chinese clause without full stop, or None: nothing does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from graph.duty.asked import CLOCKS_DIFFER, Asked, clock
from graph.duty.phases import TABLE
from graph.duty.rights import RELATIONS, RIGHTS, holders, may_take
from graph.duty.standing import AGREED, FOR_GOOD, PHASES, STAGES, EndedMediation, level_of
from graph.vocabulary import VOCABULARY

CONFIRM_DAYS = 30
"""人民调解法 第三十三条, 民事诉讼法 第二百零五条: to be applied for within thirty days from when the agreement takes
effect.
"""

# -- the phase -----------------------------------------------------------------------------------

_PHASE_SAYS: Mapping[str, str] = {
    "received_first": "还没有单位受理，先由首接单位受理",
    "taker_answers_first": "已移交{to}，接收或退回之前不能这样办；移交单位也可以收回（接收）或改交他人",
    "paused_takes_only_resume": "正在中止，先恢复",
    "settled_is_settled": "已经化解，要继续办先重启",
    "closed_is_closed": "{phase}，要继续办先重启",
    "first_receiver_permanent": "首接单位是{first}，首接负责到底，不能再受理或更换",
    "visit_after_settlement": "还没有化解，化解以后才回访",
    "close_needs_result_and_visit": "还没有办理结果，先化解",
    "reopen_only_after_settlement": "还在办理，没有化解或办结，不用重启",
    "resume_what_is_paused": "没有中止，不用恢复",
    "answer_what_was_handed_over": "没有等待接收的移交",
    "decline_before_the_work": "已经开始办理，不能再不予受理；当事人不要求办理的用撤回",
}


def by_phase(rule: str, asked: Asked) -> str | None:
    """What the table of phase and step says against it, in the name of this rule."""
    standing = asked.standing
    if TABLE[standing.phase, asked.kind] != rule:
        return None
    to = asked.name(standing.offered.to) if standing.offered else ""
    return _PHASE_SAYS[rule].format(to=to, first=asked.name(standing.first_receiver), phase=PHASES[standing.phase])


# -- time ----------------------------------------------------------------------------------------


def not_before_the_case(asked: Asked) -> str | None:
    received = asked.case.received_at
    if asked.act is None or received is None or asked.at >= received:
        return None
    return f"{clock(asked.at)} 早于本件的受理时间 {clock(received)}"


def leaves_later_steps_allowed(asked: Asked) -> str | None:
    return asked.later


def not_in_the_future(asked: Asked) -> str | None:
    if asked.act is None or asked.at <= asked.now + CLOCKS_DIFFER:
        return None
    return f"{clock(asked.at)} 还没有到，步骤办了以后再登记"


# -- who -----------------------------------------------------------------------------------------


def by_within_term(asked: Asked) -> str | None:
    member = asked.member
    if member is None or member.term.holds_on(asked.day):
        return None
    until = member.term.until
    if until is not None and until < asked.day:
        return f"{member.name}的任期到 {until} 为止，权限随任期结束"
    return f"{member.name}的任期从 {member.term.since} 才开始"


def officer_acts_for_own(asked: Asked) -> str | None:
    officer = asked.act.officer if asked.act else None
    terms = asked.actors.officers.get(officer or "", ())
    if officer is None or not terms or any(org == asked.by and term.holds_on(asked.day) for org, term in terms):
        return None
    own = [term for org, term in terms if org == asked.by]
    if own:
        return f"经办人{asked.name(officer)}在{asked.name(asked.by)}的任期不含 {asked.day}"
    return f"经办人{asked.name(officer)}不是{asked.name(asked.by)}的人员"


def by_has_the_right(asked: Asked) -> str | None:
    entitled = may_take(asked.kind, asked.standing, asked.actors, asked.day)
    if asked.by in entitled and not _of_another(asked):
        return None
    who = "、".join(RELATIONS[each] for each in RIGHTS[asked.kind])
    if not asked.by:
        return f"本件没有{who}"
    return f"{asked.name(asked.by)}不是本件的{who}"


def _of_another(asked: Asked) -> bool:
    """Whether all that entitles who asks is that they lead another decision, or held another mediation."""
    decision = asked.standing.decisions.get(getattr(asked.act, "decision", ""))
    mediation = asked.standing.mediations.get(getattr(asked.act, "mediation", ""))
    if decision is not None:
        relation, own = "decision", asked.actors.organisation_of(decision.lead, asked.day)
    elif mediation is not None and mediation.by is not None:
        relation, own = "mediated", (mediation.by,)
    else:
        return False
    others = (each for each in RIGHTS[asked.kind] if each != relation)
    beside = (holders(each, asked.standing, asked.actors, asked.day) for each in others)
    return asked.by not in frozenset(own).union(*beside)


# -- what has to be there first ------------------------------------------------------------------


def report_only_when_called(asked: Asked) -> str | None:
    whistles, answered = asked.standing.whistles, asked.standing.answered
    id = getattr(asked.act, "whistle", None)
    if id is None:
        waits = any(asked.by in each.missing for each in whistles.values())
        return None if waits else "没有等待它报到的吹哨"
    if (id, asked.by) in answered:
        return None
    if id not in whistles:
        return "本件没有这个待报到的吹哨"
    return None if asked.by in whistles[id].called else f"这次吹哨没有呼叫{asked.name(asked.by)}"


def report_once(asked: Asked) -> str | None:
    id = getattr(asked.act, "whistle", None)
    return f"{asked.name(asked.by)}已经报到过" if (id, asked.by) in asked.standing.answered else None


def raise_up_needs_a_superior(asked: Asked) -> str | None:
    id = getattr(asked.act, "whistle", None)
    if id is None:
        return (
            None
            if asked.actors.superior(asked.by, asked.day)
            else f"{asked.name(asked.by)}没有登记上级单位，没有可以上报的对象"
        )
    whistle = asked.standing.whistles.get(id)
    if whistle is None:
        return "本件没有这个待报到的吹哨"
    if whistle.raised:
        return "这次吹哨已经上报过上一级"
    if whistle.due_at is not None and asked.at <= whistle.due_at:
        return f"报到时限 {clock(whistle.due_at)} 还没有过"
    if any(asked.actors.superior(each, asked.day) for each in whistle.missing):
        return None
    return f"{asked.actors.names(whistle.missing)}没有登记上级单位，没有可以上报的对象"


def escalate_one_level_after_an_attempt(asked: Asked) -> str | None:
    standing = asked.standing
    here = level_of(standing.stage)
    if here == len(STAGES) - 1:
        return f"已经在{_stage(standing.stage)}，没有更高的层级；可以包案牵头或会商"
    above, stage = STAGES[here + 1], getattr(asked.act, "stage", STAGES[here + 1])
    if stage != above:
        return f"{_stage(standing.stage)}只能升到{_stage(above)}，逐级升级"
    if standing.phase == "settled" or standing.stage in standing.tried:
        return None
    return f"{_stage(standing.stage)}还没有做过工作（调解、会商、吹哨、协办之一），先在本级办理"


def _stage(code: str) -> str:
    return VOCABULARY.label("stage", code)


def conclude_what_is_open(asked: Asked) -> str | None:
    id = getattr(asked.act, "mediation", None)
    if not asked.standing.mediations:
        return "没有正在进行的调解"
    if id is not None and id not in asked.standing.mediations:
        return "本件没有这次正在进行的调解"
    return "写明调解结果，不能仍是“调解中”" if getattr(asked.act, "result", None) == "open" else None


def confirm_within_30_days(asked: Asked) -> str | None:
    id = getattr(asked.act, "mediation", None)
    ended = [each for each in asked.standing.mediated if _can_be_confirmed(asked, each) and id in (None, each.id)]
    if not ended:
        return "没有可以确认的协议（依法设立的调解组织调解达成的可以申请司法确认，一份一次）"
    on = getattr(asked.act, "on", None) or asked.day
    applied = getattr(asked.act, "applied_on", None) or on
    if on > asked.now.date():
        return f"司法确认日期 {on} 还没有到"
    if applied > on:
        return f"申请日期 {applied} 晚于司法确认日期 {on}"
    if any(each.on <= applied <= _last_day_to_apply(asked, each) for each in ended):
        return None
    last = max(ended, key=lambda each: each.on)
    if applied < last.on:
        return f"申请司法确认的日期 {applied} 早于协议日期 {last.on}"
    until = _last_day_to_apply(asked, last)
    return f"协议 {last.on} 达成，双方要在三十日内（到 {until}）共同申请，{applied} 已经过了；早已申请的写明申请日期"


def _can_be_confirmed(asked: Asked, each: EndedMediation) -> bool:
    """An agreement before a body of mediation that is no agency and no court (民事诉讼法 第二百零五条)."""
    by = asked.actors.members.get(each.by or "")
    before_a_body = by is not None and (by.mediation_level is not None or by.kind == "mediation_committee")
    return (each.route == "people" or before_a_body) and each.result in AGREED and not each.confirmed


def _last_day_to_apply(asked: Asked, each: EndedMediation) -> dt.date:
    """The day of the agreement does not count; a last day off moves to the next that is worked."""
    return asked.calendar.next_working(each.on + dt.timedelta(days=CONFIRM_DAYS))


def decide_at_a_meeting(asked: Asked) -> str | None:
    id = getattr(asked.act, "meeting", None)
    if not asked.standing.meetings:
        return "本件还没有会商，先会商再作决定"
    return "本件没有上过这次会议" if id is not None and id not in asked.standing.meetings else None


def fulfil_what_was_decided(asked: Asked) -> str | None:
    id = getattr(asked.act, "decision", None)
    if not asked.standing.decisions:
        return "没有待落实的决定"
    return "本件没有这项待落实的决定" if id is not None and id not in asked.standing.decisions else None


def settle_needs_nothing_open(asked: Asked) -> str | None:
    standing = asked.standing
    if getattr(asked.act, "outcome", None) == "failed":
        return None
    if standing.mediations:
        return "还有调解没有结束，先登记调解结果"
    return "还有会商决定没有落实，先落实或取消" if standing.decisions else None


def close_needs_result_and_visit(asked: Asked) -> str | None:
    settled, visited = asked.standing.settled, asked.standing.visited
    if settled is None:
        return by_phase("close_needs_result_and_visit", asked)
    if asked.needs_visit and visited is None and settled.outcome in FOR_GOOD:
        return f"{VOCABULARY.label('case_kind', asked.case.kind)}化解后要先回访，才能办结"
    return None


def unsatisfied_visit_reopens_or_goes_up(asked: Asked) -> str | None:
    visited = asked.standing.visited
    if asked.standing.phase != "settled":
        return None
    unsatisfied = visited is not None and visited.satisfied is False
    if asked.kind == "close":
        return "回访不满意，应当重启或升级，或再次回访" if unsatisfied else None
    return None if unsatisfied else "已经化解，回访不满意才升级；情况有变先重启"
