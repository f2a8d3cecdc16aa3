"""Who may take which step: what an organisation is to a case, and which of those each step asks for.

The centre moves the procedure along and the departments settle the substance
(综治中心程序性推进，办理部门实质性解决): so the centre may hand over, urge and call, and settles only what it answers
for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.duty.chain import climbed
from graph.duty.standing import Standing

_FIRMS = frozenset({"property_company", "enterprise", "shop", "construction_site"})
"""Kinds of organisation that are parties, and answer for no case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """When an officer belongs to an organisation; None: that end is open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it runs on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


OPEN_TERM = Term()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What duty has to know of an organisation."""

    id: str
    name: str
    kind: str = "other"
    tier: str | None = None
    functions: tuple[str, ...] = ()
    mediation_level: str | None = None
    term: Term = OPEN_TERM
    reports_to: tuple[tuple[str, Term], ...] = ()

    @property
    def of_the_network(self) -> bool:
        """Whether it works with the centre: not a firm that is only a party."""
        return self.tier is not None or self.mediation_level is not None or self.kind not in _FIRMS

    @property
    def is_centre(self) -> bool:
        """Whether it speaks for the centre: the core, and the resident organisation of public order."""
        return self.tier == "core" or (self.tier == "resident" and "public_order" in self.functions)


@dataclass(frozen=True, slots=True)
class Actors:
    """The organisations that a case knows, and the centre's, by id."""

    members: Mapping[str, Member]
    officers: Mapping[str, Sequence[tuple[str, Term]]] = field(default_factory=dict)
    """Of officers that are named: where they belong, and when."""
    area: frozenset[str] = frozenset()
    """Organisations that answer for the community of the case."""
    officer_names: Mapping[str, str] = field(default_factory=dict)

    def name(self, id: str | None) -> str:
        """What users read."""
        member = self.members.get(id or "")
        return member.name if member else self.officer_names.get(id or "", id or "（未注明）")

    def names(self, ids: Iterable[str]) -> str:
        """Several of them, in their order."""
        return "、".join(self.name(each) for each in ids)

    def centre(self, day: dt.date) -> tuple[str, ...]:
        """Who speaks for the centre on that day; where nobody was entered as such, everybody of the network does: a
        street that has not entered its organisations must be able to work.
        """
        serving = [each for each in self.members.values() if each.term.holds_on(day)]
        own = [each.id for each in serving if each.is_centre]
        return tuple(sorted(own or (each.id for each in serving if each.of_the_network)))

    def superior(self, id: str | None, day: dt.date) -> str | None:
        """To whom it reports on that day; without a line of its own to the core; None: it is that or above it, or there
        is none. Whoever is not in office is passed over for whom they report to.
        """
        way = climbed(id or "", lambda each: self._next_above(each, day))[1:]
        return next((each for each in way if self._in_office(each, day)), None)

    def _next_above(self, id: str, day: dt.date) -> str | None:
        if id not in self.members:
            return None
        core = [each.id for each in self.members.values() if each.tier == "core" and each.term.holds_on(day)]
        to_core = len(core) == 1 and id not in climbed(core[0], lambda each: self._stated_above(each, day))
        return self._stated_above(id, day) or (core[0] if to_core else None)

    def _stated_above(self, id: str, day: dt.date) -> str | None:
        """Whom the line names that holds on that day; of several the one that began last."""
        member = self.members.get(id)
        lines = member.reports_to if member else ()
        held = [(term.since or dt.date.min, above) for above, term in lines if term.holds_on(day)]
        return max(held)[1] if held else None

    def _in_office(self, id: str, day: dt.date) -> bool:
        return id not in self.members or self.members[id].term.holds_on(day)

    def organisation_of(self, id: str | None, day: dt.date) -> tuple[str, ...]:
        """Of an organisation itself; of an officer those where they serve on that day."""
        if id is None:
            return ()
        if id in self.members:
            return (id,)
        return tuple(org for org, term in self.officers.get(id, ()) if term.holds_on(day))


RELATIONS: Mapping[str, str] = {
    "network": "综治中心的成员、联动单位和群防群治队伍",
    "first_receiver": "首接单位",
    "responsible": "现办单位",
    "offered": "移交的接办单位",
    "giver": "移交单位",
    "called": "被呼叫的单位",
    "leader": "牵头单位（包案领导所在单位）",
    "helper": "协办单位",
    "mediator": "调解网络的调解组织",
    "mediated": "办理调解的单位",
    "court": "人民法院",
    "attendee": "召集和参加会商的单位",
    "decision": "决定的牵头单位",
    "superior": "现办单位的上级",
    "area": "所在社区的负责单位",
    "centre": "综治中心（党工委、平安建设办）",
}
"""What an organisation may be to a case, and what users read."""

