"""The warnings as a reader sees them: the highest first, each with what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.duty.warnings.rules import rank
from graph.model import Case, Matter, Warning
from graph.pipeline.reading import chunks
from graph.store import Filter, Reader, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedWarnings:
    """Which warnings; conditions that are None or empty ask nothing."""

    levels: tuple[str, ...] = ()
    handled: bool | None = False
    """False: those that nobody has handled."""
    overridden: bool | None = None
    """True: those of which a person set the level."""
    rule: str | None = None
    """Of which this rule speaks."""
    community: str | None = None
    """About a case of this community, or a matter with one."""
    start: dt.date | None = None
    """Raised from this day on."""
    end: dt.date | None = None
    """Raised until this day."""


@dataclass(frozen=True, slots=True)
class ListedWarning:
    """A warning with what it is about."""

    warning: Warning
    subject: Case | Matter | None
    """None: the reader may not see it, or it is gone."""

    @property
    def title(self) -> str:
        return self.subject.title if self.subject is not None else ""

    @property
    def number(self) -> str:
        """Of a case the number that its source gave it; of a matter none."""
        return self.subject.number if isinstance(self.subject, Case) else ""


def warnings_of(
    store: Reader, wanted: WantedWarnings, *, first: int, skip: int = 0, scope: Scope
) -> tuple[list[ListedWarning], int]:
    """A page of the warnings that a reader may see, and how many there are: the highest level first, then the most
    points, then the oldest, then by id.
    """
    found = [each for each in store.scan("warning", _where(wanted), scope=scope) if _fits(each, wanted)]
    if wanted.community is not None:
        found = _of_community(store, found, wanted.community, scope)
    found.sort(key=lambda each: (-rank(each.level), -each.points, each.raised_on, each.id))
    page = found[skip : skip + first]
    return listed(store, page, scope=scope), len(found)


def listed(store: Reader, warnings: Iterable[Warning], *, scope: Scope) -> list[ListedWarning]:
    """These warnings, in their order, with what each is about."""
    some = list(warnings)
    about = _about(store, some, scope)
    ids = sorted(set(about.values()))
    records = dict(zip(ids, store.get(ids, scope=scope) if ids else (), strict=True))
    subjects = {id: each for id, each in records.items() if isinstance(each, Case | Matter)}
    return [ListedWarning(each, subjects.get(about.get(each.id, ""))) for each in some]


def _where(wanted: WantedWarnings) -> list[Filter]:
    where = [] if wanted.handled is None else [Filter("handled_on", "null", not wanted.handled)]
    if wanted.levels:
        where.append(Filter("level", "in", list(wanted.levels)))
    if wanted.start is not None:
        where.append(Filter("raised_on", "ge", wanted.start))
    if wanted.end is not None:
        where.append(Filter("raised_on", "le", wanted.end))
    return where


def _fits(warning: Warning, wanted: WantedWarnings) -> bool:
    by_hand = bool(warning.override_reason)
    return (wanted.overridden is None or by_hand == wanted.overridden) and (
        wanted.rule is None or wanted.rule in warning.rules
    )


def _about(store: Reader, warnings: Iterable[Warning], scope: Scope) -> dict[str, str]:
    ids = [each.id for each in warnings]
    edges = [edge for some in chunks(ids) for edge in store.edges(some, types=["about"], direction="out", scope=scope)]
    return {each.source: each.target for each in edges}


def _of_community(store: Reader, warnings: list[Warning], community: str, scope: Scope) -> list[Warning]:
    about = _about(store, warnings, scope)
    matters = sorted({each for each in about.values() if each.startswith("matter-")})
    parts = store.edges(matters, types=["part_of"], direction="in", scope=scope) if matters else []
    cases = {each for each in about.values() if each.startswith("case-")} | {each.source for each in parts}
    own = {
        each.id
        for some in chunks(sorted(cases))
        for each in store.get(some, scope=scope)
        if isinstance(each, Case) and each.community == community
    }
    own |= {each.target for each in parts if each.source in own}
    return [each for each in warnings if about.get(each.id) in own]
