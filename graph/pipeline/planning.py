"""What a portion of the mentions comes to: who they are now, and what of it the store does not hold yet."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass

from graph.beside import Packed, packed, unpacked
from graph.identity.clusters import Refusal
from graph.identity.numbers import credit_code
from graph.identity.organisations import organisation_of
from graph.identity.resolve import Partition, partition, person_id
from graph.identity.sentences import sentence_of
from graph.identity.spread import Discounts, SharedValue
from graph.identity.weights.settings import Settings
from graph.ids import kind_of
from graph.model import Edge, Judgement, MayBe, Node, Organisation, Person
from graph.pipeline.derived import DERIVED, Derived, derive, is_derived
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import Affected, edges_from, get_all
from graph.pipeline.silence import still_open
from graph.pipeline.together import Portion
from graph.pipeline.weighing import Packed as PackedPortion
from graph.pipeline.weighing import portion_of
from graph.pipeline.whereabouts import Whereabouts
from graph.store import EVERYTHING, Change, EdgeKey, Filter, Reader, Store, edge_key

_TYPES = tuple(each.TYPE for each in DERIVED)
_SUGGESTED = ("may_be",)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a portion of the mentions comes to: read and derived, not written."""

    mentions: int
    people: int
    suggestions: int
    organisations: tuple[str, ...]
    cases: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    shared: tuple[SharedValue, ...]
    put: list[Packed]
    delete: list[str | EdgeKey]
    of_organisations: list[Packed]
    """Derived edges of organisations, which mentions of other portions may give too."""
    left: tuple[str, ...]
    """Organisations that mentions of this portion referred to before."""
    ours: frozenset[str]
    """The mentions behind them."""


@dataclass(frozen=True, slots=True)
class By:
    """What decides who is who, besides the mentions."""

    judgements: list[Judgement]
    """Those that stand."""
    settings: Settings


def plans(store: Store, portions: Iterable[PackedPortion], by: By, discounts: Discounts) -> Iterator[Plan]:
    """Of every portion, by what the store holds before the first is written: none touches another's people."""
    for each in portions:
        yield planned(store, store, _affected(store, portion_of(each), discounts), by)


def _affected(store: Store, portion: Portion, discounts: Discounts) -> Affected:
    """A portion as `mentions_affected` would give it."""
    stated = Whereabouts(store).stated(portion.ids)
    evidence = [discounts.applied(each) for each in stated.evidence.values()]
    return Affected(stated.mentions, stated.links, evidence, portion.pairs)


def planned(store: Store, graph: Reader, affected: Affected, by: By) -> Plan:
    """From what `graph` holds to what follows now."""
    found = partition(affected.evidence, affected.pairs, by.judgements, settings=by.settings)
    derived = _derive(graph, affected, found)
    before = {each.other for each in affected.links if each.type == "refers_to" and kind_of(each.other) == "person"}
    people = get_all(graph, before, Person)
    gone = people.keys() - {each.person for each in found.clusters}
    moved = _moved(affected, found)
    moves = follow_homes(store, "person", _homes(affected, found, gone), present=people, moved=moved)
    held = {edge_key(each): each for each in edges_from(graph, people, _TYPES)}
    wanted = {edge_key(each): each for each in derived.edges if kind_of(each.source) == "person"}
    put: list[Node | Edge] = [each for each in derived.nodes if each != people.get(each.id)]
    put += derived.refers
    put += [each for key, each in wanted.items() if key not in held or _replaces(each, held[key], affected.mentions)]
    asked = {edge_key(each): each for each in edges_from(graph, affected.mentions, _SUGGESTED)}
    asking = {edge_key(each): each for each in _suggested(found, affected, by)}
    put += [each for key, each in asking.items() if each != asked.get(key)]
    organisations = tuple({each.target for each in derived.refers if kind_of(each.target) == "organisation"})
    left = {each.other for each in affected.links if each.type == "refers_to" and kind_of(each.other) != "person"}
    return Plan(
        mentions=len(affected.mentions),
        people=len(found.clusters),
        suggestions=len(asking),
        organisations=organisations,
        cases=tuple({each.other for each in affected.links if each.type == "mentioned_in"}),
        refusals=found.refusals,
        shared=affected.shared,
        put=packed([*put, *moves.put]),
        delete=[
            *moves.delete,
            *(key for key, each in held.items() if key not in wanted and _is_ours(each, affected.mentions)),
            *_moved_references(affected, derived),
            *(key for key in asked if key not in asking),
            *sorted(gone),
        ],
        of_organisations=packed(each for each in derived.edges if kind_of(each.source) != "person"),
        ours=frozenset(affected.mentions) if organisations or left else frozenset(),
        left=tuple(left),
    )


