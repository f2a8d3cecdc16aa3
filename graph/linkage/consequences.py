"""What follows from links: whose clock runs, how many take part, which settlement did not hold, what came of what.

A duplicate has the first receiver and the clock of its first case. A group counts distinct people and may raise the
event scale and the warning. A recurrence asks again about the settlement before it. A derived case shows its origin.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.linkage.bridges import parted
from graph.linkage.links import joins
from graph.masking import mask_text
from graph.model import Case, Linked, Mediation, Warning
from graph.vocabulary import VOCABULARY

HIDDEN = "（不在您的查看范围内）"

SCALES = ((1000, "extra_major_group"), (300, "major_group"), (30, "larger_group"), (5, "general_group"))
"""From how many people on an event is of a class; fewer are an individual event. GB/T 31000-2015 names the classes
alone; the numbers are those in common use, and local plans differ: what follows from them is proposed, never set.
"""
_WARNINGS = {"general_group": "medium", "larger_group": "high", "major_group": "high", "extra_major_group": "high"}
"""The warning that a class of event asks for."""
_LEVELS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the graph knows of one case, beside its links."""

    case: Case
    receiver: str | None = None
    """Id of its first receiver; None: not told."""
    people: frozenset[str] = frozenset()
    """Ids of the people who ask, or whose side is not told."""
    mediations: tuple[Mediation, ...] = ()

    @property
    def when(self) -> tuple[dt.datetime, str]:
        """What puts cases in order; one without a time comes last."""
        return self.case.received_at or dt.datetime.max, self.case.id


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of some cases, and what a reader may call them."""

    facts: Mapping[str, Facts]
    names: Mapping[str, str] = field(default_factory=dict)
    """Numbers of cases, names of organisations, by id; what is not in it is hidden from the reader."""

    def name(self, id: str) -> str:
        return self.names.get(id, HIDDEN)

    def in_order(self, link: Linked) -> tuple[Facts, Facts]:
        """The earlier and the later one of two linked cases."""
        one, other = self.facts[link.source], self.facts[link.target]
        return (one, other) if one.when <= other.when else (other, one)


# -- duplicates ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A case that another one brought before: one receiver answers, and one clock runs."""

    case: str
    of: str
    """The first of the cases that duplicate each other."""
    receiver: str | None
    """Id of the organisation that answers to the end; None: none of them tells it."""
    received_at: dt.datetime | None
    """When the clock began."""
    due_on: dt.date | None
    sentence: str


def duplicates(known: Known, links: Iterable[Linked]) -> list[Duplicate]:
    """Of `links`, which join cases of the same matters: every duplicate but the first, in the order of coming."""
    own = [each for each in links if each.kind == "duplicate" and joins(each)]
    cases = sorted({end for each in own for end in (each.source, each.target)})
    found: list[Duplicate] = []
    for group in parted(cases, own) if own else ():
        ordered = sorted((known.facts[each] for each in group), key=lambda each: each.when)
        found += [_duplicate(known, each, ordered) for each in ordered[1:]]
    return sorted(found, key=lambda each: known.facts[each.case].when)


def _duplicate(known: Known, facts: Facts, ordered: list[Facts]) -> Duplicate:
    first = ordered[0].case
    receiver = next((each.receiver for each in ordered if each.receiver is not None), None)
    due_on = next((each.case.due_on for each in ordered if each.case.due_on is not None), None)
    answers = f"由首接单位{known.name(receiver)}负责到底" if receiver is not None else "首接单位未记录"
    runs = f"时限从 {first.received_at:%Y-%m-%d} 起算" if first.received_at is not None else "首件受理时间未记录"
    ends = f"，{due_on} 到期" if due_on is not None else ""
    sentence = f"与 {known.name(first.id)} 重复：{answers}，{runs}{ends}"
    return Duplicate(facts.case.id, first.id, receiver, first.received_at, due_on, mask_text(sentence))


# -- groups ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Participants:
    """How many people take part in some cases, nobody counted twice."""

    named: int
    """Different people known to ask."""
    stated: int
    """The largest number that one case states; 0: none does."""

    @property
    def least(self) -> int:
        """As many at least: who is named may be among those whom a case only counts, so the two are never added."""
        return max(self.named, self.stated)

    @property
    def scale(self) -> str:
        """A code of `event_scale`."""
        return next((code for least, code in SCALES if self.least >= least), "individual")


def participants_of(cases: Iterable[Case], people: Iterable[Collection[str]]) -> Participants:
    """Of these cases, with the ids of the people who ask in each."""
    named = {each for some in people for each in some}
    return Participants(len(named), max((each.participants or 0 for each in cases), default=0))


@dataclass(frozen=True, slots=True)
class Group:
    """A demand of several people: what it may raise. Proposals; a person decides."""

    cases: int
    participants: Participants
    scale: str | None
    """The highest event scale that one of its cases states; None: none does."""
    warning: str | None
    """The highest level of its warnings that nobody has handled; None: none."""
    sentence: str

    @property
    def raises_scale(self) -> bool:
        """Whether so many people are a larger event than its cases say."""
        return _rank(self.participants.scale) > _rank(self.scale)

    @property
    def proposed_warning(self) -> str | None:
        """The level that its scale asks for; None: none."""
        return _WARNINGS.get(max(self.participants.scale, self.scale or "individual", key=_rank))

    @property
    def raises_warning(self) -> bool:
        return _level(self.proposed_warning) > _level(self.warning)


