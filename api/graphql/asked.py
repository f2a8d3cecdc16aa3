"""Who asks, and of which state of the graph: what every resolver gets as its source and its context."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry.types.nodes import SelectedField

from api.access import Caller
from api.bell import Bell
from api.graphql.levels import Level, Spot
from api.graphql.limits import Budget
from api.graphql.reading import Lens
from api.graphql.selection import below, fields_of
from api.graphql.views import views
from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.warnings.rule_reading import shipped_rules
from graph.duty.warnings.rules import RuleBook
from graph.store import Reader, Scope, Store
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames


@dataclass(slots=True)
class Context:
    """One request: the store, the caller, and what must be let go of when it has been answered."""

    store: Store
    caller: Caller
    lens: Lens = field(default_factory=Lens)
    operation: str | None = None
    """Which of a document's operations is asked for; None: it has but one."""
    old_names: OldNames = NO_OLD_NAMES
    """What the centre says of renamed places."""
    book: RuleBook = field(default_factory=shipped_rules)
    """By what warnings are made: the centre's own rules over the shipped ones."""
    timing: Timing = field(default_factory=shipped)
    """By when what has to be done, and on which days: the centre's own table and calendar."""
    budget: Budget = field(default_factory=Budget)
    closing: ExitStack = field(default_factory=ExitStack)
    bell: Bell | None = None
    """What rings when the journal has grown; None: this request cannot wait."""


class Asked:
    """The source of root fields: the graph as it is, or as it was.

    The classes of questions stand on it for their resolvers' `self`; Strawberry never makes one of theirs.
    """

    def __init__(self, reader: Reader, context: Context) -> None:
        self.reader = reader
        self.context = context

    @property
    def scope(self) -> Scope:
        """What the caller may see."""
        return self.context.caller.scope

    def level(self) -> Level:
        """The first level below a root field."""
        return Level(self.reader, self.scope, self.context.lens, self.context.budget)


def asked_fields(info: strawberry.Info) -> list[SelectedField]:
    """The nodes of the field that is being resolved."""
    return fields_of(info.selected_fields)


def spot_at(asked: Asked, info: strawberry.Info, *paths: tuple[str, ...], level: Level | None = None) -> Spot:
    """Where the records stand that a root field returns at `paths`, each a field name a step; none: itself."""
    fields = asked_fields(info)
    found = [each for path in paths or ((),) for each in below(fields, *path)]
    return (level or asked.level()).spot(found)


def views_of(
    asked: Asked, info: strawberry.Info, ids: Iterable[str | None], *paths: tuple[str, ...], level: Level | None = None
) -> dict[str, Any]:
    """The records of these ids that the caller may see, by id, as the query selects them at `paths`: one call."""
    wanted = sorted({each for each in ids if each})
    found = [each for each in asked.reader.get(wanted, scope=asked.scope) if each] if wanted else []
    shown = views(found, spot_at(asked, info, *paths, level=level))
    return {each.record.id: each for each in shown if each is not None}


IN_PAGE = (("nodes",), ("edges", "node"))
"""Where a connection returns its records."""
