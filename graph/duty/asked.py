"""What a rule is asked about: a step that somebody wants to take, or whether they might."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graph.duty.acts import Act, zh_of
from graph.duty.calendar import PLAIN, Calendar
from graph.duty.rights import Actors, Member
from graph.duty.standing import Standing
from graph.model import Case

CLOCKS_DIFFER = dt.timedelta(minutes=5)
"""By so much the clocks of two desks may differ."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A step of `kind` by an organisation on a case that stands so."""

    kind: str
    by: str
    standing: Standing
    case: Case
    actors: Actors
    at: dt.datetime
    """When it is taken, local time of the street."""
    now: dt.datetime
    """When it is asked, likewise."""
    needs_visit: bool = True
    """Whether cases of this kind are visited before they are closed."""
    calendar: Calendar = PLAIN
    act: Act | None = None
    """None: whether such a step is possible at all."""
    present: Standing | None = None
    """Of a step that is entered late: where the case stands now, `standing` is where it stood then; None: it is not."""
    later: str | None = None
    """Likewise: the clause that says which later step would not be allowed; None: all would."""
    matter_stage: str | None = None
    """Of an act on a matter: the highest level of its open cases."""

    @cached_property
    def day(self) -> dt.date:
        return self.at.date()

    @property
    def member(self) -> Member | None:
        """Who takes it; None: not known."""
        return self.actors.members.get(self.by)

    @property
    def zh(self) -> str:
        """The step's name."""
        return zh_of(self.kind)

    def name(self, id: str | None) -> str:
        """An organisation's or officer's name."""
        return self.actors.name(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that a step may not break."""

    name: str
    title: str
    """How users know it: a few characters."""
    zh: str
    en: str
    says: Callable[[Asked], str | None]
    """What stands against the step, as a Chinese clause without full stop; None: nothing does."""
    kinds: frozenset[str] = frozenset()
    """The steps that it is about; empty: all."""
    source: str = ""
    """The law or the practice that it comes from; empty: it follows from what the words mean."""

    def refuses(self, asked: Asked) -> str | None:
        """As `says`, of a step that it is about."""
        return None if self.kinds and asked.kind not in self.kinds else self.says(asked)


def clock(moment: dt.datetime) -> str:
    """A moment as users write it; a day that no hour is told of as a day."""
    return f"{moment:%Y-%m-%d}" if moment.time() == dt.time() else f"{moment:%Y-%m-%d %H:%M}"
