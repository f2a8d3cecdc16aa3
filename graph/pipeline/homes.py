"""What becomes of an id when people or matters merge and part again: redirects, and facts that move house.

A person or matter that another absorbs is deleted, and its id leads to the one that holds its founding record. Facts
that are not derived (kinship, employment, who leads a matter) move along. When a judgement is taken back and the
id returns, they return too: the journal still knows what the id had when it was absorbed. A fact that a mention's
record told goes wherever that mention goes; one of another origin stays with the id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.ids import make_id
from graph.model import Edge, Redirect
from graph.pipeline.reading import edges_at, get_all
from graph.store import EVERYTHING, EdgeKey, Store, edge_key

FACTS = {
    "person": ("kin_of", "employed_by", "advice_for"),
    "matter": ("about", "led_by", "helped_by"),
}
"""Edge types that no derivation writes and that must outlive a merge."""


@dataclass(slots=True)
class Moves:
    """What to write so that ids and facts follow."""

    put: list[Redirect | Edge] = field(default_factory=list)
    delete: list[str | EdgeKey] = field(default_factory=list)


def follow_homes(
    store: Store,
    kind: str,
    homes: Mapping[str, str | None],
    *,
    present: Collection[str],
    moved: Mapping[str, tuple[str, str]] | None = None,
) -> Moves:
    """Redirects and moved facts for `homes`: each id that may ever have been given, and who answers for it now.

    None: nobody does. `present`: those of the ids that exist in the store as it is; `moved`: mentions that refer to
    another than before, from whom to whom.
    """
    if not present and not store.find("redirect", first=1, scope=EVERYTHING).nodes:
        return Moves()
    redirects = get_all(store, [make_id("redirect", each) for each in homes], Redirect)
    leading = {each.old: each for each in redirects.values()}
    moves = Moves()
    for old in sorted({*present, *leading}):
        _redirect(moves, old, homes[old], leading.get(old))
    retired = {old: homes[old] for old in present if homes[old] != old}
    revived = {old: each.new for old, each in leading.items() if homes[old] == old}
    if retired or moved:
        _move(store, moves, FACTS[kind], retired, moved or {})
    if revived:
        _bring_back(store, moves, FACTS[kind], revived)
    return moves


def _redirect(moves: Moves, old: str, new: str | None, redirect: Redirect | None) -> None:
    if new is not None and new != old:
        moves.put.append(Redirect(id=make_id("redirect", old), old=old, new=new))
    elif redirect is not None:
        moves.delete.append(redirect.id)


def _move(
    store: Store,
    moves: Moves,
    types: tuple[str, ...],
    retired: Mapping[str, str | None],
    moved: Mapping[str, tuple[str, str]],
) -> None:
    """The facts of retired ids and of mentions that moved, at their new homes; what nobody answers for goes."""
    left = {before for before, _ in moved.values()}
    for edge in edges_at(store, {*retired, *left}, types):
        own = moved.get(getattr(edge, "origin", ""))
        rehomed = _rehomed(edge, {**retired, own[0]: own[1]} if own else retired)
        if rehomed is None or rehomed == edge:
            continue
        moves.put.append(rehomed)
        if {edge.source, edge.target}.isdisjoint(retired):
            moves.delete.append(edge_key(edge))


def _rehomed(edge: Edge, homes: Mapping[str, str | None]) -> Edge | None:
    source, target = homes.get(edge.source, edge.source), homes.get(edge.target, edge.target)
    if source is None or target is None or source == target:
        return None
    return replace(edge, source=source, target=target)


def _bring_back(store: Store, moves: Moves, types: tuple[str, ...], revived: Mapping[str, str]) -> None:
    """The facts that revived ids had when they were absorbed; those who absorbed them keep what was their own."""
    for seq, ids in _absorbed_at(store, revived).items():
        with store.as_of(seq - 1) as before:
            theirs = {edge_key(each): each for each in edges_at(before, ids, types)}
            own = {edge_key(each) for each in edges_at(before, {revived[each] for each in ids}, types)}
        exists = _answering(store, {end for key in theirs for end in (key.source, key.target)} - {*ids})
        for edge in theirs.values():
            back = _rehomed(edge, exists | {each: each for each in ids})
            moved = _rehomed(edge, exists | {each: revived[each] for each in ids})
            moves.put += [back] if back is not None else []
            moves.delete += [edge_key(moved)] if moved is not None and edge_key(moved) not in own else []


def _absorbed_at(store: Store, ids: Collection[str]) -> dict[int, list[str]]:
    """The change in which each id was last deleted."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for id in sorted(ids):
        ends = [each.seq for each in store.history(id, scope=EVERYTHING) if each.after is None]
        if ends:
            found[ends[-1]].append(id)
    return found


def _answering(store: Store, ids: Collection[str]) -> dict[str, str | None]:
    """Who answers for each of these ids now; None for one that is gone."""
    asked = sorted(ids)
    answers: Iterator[tuple[str, object]] = zip(asked, store.get(asked, scope=EVERYTHING), strict=True)
    return {id: getattr(node, "id", None) for id, node in answers}
