"""Two cases side by side: what they share, and on which side of each their common parties stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from graph.linkage.references import reference_to
from graph.linkage.texts.likeness import Likeness
from graph.linkage.texts.scoring import features_of, weigh
from graph.linkage.weights import SHIPPED, LinkSettings
from graph.model import Case

_ASKING = frozenset({"applicant", "reporter"})
_ANSWERING = frozenset({"respondent"})
OTHER_TYPE = 3.0
"""Bits that texts must say more where the two cases were put under different types."""
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

    @property
    def people_asking(self) -> frozenset[str]:
        """The people among those who ask; one whose side is not told counts as one who asks."""
        return frozenset(each for each in self.asking | self.unsaid if each.startswith("person-"))


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
    """Two cases that share something, or read alike."""

    a: Case
    """The one with the smaller id."""
    b: Case
    shared: tuple[Shared, ...]
    of_a: Sides
    of_b: Sides
    likeness: Likeness | None = None
    """How alike they read; None: one of them says nothing, or they have next to no words in common."""
    unlike: bool = False
    """Whether both say something, and have next to no words in common."""
    namesakes: bool = False
    """Whether a respondent of the one is called like one of the other, or so for short, whom identity keeps apart."""
    settings: LinkSettings = SHIPPED
    """By which what the texts say is weighed."""

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

    @cached_property
    def refers(self) -> bool:
        """Whether one of the two names the other's number."""
        return reference_to(self.a, self.b) is not None or reference_to(self.b, self.a) is not None

    @cached_property
    def text_parts(self) -> Mapping[str, float]:
        """Bits of every signal of the texts, before its coefficient; empty: one of the two says nothing."""
        if self.likeness is None:
            return {}
        asks = bool(self.common_askers)
        known = any(each.what is What.PERSON and each.via in self.common_askers for each in self.shared)
        said = features_of(self.likeness, account=asks and known, template=asks and not known, days=self.days)
        return weigh(said)

    @cached_property
    def text_weight(self) -> float | None:
        """What the texts come to by the settings; None: one of the two says nothing."""
        if self.likeness is None:
            return None
        settings = self.settings
        return settings.total(settings.coefficient(signal) * bits for signal, bits in self.text_parts.items())

    @cached_property
    def told_same(self) -> bool:
        """Whether words say that both are one matter: one names the other, or the texts read as one.

        More surely so where the two are of different types: of one estate, people write alike about this and that.
        """
        least = self.settings.together + (OTHER_TYPE if self.same_type is False else 0.0)
        return self.refers or (self.text_weight is not None and self.text_weight >= least)

    @property
    def other_theme(self) -> bool:
        """Whether the titles speak of different troubles, and neither text of the other's: a lift, parking fees."""
        return self.likeness is not None and self.likeness.features["themes_differ"] > 0

    @property
    def only_told(self) -> bool:
        """Whether nothing but a likeness of words says that both are one: no number named, no text copied."""
        return self.told_same and not self.refers and not (self.likeness is not None and self.likeness.copied)

    @property
    def alike(self) -> bool:
        """Whether they are about the same, as far as they say: in words, else the type, else against whom, the title.

        A place does not say it: people ask for all kinds of things from home.
        """
        if self.told_same:
            return True
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
    def unknown_askers(self) -> bool:
        """Whether one of the two does not say who asks."""
        return not (self.of_a.asking | self.of_a.unsaid) or not (self.of_b.asking | self.of_b.unsaid)

    @property
    def other_respondents(self) -> bool:
        """Whether both say against whom, and it is nobody that they share, nor may be: a shop is often a name alone."""
        one, other = self.of_a.answering, self.of_b.answering
        return not self.namesakes and bool(one) and bool(other) and self.common_principals.isdisjoint(one | other)

    @property
    def same_sides(self) -> bool:
        """Whether the same stand against each other, either way round; where one names a single party, that one."""
        least = min(2, len(self.of_a.all), len(self.of_b.all))
        return not self.other_respondents and len(self.common_principals) >= max(1, least)

    @property
    def same_two(self) -> bool:
        """Whether the same two or more stand against each other in both, whoever of them asks."""
        return self.same_sides and len(self.common_principals) > 1


def _when(case: Case) -> tuple[bool, dt.datetime, str]:
    return case.received_at is None, case.received_at or dt.datetime.min, case.id
