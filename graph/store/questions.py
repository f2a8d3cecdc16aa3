"""The named questions: what is asked of the whole graph, one file of SQL and one of Cypher each.

A question has a name, a row and parameters. `graph/store/sqlite/NAME.sql` and `graph/store/neo4j/NAME.cypher` answer
it; the first
comment line of a file names its parameters and its rows. Values travel only as parameters: texts, numbers, ISO dates,
None, and
lists of texts. Ids come back as public ids. The reader's scope is applied by the store, not by the file alone:
see each engine's `asking.py`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from graph.store.duty_questions import DUTY_QUESTIONS
from graph.store.inbox_questions import TOLD_STEPS
from graph.store.matter_questions import (
    MATTER_DEPARTMENTS,
    MATTER_FACTS,
    MATTERS,
    MATTERS_OF,
    SETTLED_ALIKE,
)
from graph.store.question import Question, Row
from graph.store.statistics_questions import STATISTICS_QUESTIONS

# -- parties and places --------------------------------------------------------------------------


class CaseRole(NamedTuple):
    """A party's part in a case."""

    party: str
    case: str
    role: str
    certainty: str


CASES_OF = Question("cases_of", CaseRole, ("ids",))
"""The cases of people and organisations, by (party, case, role)."""


class RecurringParty(NamedTuple):
    """A party to several cases: a count with its cases, never a rank of people."""

    party: str
    cases: int
    first_at: str | None
    """ISO time of the first case; None when none has one."""
    last_at: str | None


RECURRING_PARTIES = Question("recurring_parties", RecurringParty, ("kinds", "least", "start", "end", "first", "skip"))
"""Parties of `kinds` (person, organisation) to at least `least` different cases received from `start` to before `end`
(ISO times, either None;
a case without a time counts only when both are None), most cases first, then the last case's time, latest first, then
by id; `first` rows after `skip`."""


class RecurringPlace(NamedTuple):
    """A place where cases happened, or that contains such places (up to the building)."""

    place: str
    cases: int
    first_at: str | None
    last_at: str | None


RECURRING_PLACES = Question("recurring_places", RecurringPlace, ("levels", "least", "start", "end", "first", "skip"))
"""Places of `levels` with at least `least` different cases at them or at a place within them (through `in`, at most 8
levels), most first, as above.
"""


# -- identity ------------------------------------------------------------------------------------


class KeyedMention(NamedTuple):
    """A mention that has a key."""

    key: str
    mention: str


MENTIONS_WITH_KEYS = Question("mentions_with_keys", KeyedMention, ("keys", "most"))
"""Mentions that have any of `keys`, by (key, mention); a key that more than `most` have (None: any number) gives none.
"""


class PlacedMention(NamedTuple):
    """A mention that states an address."""

    place: str
    mention: str


MENTIONS_AT = Question("mentions_at", PlacedMention, ("ids", "most"))
"""Mentions that state one of these places themselves, by (place, mention), each once; a place with more than `most`
statements gives none.
"""


SHARED_KEYS = Question("shared_keys", KeyedMention, ("low", "high"))
"""Mentions with a key from `low` to before `high` (by code point) that another mention has too, by (key, mention)."""


class OneId(NamedTuple):
    id: str


MENTION_IDS = Question("mention_ids", OneId, ("after", "first"))
"""All mentions, by id: the `first` ones behind `after`."""

UNREFERRED_PEOPLE = Question("unreferred_people", OneId, ())
"""People to whom no mention refers, by id."""


class DerivedEdge(NamedTuple):
    """What an edge is known by; see `EdgeKey`."""

    type: str
    source: str
    target: str
    key: str


ORPHANED_EDGES = Question("orphaned_edges", DerivedEdge, ())
"""Edges party_to, lives_in, owns and rents whose origin is a mention that is not there, by all four."""


UNRESOLVED_MENTIONS = Question("unresolved_mentions", OneId, ("first",))
"""Mentions that refer to nobody yet, by id, at most `first` of them."""


class MentionLink(NamedTuple):
    """An edge of a mention, as identity needs it."""

    mention: str
    type: str
    """mentioned_in, stated_at or refers_to."""
    other: str
    detail: str
    """The role, the tenure, or the certainty."""
    since: str | None
    until: str | None
    also: str | None
    """Another form of the address, of stated_at alone; empty: none."""


LINKS_OF_MENTIONS = Question("links_of_mentions", MentionLink, ("ids",))
"""What mentions say and whom they refer to, by (mention, type, other, detail)."""


class PersonMention(NamedTuple):
    person: str
    mention: str


MENTIONS_OF = Question("mentions_of", PersonMention, ("ids",))
"""The mentions that refer to these people or organisations, by (person, mention)."""


class Suggested(NamedTuple):
    """Two mentions that may be one person's."""

    a: str
    """The smaller id."""
    b: str
    weight: float
    reason: str
    doubt: str
    cases: int
    """Different cases of the two whom they refer to: what a judgement would change."""


SUGGESTIONS = Question("suggestions", Suggested, ("first", "skip"))
"""What a person should look at, most cases first, then by weight, the likeliest first, then by both ids; `first` rows
after `skip`."""


class Total(NamedTuple):
    total: int


SUGGESTION_COUNT = Question("suggestion_count", Total, ())
"""How many suggestions there are: one row."""


# -- linkage -------------------------------------------------------------------------------------


