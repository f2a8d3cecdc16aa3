"""Settings of identity that a centre estimates from its own records, or sets itself: each a version of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from graph.errors import BadValue
from graph.identity.spread import Bounds
from graph.identity.weights.settings import Settings
from graph.pipeline.reading import Progress, silent
from graph.pipeline.resolving import ResolveReport, resolve
from graph.pipeline.settings import keep_settings, settings_of
from graph.pipeline.together import learned, weighed
from graph.store import EVERYTHING, Store
from graph.store.questions import SUGGESTION_COUNT


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of settings makes of the records."""

    version: str
    people: int
    provisional: int
    """People whom a score put together."""
    suggestions: int


@dataclass(frozen=True, slots=True)
class Trained:
    """What changed."""

    before: Settings
    after: Settings
    old: Figures
    new: Figures
    resolved: ResolveReport | None
    """None: the records teach nothing, and nothing was written."""


def retrain(store: Store, *, by: str, progress: Progress = silent) -> Trained:
    """Estimate the settings from all records, keep them as the next version, and resolve everything by them.

    Too few records teach nothing: then all stays as it is.
    """
    from graph.identity.weights.training import train  # Splink takes a second to load

    before = settings_of(store)
    found = weighed(store, settings=before, bounds=Bounds(), progress=progress)
    progress("估计参数", 0, 0)
    residents = list(found.evidence.by_profile.get("", ()))
    after = learned(found.evidence, train(residents, before), again=True)
    return _taken(store, before, after, by=by, why="由本库记录估计认人的参数", progress=progress)


def set_thresholds(
    store: Store,
    *,
    by: str,
    provisional: float | None = None,
    suggest: float | None = None,
    progress: Progress = silent,
) -> Trained:
    """Keep other thresholds as the next version, and resolve everything by them.

    In bits; None: as it is. Raises BadValue unless least <= suggest <= provisional.
    """
    before = settings_of(store)
    after = replace(
        before,
        provisional=before.provisional if provisional is None else provisional,
        suggest=before.suggest if suggest is None else suggest,
    )
    for value in (after.suggest, after.provisional):
        if not math.isfinite(value) or value < before.least:
            raise BadValue(value=value, field="评分", reason=f"应是不小于 {before.least:g} 的数")
    if after.suggest > after.provisional:
        raise BadValue(value=after.suggest, field="提示的评分", reason="不能高于暂定归并的评分")
    return _taken(store, before, after, by=by, why="设置认人的门槛", progress=progress)


def figures_of(store: Store) -> Figures:
    """What the store holds now."""
    by_certainty = store.count("person", by="certainty", scope=EVERYTHING)
    return Figures(
        version=settings_of(store).version,
        people=sum(by_certainty.values()),
        provisional=by_certainty.get("provisional", 0),
        suggestions=store.ask(SUGGESTION_COUNT, scope=EVERYTHING)[0].total,
    )


def _taken(store: Store, before: Settings, after: Settings, *, by: str, why: str, progress: Progress) -> Trained:
    old = figures_of(store)
    if after == before:
        return Trained(before, before, old, old, None)
    kept = keep_settings(store, after, by=by, why=why)
    resolved = resolve(store, by=by, progress=progress)
    return Trained(before, kept, old, figures_of(store), resolved)
