"""Why two records belong together, and why not: what the rules say of them now, for a reader's eyes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from graph.errors import BadValue, UnknownRecord
from graph.identity import explain as identity
from graph.identity.clusters import Join
from graph.identity.resolve import Partition
from graph.identity.weights.reasons import Step, reasons, waterfall
from graph.linkage import explain as linkage
from graph.linkage.ledger import standing
from graph.linkage.links import answers_of, judged, link_of
from graph.masking import mask, mask_text
from graph.model import Case, Judgement, Mention, Person
from graph.pipeline.cuts import cuts_between, told_cut
from graph.pipeline.gathering import pairs_between
from graph.pipeline.judging import pair_of
from graph.pipeline.link_settings import link_settings_of
from graph.pipeline.looking import Around, around_mentions
from graph.pipeline.reading import judgements_of
from graph.store import Reader, Scope

HIDDEN = "（中间的记录不在您的查看范围内）"
UNSEEN = "（与不在您查看范围内的记录有矛盾）"


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
    signals: tuple[Signal, ...] = ()
    """Of two mentions: each kind of evidence that both have, for and against, with its weight."""
    waterfall: tuple[Step, ...] = ()
    """The same as steps from the prior to the weight of the pair."""

    @property
    def weight(self) -> float | None:
        """Of two mentions of people beside each other alone, in bits: 0 is even odds; None: they are not compared."""
        return self.waterfall[-1].total if self.waterfall else None


def why(
    store: Reader, a: str, b: str, *, scope: Scope, today: dt.date | None = None, unmask: bool = False
) -> Explanation:
    """Explain two mentions or people, or two cases. Raises UnknownRecord, BadValue for other kinds of record.

    `unmask` is for a reading that was recorded with its purpose.
    """
    first = store.get([a], scope=scope)[0]
    today = today or dt.date.today()
    if isinstance(first, Mention | Person):
        one, other = pair_of(store, "identity", a, b, scope=scope)
        if isinstance(one, Mention) and isinstance(other, Mention):
            return _Looking(store, scope, today, unmask).at(one, other)
    if first is None:
        raise UnknownRecord(id=a)
    if not isinstance(first, Case):
        raise BadValue(value=a, field="比较对象", reason="应是两个当事人、两条记录或两件事件")
    one, other = pair_of(store, "linkage", a, b, scope=scope)
    return _of_cases(store, (one.id, other.id), scope=scope, today=today)


# -- mentions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Looking:
    """Who looks at two mentions, and when."""

    store: Reader
    scope: Scope
    today: dt.date
    unmask: bool

    def at(self, a: Mention, b: Mention) -> Explanation:
        """What speaks for them and against."""
        judgements = judgements_of(self.store, "identity")
        around = around_mentions(self.store, (a.id, b.id), judgements, today=self.today)
        found = around.partition
        together = a.kind == "person" and found.person_of.get(a.id) == found.person_of.get(b.id)
        signals, steps = self._compared(around, a, b)
        if together:
            why = tuple(self._step(each) for each in _chain(found, a.id, b.id))
            against = identity.speaks_against(a, b, judgements, today=self.today)
        else:
            why = _direct(a, b, judgements, self.today)
            against = identity.why_not(a, b, self._within(around, a, b), judgements, today=self.today)
        return Explanation("identity", a.id, b.id, together, why, against, signals, steps)

    def _within(self, around: Around, a: Mention, b: Mention) -> Partition:
        """With the refusals in words only where the reader may see all that may be meant."""
        found = around.partition
        sides = sorted({id for each in (a, b) if (own := around.cluster_of(each.id)) for id in own.mentions})
        if self.scope.areas is None or all(self.store.get(sides, scope=self.scope)):
            return found
        return replace(found, refusals=tuple(replace(each, reason=UNSEEN) for each in found.refusals))

    def _compared(self, around: Around, a: Mention, b: Mention) -> tuple[tuple[Signal, ...], tuple[Step, ...]]:
        """Both as they count, kind by kind; nothing of organisations."""
        known = around.evidence
        if a.id not in known or b.id not in known:
            return (), ()
        one, other = known[a.id], known[b.id]
        told = reasons(one, other, around.settings, shown=str if self.unmask else mask)
        signals = (Signal(each.signal, a.id, b.id, each.left, each.right, each.weight, each.sentence) for each in told)
        return tuple(signals), tuple(waterfall(one, other, around.settings))

    def _step(self, join: Join) -> Signal:
        """A step as the reader may see it: without its sentence where one of its mentions is hidden from them."""
        one, other = self.store.get([join.a, join.b], scope=self.scope)
        if not isinstance(one, Mention) or not isinstance(other, Mention):
            return Signal(join.rule, join.a, join.b, "", "", None, HIDDEN)
        return Signal(join.rule, join.a, join.b, mask_text(one.name), mask_text(other.name), join.weight, join.sentence)


def _chain(found: Partition, a: str, b: str) -> tuple[Join, ...]:
    cluster = next(each for each in found.clusters if each.person == found.person_of[a])
    return identity.chain(cluster, a, b)


def _direct(a: Mention, b: Mention, judgements: list[Judgement], today: dt.date) -> tuple[Signal, ...]:
    said = identity.speaks_for(a, b, judgements, today=today)
    return tuple(Signal("evidence", a.id, b.id, mask_text(a.name), mask_text(b.name), None, each) for each in said)


# -- cases ---------------------------------------------------------------------------------------


def _of_cases(store: Reader, couple: tuple[str, str], *, scope: Scope, today: dt.date) -> Explanation:
    answers = answers_of(standing(judgements_of(store, "linkage"), today=today))
    settings = link_settings_of(store)
    (pair,) = pairs_between(store, [couple])
    judgement = answers.get(couple)
    together = link_of(pair, judgement, settings) is not None
    signals = tuple(
        Signal(each.signal, *couple, each.left, each.right, each.weight, each.sentence)
        for each in linkage.why(pair, settings)
    )
    if judgement is not None and judgement.answer == "yes":
        signals = (Signal("judgement", *couple, "", "", None, judged(judgement)), *signals)
    cuts = cuts_between(store, couple, answers, threshold=settings.together)
    parted = tuple(told_cut(store, each, scope=scope) for each in cuts)
    against = linkage.why_not(pair, judgement, settings, parted=parted)
    return Explanation("linkage", *couple, together, signals, against)
