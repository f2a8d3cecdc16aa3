"""Every rule that a step may not break, in the order in which they are asked: its name, how users know it, what it says
in Chinese and in English, the steps that it is about, where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from graph.duty import act_guards, guards
from graph.duty.asked import Rule

_LAW = "人民调解法 第三十三条、民事诉讼法 第二百零五条"
_METHOD = "三链工作法"


def _phase(name: str, title: str, zh: str, en: str) -> Rule:
    """A rule of the table of phase and step."""
    return Rule(name=name, title=title, zh=zh, en=en, says=partial(guards.by_phase, name))


def _rule(name: str, title: str, zh: str, en: str, *kinds: str, source: str = "") -> Rule:
    says = getattr(guards, name, None) or getattr(act_guards, name)
    return Rule(name=name, title=title, zh=zh, en=en, says=says, kinds=frozenset(kinds), source=source)


_PHASES = (
    _phase("received_first", "先受理", "没有单位受理的，先受理。", "What nobody has received is received first."),
    _phase("first_receiver_permanent", "首接负责", "首接单位只有一个，移交、合并、拆分、改派都不改变它。", "There is one first receiver: no hand-over, merge, split or re-assignment changes it."),
    _phase("closed_is_closed", "办结即止", "办结、撤回、不予受理的，只能重启（办结的还可以登记司法确认）。", "What is closed, withdrawn or declined can only be reopened (and a closed one's agreement confirmed)."),
    _phase("paused_takes_only_resume", "中止先恢复", "中止期间只能恢复、撤回，以及会商、报到、协办、咨询、调解收尾等不推进时限的步骤。", "While the clock stands it is resumed or withdrawn; steps that do not need the clock may go on."),
    _phase("taker_answers_first", "先接收再办", "移交待接收时，先由接办单位接收或退回，或由移交单位收回。", "What was handed over is accepted, refused or taken back before it is worked on."),
    _phase("settled_is_settled", "化解待回访", "已化解的，回访、办结、确认；要继续办先重启。", "What is settled is visited, confirmed and closed; to work on it, reopen it."),
    _phase("visit_after_settlement", "化解后回访", "回访在化解之后。", "A visit follows a settlement."),
    _phase("reopen_only_after_settlement", "结后才重启", "化解、办结、撤回或不予受理以后才能重启。", "Only what is settled or over is reopened."),
    _phase("resume_what_is_paused", "中止才恢复", "没有中止的不用恢复。", "Only what is paused is resumed."),
    _phase("answer_what_was_handed_over", "有移交才接收", "接收、退回只对等待接收的移交；受理后的接收是开始办理。", "Accept and refuse answer a hand-over; after intake, accept begins the work."),
    _phase("decline_before_the_work", "办前才不受理", "开始办理以后不能再不予受理。", "What is worked on cannot be declined."),
)  # fmt: skip
_WHO = (
    _rule("by_within_term", "任期内办理", "单位的权限随任期开始和结束。", "An organisation's rights begin and end with its term."),
    _rule("officer_acts_for_own", "为本单位经办", "经办人是办理单位在任的人员。", "An officer acts for where they serve."),
    _rule("report_once", "报到一次", "一个单位对一次吹哨只报到一次。", "Each called reports once.", "report"),
    _rule("report_only_when_called", "被吹才报到", "只有被呼叫的单位报到。", "Only who is called reports.", "report"),
    _rule("by_has_the_right", "有权才办", "每一步由对本件有相应身份的单位办理（见下表）。", "Each step is taken by one that has a part in the case which entitles to it (table below)."),
)  # fmt: skip
_WHEN = (
    _rule("not_before_the_case", "不早于受理", "步骤不早于本件的受理时间。", "No step before the case came in."),
    _rule("not_in_the_future", "办后登记", "还没有到的时间不能登记。", "No step in the future."),
    _rule("due_after_the_step", "时限在后", "时限晚于这一步的时间。", "What is due is due after the step."),
)  # fmt: skip
_WORDS = (
    _rule("says_why", "写明事由", "不予受理、退回、吹哨、上报、会商、决定、取消、中止、督办、咨询、化解、重启、撤回要写明内容或原因。", "Steps that somebody will ask about say why, or what came of it."),
    _rule("names_somebody", "写明单位", "吹哨、协办要写明哪些单位。", "A whistle or a call for help names whom."),
    _rule("named_within_term", "任期内承办", "被移交、呼叫、协办、牵头的在任期内。", "Those named serve on that day."),
    _rule("named_of_the_network", "成员才承办", "被移交、呼叫、牵头的是中心的成员、联动单位或群防群治队伍，不是企业；物业等企业可以协办。", "Who is handed to, called or put in the lead works with the centre; firms, as a property company, may help."),
    _rule("once_each", "不重复登记", "同一会议、同一决定对一件只登记一次。", "A meeting and a decision are entered once."),
)  # fmt: skip
_HANDS = (
    _rule("not_to_oneself", "不交自己", "不能移交给自己或现办单位，不能呼叫自己。", "Nothing is handed to oneself or to who has it; nobody whistles to oneself.", "hand_over", "whistle"),
    _rule("offered_once", "不重复移交", "等待接收期间不再移交给同一单位。", "Not offered twice to the same.", "hand_over"),
    _rule("no_return_without_reason", "退回写原因", "交回办过的单位要写明原因。", "It goes back to one that had it only with a reason.", "hand_over"),
    _rule("third_return_needs_a_meeting", "三次往返先会商", "往返移交两次以后，先会商再移交回去。", "After two returns there is a meeting before the third.", "hand_over", source=_METHOD),
    _rule("escalate_one_level_after_an_attempt", "逐级升级", "网格、社区、街道逐级升级，本级先做过工作；回访不满意的直接升级。", "One level at a time, after an attempt at this one or an unsatisfied visit.", "escalate", source=_METHOD),
    _rule("lead_only_at_street", "街道包案", "领导包案在街道一级，由党工委或部门的人员包案；单位牵头不限层级。", "A named leader leads at the street, from the core or a department; organisations lead anywhere.", "lead", source=_METHOD),
    _rule("raise_up_needs_a_superior", "逐级上报", "上报给登记的上级；代被呼叫单位上报的，吹哨已过时限，一级一次。", "It goes to the superior that is entered; of a whistle once it is overdue, once a level.", "raise_up", source=_METHOD),
)  # fmt: skip
_WORK = (
    _rule("one_mediation_a_route", "一途一次", "同一途径的调解不同时进行两次。", "One mediation of a route at a time.", "mediate"),
    _rule("people_mediation_inadmissible", "人民调解不受理", "法院、公安或行政机关已经受理或解决的，人民调解不受理。", "People's mediation does not take what a court, the police or an agency took.", "mediate", source="人民调解工作若干规定 第二十二条"),
    _rule("conclude_what_is_open", "有调解才结束", "结束的是正在进行的调解，并写明结果。", "What is concluded is under way.", "conclude"),
    _rule("confirm_within_30_days", "三十日内确认", "依法设立的调解组织调解达成协议的，三十日内共同申请司法确认；最后一天休假的顺延。", "The parties ask a court to confirm an agreement before a mediation body within thirty days; a last day off moves to the next working one.", "confirm", source=_LAW),
    _rule("decide_at_a_meeting", "会上决定", "决定在会商上作出。", "Decisions are taken at a meeting.", "decide"),
    _rule("decision_names_a_lead", "决定有牵头", "决定写明由谁牵头。", "A decision names who leads.", "decide"),
    _rule("fulfil_what_was_decided", "有决定才落实", "落实、取消的是待落实的决定。", "Only an open decision is done or dropped.", "fulfil", "drop"),
)  # fmt: skip
_END = (
    _rule("withdraw_by_its_own_step", "撤回用撤回", "当事人撤回的，用撤回登记，不登记为化解。", "What is withdrawn is not settled.", "settle"),
    _rule("settle_needs_nothing_open", "收尾再化解", "调解先有结果，决定先落实或取消；未到的吹哨随化解一并了结。", "Mediations and decisions end first, since only who led them knows how; whistles end with it.", "settle"),
    _rule("close_needs_result_and_visit", "有果有访才办结", "办结要有办理结果；时限表规定要回访的件别，先回访。", "Closing needs a result, and a visit where the table of deadlines says so.", "close", source="跟踪回访"),
    _rule("unsatisfied_visit_reopens_or_goes_up", "不满意不办结", "回访不满意的，重启、升级或再次回访，不能办结；化解后只因不满意升级。", "After an unsatisfied visit it is reopened, goes up or is visited again.", "close", "escalate", source="跟踪回访"),
)  # fmt: skip
_LATE = (
    _rule("leaves_later_steps_allowed", "先后有序", "补登的步骤按它的真实时间插入，其后每一步都仍成立才能登记（与上一步骤相差五分钟以内的排在其后）。", "A step that is entered late falls at its true hour, where each later one must still be allowed (within five minutes of the last one it is put behind it)."),
)  # fmt: skip
RULES: tuple[Rule, ...] = (*_PHASES, *_WHO, *_WHEN, *_WORDS, *_HANDS, *_WORK, *_END, *_LATE)
RULE_OF: Mapping[str, Rule] = {each.name: each for each in RULES}
