"""Judgements: what people decided about two mentions or two cases, and what follows from it at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from graph.errors import BadValue, UnknownRecord
from graph.identity.resolve import person_id
from graph.identity.spread import Bounds
from graph.ids import make_id
from graph.linkage.ledger import evidence_digest as evidence_of_cases
from graph.model import Case, Judgement, Mention, Node, Person
from graph.pipeline.gathering import pairs_between
from graph.pipeline.linking import link
from graph.pipeline.reading import judgements_of
from graph.pipeline.resolving import resolve
from graph.pipeline.settings import settings_of
from graph.pipeline.silence import evidence_digest
from graph.pipeline.tied import mentions_affected
from graph.pipeline.visibility import seen_with
from graph.store import EVERYTHING, Filter, Reader, Scope, Store
from graph.store.questions import MENTIONS_OF
from graph.vocabulary import VOCABULARY

_ABOUT: dict[str, type[Node]] = {"identity": Mention, "linkage": Case}


def judge(
    store: Store, *, kind: str, a: str, b: str, answer: str, by: str, why: str, until: dt.date | None = None
) -> Judgement:
    """Record what was decided about a pair, in place of what was decided before, and derive what follows.

    Of people (`kind` identity) `a` and `b` are mentions or persons; a person stands for the mention that founded
    them. Of cases it takes the place of what `by` decided before: what others decided is kept, and the last one
    stands; `answer` may also be the kind of their link, as recurrence: yes, they belong together, in this way. Raises
    UnknownCode, UnknownRecord, BadValue for a record of another kind or for twice the same.
    """
    kind = VOCABULARY["judgement_kind"].code(kind)
    answer, link_kind = _answer_of(kind, answer)
    one, other = pair_of(store, kind, a, b, scope=EVERYTHING)
    said = [] if kind == "identity" else _said_of(store, (one.id, other.id))
    judgement = Judgement(
        id=next((each.id for each in said if each.by == by), _new_id(kind, (one.id, other.id), by)),
        visible_to=seen_with((one, other)),
        kind=kind,
        a=one.id,
        b=other.id,
        answer=answer,
        link_kind=link_kind,
        by=by,
        why=why,
        at=_after(said),
        until=until,
        evidence=_evidence(store, kind, one.id, other.id) if answer == "unsure" else "",
    )
    with store.change(by=by, why=f"判定：{VOCABULARY.label('answer', answer)}") as change:
        change.put([judgement])
    follow(store, kind, (one.id, other.id), by=by)
    return judgement


def unjudge(store: Store, *, kind: str, a: str, b: str, by: str) -> Judgement:
    """Take the judgement of a pair back, and derive what follows: what it changed is as it was.

    `a` and `b` in either order, as `judge` took them; people that it made one are still known by both ids. One of a
    split takes back all of it. Where several people judged two cases, that of `by`, else the last one. Raises
    UnknownRecord when nothing was judged.
    """
    kind = VOCABULARY["judgement_kind"].code(kind)
    about = [each for each in judgements_of(store, kind) if _is_of(each, {a, b})]
    if not about:
        raise UnknownRecord(id=judgement_id(kind, a, b))
    found = max(about, key=lambda each: (each.by == by, each.at, each.id))
    gone = _split_of(store, found) if found.split else [found]
    with store.change(by=by, why="撤回拆分" if found.split else "撤回判定") as change:
        change.delete([each.id for each in gone])
        if found.split:
            change.put(earlier for each in gone if (earlier := _before(store, each)) is not None)
    follow(store, kind, {id for each in gone for id in (each.a, each.b)}, by=by)
    return found


def _split_of(store: Store, judgement: Judgement) -> list[Judgement]:
    """The judgements that were made with this one and stand."""
    return list(store.scan("judgement", [Filter("split", "eq", judgement.split)], scope=EVERYTHING))


def _before(store: Store, judgement: Judgement) -> Judgement | None:
    """What a pair was judged when a split came over it; None: nothing."""
    made = [each.before for each in store.history(judgement.id, scope=EVERYTHING) if each.after == judgement]
    return made[-1] if made and isinstance(made[-1], Judgement) else None


def _is_of(judgement: Judgement, pair: set[str]) -> bool:
    one, other = judgement.a, judgement.b
    return pair in ({one, other}, {person_id(one), person_id(other)})


def judgement_id(kind: str, a: str, b: str) -> str:
    """The id of the judgement about a pair: there is one at a time, the journal keeps those before."""
    return make_id("judgement", kind, min(a, b), max(a, b))


def _new_id(kind: str, pair: tuple[str, str], by: str) -> str:
    """Of people the pair's; of cases that of one person about them, so that others' stay beside it."""
    return judgement_id(kind, *pair) if kind == "identity" else make_id("judgement", kind, *pair, by)


def _said_of(store: Reader, pair: tuple[str, str]) -> list[Judgement]:
    """What everybody decided about two cases."""
    said = store.scan("judgement", [Filter("a", "eq", pair[0])], scope=EVERYTHING)
    return [each for each in said if each.b == pair[1]]


def _after(said: Collection[Judgement]) -> dt.datetime:
    """Now, in whole seconds; a second later than what was said before, so that the last word is the last."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    return max((now, *(each.at + dt.timedelta(seconds=1) for each in said)))


def _answer_of(kind: str, stated: str) -> tuple[str, str | None]:
    """The answer, and of cases the kind of link that was answered. Raises UnknownCode."""
    of_link = VOCABULARY["link_kind"].find(stated) if kind == "linkage" else None
    return ("yes", of_link) if of_link else (VOCABULARY["answer"].code(stated), None)


def pair_of(store: Reader, kind: str, a: str, b: str, *, scope: Scope) -> tuple[Node, Node]:
    """The two mentions or cases that are meant, the smaller id first; see `judge` for what is raised."""
    found = []
    for id, node in zip((a, b), store.get([a, b], scope=scope), strict=True):
        if node is None:
            raise UnknownRecord(id=id)
        found.append(founding_mention(store, node, scope=scope) if isinstance(node, Person) else node)
    for node in found:
        if not isinstance(node, _ABOUT[kind]):
            raise BadValue(value=node.id, field="判定对象", reason=f"应是{_ABOUT[kind].ZH}")
    if found[0].id == found[1].id:
        raise BadValue(value=b, field="判定对象", reason="两者是同一条记录")
    one, other = sorted(found, key=lambda each: each.id)
    return one, other


def founding_mention(store: Reader, person: Person, *, scope: Scope) -> Node:
    """The mention that founded a person; where the reader may not see it, the first that they may see."""
    own = [row.mention for row in store.ask(MENTIONS_OF, ids=[person.id], scope=scope)]
    first = next((each for each in own if person_id(each) == person.id), own[0] if own else None)
    node = store.get([first], scope=scope)[0] if first else None
    if node is None:
        raise UnknownRecord(id=person.id)
    return node


def _evidence(store: Reader, kind: str, a: str, b: str) -> str:
    if kind == "linkage":
        return evidence_of_cases(pairs_between(store, [(a, b)])[0])
    judgements, settings = judgements_of(store, "identity"), settings_of(store)
    affected = mentions_affected(store, (a, b), judgements, settings=settings, bounds=Bounds())
    return evidence_digest(affected.pairs, a, b)


def follow(store: Store, kind: str, about: Collection[str], *, by: str) -> None:
    """Derive what follows from judgements about these mentions or cases."""
    cases = about if kind == "linkage" else resolve(store, by=by, mentions=about).cases
    link(store, by=by, cases=cases)