def _suggested(found: Partition, affected: Affected, by: By) -> Iterator[MayBe]:
    """What a person should look at, with the reasons; who has looked and was not sure is not asked again."""
    known = {each.mention: each for each in affected.evidence}
    for each in still_open(found, affected.pairs, by.judgements):
        reason = sentence_of(known[each.a], known[each.b], by.settings)
        yield MayBe(source=each.a, target=each.b, weight=each.weight, reason=reason, doubt=each.doubt)


def write_shared(change: Change, plan: Plan) -> None:
    """The edges of organisations: mentions of several portions may give one, so what was written is looked at."""
    edges = list(unpacked(plan.of_organisations))
    whose = {*plan.left, *(each.source for each in edges)}
    if not whose:
        return
    held = {edge_key(each): each for each in edges_from(change.graph, whose, _TYPES)}
    wanted = {edge_key(each): each for each in edges}
    change.put(each for key, each in wanted.items() if key not in held or _replaces(each, held[key], plan.ours))
    change.delete(key for key, each in held.items() if key not in wanted and _is_ours(each, plan.ours))


def _derive(store: Reader, affected: Affected, partition: Partition) -> Derived:
    stated = [each for each in affected.mentions.values() if each.kind == "organisation"]
    codes = sorted({code for each in stated if (code := credit_code(each.identity_number))})
    by_code = {each.code: each.id for each in _registered(store, codes) if each.code}
    meant = {id for each in stated if (id := organisation_of(each, by_code=by_code))}
    known = frozenset(get_all(store, meant, Organisation))
    return derive(affected.mentions, affected.links, partition, by_code=by_code, known=known)


def _registered(store: Reader, codes: list[str]) -> Iterable[Organisation]:
    return store.scan("organisation", [Filter("code", "in", codes)], scope=EVERYTHING) if codes else ()


def _homes(affected: Affected, partition: Partition, gone: Collection[str]) -> dict[str, str | None]:
    """Who answers for every id that a person may have had: the founding mention says it, else any other mention."""
    homes: dict[str, str | None] = dict.fromkeys(gone)
    for each in affected.links:
        if each.type == "refers_to" and homes.get(each.other, "") is None:
            homes[each.other] = partition.person_of.get(each.mention)
    return homes | {person_id(mention): person for mention, person in partition.person_of.items()}


def _moved(affected: Affected, partition: Partition) -> dict[str, tuple[str, str]]:
    """The mentions that refer to another person now: whom they referred to, and whom they refer to."""
    return {
        each.mention: (each.other, person)
        for each in affected.links
        if each.type == "refers_to" and (person := partition.person_of.get(each.mention, each.other)) != each.other
    }


def _is_ours(edge: Edge, mentions: Container[str]) -> bool:
    """Whether an edge follows from one of these mentions: an organisation has edges from others too."""
    return is_derived(edge) and edge.origin in mentions


def _replaces(derived: Edge, held: Edge, mentions: Container[str]) -> bool:
    """Whether a held edge gives way; of one that other mentions give too, the smallest mention is the origin."""
    if derived == held or not is_derived(held) or not is_derived(derived):
        return False
    return held.origin in mentions or derived.origin < held.origin


def _moved_references(affected: Affected, derived: Derived) -> list[EdgeKey]:
    target = {each.source: each.target for each in derived.refers}
    return [
        EdgeKey("refers_to", each.mention, each.other, "")
        for each in affected.links
        if each.type == "refers_to" and target.get(each.mention) != each.other
    ]


def organisations_left(deleted: Iterable[str | EdgeKey]) -> Iterator[str]:
    """The organisations that a mention refers to no more."""
    for each in deleted:
        if isinstance(each, EdgeKey) and each.type == "refers_to" and kind_of(each.target) == "organisation":
            yield each.target
