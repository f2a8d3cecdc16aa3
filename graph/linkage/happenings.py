"""What a whistle, meeting, decision, mediation, visit, warning or consultation says happened, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import (
    By,
    Calls,
    Consultation,
    Decision,
    Edge,
    HelpedBy,
    LedBy,
    Mediation,
    Meeting,
    Node,
    Visit,
    Warning,
    Whistle,
)
from graph.vocabulary import Vocabulary

Happening = tuple[dt.date, str, str]
"""When, its kind in `timeline.py`, and the sentence."""
_SATISFIED = {True: "，满意", False: "，不满意", None: ""}


@dataclass(frozen=True, slots=True)
class _Around:
    edges: Sequence[Edge]
    names: Mapping[str, str]
    words: Vocabulary

    def who(self, type: type[Edge]) -> str:
        """Whom the edges of a type name, by name."""
        found = {self.names[each.target] for each in self.edges if isinstance(each, type) and each.target in self.names}
        return "、".join(sorted(found))


def told_of(node: Node, edges: Sequence[Edge], names: Mapping[str, str], words: Vocabulary) -> list[Happening]:
    """What a record says happened; nothing of a kind that no timeline has."""
    tell = _TELLING.get(type(node))
    return list(tell(node, _Around(edges, names, words))) if tell else []


def _whistle(whistle: Whistle, around: _Around) -> Iterator[Happening]:
    called = around.who(Calls)
    raised = whistle.kind == "raise"
    how, to = ("逐级上报", "报") if raised else ("吹哨", "呼叫")
    whom = f"，{to}{called}" if called else ""
    yield whistle.at, "raise_up" if raised else "whistle", f"{around.who(By)}{how}{whom}：{whistle.subject}"
    for each in around.edges:
        if isinstance(each, Calls) and each.reported_at is not None:
            result = f"：{each.result}" if each.result else ""
            yield each.reported_at, "report", f"{around.names.get(each.target, '')}报到{result}"


def _meeting(meeting: Meeting, around: _Around) -> Iterator[Happening]:
    yield meeting.on, "meet", f"{around.words.label('meeting_kind', meeting.kind)}讨论：{meeting.title}"


def _decision(decision: Decision, around: _Around) -> Iterator[Happening]:
    lead, help = around.who(LedBy), around.who(HelpedBy)
    parts = [f"牵头{lead}" if lead else "", f"协办{help}" if help else ""]
    who = "，".join(each for each in parts if each)
    yield decision.on, "decide", f"决定：{decision.text}" + (f"（{who}）" if who else "")


def _mediation(mediation: Mediation, around: _Around) -> Iterator[Happening]:
    route = around.words.label("mediation_route", mediation.route)
    yield mediation.started_on, "mediate", f"{around.who(By)}开始{route}"
    if mediation.ended_on is not None:
        result = around.words.label("mediation_result", mediation.result)
        agreement = f"：{mediation.agreement}" if mediation.agreement else ""
        yield mediation.ended_on, "conclude", f"{route}结束，{result}{agreement}"


def _visit(visit: Visit, around: _Around) -> Iterator[Happening]:
    mode, note = around.words.label("visit_mode", visit.mode), f"：{visit.note}" if visit.note else ""
    yield visit.on, "visit", f"{around.who(By)}{mode}回访{_SATISFIED[visit.satisfied]}{note}"


def _warning(warning: Warning, around: _Around) -> Iterator[Happening]:
    level = around.words.label("warning_level", warning.level)
    reasons = f"：{'；'.join(warning.reasons)}" if warning.reasons else ""
    yield warning.raised_on, "warn", f"{around.who(By)}发出{level}等级预警{reasons}"
    if warning.handled_on is not None:
        result = f"：{warning.result}" if warning.result else ""
        yield warning.handled_on, "handle", f"{level}等级预警已处置{result}"


def _consultation(consultation: Consultation, around: _Around) -> Iterator[Happening]:
    mode = around.words.label("consultation_mode", consultation.mode)
    yield consultation.on, "consult", f"{around.who(By)}{mode}法律咨询：{consultation.subject}"


_TELLING: Mapping[type[Node], Callable[[Any, _Around], Iterator[Happening]]] = {
    Whistle: _whistle,
    Meeting: _meeting,
    Decision: _decision,
    Mediation: _mediation,
    Visit: _visit,
    Warning: _warning,
    Consultation: _consultation,
}
