"""How a warning moves: up at once, down late, never against a person before their review date, never away by itself.

One warning of a subject is open at a time. It ends when a person handles it; the journal keeps what it was before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.duty.warnings.rules import LEVELS, Level, Levels, rank
from graph.duty.warnings.scoring import Score, written_by_hand
from graph.ids import make_id
from graph.model import Warning


@dataclass(frozen=True, slots=True)
class History:
    """The warnings that there are about one subject."""

    warnings: Sequence[Warning] = ()

    @property
    def open(self) -> Warning | None:
        """The one that counts: of several that files brought the highest, then the first."""
        standing = [each for each in self.warnings if each.handled_on is None]
        return min(standing, key=lambda each: (-rank(each.level), each.raised_on, each.id), default=None)

    @property
    def last_handled(self) -> Warning | None:
        handled = [each for each in self.warnings if each.handled_on is not None]
        return max(handled, key=lambda each: (each.handled_on or dt.date.min, each.raised_on, each.id), default=None)


def follow(
    history: History, score: Score, *, subject: str, visible_to: tuple[str, ...], today: dt.date, levels: Levels
) -> Warning | None:
    """The subject's warning as it is after the rules were asked; None: there is none, and none is raised."""
    if history.open is not None:
        return _moved(history.open, score, visible_to=visible_to, today=today, levels=levels)
    computed = levels.of(score.points)
    if computed is None or not _is_news(history.last_handled, score, computed, today, levels):
        return None
    return Warning(
        id=make_id("warning", subject, "rules", str(len(history.warnings))),
        visible_to=visible_to,
        level=computed,
        raised_on=today,
        reasons=score.reasons,
        computed=computed,
        points=score.points,
        rules=score.rules,
    )


def _is_news(handled: Warning | None, score: Score, computed: Level, today: dt.date, levels: Levels) -> bool:
    """Whether the rules say more than what was handled last, or that is long ago."""
    if handled is None or handled.handled_on is None:
        return True
    says_more = rank(computed) > rank(handled.level) or not set(score.rules) <= set(handled.rules)
    return says_more or (today - handled.handled_on).days >= levels.again


def _moved(warning: Warning, score: Score, *, visible_to: tuple[str, ...], today: dt.date, levels: Levels) -> Warning:
    computed = levels.of(score.points)
    by_hand = written_by_hand(warning.reasons)
    told = replace(
        released(warning, today),
        visible_to=visible_to,
        computed=computed,
        points=score.points,
        rules=score.rules,
        reasons=(*by_hand, *score.reasons),
    )
    if told.override_reason:
        return replace(told, eased_on=None)
    if rank(computed) > rank(told.level):
        return replace(told, level=computed, level_on=today, eased_on=None)
    return told if by_hand else _eased(told, today, levels)


def released(warning: Warning, today: dt.date) -> Warning:
    """The warning without a person's level, if the day has come on which that was to be looked at again."""
    if warning.override_reason and warning.review_on is not None and warning.review_on <= today:
        return replace(warning, override_reason="", override_by="", review_on=None)
    return warning


def _eased(warning: Warning, today: dt.date, levels: Levels) -> Warning:
    """Lowered, if the rules have said clearly less for long enough; the lowest level stays until it is handled."""
    if rank(warning.level) <= 0 or warning.points >= levels.begins(warning.level) - levels.margin:
        return replace(warning, eased_on=None)
    since = warning.eased_on or today
    if (today - since).days < levels.days:
        return replace(warning, eased_on=since)
    return replace(warning, level=_held(warning.points, levels), level_on=None, eased_on=None)


def _held(points: float, levels: Levels) -> Level:
    """The highest level that such a sum does not leave."""
    held: list[Level] = [level for level in LEVELS if points >= levels.begins(level) - levels.margin]
    return held[-1] if held else LEVELS[0]


def surplus(history: History) -> list[str]:
    """Ids of open warnings of rules alone beside the one that counts: two matters became one."""
    return [each.id for each in history.warnings if each != history.open and by_rules_alone(each)]


def by_rules_alone(warning: Warning) -> bool:
    """Whether it is open and no person wrote a reason of it, set its level or raised it."""
    by_hand = written_by_hand(warning.reasons) or warning.override_reason
    return warning.handled_on is None and bool(warning.rules or warning.computed) and not by_hand