def group_of(facts: Collection[Facts], links: Iterable[Linked], warnings: Iterable[Warning]) -> Group | None:
    """The demand that the cases of one matter make; None where no link of it is a group's.

    `warnings`: those on the matter and on its cases.
    """
    if not any(each.kind == "group" and joins(each) for each in links):
        return None
    counted = participants_of((each.case for each in facts), (each.people for each in facts))
    standing = [each for each in warnings if each.handled_on is None]
    scale = max((each.case.scale for each in facts if each.case.scale), key=_rank, default=None)
    level = max((each.level for each in standing), key=_level, default=None)
    found = Group(len(facts), counted, scale, level, "")
    told = _group_told(found, overridden=any(each.override_reason for each in standing))
    return Group(len(facts), counted, scale, level, told)


def _group_told(group: Group, *, overridden: bool) -> str:
    counted = group.participants
    parts = [f"{group.cases} 件事件中可辨认的不同当事人 {counted.named} 人"]
    if counted.stated:
        parts.append(f"单件所述人数最多 {counted.stated} 人，可能互相包含，不相加，至少 {counted.least} 人")
    if group.raises_scale:
        was = VOCABULARY.label("event_scale", group.scale) or "未填"
        parts.append(f"建议事件规模定为{VOCABULARY.label('event_scale', counted.scale)}（现为{was}）")
    if group.raises_warning:
        level, was = (VOCABULARY.label("warning_level", each) for each in (group.proposed_warning, group.warning))
        parts.append(f"建议预警升为{level}（现为{was or '无预警'}{'，曾由人工调整，请复核' if overridden else ''}）")
    return "；".join(parts)


def _rank(scale: str | None) -> int:
    """The place of a class among the classes; none, and one that a centre added, count as an individual event."""
    classes = ["individual", *(code for _, code in reversed(SCALES))]
    return classes.index(scale) if scale in classes else 0


def _level(level: str | None) -> int:
    return _LEVELS.index(level) + 1 if level in _LEVELS else 0


# -- recurrences and origins -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A case that brings back what was settled: the question of that settlement is open again."""

    case: str
    of: str
    """The case whose settlement did not hold; of several the one settled last."""
    settled_on: dt.date
    outcome: str | None
    """A code of `outcome`; None: not told."""
    route: str | None
    """A code of `mediation_route`; None: it was not settled by mediation, or that is not told."""
    held_days: int
    """Days from the settlement to this case."""
    settlements: int
    """How many settled cases it comes back from."""
    sentence: str


def recurrences(known: Known, links: Iterable[Linked]) -> list[Recurrence]:
    """One of every case that comes back, in the order of coming."""
    before: dict[str, list[Facts]] = {}
    for each in links:
        if each.kind == "recurrence" and each.certainty != "suggested":
            earlier, later = known.in_order(each)
            if earlier.case.settled_on is not None and later.case.received_at is not None:
                before.setdefault(later.case.id, []).append(earlier)
    found = [_recurrence(known, known.facts[id], earlier) for id, earlier in before.items()]
    return sorted(found, key=lambda each: known.facts[each.case].when)


def _recurrence(known: Known, later: Facts, earlier: list[Facts]) -> Recurrence:
    last = max(earlier, key=lambda each: (each.case.settled_on or dt.date.min, each.when))
    settled_on, came = last.case.settled_on, later.case.received_at
    assert settled_on is not None and came is not None
    mediation = _settling(last, settled_on)
    route = None if mediation is None else mediation.route
    held = (came.date() - settled_on).days
    how = VOCABULARY.label("mediation_route", route) or VOCABULARY.label("outcome", last.case.outcome) or "途径未记录"
    times = f"，此前共化解 {len(earlier)} 次" if len(earlier) > 1 else ""
    sentence = (
        f"{known.name(last.case.id)} 于 {settled_on} 化解（{how}），{held} 天后再次发生{times}："
        "请核查当时的处理是否落实、是否需要另行化解"
    )
    return Recurrence(
        case=later.case.id,
        of=last.case.id,
        settled_on=settled_on,
        outcome=last.case.outcome,
        route=route,
        held_days=held,
        settlements=len(earlier),
        sentence=mask_text(sentence),
    )


def _settling(facts: Facts, settled_on: dt.date) -> Mediation | None:
    """The mediation that came to an agreement last, not after the settlement; else none."""
    agreed = [
        each
        for each in facts.mediations
        if each.result in ("agreement", "partial") and (each.ended_on or each.started_on) <= settled_on
    ]
    return max(agreed, key=lambda each: (each.ended_on or each.started_on, each.started_on, each.id), default=None)


@dataclass(frozen=True, slots=True)
class Origin:
    """A case that came of another: the same sides, something else."""

    case: str
    of: str
    days: int | None
    """Between the two; None: one of them has no time."""
    sentence: str


def origins(known: Known, links: Iterable[Linked]) -> list[Origin]:
    """Every derived case with each case that it came of, in the order of coming."""
    ordered = [known.in_order(each) for each in links if each.kind == "derived" and each.certainty != "suggested"]
    found = [_origin(known, earlier, later) for earlier, later in ordered]
    return sorted(found, key=lambda each: (known.facts[each.case].when, known.facts[each.of].when))


def _origin(known: Known, earlier: Facts, later: Facts) -> Origin:
    began, came = earlier.case.received_at, later.case.received_at
    days = None if began is None or came is None else (came - began).days
    gap = "" if days is None else f"{days} 天前的 "
    sentence = f"由 {gap}{known.name(earlier.case.id)}（{_type(earlier.case)}）引起，双方相同"
    return Origin(later.case.id, earlier.case.id, days, mask_text(sentence))


def _type(case: Case) -> str:
    return VOCABULARY.label("dispute_type", case.dispute_type) or VOCABULARY.label("case_kind", case.kind)
