"""Judgements of cases that pull apart: a “no” with a chain of “yes” round it, or different answers on one pair.

Neither is lost: of a pair the last answer stands and those of others are kept beside it; a “no” holds, and the weakest
“yes” round it joins nothing until one of them is taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.linkage.consequences import HIDDEN
from graph.linkage.ledger import Contradiction, contradictions
from graph.linkage.links import verdict
from graph.masking import mask_text
from graph.model import Case, Judgement
from graph.pipeline.reading import judgements_of
from graph.store import Reader, Scope


@dataclass(frozen=True, slots=True)
class CaseConflict:
    """Judgements of cases that cannot all be right."""

    kind: str
    """chain: a “no” and a chain of “yes” round it; pair: one pair, several people, different answers."""
    judgements: tuple[Judgement, ...]
    """Of a chain the “no” first, then the “yes” from its one case to the other; of a pair the one that stands, then
    those before it.
    """
    sentence: str
    """Chinese, numbers masked."""


def case_conflicts(
    store: Reader, *, scope: Scope, today: dt.date | None = None, first: int = 50, skip: int = 0
) -> tuple[CaseConflict, ...]:
    """What the reader may see of them: chains by their “no”, then pairs, by the ids of the two cases.

    `first` of them after `skip`; one of whose judgements the reader may not see one is left out. Two calls for all.
    """
    every = contradictions(judgements_of(store, "linkage"), today=today or dt.date.today())
    seen = _seen(store, {each.id for some in every for each in some.judgements}, scope)
    found = [each for each in every if all(one.id in seen for one in each.judgements)][skip : skip + first]
    return tuple(_told(found, _numbers(store, found, scope)))


def _seen(store: Reader, ids: Collection[str], scope: Scope) -> set[str]:
    asked = sorted(ids)
    return {id for id, each in zip(asked, store.get(asked, scope=scope) if asked else (), strict=True) if each}


def _numbers(store: Reader, found: list[Contradiction], scope: Scope) -> Mapping[str, str]:
    """Of the cases that the reader may see."""
    cases = sorted({case for each in found for case in each.way})
    records = store.get(cases, scope=scope) if cases else ()
    return {id: each.number for id, each in zip(cases, records, strict=True) if isinstance(each, Case)}


def _told(found: list[Contradiction], numbers: Mapping[str, str]) -> Iterator[CaseConflict]:
    for each in found:
        told = [_said(one, numbers) for one in each.judgements]
        sentence = (
            f"{told[0]}；而{'，'.join(told[1:])}：不能都对，“否”优先，较弱的“是”暂不归并，请复核"
            if each.is_chain
            else f"{told[0]}；此前{'，'.join(told[1:])}：判定不一致，以最后一次为准，请复核"
        )
        yield CaseConflict("chain" if each.is_chain else "pair", each.judgements, mask_text(sentence))


def _said(judgement: Judgement, numbers: Mapping[str, str]) -> str:
    ends = " 与 ".join(numbers.get(each, HIDDEN) for each in (judgement.a, judgement.b))
    return f"{judgement.by} 判定 {ends} {verdict(judgement)}（{judgement.at:%Y-%m-%d}）"
