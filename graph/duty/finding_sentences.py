"""A sentence for each row of a finding, in Chinese, with the names of those whom it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.vocabulary import VOCABULARY, Vocabulary

_NOBODY = "（未注明）"


@dataclass(frozen=True, slots=True)
class Saying:
    """What a sentence needs beside the row."""

    names: Mapping[str, str]
    """Names by id, as the reader may see them."""
    now: dt.datetime
    words: Vocabulary = VOCABULARY

    def name(self, id: str | None) -> str:
        return self.names.get(id or "", "") or _NOBODY

    def title(self, id: str | None) -> str:
        return f"“{self.name(id)}”"

    def days_since(self, time: str) -> int:
        return (self.now.date() - dt.date.fromisoformat(time[:10])).days


def sentence(name: str, row: Any, say: Saying) -> str:
    """What a row of the finding `name` says."""
    return SENTENCES[name](row, say)


def _ping_pong(row: Any, say: Saying) -> str:
    refused = f"，退回 {row.refusals} 次" if row.refusals else ""
    one, other = say.name(row.one), say.name(row.other)
    return f"{say.title(row.case)}在{one}和{other}之间移回 {row.returns} 次{refused}，最近一次 {_day(row.last_at)}"


def _unled(row: Any, say: Saying) -> str:
    lead = f"有 {row.leads} 个牵头，没有共同的" if row.leads else "没有牵头"
    return f"{say.title(row.matter)}涉及 {row.departments} 个单位、{row.cases} 件事件（{row.open} 件未了结），{lead}"


def _never_leading(row: Any, say: Saying) -> str:
    helped = f"，其中被列为协办 {row.helped} 次" if row.helped else ""
    return f"{say.name(row.organisation)}参与别的单位首接的 {row.cases} 件事件{helped}，从未牵头"


def _elsewhere(row: Any, say: Saying) -> str:
    unended = f"（{row.open} 件未了结）" if row.open else ""
    others = f"另外 {row.departments} 个单位的 {row.cases} 件事件{unended}"
    return f"{say.title(row.case)}的当事人{say.name(row.party)}还涉及{others}"


def _unanswered(row: Any, say: Saying) -> str:
    about = f"就{say.title(row.about)}" if row.about else ""
    late = (
        f"，已逾期 {_lasting(row.due_at, say)}"
        if row.overdue
        else f"，时限 {_minute(row.due_at)}"
        if row.due_at
        else ""
    )
    return f"{say.name(row.caller)} {_minute(row.at)} {about}吹哨，{say.name(row.called)}至今未报到{late}"


def _lasting(since: str, say: Saying) -> str:
    hours = (say.now - dt.datetime.fromisoformat(since)).total_seconds() / 3600
    return f"{hours:.1f} 小时" if hours < 48 else f"{int(hours // 24)} 天"


def _delay(row: Any, say: Saying) -> str:
    took = f"，用时中位数 {row.median_hours} 小时、平均 {row.mean_hours} 小时" if row.reported else ""
    pair = f"{say.name(row.caller)}呼叫{say.name(row.called)}"
    return f"{pair} {row.calls} 次，报到 {row.reported} 次，逾期 {row.late} 次（{_share(row.late, row.calls)}）{took}"


def _silent(row: Any, say: Saying) -> str:
    lists = f"报送清单 {row.lists} 份" if row.lists else "没有报送清单"
    cases = f"上报事件 {row.cases} 件" if row.cases else "没有上报事件"
    week = f"，最近一份清单是 {row.last_week} 那一周" if row.last_week and not row.lists else ""
    last = f"，最近一件事件 {_day(row.last_at)}" if row.last_at and not row.cases else ""
    return f"{say.name(row.community)}{lists}，{cases}{week}{last}"


def _stalled(row: Any, say: Saying) -> str:
    days = say.days_since(row.last_at)
    if row.last is None:
        return f"{say.title(row.case)}{_day(row.last_at)} 受理后 {days} 天没有办理步骤"
    step = say.words.label("step", row.last)
    return f"{say.title(row.case)}自 {_day(row.last_at)} {say.name(row.by)}{step}起 {days} 天没有进展"


def _visit(row: Any, say: Saying) -> str:
    late = say.days_since(row.due_on)
    due = f"应于 {row.due_on} 前由{say.name(row.organisation)}回访"
    return f"{say.title(row.case)} {row.settled_on} 化解，{due}，已逾期 {late} 天"


def _recurrence(row: Any, say: Saying) -> str:
    return (
        f"{_sort(row.value, say)}化解 {row.settled} 件，复发 {row.returned} 件（{_share(row.returned, row.settled)}）"
    )


def _sort(value: str, say: Saying) -> str:
    if value == "none":
        return "未经调解"
    if value in say.names:
        return say.names[value]
    for each in ("stage", "mediation_route"):
        if say.words[each].label(value) != value:
            return say.words[each].label(value)
    return value


def _load(row: Any, say: Saying) -> str:
    tasks = f"，待办 {row.tasks} 项（逾期 {row.overdue} 项）" if row.tasks else ""
    return f"{say.name(row.organisation)}现有未了结事件 {row.open} 件{tasks}，期间化解 {row.done} 件"


def _officer(row: Any, say: Saying) -> str:
    led = f"，包案 {row.led} 件" if row.led else ""
    return f"{say.name(row.officer)}经办未了结事件 {row.open} 件{led}，期间化解 {row.done} 件"


def _bridge(row: Any, say: Saying) -> str:
    how = "" if row.exact else "约"
    return (
        f"{say.name(row.organisation)}参与 {row.matters} 个多单位事项，其间{how} {row.betweenness:.1%} 的最短路径经过它"
    )


def _cut(row: Any, say: Saying) -> str:
    off = "、".join(say.name(each) for each in row.cut_off)
    matters = f"，连同 {row.cut_matters} 个事项" if row.cut_matters else ""
    return f"没有{say.name(row.organisation)}，网络断成 {row.parts} 片，{off}与其余单位断开{matters}"


def _day(time: str) -> str:
    return time[:10]


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


SENTENCES: Mapping[str, Callable[[Any, Saying], str]] = {
    "ping_pong": _ping_pong,
    "matters_without_lead": _unled,
    "never_leading": _never_leading,
    "parties_elsewhere": _elsewhere,
    "whistles_unanswered": _unanswered,
    "whistle_delays": _delay,
    "silent_communities": _silent,
    "stalled": _stalled,
    "overdue_visits": _visit,
    "recurrence_by_building": _recurrence,
    "recurrence_by_route": _recurrence,
    "recurrence_by_stage": _recurrence,
    "load_of_organisations": _load,
    "load_of_officers": _officer,
    "bridging_departments": _bridge,
    "cut_departments": _cut,
}
"""By the name of the finding."""