_OWN = ("responsible", "first_receiver", "leader", "centre")
RIGHTS: Mapping[str, tuple[str, ...]] = {
    "receive": ("network",),
    "decline": ("first_receiver", "responsible", "centre"),
    "accept": ("responsible", "offered", "giver"),
    "refuse": ("offered",),
    "hand_over": ("responsible", "first_receiver", "centre"),
    "escalate": _OWN,
    "lead": ("centre", "first_receiver"),
    "help": _OWN,
    "whistle": (*_OWN, "area"),
    "report": ("called",),
    "raise_up": (*_OWN, "area", "helper", "called", "offered"),
    "mediate": (*_OWN, "helper", "called", "mediator", "court", "mediated"),
    "conclude": ("mediated", "responsible", "first_receiver", "centre"),
    "confirm": ("court", "mediated", "responsible", "first_receiver", "centre"),
    "meet": (*_OWN, "superior"),
    "decide": ("attendee", "centre"),
    "fulfil": ("decision", "centre"),
    "drop": ("decision", "centre"),
    "pause": ("responsible", "leader", "centre"),
    "resume": ("responsible", "first_receiver", "leader", "centre"),
    "supervise": ("centre", "first_receiver", "superior"),
    "consult": ("network",),
    "settle": ("responsible", "leader", "mediated"),
    "visit": (*_OWN, "helper", "area"),
    "reopen": ("first_receiver", "responsible", "centre"),
    "withdraw": ("first_receiver", "responsible", "centre"),
    "close": ("first_receiver", "responsible", "centre"),
}
"""For each step the relations of which one is enough."""


def holders(relation: str, standing: Standing, actors: Actors, day: dt.date) -> frozenset[str]:
    """The organisations that are `relation` to the case on that day, whatever their terms."""
    return frozenset(id for id in _HOLDERS[relation](standing, actors, day) if id)


def may_take(kind: str, standing: Standing, actors: Actors, day: dt.date) -> frozenset[str]:
    """The organisations that a relation entitles to this step."""
    return frozenset().union(*(holders(each, standing, actors, day) for each in RIGHTS[kind]))


def _network(_: Standing, actors: Actors, day: dt.date) -> Iterable[str]:
    known = actors.members.values()
    return [each.id for each in known if each.of_the_network] or [each.id for each in known]


def _offered(standing: Standing, _: Actors, day: dt.date) -> Iterable[str | None]:
    return (standing.offered.to,) if standing.offered else ()


def _giver(standing: Standing, _: Actors, day: dt.date) -> Iterable[str | None]:
    return (standing.offered.by, standing.responsible) if standing.offered else ()


def _called(standing: Standing, _: Actors, day: dt.date) -> Iterable[str]:
    return (id for each in standing.whistles.values() for id in each.called)


def _mediators(_: Standing, actors: Actors, day: dt.date) -> Iterable[str]:
    """Bodies of the mediation network may mediate unasked (人民调解法 第十七条)."""
    return (id for id, each in actors.members.items() if each.mediation_level is not None)


def _mediated(standing: Standing, _: Actors, day: dt.date) -> Iterable[str | None]:
    return (each.by for each in (*standing.mediations.values(), *standing.mediated))


def _attendees(standing: Standing, actors: Actors, day: dt.date) -> Iterable[str | None]:
    for each in standing.meetings.values():
        yield each.by
        for id in each.attendees:
            yield from actors.organisation_of(id, day)


def _deciders(standing: Standing, actors: Actors, day: dt.date) -> Iterable[str]:
    return (id for each in standing.decisions.values() for id in actors.organisation_of(each.lead, day))


def _superior(standing: Standing, actors: Actors, day: dt.date) -> Iterable[str | None]:
    return (actors.superior(standing.responsible, day),)


_HOLDERS = {
    "network": _network,
    "first_receiver": lambda standing, actors, day: (standing.first_receiver,),
    "responsible": lambda standing, actors, day: (standing.responsible,),
    "offered": _offered,
    "giver": _giver,
    "called": _called,
    "leader": lambda standing, actors, day: actors.organisation_of(standing.leader, day),
    "helper": lambda standing, actors, day: standing.helpers,
    "mediator": _mediators,
    "mediated": _mediated,
    "court": lambda standing, actors, day: (id for id, each in actors.members.items() if each.kind == "court"),
    "attendee": _attendees,
    "decision": _deciders,
    "superior": _superior,
    "area": lambda standing, actors, day: actors.area,
    "centre": lambda standing, actors, day: actors.centre(day),
}
