"""Two cases side by side: what they share, and on which side of each their common parties stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from graph.model import Case

_ASKING = frozenset({"applicant", "reporter"})
_ANSWERING = frozenset({"respondent"})
_TELLING_TITLE = 6
"""Characters; shorter ones (物业纠纷) head many cases."""


@dataclass(frozen=True)
class Sides:
    """The principal parties of a case, by id.

    Agents, witnesses and third parties are left out: they may stand in many cases that have nothing in common.
    """

    asking: frozenset[str]
    answering: frozenset[str]
    unsaid: frozenset[str]
    """Parties whose side is not told."""

    @classmethod
    def of(cls, parties: Iterable[tuple[str, str]]) -> Sides:
        """The sides of (party, role)."""
        by_role = list(parties)
        return cls(
            frozenset(party for party, role in by_role if role in _ASKING),
            frozenset(party for party, role in by_role if role in _ANSWERING),
            frozenset(party for party, role in by_role if role == "party"),
        )

    @cached_property
    def all(self) -> frozenset[str]:
        return self.asking | self.answering | self.unsaid


class What(StrEnum):
    """What two cases can share."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HOUSEHOLD = "household"
    """A dwelling that parties of both belong to, different ones."""
    UNIT = "unit"
    """The dwelling or shop where both happened."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that two cases share."""

    what: What
    via: str
    """Id of the person, organisation or place."""
    name: str
    """What users call it."""
    left: str
    """The smaller case's value: a role; of a household the name of its party; of a unit empty."""
    right: str


@dataclass(frozen=True)
class Pair:
    """Two cases that share something."""

    a: Case
    """The one with the smaller id."""
    b: Case
    shared: tuple[Shared, ...]
    of_a: Sides
    of_b: Sides

    @cached_property
    def earlier(self) -> Case:
        return self.a if _when(self.a) <= _when(self.b) else self.b

    @cached_property
    def later(self) -> Case:
        return self.b if self.earlier is self.a else self.a

    @cached_property
    def days(self) -> int | None:
        """Whole days between the two; None when one has no time."""
        if self.a.received_at is None or self.b.received_at is None:
            return None
        return abs((self.b.received_at - self.a.received_at).days)

    def within(self, days: int) -> bool:
        """Whether both came in within so many days; False when one has no time."""
        return self.days is not None and self.days <= days

    @cached_property
    def settled_between(self) -> bool:
        """Whether the earlier one was settled before the later one came in."""
        settled, came = self.earlier.settled_on, self.later.received_at
        return settled is not None and came is not None and settled <= came.date()

    @property
    def same_unit(self) -> bool:
        return any(each.what is What.UNIT for each in self.shared)

    @property
    def same_type(self) -> bool | None:
        """None: one of the two does not say."""
        one, other = self.a.dispute_type, self.b.dispute_type
        return None if one is None or other is None else one == other

    @property
    def same_title(self) -> bool:
        """Whether both are headed by the same words, and by enough of them to say something."""
        one, other = self.a.title, self.b.title
        if one[:1] != other[:1]:
            return False
        one, other = "".join(one.split()), "".join(other.split())
        return one == other and len(one) >= _TELLING_TITLE

    @property
    def alike(self) -> bool:
        """Whether they are about the same, as far as they say: the type, else against whom, else the title.

        A place does not say it: people ask for all kinds of things from home.
        """
        if self.same_type is not None:
            return self.same_type
        return bool(self.common_respondents) or self.same_title

    # -- sides -------------------------------------------------------------------------------

    @cached_property
    def common_principals(self) -> frozenset[str]:
        return self.of_a.all & self.of_b.all

    @cached_property
    def common_askers(self) -> frozenset[str]:
        """Those who ask in both; one whose side is not told counts as one who asks."""
        return (self.of_a.asking | self.of_a.unsaid) & (self.of_b.asking | self.of_b.unsaid)

    @property
    def common_respondents(self) -> frozenset[str]:
        return self.of_a.answering & self.of_b.answering

    @property
    def other_askers(self) -> bool:
        """Whether both say who asks, and nobody asks in both."""
        return bool(self.of_a.asking) and bool(self.of_b.asking) and not self.common_askers

    @property
    def other_respondents(self) -> bool:
        """Whether both say against whom, and it is nobody that they share."""
        one, other = self.of_a.answering, self.of_b.answering
        return bool(one) and bool(other) and self.common_principals.isdisjoint(one | other)

    @property
    def same_sides(self) -> bool:
        """Whether the same stand against each other, either way round; where one names a single party, that one."""
        least = min(2, len(self.of_a.all), len(self.of_b.all))
        return not self.other_respondents and len(self.common_principals) >= max(1, least)


def _when(case: Case) -> tuple[bool, dt.datetime, str]:
    return case.received_at is None, case.received_at or dt.datetime.min, case.id
