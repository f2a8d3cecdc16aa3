"""Where judgements and records pull apart: two are judged not to be one person, and a third is like both."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.identity.resolve import standing
from graph.masking import mask_text
from graph.model import Judgement, Mention
from graph.pipeline.looking import Around, around_mentions
from graph.pipeline.reading import judgements_of, partners_of
from graph.store import Reader, Scope


@dataclass(frozen=True, slots=True)
class Conflict:
    """A judged “no” with a mention that would bridge it."""

    judgement: Judgement
    bridge: str
    """The mention that is like both sides."""
    to_a: float
    """What it comes to with the likest mention of the first side, in bits."""
    to_b: float
    sentence: str
    """Chinese, numbers masked."""


def conflicts(
    store: Reader, *, scope: Scope, today: dt.date | None = None, first: int = 50, skip: int = 0
) -> tuple[Conflict, ...]:
    """Of every “no” that stands and that the reader may see: the mentions that bridge it, the likeliest first.

    In the order of the judgements' ids; `first` judgements after `skip` are looked at.
    """
    today = today or dt.date.today()
    every = judgements_of(store, "identity")
    noes = sorted((each for each in standing(every, today=today) if each.answer == "no"), key=lambda each: each.id)
    seen = [each for each, visible in zip(noes, _visible(store, noes, scope), strict=True) if visible]
    asked = seen[skip : skip + first]
    if not asked:
        return ()
    around = around_mentions(store, {id for each in asked for id in (each.a, each.b)}, every, today=today)
    found = [each for judgement in asked for each in _bridges(around, judgement, _parted(noes))]
    return tuple(_told(store, found, scope))


def _visible(store: Reader, judgements: list[Judgement], scope: Scope) -> list[bool]:
    return [each is not None for each in store.get([each.id for each in judgements], scope=scope)]


def _parted(noes: list[Judgement]) -> Mapping[str, set[str]]:
    """With whom each mention was judged not to be one."""
    return partners_of(noes)


@dataclass(frozen=True, slots=True)
class _Bridge:
    judgement: Judgement
    mention: str
    to_a: float
    to_b: float


def _bridges(around: Around, judgement: Judgement, parted: Mapping[str, set[str]]) -> Iterator[_Bridge]:
    """Mentions that nobody judged apart from a side, and that are like one of each."""
    person_of = around.partition.person_of
    one, other = person_of.get(judgement.a), person_of.get(judgement.b)
    if one is None or other is None or one == other:
        return
    near = _nearness(around, {one, other}, parted)
    found = [
        _Bridge(judgement, mention, sides[one], sides[other])
        for mention, sides in near.items()
        if {one, other} <= sides.keys()
        and min(sides.values()) >= around.settings.suggest
        and mention not in (judgement.a, judgement.b)
    ]
    yield from sorted(found, key=lambda each: (-min(each.to_a, each.to_b), each.mention))


def _nearness(around: Around, people: set[str], parted: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
    """By mention: the weight of its likest pair with each of these people; of the person that it is of, all."""
    person_of = around.partition.person_of
    near: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pair in around.pairs:
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            person = person_of.get(other)
            if person in people and other not in parted.get(own, ()):
                near[own][person] = max(near[own].get(person, pair.weight), pair.weight)
    return near


def _told(store: Reader, bridges: list[_Bridge], scope: Scope) -> Iterator[Conflict]:
    """In words, those left out whose mention the reader may not see."""
    mentions = store.get([each.mention for each in bridges], scope=scope)
    for each, mention in zip(bridges, mentions, strict=True):
        if isinstance(mention, Mention):
            name = mask_text(mention.name) or "未具名"
            sentence = (
                f"{each.judgement.by} 判定两者不是同一人，而“{name}”（记录 {mask_text(mention.record)}）"
                f"与两边都相像（{each.to_a:.1f}、{each.to_b:.1f}）"
            )
            yield Conflict(each.judgement, each.mention, each.to_a, each.to_b, sentence)
