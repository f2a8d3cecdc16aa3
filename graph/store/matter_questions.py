"""The named questions about matters, and about settled cases of the same sort."""

from __future__ import annotations

from typing import NamedTuple

from graph.store.question import Question


class OfMatters(NamedTuple):
    """A matter of a page."""

    matter: str
    total: int
    """How many matters match in all."""


MATTERS = Question(
    "matters",
    OfMatters,
    ("least", "start", "end", "community", "department", "open", "words", "by", "first", "skip"),
)
"""Matters of at least `least` cases, of which one came in from `start` to before `end` (ISO times,
either None; a case without a time counts only when both are), one belongs to
`community`, and `department` took part (None: all); `open` true: a case of it has not ended, false: all have, None:
all. Each of `words` stands in its title or in a case's title, text, place or number, letters as they are. `by` size,
participants (people on the asking side of its cases, each once) or newest, then the latest case's time, latest first,
then by id. Cases that the reader may not see are not there.
"""


class MatterFacts(NamedTuple):
    """What the cases of a matter come to, as far as the reader sees them."""

    matter: str
    size: int
    first_at: str | None
    """ISO time of the first case; None when none has one."""
    last_at: str | None
    open: int
    """Cases that have not ended."""
    participants: int
    """People on the asking side, or whose side is not told; each once, however many cases they brought."""
    stage: str | None
    """The highest that a case reached; None: of none that is known."""
    warning: str | None
    """The highest level of the warnings about it and its cases; None: there is none."""
    unhandled: int
    """Warnings that nobody has handled."""


MATTER_FACTS = Question("matter_facts", MatterFacts, ("ids", "stages", "warnings"))
"""The facts of matters, by id; `stages` in their order, the lowest first, `warnings` the highest level first."""


class MatterDepartment(NamedTuple):
    """An organisation that took part in a matter."""

    matter: str
    organisation: str
    name: str
    cases: int
    """Cases of it in which it took part; 0: in the matter as a whole alone."""


MATTER_DEPARTMENTS = Question("matter_departments", MatterDepartment, ("ids",))
"""Who received, got, led or helped with a matter or a case of it, took a step on one, did or was called by what is
about one (whistle, mediation, visit, warning, decision); by (matter, most cases first, organisation).
"""


class MatterOf(NamedTuple):
    """A matter that a party or a place has cases in."""

    subject: str
    matter: str
    cases: int
    """Cases of the matter that are the subject's."""


MATTERS_OF = Question("matters_of", MatterOf, ("ids", "start", "end"))
"""The matters of people, organisations and places (with all within them, at most 8 levels), of cases that came in from
`start` to before `end` as there; by (subject, most cases first, matter).
"""


class SettledCase(NamedTuple):
    """A settled case of the same sort as another."""

    case: str
    other: str
    title: str
    text: str
    received_at: str | None
    settled_on: str
    amount: float | None
    participants: int | None
    outcome: str | None


SETTLED_ALIKE = Question("settled_alike", SettledCase, ("ids", "most"))
"""Settled cases of the same type as each of `ids` (of one that has none: of the same kind), not itself and not of its
own matter, without those that failed or were withdrawn; by case, the latest settled first, then by id, at most `most`.
"""
