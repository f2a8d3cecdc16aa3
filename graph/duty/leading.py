"""One matter across departments: what each does in it, what is missing, and who should lead it and why.

A proposal is counted from facts, each told in a sentence, and where two come out alike the order is by name: never by
chance. Who is a party to a case of the matter, or whose term is over, is never proposed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Case, Organisation
from graph.vocabulary import VOCABULARY, Vocabulary

FUNCTIONS_FOR: Mapping[str, tuple[str, ...]] = {
    "family": ("civil_affairs", "women", "justice"), "neighbour": ("grid", "justice"),
    "property_service": ("housing", "justice"), "housing": ("housing", "justice"), "tenancy": ("housing", "justice"),
    "labour": ("labour", "justice"), "wage": ("labour", "justice"), "consumer": ("market",), "contract": ("justice",),
    "debt": ("justice", "court"), "injury": ("police", "justice"), "traffic": ("police",),
    "medical": ("justice", "petition"), "demolition": ("housing", "petition"), "environment": ("city_management",),
    "noise": ("city_management", "police"), "construction": ("city_management", "housing"),
    "leakage": ("housing", "justice"), "parking": ("city_management", "police"),
    "inheritance": ("justice", "civil_affairs"), "support": ("civil_affairs", "justice"),
    "campus": ("police", "justice"), "business": ("market",), "administrative": ("petition", "justice"),
}  # fmt: skip
"""Functions of the centre that a type of dispute usually has, the one to lead first."""
FUNCTIONS_FOR_A_HAZARD = ("emergency", "grid")
PARTS: Mapping[str, str] = {
    "received": "首接", "got": "接办", "refused": "退回移交", "waiting": "移交未接收", "leads": "牵头",
    "leads_case": "牵头其中的事件",
    "helps": "协办", "calls": "吹哨", "called": "被吹哨已报到", "unanswered": "被吹哨未报到", "steps": "办理步骤",
    "tasks": "待办",
    "overdue": "逾期待办",
}  # fmt: skip
"""Parts of `PARTS_TAKEN`, as users read them, in their order."""
_MAY_LEAD = ("party_committee", "department", "community_committee", "mediation_committee", "court")
_TIERS = ("core", "resident", "member", None)
_OF_FUNCTION, _OF_STEPS, _OF_CASES, _OF_AREA, _SECOND = 3, 2, 2, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An organisation's part."""

    organisation: Organisation
    counts: Mapping[str, int]
    """By part, see `PARTS`; a part that it does not have is not there."""

    @property
    def sentence(self) -> str:
        said = (f"{PARTS[part]} {self.counts[part]}" for part in PARTS if part in self.counts)
        return "，".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing."""

    kind: str
    """no_lead, several_leads, waiting, unanswered, overdue, function."""
    sentence: str
    organisation: str | None = None
    """Id of who is waited for; None: nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who should lead, and why."""

    organisation: str
    name: str
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of a matter beside the parts."""

    cases: Sequence[Case]
    now: dt.datetime
    leaders: Collection[str] = ()
    """Ids of organisations and officers that lead the matter itself today."""
    has: Mapping[str, int] = field(default_factory=dict)
    """Cases not ended by the organisation that has them now."""
    covering: Collection[str] = ()
    """Organisations that answer for the community, or a part of it, of a case."""
    parties: Collection[str] = ()
    others: Sequence[Organisation] = ()
    """Members of the centre without a part, one of which may have a function that is missing."""
    words: Vocabulary = VOCABULARY


def functions_for(cases: Iterable[Case]) -> tuple[str, ...]:
    """The functions that these cases usually have, the first of each case before the second."""
    lists = [
        FUNCTIONS_FOR_A_HAZARD if each.kind == "hazard" else FUNCTIONS_FOR.get(each.dispute_type or "", ())
        for each in cases
    ]
    ranked = sorted((place, each) for some in lists for place, each in enumerate(some))
    return tuple(dict.fromkeys(each for _, each in ranked))


def gaps(parts: Sequence[Part], around: Around) -> tuple[Gap, ...]:
    """What is missing, the lead first."""
    led = len(around.leaders) == 1 or len(parts) < 2  # who is alone on it needs no lead
    found = [] if led else [_no_lead(len(around.leaders))]
    for kind, said in (("waiting", "移交后没有接收"), ("unanswered", "被吹哨后没有报到"), ("overdue", "有逾期的待办")):
        for each in parts:
            if kind in each.counts:
                sentence = f"{each.organisation.name}{said}（{each.counts[kind]}）"
                found.append(Gap(kind=kind, sentence=sentence, organisation=each.organisation.id))
    there = {function for each in parts for function in each.organisation.functions}
    for function in functions_for(around.cases):
        if function not in there:
            found.append(_without(function, around))
    return tuple(found)


def _no_lead(leaders: int) -> Gap:
    if leaders:
        return Gap(kind="several_leads", sentence=f"有 {leaders} 个牵头，没有共同的")
    return Gap(kind="no_lead", sentence="没有牵头单位")


def _without(function: str, around: Around) -> Gap:
    label = around.words.label("function", function)
    having = [each for each in around.others if function in each.functions and not _is_over(each, around)]
    who = f"，可请{having[0].name}" if having else ""
    sentence = f"这类纠纷通常有{label}参与，现在没有{who}"
    return Gap(kind="function", sentence=sentence, organisation=having[0].id if having else None)


def proposed(parts: Sequence[Part], around: Around) -> Proposal | None:
    """Who should lead; None: nobody on it may, nor has anybody else the function."""
    fitting = functions_for(around.cases)
    counts = {each.organisation.id: each.counts for each in parts}
    known = {each.id: each for each in around.others if set(each.functions) & set(fitting)}
    known |= {each.organisation.id: each.organisation for each in parts}
    able = [each for each in known.values() if _may_lead(each, around)]
    steps = {each.id: counts.get(each.id, {}).get("steps", 0) for each in able}
    made = [_weighed(each, fitting, steps, around) for each in able]
    made = [each for each in made if each.points]
    tiers = {each.id: _TIERS.index(each.tier) for each in able}
    made.sort(
        key=lambda each: (
            -each.points, -steps[each.organisation], tiers[each.organisation], each.name, each.organisation
        )
    )  # fmt: skip
    return made[0] if made else None


def _may_lead(who: Organisation, around: Around) -> bool:
    return who.kind in _MAY_LEAD and who.id not in around.parties and not _is_over(who, around)


def _is_over(who: Organisation, around: Around) -> bool:
    return who.until is not None and who.until < around.now.date()


def _weighed(who: Organisation, fitting: Sequence[str], steps: Mapping[str, int], around: Around) -> Proposal:
    points, reasons = 0, []
    own = [each for each in fitting if each in who.functions]
    if own:
        points += _OF_FUNCTION if own[0] == fitting[0] else _SECOND
        reasons.append(f"职能相符：{'、'.join(around.words.label('function', each) for each in own)}")
    if steps[who.id] and steps[who.id] == max(steps.values()):
        points += _OF_STEPS
        reasons.append(f"办理步骤最多：{steps[who.id]} 个")
    has = around.has.get(who.id, 0)
    if has and has == max(around.has.values()):
        points += _OF_CASES
        reasons.append(f"现在负责的未了结事件最多：{has} 件")
    if who.id in around.covering:
        points += _OF_AREA
        reasons.append("负责这一片区")
    return Proposal(organisation=who.id, name=who.name, points=points, reasons=tuple(reasons))
