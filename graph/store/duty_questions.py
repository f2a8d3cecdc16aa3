"""The named questions about who answers for what: what was passed to and fro, left lying, never led, never answered.

`now`, `before`, `start` and `end` are ISO times, local to the street. A case has ended when it is settled, closed,
withdrawn or rejected. Who may not see a case does not find it, and it counts for nothing. Every row of a page says how
many rows there are in all (`total`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from graph.store.question import Question

# -- hands -----------------------------------------------------------------------------------------


class PingPong(NamedTuple):
    """Two organisations between whom a case went to and fro (踢皮球)."""

    case: str
    one: str
    """Who handed it to the other first."""
    other: str
    returns: int
    """How often it went to one from whom it had come."""
    refusals: int
    """How often one of them refused it from the other."""
    last_at: str
    """ISO time of the last return."""
    total: int


PING_PONG = Question("ping_pong", PingPong, ("least", "start", "end", "first", "skip"))
"""Pairs with at least `least` returns of a case, made from `start` to before `end` (either None): most returns first,
then the last return, latest first, then by case, one and other. What was refused never arrived, so it neither is nor
makes a return; a hand-over of which nobody says who made it is none of them.
"""


class Responsible(NamedTuple):
    case: str
    organisation: str


RESPONSIBLE_FOR = Question("responsible_for", Responsible, ("ids",))
"""Who has each of these cases now, by case: who has its open task to settle, visit or close; where there is none, who
got it last and did not refuse; where nobody did, the first receiver. A case without any of them has no row.
"""


class Unled(NamedTuple):
    """A matter of several departments that none of them leads."""

    matter: str
    departments: int
    cases: int
    open: int
    """Cases that have not ended."""
    leads: int
    """0: nobody leads it; more than one: several do, and none for all."""
    last_at: str | None
    """ISO time of its last case."""
    total: int


MATTERS_WITHOUT_LEAD = Question("matters_without_lead", Unled, ("least", "open", "now", "first", "skip"))
"""Matters with at least `least` different organisations on them or their cases (received, got, leads, helps) that not
exactly one organisation or officer leads on the day of `now`; `open` true: with a case that has not ended, false: with
none, None: all. Most organisations first, then most open cases, then by id.
"""


class NeverLeading(NamedTuple):
    """An organisation that is there and never leads."""

    organisation: str
    cases: int
    """Cases that another received first and in which it took a step."""
    helped: int
    """Cases, matters and decisions that it is named to help with."""
    last_at: str
    total: int


NEVER_LEADING = Question("never_leading", NeverLeading, ("least", "start", "end", "first", "skip"))
"""Organisations with at least `least` such cases, by steps from `start` to before `end` (either None), that lead no
case, matter or decision, nor does an officer of theirs: most cases first, then by id.
"""


class Elsewhere(NamedTuple):
    """A party of a case that is in cases of other departments."""

    case: str
    party: str
    cases: int
    """Other cases of the party, on which there is none of the organisations that are on this one."""
    open: int
    """Of these, those that have not ended."""
    departments: int
    """Different organisations on them."""
    last_at: str | None
    total: int


PARTIES_ELSEWHERE = Question("parties_elsewhere", Elsewhere, ("open", "most", "first", "skip"))
"""Cases (`open` true: not ended, false: ended, None: all) with somebody on them, and their parties, agents and
witnesses left out, who are parties to cases of other organisations; parties to more than `most` cases do not count.
Most open ones first, then most cases, then by case and party.
"""

# -- whistles --------------------------------------------------------------------------------------


class Unanswered(NamedTuple):
    """Somebody who was called and has not come."""

    whistle: str
    about: str | None
    """Id of the case or matter; of several the smallest."""
    caller: str | None
    """Id of the organisation, or else the officer, that called; of several the smallest."""
    called: str
    at: str
    due_at: str | None
    overdue: bool
    total: int


WHISTLES_UNANSWERED = Question("whistles_unanswered", Unanswered, ("now", "first", "skip"))
"""Who was called before `now` and has not reported, but for whistles that are done with, or to which nobody has to come
any more: those due first, one without a due time as if due when it was blown; then by whistle and called.
"""


class Call(NamedTuple):
    """One organisation called by one whistle."""

    whistle: str
    caller: str | None
    """Id of the organisation that called; of several the smallest; None: none did, or not told."""
    called: str
    at: str
    due_at: str | None
    reported_at: str | None


WHISTLE_CALLS = Question("whistle_calls", Call, ("start", "end"))
"""All calls of whistles blown from `start` to before `end` (either None), by time, whistle and called; not those who
did not come and have not to come any more.
"""

# -- silence ---------------------------------------------------------------------------------------


class Silent(NamedTuple):
    """A community that handed in no list, or reported no case."""

    community: str
    lists: int
    cases: int
    last_week: str | None
    """ISO date of the Monday of its last list of all; None: it never handed one in."""
    last_at: str | None
    """ISO time of its last case of all."""
    total: int


SILENT_COMMUNITIES = Question("silent_communities", Silent, ("start", "end", "sources", "communities", "first", "skip"))
"""Communities (of `communities`; None: all) without a weekly list of a week that begins from the day of `start` to
before that of `end`, or without a case from one of `sources` received from `start` to before `end`: those with neither
first, then by the last case, longest ago first, then by id.
"""


class Stalled(NamedTuple):
    """A case on which nothing happens."""

    case: str
    last_at: str
    """ISO time of the last step; of a case without steps, when it came in."""
    last: str | None
    """Kind of that step; None: there is none."""
    by: str | None
    """Id of the organisation that took it."""
    total: int


STALLED = Question("stalled", Stalled, ("before", "first", "skip"))
"""Cases that have neither ended nor are paused and whose last step was before `before`, longest ago first, then by id.
To be urged by the centre (督办) is no step.
"""


class OverdueVisit(NamedTuple):
    """A settled case that nobody visited in time."""

    case: str
    settled_on: str
    due_on: str
    organisation: str | None
    """Who has to: whose task it is, else the first receiver."""
    total: int


OVERDUE_VISITS = Question("overdue_visits", OverdueVisit, ("now", "days", "first", "skip"))
"""Cases that stand as settled and were not visited on the day of their settlement or later, due before the day of
`now`: when their open task says, else `days` after the settlement; a task whose clock stands is not due. Due first,
then by id.
"""

# -- what comes back -------------------------------------------------------------------------------


class Recurrence(NamedTuple):
    """Settlements of one sort, and how many came back."""

    value: str
    """Code of the route or stage; `none` for a settlement without mediation; id of the building."""
    settled: int
    returned: int
    total: int


_SETTLED = ("start", "end", "least", "first", "skip")
RECURRENCE_BY_STAGE = Question("recurrence_by_stage", Recurrence, _SETTLED)
"""Cases settled from the day of `start` to before that of `end` (either None) by the level that settled them, and those
of them to which a case with a party of theirs that came in on the day of the settlement or later is linked as a
recurrence, by more than a suggestion; of at least `least` that came back: most of these first, then fewest settled,
then by value.
"""
RECURRENCE_BY_ROUTE = Question("recurrence_by_route", Recurrence, _SETTLED)
"""The same by the route of the last mediation that ended with an agreement, whole or in part; `none`: without one."""
RECURRENCE_BY_BUILDING = Question("recurrence_by_building", Recurrence, _SETTLED)
"""The same by the building where the case is, or in which its place is (at most 8 levels); others count nowhere."""

# -- load ------------------------------------------------------------------------------------------


class Load(NamedTuple):
    """What an organisation has to do, and has done."""

    organisation: str
    open: int
    """Cases that have not ended and that it has now; see `RESPONSIBLE_FOR`."""
    tasks: int
    """Open tasks of its own."""
    overdue: int
    """Of these, those due before now; a task whose clock stands is not."""
    done: int
    """Cases that it settled in the period."""
    total: int


LOAD_OF_ORGANISATIONS = Question("load_of_organisations", Load, ("now", "start", "end", "first", "skip"))
"""Organisations with any of that; a settlement that failed or was withdrawn is none. Most open cases first, then most
tasks, then most done, then by id.
"""


class OfficerLoad(NamedTuple):
    """What an officer has to do, and has done."""

    officer: str
    open: int
    """Cases that have not ended and whose last step by anyone named was theirs."""
    led: int
    """Cases that have not ended and that they lead themselves (包案)."""
    done: int
    total: int


LOAD_OF_OFFICERS = Question("load_of_officers", OfficerLoad, ("now", "start", "end", "first", "skip"))
"""Officers with any of that; as above. Most open and led together first, then most done, then by id."""

# -- the network -----------------------------------------------------------------------------------


class TakesPart(NamedTuple):
    matter: str
    organisation: str


DUTY_NETWORK = Question("duty_network", TakesPart, ("open",))
"""Which organisations take part in which matters (received, got, lead or help with it or a case of it, or are called by
a whistle about one), each once, by both; `open` true: matters with a case that has not ended, None: all.
"""


class PartTaken(NamedTuple):
    """One part of an organisation in a case or a matter."""

    subject: str
    organisation: str
    part: str
    """received, got, refused, waiting (has not answered a hand-over), leads, leads_case, helps, calls, called,
    unanswered (called, has not reported), steps, tasks, overdue.
    """
    number: int
    last_at: str | None
    """ISO time of the last of them; None: not told."""


PARTS_TAKEN = Question("parts_taken", PartTaken, ("ids", "now"))
"""The parts of organisations in these cases and matters (a matter: in it and its cases), by all three. `leads` is of
the subject itself, on the day of `now`; what an officer leads is not among them.
"""

DUTY_QUESTIONS: tuple[Question[Any], ...] = (
    PING_PONG,
    RESPONSIBLE_FOR,
    MATTERS_WITHOUT_LEAD,
    NEVER_LEADING,
    PARTIES_ELSEWHERE,
    WHISTLES_UNANSWERED,
    WHISTLE_CALLS,
    SILENT_COMMUNITIES,
    STALLED,
    OVERDUE_VISITS,
    RECURRENCE_BY_STAGE,
    RECURRENCE_BY_ROUTE,
    RECURRENCE_BY_BUILDING,
    LOAD_OF_ORGANISATIONS,
    LOAD_OF_OFFICERS,
    DUTY_NETWORK,
    PARTS_TAKEN,
)
