"""Whether a step may be taken, what refuses it and what would be allowed instead; and what may be done now, by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.duty.acts import ACT_OF, zh_of
from graph.duty.asked import Asked, Rule, clock
from graph.duty.calendar import PLAIN, Calendar
from graph.duty.rights import Actors, may_take
from graph.duty.rules import RULES
from graph.duty.standing import Standing
from graph.errors import StepRefused
from graph.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A step, and who may take it now."""

    kind: str
    by: tuple[str, ...]
    """Ids of organisations, sorted; empty: nobody."""
    rule: str | None = None
    """The rule that refuses it to everybody; None: somebody may take it."""
    why_not: str = ""
    """What stands against it, where nobody may take it."""


def against(asked: Asked) -> tuple[Rule, str] | None:
    """The first rule that refuses the step, and what stands against it; None: it is allowed."""
    said = ((rule, rule.refuses(asked)) for rule in RULES)
    return next(((rule, why) for rule, why in said if why is not None), None)


def check(asked: Asked) -> None:
    """Raises StepRefused with the rule, what stands against the step, and what would be allowed."""
    found = against(asked)
    if found is not None:
        rule, why = found
        if asked.present is not None and rule.name != "leaves_later_steps_allowed":
            why = f"补登在 {clock(asked.at)}，按当时的情况，{why}"
        raise StepRefused(step=asked.zh, why=why, rule=rule.title, name=rule.name, allowed=_instead(asked, rule))


def allowed(
    standing: Standing,
    *,
    case: Case,
    actors: Actors,
    now: dt.datetime,
    needs_visit: bool = True,
    calendar: Calendar = PLAIN,
    kinds: Iterable[str] = tuple(ACT_OF),
) -> list[Possible]:
    """Every step, in the order of the list `step`, with who of `actors` may take it now."""
    asked = Asked(
        kind="receive", by="", standing=standing, case=case, actors=actors, at=now, now=now, needs_visit=needs_visit,
        calendar=calendar,
    )  # fmt: skip
    return [_possible(replace(asked, kind=each)) for each in kinds]


def _possible(asked: Asked) -> Possible:
    entitled = sorted(may_take(asked.kind, asked.standing, asked.actors, asked.day) & asked.actors.members.keys())
    answers = [(each, against(replace(asked, by=each))) for each in entitled or [""]]
    by = tuple(each for each, refused in answers if refused is None and each)
    refused = next((said for _, said in answers if said is not None), None)
    if by or refused is None:
        return Possible(kind=asked.kind, by=by)
    return Possible(kind=asked.kind, by=(), rule=refused[0].name, why_not=refused[1])


# -- what would be allowed -----------------------------------------------------------------------

_SHOWN = 5
"""So many steps or organisations are named in a sentence."""


def _instead(asked: Asked, rule: Rule) -> str:
    """What would be allowed: who may take this step, and what who asks may do."""
    standing = asked.present or asked.standing
    possible = allowed(
        standing, case=asked.case, actors=asked.actors, now=asked.now, needs_visit=asked.needs_visit,
        calendar=asked.calendar,
    )  # fmt: skip
    may = next((each.by for each in possible if each.kind == asked.kind), ())
    others = [each for each in may if each != asked.by]
    wrong_one = rule.name in ("by_has_the_right", "by_within_term", "officer_acts_for_own", "report_only_when_called")
    told = [f"{asked.zh}可由{_some(asked.actors, others)}办理"] if wrong_one and others else []
    own = [zh_of(each.kind) for each in possible if asked.by in each.by]
    if own:
        told.append(f"{asked.name(asked.by)}现在可以：{'、'.join(own)}")
    elif not told:
        told.append(_anybody(asked.actors, possible))
    return "；".join(told)


def _anybody(actors: Actors, possible: Sequence[Possible]) -> str:
    some = [each for each in possible if each.by][:_SHOWN]
    steps = "，".join(f"{zh_of(each.kind)}（{_some(actors, each.by)}）" for each in some)
    return f"现在可以：{steps}" if steps else "现在没有单位可以办理，请先由综治中心登记在任的单位"


def _some(actors: Actors, ids: Sequence[str]) -> str:
    names = actors.names(ids[:_SHOWN])
    return f"{names}等" if len(ids) > _SHOWN else names