class SharedBetween(NamedTuple):
    """Two cases and what they share."""

    case: str
    """One of those asked for."""
    other: str
    via: str
    """Id of what is shared: the person or organisation, the unit, the place."""
    detail: str
    """`role/role` of a shared party (case's, other's); `party/party`, two ids, of a household; empty of a place."""


CASE_IDS = Question("case_ids", OneId, ("after", "first"))
"""All cases, by id: the `first` ones behind `after`."""


class KeyedGist(NamedTuple):
    """A case whose gist has a key."""

    key: str
    case: str
    digest: str


GISTS_WITH_KEYS = Question("gists_with_keys", KeyedGist, ("keys", "least", "most"))
"""Cases whose gists have any of `keys`, by (key, case, digest); a key that fewer than `least` or more than `most` have
gives none.
"""

CASES_WITHOUT_GIST = Question("cases_without_gist", OneId, ("first",))
"""Cases that nobody has read yet, by id, at most `first` of them."""

SHARED_PARTIES = Question("shared_parties", SharedBetween, ("ids", "kinds", "most"))
"""Cases that share a party of `kinds` with one of `ids`; parties to more than `most` cases do not link. By (case,
other, via, detail).
"""

SHARED_HOUSEHOLDS = Question("shared_households", SharedBetween, ("ids", "most"))
"""Cases of whose parties one lives in, owns or rents the same unit (level `unit`) as a *different* party, a person, of
one of `ids`; units with more than `most` people do not link.
"""

SHARED_PLACES = Question("shared_places", SharedBetween, ("ids", "levels", "most"))
"""Cases at the same place of `levels` as one of `ids`, the place being the case's own; places with more than `most`
cases do not link.
"""


class SuggestedCases(NamedTuple):
    """Two linked cases of which a person should say whether they belong together."""

    a: str
    """The smaller id."""
    b: str
    kind: str
    certainty: str
    """suggested or provisional."""
    weight: float
    bridge: bool
    """Whether it holds a matter together: no third case is linked to both."""
    cases: int
    """Different cases of the matters of both, with the two: what a judgement would change."""


CASE_SUGGESTIONS = Question("case_suggestions", SuggestedCases, ("together", "most", "first", "skip"))
"""The links that nobody judged, suggestions and provisional ones below the weight `most`: those whose weight is within
half a bit of `together` first, then within one bit and so on; of these bridges first, then most cases, then the
heaviest, then by both ids; `first` rows after `skip`. One that was left open is not among them.
"""

CASE_SUGGESTION_COUNT = Question("case_suggestion_count", Total, ("most",))
"""How many of them there are: one row."""


# -- duty ----------------------------------------------------------------------------------------


class Department(NamedTuple):
    """An organisation's part in a case or a matter."""

    subject: str
    """Id of the case or matter."""
    organisation: str
    part: str
    """received_by, handed_to, led_by or helped_by."""


DEPARTMENTS_OF = Question("departments_of", Department, ("ids",))
"""The organisations on cases, and on matters with those of all their cases, by (subject, organisation, part), each
once.
"""


class CrossDepartment(NamedTuple):
    """A case or matter that touches several departments."""

    subject: str
    departments: int
    lead: str | None
    """Id of the one organisation or officer that leads it by `led_by`; None: nobody, or several."""


CROSS_DEPARTMENT = Question("cross_department", CrossDepartment, ("kinds", "least", "led", "first", "skip"))
"""Subjects of `kinds` (case, matter) with at least `least` different organisations on them (a matter: on it and on its
cases), most first, then by id.
`led` None: all; true: with a common lead; false: without."""


class Figure(NamedTuple):
    """A published figure, as a part of a whole; a plain count has the whole 0."""

    figure: str
    part: int
    whole: int


YEARLY_FIGURES = Question("yearly_figures", Figure, ("start", "end", "settled_by"))
"""The figures that the centre publishes for the period from `start` to before `end`, by name. Definitions:
docs/statistics.md.
"""


class CountBy(NamedTuple):
    period: str
    """YYYY-MM."""
    kind: str
    community: str | None
    cases: int


CASES_BY_MONTH = Question("cases_by_month", CountBy, ("start", "end"))
"""Cases received from `start` to before `end`, by (month, kind, community)."""


QUESTIONS: tuple[Question[Any], ...] = (
    CASES_OF,
    RECURRING_PARTIES,
    RECURRING_PLACES,
    MENTIONS_WITH_KEYS,
    MENTIONS_AT,
    SHARED_KEYS,
    MENTION_IDS,
    UNREFERRED_PEOPLE,
    ORPHANED_EDGES,
    UNRESOLVED_MENTIONS,
    LINKS_OF_MENTIONS,
    MENTIONS_OF,
    SUGGESTIONS,
    SUGGESTION_COUNT,
    CASE_IDS,
    GISTS_WITH_KEYS,
    CASES_WITHOUT_GIST,
    SHARED_PARTIES,
    SHARED_HOUSEHOLDS,
    SHARED_PLACES,
    CASE_SUGGESTIONS,
    CASE_SUGGESTION_COUNT,
    MATTERS,
    MATTER_FACTS,
    MATTER_DEPARTMENTS,
    MATTERS_OF,
    SETTLED_ALIKE,
    DEPARTMENTS_OF,
    CROSS_DEPARTMENT,
    YEARLY_FIGURES,
    CASES_BY_MONTH,
    *DUTY_QUESTIONS,
    TOLD_STEPS,
    *STATISTICS_QUESTIONS,
)

__all__ = ["QUESTIONS", "Question", "Row"]
