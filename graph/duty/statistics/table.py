"""The table of definitions: every figure, what it counts, and when; `docs/statistics.md` is printed from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.duty.statistics.facts import (
    CallFact,
    CaseFact,
    ConsultationFact,
    DecisionFact,
    Fact,
    MediationFact,
    TaskFact,
    VisitFact,
    WarningFact,
    days_between,
    hours_between,
)

Test = Callable[[Any], bool]
Measure = Callable[[Any], float | None]
ONLINE = ("online", "hotline_12345", "petition")
"""Channels of an online request (线上诉求)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. Without `part` and `measure` it is a count of different things."""

    name: str
    zh: str
    says: str
    """Its definition."""
    says_en: str
    of: type[Fact]
    on: str | None
    """The date by which a thing belongs to a period; None: it is how things stood at the period's end."""
    where: Test = lambda fact: True
    part: Test | None = None
    """Of a rate: which of the things are its part."""
    measure: Measure | None = None
    """Of a mean or a median: days or hours of a thing; None: it has none."""
    middle: str | None = None
    """mean or median."""
    unit: str = "件"
    each: str = "id"
    """The field by which things are different."""

    @property
    def form(self) -> str:
        """count, rate, mean or median."""
        return self.middle or ("rate" if self.part else "count")


def _is_dispute(fact: CaseFact) -> bool:
    return fact.marks.kind == "dispute"


def _is_online_request(fact: Fact) -> bool:
    return fact.marks.kind == "request" and fact.marks.source in ONLINE


def _days_to_settle(fact: CaseFact) -> float | None:
    return days_between(fact.received_at, fact.settled_at)


def _in_time(by: str | None, done: str | None) -> bool:
    return done is not None and by is not None and done <= by


_CASES = (
    Figure(name="received", zh="受理", of=CaseFact, on="received_at", says="期间内受理的事件",
           says_en="Cases received in the period"),
    Figure(name="disputes", zh="矛盾纠纷", of=CaseFact, on="received_at", where=_is_dispute,
           says="期间内受理的矛盾纠纷", says_en="Cases of kind `dispute` received in the period"),
    Figure(name="dispute_resolution_rate", zh="化解率", of=CaseFact, on="received_at", where=_is_dispute, unit="%",
           part=lambda fact: fact.resolved_at is not None,
           says="期间内受理的矛盾纠纷中，到 `settled_by` 为止已化解的比例",
           says_en="Of the disputes received in the period, the fraction resolved by the end of `settled_by`"),
    Figure(name="settled", zh="化解", of=CaseFact, on="settled_at",
           says="最后一次化解在期间内、期末仍为已化解的事件",
           says_en="Cases resolved as of the period's end, the last settlement within it"),
    Figure(name="settled_on_time_rate", zh="按期化解率", of=CaseFact, on="settled_at", unit="%",
           where=lambda fact: fact.due_at is not None, part=lambda fact: _in_time(fact.due_at, fact.settled_at),
           says="期间内化解、有期限的事件中，不晚于期限的比例；期限取化解待办的时限（中止顺延后），没有待办的取“办理期限”",
           says_en="Of the cases settled in the period that had a limit, the fraction settled by then: the limit of "
           "the task `settle`, moved by what the case was paused, else the end of `due_on`"),
    Figure(name="days_to_settle_mean", zh="平均化解天数", of=CaseFact, on="settled_at", unit="天", middle="mean",
           measure=_days_to_settle, says="期间内化解的事件，从受理到最后一次化解的日历天数，平均",
           says_en="Calendar days from receipt to the last settlement of the cases settled in the period, mean"),
    Figure(name="days_to_settle_median", zh="化解天数中位数", of=CaseFact, on="settled_at", unit="天", middle="median",
           measure=_days_to_settle, says="同上，中位数", says_en="The same, median"),
    Figure(name="closed", zh="办结", of=CaseFact, on="closed_at", says="期间内有“办结”步骤的事件",
           says_en="Cases with a `close` step in the period, each once"),
    Figure(name="requests_done", zh="线上诉求办结", of=CaseFact, on="closed_at", where=_is_online_request,
           says="期间内有“办结”步骤的线上诉求", says_en="Online requests with a `close` step in the period"),
    Figure(name="reopened", zh="重启", of=CaseFact, on="reopened_at", says="期间内重启过的事件",
           says_en="Cases re-opened in the period"),
    Figure(name="open_at_end", zh="期末在办", of=CaseFact, on=None, where=lambda fact: fact.open,
           says="期末以前受理，到期末还没有化解、办结、撤回或不予受理的事件",
           says_en="Cases received before the period's end and not settled, closed, withdrawn or declined by then"),
    Figure(name="recurrence_rate", zh="复发率", of=CaseFact, on="settled_at", unit="%",
           part=lambda fact: fact.came_back,
           says="期间内化解的事件中，后来又有一件有同一当事人的以“复发”与它相连的比例",
           says_en="Of the cases settled in the period, the fraction to which a later case with a party of theirs is "
           "linked as a recurrence"),
    Figure(name="legacy_problems_solved", zh="解决的历史遗留问题", of=CaseFact, on="settled_at",
           where=lambda fact: fact.marks.legacy, says="其中标为历史遗留的事件",
           says_en="Legacy cases resolved as of the period's end, the last settlement within it"),
    Figure(name="legacy_problems_solved_jointly", zh="多部门联动解决的历史遗留问题", of=CaseFact, on="settled_at",
           where=lambda fact: fact.marks.legacy and fact.hands > 1, says="其中有两个以上不同单位参与的",
           says_en="Of those, the ones with at least two different organisations on them"),
)  # fmt: skip

