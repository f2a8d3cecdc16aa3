"""Why two records belong together, and why not: what the rules say of them now, for a reader's eyes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.errors import BadValue, UnknownRecord
from graph.identity import explain as identity
from graph.identity.clusters import Join
from graph.identity.resolve import Partition, resolve_mentions, standing
from graph.linkage import explain as linkage
from graph.linkage.links import answers_of, judged, link_of
from graph.linkage.pairs import Pair
from graph.masking import mask_text
from graph.model import Case, Judgement, Mention, Person
from graph.pipeline.gathering import Limits, Shelf, pairs_from, shared_between
from graph.pipeline.judging import pair_of
from graph.pipeline.reading import judgements_of, mentions_affected
from graph.store import Reader, Scope

HIDDEN = "（中间的记录不在您的查看范围内）"


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal that two records belong together."""

    signal: str
    """The rule or signal, as `identity`, `contact`, `same_person`."""
    a: str
    """Id of the record that has the left value: in a chain of mentions not always one that was asked about."""
    b: str
    left: str
    right: str
    weight: float | None
    """None: a certain rule or a judgement."""
    sentence: str
    """Chinese, numbers masked."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for two records being one person's or one matter, and what against."""

    kind: str
    """identity or linkage."""
    a: str
    """Id of the first mention or case, the smaller one."""
    b: str
    together: bool
    """Whether they are one person, or linked."""
    why: tuple[Signal, ...]
    """Of mentions far apart the whole chain between them, step by step."""
    why_not: tuple[str, ...]
    """Contradictions, or, of two that are not together, what is missing. Chinese, numbers masked."""


def why(store: Reader, a: str, b: str, *, scope: Scope, today: dt.date | None = None) -> Explanation:
    """Explain two mentions or people, or two cases. Raises UnknownRecord, BadValue for other kinds of record."""
    first = store.get([a], scope=scope)[0]
    today = today or dt.date.today()
    if isinstance(first, Mention | Person):
        one, other = pair_of(store, "identity", a, b, scope=scope)
        if isinstance(one, Mention) and isinstance(other, Mention):
            return _of_mentions(store, one, other, scope, today)
    if first is None:
        raise UnknownRecord(id=a)
    if not isinstance(first, Case):
        raise BadValue(value=a, field="比较对象", reason="应是两个当事人、两条记录或两件事件")
    one, other = pair_of(store, "linkage", a, b, scope=scope)
    return _of_cases(store, (one.id, other.id), today)


# -- mentions ------------------------------------------------------------------------------------


def _of_mentions(store: Reader, a: Mention, b: Mention, scope: Scope, today: dt.date) -> Explanation:
    judgements = judgements_of(store, "identity")
    affected = mentions_affected(store, (a.id, b.id), judgements)
    partition = resolve_mentions(affected.mentions.values(), judgements, today=today, context=affected.context)
    against = identity.speaks_against(a, b, judgements, today=today)
    if partition.person_of.get(a.id) != partition.person_of.get(b.id) or a.kind != "person":
        reasons = identity.why_not(a, b, partition, judgements, today=today)
        return Explanation("identity", a.id, b.id, False, _direct(a, b, judgements, today), reasons)
    steps = tuple(_step(store, each, scope) for each in _chain(partition, a.id, b.id))
    return Explanation("identity", a.id, b.id, True, steps, against)


def _chain(partition: Partition, a: str, b: str) -> tuple[Join, ...]:
    cluster = next(each for each in partition.clusters if each.person == partition.person_of[a])
    return identity.chain(cluster, a, b)


def _direct(a: Mention, b: Mention, judgements: list[Judgement], today: dt.date) -> tuple[Signal, ...]:
    said = identity.speaks_for(a, b, judgements, today=today)
    return tuple(Signal("evidence", a.id, b.id, mask_text(a.name), mask_text(b.name), None, each) for each in said)


def _step(store: Reader, join: Join, scope: Scope) -> Signal:
    """A step as the reader may see it: without its sentence where one of its mentions is hidden from them."""
    one, other = store.get([join.a, join.b], scope=scope)
    if not isinstance(one, Mention) or not isinstance(other, Mention):
        return Signal(join.rule, join.a, join.b, "", "", None, HIDDEN)
    return Signal(join.rule, join.a, join.b, mask_text(one.name), mask_text(other.name), None, join.sentence)


# -- cases ---------------------------------------------------------------------------------------


def _of_cases(store: Reader, couple: tuple[str, str], today: dt.date) -> Explanation:
    answers = answers_of(standing(judgements_of(store, "linkage"), today=today))
    pair = _pair(store, couple)
    judgement = answers.get(couple)
    together = link_of(pair, judgement) is not None
    signals = tuple(
        Signal(each.signal, *couple, each.left, each.right, each.weight, each.sentence) for each in linkage.why(pair)
    )
    if judgement is not None and judgement.answer == "yes":
        signals = (Signal("judgement", *couple, "", "", None, judged(judgement)), *signals)
    return Explanation("linkage", *couple, together, signals, linkage.why_not(pair, judgement))


def _pair(store: Reader, couple: tuple[str, str]) -> Pair:
    shared = shared_between(store, couple[:1], Limits())
    (pair,) = pairs_from(Shelf(store), {couple: shared.get(couple, [])})
    return pair
