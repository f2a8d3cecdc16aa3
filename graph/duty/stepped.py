"""A step that is taken, with where the case stood and stands: from which all that it writes is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from graph.duty.acts import Act
from graph.duty.partial import History
from graph.duty.standing import Standing
from graph.model import Node, Step

N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Of a step that is entered after later ones: what those make of it."""

    known: Standing
    """Where the case stood without it, after all of them."""
    now: Standing
    """Where it stands with it, likewise."""
    kinds: frozenset[str]
    """Their kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """A step with what was known when it was stepped."""

    act: Act
    step: Step
    before: Standing
    """Where the case stood at its hour."""
    after: Standing
    history: History
    """What was stored of the case before."""
    late: Late | None = None
    """None: it is the last step."""
    mediation_level: str | None = None
    """Of who takes it, in the mediation network."""

    @property
    def known(self) -> Standing:
        """Where the case stood as far as was known."""
        return self.late.known if self.late else self.before

    @property
    def now(self) -> Standing:
        """Where it stands with the step."""
        return self.late.now if self.late else self.after

    def stored(self, id: str | None, record: type[N]) -> N | None:
        """A record about the case, as it is stored; None: there is none of that id and kind."""
        found = (self.history.records or {}).get(id or "")
        return found if isinstance(found, record) else None