_WHISTLES = (
    Figure(name="whistles", zh="吹哨", unit="次", of=CallFact, on="at", each="whistle",
           says="期间内吹的哨（含举手报告）",
           says_en="Whistles blown in the period, reports upward included"),
    Figure(name="whistle_answer_rate", zh="报到率", unit="%", of=CallFact, on="at",
           part=lambda fact: fact.reported_at is not None, says="期间内呼叫的单位（一哨呼几家算几家）中，报到了的比例",
           says_en="Of the organisations that the period's whistles called, the fraction that reported"),
    Figure(name="whistle_on_time_rate", zh="按时报到率", unit="%", of=CallFact, on="at",
           where=lambda fact: fact.due_at is not None, part=lambda fact: _in_time(fact.due_at, fact.reported_at),
           says="其中有报到时限的，按时报到的比例",
           says_en="Of those with a time limit, the fraction that reported by then"),
    Figure(name="whistle_hours_mean", zh="平均报到用时", unit="小时", of=CallFact, on="at", middle="mean",
           measure=lambda fact: hours_between(fact.at, fact.reported_at),
           says="报到了的单位，从吹哨到报到的小时数，平均",
           says_en="Hours from the whistle to the report of those that reported, mean"),
    Figure(name="whistle_hours_median", zh="报到用时中位数", unit="小时", of=CallFact, on="at", middle="median",
           measure=lambda fact: hours_between(fact.at, fact.reported_at), says="同上，中位数",
           says_en="The same, median"),
)  # fmt: skip

