"""Splits: mentions taken out of a person, so that no later run puts them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import product

from graph.errors import BadValue, UnknownRecord
from graph.model import Judgement, Mention, Person
from graph.pipeline.judging import follow, judgement_id
from graph.pipeline.reading import get_all
from graph.pipeline.visibility import seen_with
from graph.store import EVERYTHING, Store
from graph.store.questions import MENTIONS_OF

_MOST = 10_000
"""Judgements of one split: a hundred mentions taken out of a person with another hundred."""


def split(store: Store, person: str, mentions: Collection[str], *, by: str, why: str) -> tuple[Judgement, ...]:
    """Take `mentions` out of `person`: each is judged not to be the same person's as each that stays.

    What any of these pairs was judged before gives way. Facts that a mention's record told go with it (see
    `homes.py`). Taking one of these judgements back takes back the split. Raises UnknownRecord for an id that is no
    person, BadValue when the mentions are not all this person's, when none is named, or when none would stay.
    """
    (found,) = store.get([person], scope=EVERYTHING)
    if not isinstance(found, Person):
        raise UnknownRecord(id=person)
    theirs = [row.mention for row in store.ask(MENTIONS_OF, ids=[found.id], scope=EVERYTHING)]
    leaving = sorted(set(mentions))
    _check(leaving, theirs)
    staying = [each for each in theirs if each not in set(leaving)]
    made = tuple(_judgements(store, leaving, staying, by=by, why=why))
    with store.change(by=by, why="拆分") as change:
        change.put(made)
    follow(store, "identity", theirs, by=by)
    return made


def _check(leaving: Sequence[str], theirs: Sequence[str]) -> None:
    others = sorted(set(leaving) - set(theirs))
    if others:
        raise BadValue(value="、".join(others[:3]), field="要拆出的记录", reason="不是这个人的记录")
    if not leaving or len(leaving) == len(theirs):
        raise BadValue(value=len(leaving), field="要拆出的记录", reason="至少拆出一条，也至少留下一条")
    if len(leaving) * (len(theirs) - len(leaving)) > _MOST:
        raise BadValue(value=len(leaving), field="要拆出的记录", reason=f"两边记录太多，至多判定 {_MOST} 对")


def _judgements(
    store: Store, leaving: Sequence[str], staying: Sequence[str], *, by: str, why: str
) -> Iterator[Judgement]:
    known = get_all(store, [*leaving, *staying], Mention)
    at = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    pairs = sorted(tuple(sorted(pair)) for pair in product(leaving, staying))
    first = judgement_id("identity", *pairs[0])
    for a, b in pairs:
        yield Judgement(
            id=judgement_id("identity", a, b),
            visible_to=seen_with((known[a], known[b])),
            kind="identity",
            a=a,
            b=b,
            answer="no",
            by=by,
            why=why,
            at=at,
            split=first,
        )
