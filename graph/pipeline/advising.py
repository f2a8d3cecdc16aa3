"""法律咨询 that is about no case: most of what a centre's lawyers are asked never becomes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.duty.acts import Consult, zh_of
from graph.duty.asked import Asked
from graph.duty.records import advised
from graph.duty.rules import RULE_OF
from graph.duty.standing import Standing
from graph.errors import KeyReused, StepRefused, UnknownRecord
from graph.ids import make_id
from graph.model import Case, Consultation, Edge, Node, Place
from graph.pipeline.standings import actors_of
from graph.pipeline.step_subjects import check_named
from graph.pipeline.stepping import coded
from graph.store import EVERYTHING, Reader, Store
from graph.vocabulary import VOCABULARY, Vocabulary

_RULES = ("by_within_term", "officer_acts_for_own", "by_has_the_right", "not_in_the_future", "says_why")
"""Those that ask who and when, and nothing of a case."""
_NO_CASE = Case(id="", source="walk_in", number="", kind="request", title="")


@dataclass(frozen=True, slots=True)
class Advised:
    """A consultation that was entered."""

    consultation: Consultation
    repeated: bool
    """True: it was entered before; nothing was written."""


def advise(
    store: Store,
    act: Consult,
    *,
    by_user: str,
    at_now: dt.datetime,
    community: str | None = None,
    key: str = "",
    vocabulary: Vocabulary = VOCABULARY,
) -> Advised:
    """Enter a consultation that is about no case; one about a case is a step on it.

    It is seen by who gives it and, where `community` is told, by that community. The same again, or under the same
    `key`, is one consultation. Raises StepRefused, KeyReused, UnknownRecord, UnknownCode, BadValue; nothing is written
    then.
    """
    act = coded(act, vocabulary)
    id = (
        make_id("consultation", "key", key) if key else make_id("consultation", act.by, act.at.isoformat(), act.subject)
    )
    with store.change(by=by_user, why=zh_of(act.KIND)) as change:
        _check(change.graph, act, community, now=at_now)
        made = [_seen(each, act, community) for each in advised(id, act, on=act.on or act.at.date())]
        consultation = next(each for each in made if isinstance(each, Consultation))
        (stored,) = change.graph.get([id], scope=EVERYTHING)
        if isinstance(stored, Consultation):
            if stored != consultation or _ends(change.graph, id) != _targets(made):
                raise KeyReused(key=key, step=zh_of(act.KIND))
            return Advised(stored, repeated=True)
        change.put(each for each in made if isinstance(each, Node))
        change.put(each for each in made if isinstance(each, Edge))
    return Advised(consultation, repeated=False)


def _check(reader: Reader, act: Consult, community: str | None, *, now: dt.datetime) -> None:
    check_named(reader, act, "")
    if community is not None and not isinstance(reader.get([community], scope=EVERYTHING)[0], Place):
        raise UnknownRecord(id=community)
    actors = actors_of(reader, [act.by, act.officer])
    asked = Asked(
        kind=act.KIND, by=act.by, standing=Standing(case=""), case=_NO_CASE, actors=actors, at=act.at, now=now, act=act
    )
    for rule in (RULE_OF[name] for name in _RULES):
        why = rule.refuses(asked)
        if why is not None:
            allowed = "由在任的成员、联动单位或群防群治队伍登记"
            raise StepRefused(step=asked.zh, why=why, rule=rule.title, name=rule.name, allowed=allowed)


def _seen(record: Node | Edge, act: Consult, community: str | None) -> Node | Edge:
    if isinstance(record, Edge):
        return record
    return replace(record, visible_to=tuple(sorted({act.by, *([community] if community else [])})))


def _targets(records: Iterable[Node | Edge]) -> set[str]:
    return {each.target for each in records if isinstance(each, Edge)}


def _ends(reader: Reader, id: str) -> set[str]:
    return {each.target for each in reader.edges([id], types=("by", "advice_for"), direction="out", scope=EVERYTHING)}