_WORK = (
    Figure(name="visits", zh="回访", unit="次", of=VisitFact, on="on", says="期间内的回访",
           says_en="Visits in the period"),
    Figure(name="visit_satisfaction_rate", zh="回访满意率", unit="%", of=VisitFact, on="on",
           where=lambda fact: fact.satisfied is not None, part=lambda fact: fact.satisfied,
           says="期间内问到了态度的回访中，满意的比例",
           says_en="Of the period's visits that were told, the fraction satisfied"),
    Figure(name="satisfaction_rate", zh="满意率（线上诉求）", unit="%", of=VisitFact, on="closed_at",
           where=lambda fact: fact.satisfied is not None and _is_online_request(fact),
           part=lambda fact: fact.satisfied,
           says="对期间内办结的线上诉求、到 `settled_by` 为止、问到了态度的回访中，满意的比例",
           says_en="Of the visits by `settled_by` to online requests closed in the period that were told, "
           "the fraction satisfied"),
    Figure(name="mediations", zh="调解", unit="次", of=MediationFact, on="ended_on", says="期间内结束的调解",
           says_en="Attempts to mediate that ended in the period"),
    Figure(name="mediation_success_rate", zh="调解成功率", unit="%", of=MediationFact, on="ended_on",
           part=lambda fact: fact.result in ("agreement", "partial"), says="其中达成或部分达成协议的比例",
           says_en="Of those, the fraction with a full or partial agreement"),
    Figure(name="judicial_confirmations", zh="司法确认", of=MediationFact, on="confirmed_on",
           says="期间内作出司法确认的调解协议", says_en="Agreements judicially confirmed in the period"),
    Figure(name="warnings_raised", zh="预警", unit="条", of=WarningFact, on="raised_on", says="期间内发出的预警",
           says_en="Warnings raised in the period"),
    Figure(name="warnings_handled", zh="预警处置", unit="条", of=WarningFact, on="handled_on",
           says="处置日期在期间内的预警", says_en="Warnings whose `handled_on` lies in the period"),
    Figure(name="warning_days_median", zh="预警处置天数中位数", unit="天", of=WarningFact, on="handled_on",
           middle="median", measure=lambda fact: days_between(fact.raised_on, fact.handled_on),
           says="期间内处置的预警，从发出到处置的日历天数，中位数",
           says_en="Calendar days from raising to handling of the warnings handled in the period, median"),
    Figure(name="decisions", zh="会议决定", unit="项", of=DecisionFact, on="on", says="期间内作出的会议决定",
           says_en="Decisions taken in the period"),
    Figure(name="decisions_done_rate", zh="决定落实率", unit="%", of=DecisionFact, on="on",
           where=lambda fact: fact.status != "dropped", part=lambda fact: fact.done_on is not None,
           says="其中没有取消的，已经落实的比例", says_en="Of those not dropped, the fraction done"),
    Figure(name="decisions_on_time_rate", zh="决定按期落实率", unit="%", of=DecisionFact, on="on",
           where=lambda fact: fact.status != "dropped" and fact.due_on is not None,
           part=lambda fact: _in_time(fact.due_on, fact.done_on), says="其中没有取消、定了期限的，按期落实的比例",
           says_en="Of those not dropped that had a limit, the fraction done by then"),
    Figure(name="tasks_done", zh="办成的待办", unit="项", of=TaskFact, on="done_at",
           says="期间内办成的待办（不再需要的、换人办的不算）",
           says_en="Tasks done in the period; not those that were no longer needed or went to another"),
    Figure(name="tasks_on_time_rate", zh="待办按期率", unit="%", of=TaskFact, on="done_at",
           part=lambda fact: _in_time(fact.due_at, fact.done_at), says="其中不晚于时限的比例",
           says_en="Of those, the fraction done by when they were due"),
    Figure(name="tasks_overdue_at_end", zh="期末逾期待办", unit="项", of=TaskFact, on=None,
           where=lambda fact: fact.overdue, says="到期末时限已过、还没有办的待办（中止的不算）",
           says_en="Tasks whose time was over at the period's end and that were still to be done, paused ones apart"),
    Figure(name="consultations", zh="法律咨询", unit="次", of=ConsultationFact, on="on", says="期间内的法律咨询",
           says_en="Legal consultations in the period"),
)  # fmt: skip

FIGURES: tuple[Figure, ...] = (*_CASES, *_WHISTLES, *_WORK)
MAIN = ("received", "settled", "settled_on_time_rate", "days_to_settle_median", "open_at_end", "whistles",
        "visit_satisfaction_rate")  # fmt: skip
"""Those that a narrow table shows."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures may be broken down by."""

    name: str
    zh: str
    list: str | None
    """The code list that its values are of; None: ids of records, or names of periods."""
    field: str | None
    """The fact's field, or its mark; None: the figure's own date decides."""

    def applies(self, figure: Figure) -> bool:
        """Whether a figure's things have it."""
        if self.field is None:
            return figure.on is not None
        return self.field in OF_CASES or self.field in figure.of.__dataclass_fields__


OF_CASES = ("kind", "source", "dispute_type", "community", "stage")
"""Marks of the case that a thing is about."""
PERIODICAL = ("year", "quarter", "month", "week")
DIMENSIONS: dict[str, Dimension] = {
    each.name: each
    for each in (
        Dimension("community", "社区", None, "community"),
        Dimension("kind", "件别", "case_kind", "kind"),
        Dimension("dispute_type", "纠纷类别", "dispute_type", "dispute_type"),
        Dimension("source", "来源渠道", "source", "source"),
        Dimension("stage", "化解层级", "stage", "stage"),
        Dimension("organisation", "单位", None, "organisation"),
        Dimension("route", "调解途径", "mediation_route", "route"),
        Dimension("mode", "咨询方式", "consultation_mode", "mode"),
        Dimension("level", "预警等级", "warning_level", "level"),
        Dimension("task", "待办事项", "task_kind", "task"),
        Dimension("year", "年", None, None),
        Dimension("quarter", "季度", None, None),
        Dimension("month", "月", None, None),
        Dimension("week", "周", None, None),
    )
}


def table_md() -> str:
    """The table as `docs/statistics.md` prints it."""
    rows = [
        f"| `{each.name}` | {each.zh} | {each.unit} | {each.says} | {each.says_en} |" for each in FIGURES
    ]  # fmt: skip
    return "\n".join(("| 键 | 指标 | 单位 | 定义 | Definition |", "|---|---|---|---|---|", *rows))
