"""The gists of cases kept as their texts are, and the couples of cases that they find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from graph.beside import WORKERS, Packed, handed, has_room, packed
from graph.linkage.candidates import Carrier, Collected, Couple, Moved, alike, among_copies, are_copies, like
from graph.linkage.gists import gist_id, gist_of, is_current, says_enough
from graph.linkage.texts.keys import VERSION
from graph.model import Case, Gist, Linked
from graph.pipeline.reading import ask_all, chunks, edges_at, get_all
from graph.pipeline.together import ids_of
from graph.store import EVERYTHING, Change, Filter, Reader, Store, open_store
from graph.store.questions import CASE_IDS, CASES_WITHOUT_GIST, GISTS_WITH_KEYS

PORTION = 2_000
"""Cases read together, texts and all: some 10 MB."""
_ASKED = 100
"""Cases whose keys are asked for together: each key may give hundreds of rows."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some cases came to: found, not written."""

    cases: int
    put: list[Packed]


# -- all of them ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _ReadAll:
    """The cases of every so-manieth portion, read beside whoever writes their gists."""

    url: str
    part: int

    def pieces(self) -> Iterator[Read]:
        store = open_store(self.url)
        try:
            for cases in islice(_portions(store), self.part, None, WORKERS):
                yield _read(store, cases)
        finally:
            store.close()


def read_all(store: Store, *, beside: bool) -> Iterator[Read]:
    """The gists that are missing or stale, of all cases; `beside`: read by other processes where there is room."""
    if beside and store.beside is not None and has_room():
        return handed([_ReadAll(store.beside, part) for part in range(WORKERS)])
    return (_read(store, cases) for cases in _portions(store))


def collect(graph: Reader) -> tuple[Collected, list[str]]:
    """The gists of all cases, as `graph` has them, and the ids of those whose case is gone."""
    cases = set(ids_of(graph, CASE_IDS))
    found, gone = Collected(), list[str]()
    for each in graph.scan("gist", scope=EVERYTHING):
        if each.case in cases:
            found.add(each)
        else:
            gone.append(each.id)
    return found, gone


def _portions(store: Reader) -> Iterator[list[str]]:
    return chunks(ids_of(store, CASE_IDS), PORTION)


def _read(store: Reader, ids: Collection[str]) -> Read:
    cases = get_all(store, ids, Case)
    held = get_all(store, [gist_id(each) for each in ids], Gist)
    return Read(len(cases), packed(gist_of(each) for each in cases.values() if not _is_known(each, held)))


def _is_known(case: Case, held: Mapping[str, Gist]) -> bool:
    gist = held.get(gist_id(case.id))
    return gist is not None and is_current(gist, case)


# -- some of them --------------------------------------------------------------------------------


def are_outdated(store: Reader) -> bool:
    """Whether there are gists of older rules."""
    return store.count("gist", [Filter("version", "lt", VERSION)], scope=EVERYTHING)[None] > 0


def unread(store: Reader, about: Collection[str], *, most: int) -> list[str] | None:
    """Cases that have no gist yet, of `about` or not; none of `about` where these are all, None when they are more than
    `most`.
    """
    behind = store.count("case", scope=EVERYTHING)[None] - store.count("gist", scope=EVERYTHING)[None]
    if behind <= 0 or (behind <= len(about) and behind <= _unread_of(store, about)):
        return []
    found = [row.id for row in store.ask(CASES_WITHOUT_GIST, first=most + 1, scope=EVERYTHING)]
    return found if len(found) <= most else None


def _unread_of(store: Reader, ids: Collection[str]) -> int:
    """How many of these are cases that have no gist."""
    cases = get_all(store, ids, Case)
    return len(cases) - len(get_all(store, [gist_id(each) for each in cases], Gist))


def reread(change: Change, ids: Collection[str], cases: Mapping[str, Case]) -> Moved:
    """Bring the gists of these cases to what they say now; one of `ids` that is not in `cases` is gone."""
    held = get_all(change.graph, [gist_id(each) for each in {*ids, *cases}], Gist)
    new = {gist_id(each.id): gist_of(each) for each in cases.values() if not _is_known(each, held)}
    gone = [id for id, each in held.items() if each.case not in cases]
    change.put(new.values())
    change.delete(gone)
    return Moved([*((held.get(id), each) for id, each in new.items()), *((held[id], None) for id in gone)])


@dataclass(frozen=True, slots=True)
class Touched:
    """What may be otherwise for others now that some gists have changed."""

    cases: set[str]
    """Those that may have more couples; theirs among them or not."""
    doubtful: set[Couple]
    """Couples that texts may not make any longer."""


def touched(graph: Reader, moved: Moved, *, most: int, copies: int) -> Touched:
    """What a change of gists does to other cases."""
    found = Touched(set(), set())
    for some in chunks(sorted(moved.gained, key=lambda each: (moved.gained[each], each))):  # most in narrow bounds
        _add_crossed(found, graph, moved, some, most)
    now = graph.scan("gist", [Filter("digest", "in", sorted(moved.copied))], scope=EVERYTHING) if moved.copied else ()
    gone, come = moved.rearranged(now, copies)
    found.cases.update(case for each in come for case in each)
    found.cases.update(_left_behind(graph, moved, gone, most))
    found.doubtful.update(gone)
    return found


def _add_crossed(found: Touched, graph: Reader, moved: Moved, keys: Collection[str], most: int) -> None:
    """Who is linked through a key that too many carry now, and all who carry one that is found by again."""
    gained = [moved.gained[each] for each in keys]
    carriers = _carriers(graph, keys, least=most + 1 + min(0, *gained), most=most + max(0, *gained))
    full, free = moved.crossed({key: len(some) for key, some in carriers.items()}, most)
    for key in free:
        found.cases.update(each.case for each in carriers[key])
    for key in full:
        own = {each.case for each in carriers[key]}
        links = edges_at(graph, own, [Linked.TYPE])
        found.doubtful.update((each.source, each.target) for each in links if {each.source, each.target} <= own)


def _left_behind(graph: Reader, moved: Moved, copied: Collection[Couple], most: int) -> Iterator[str]:
    """Cases that were a couple with one that is gone: its links went with it, their matter is still to be told."""
    gone = {before.case: before for before, after in moved.sides if before is not None and after is None}
    carriers = _carriers(
        graph, {key for each in gone.values() for key in each.keys}, least=1, most=most + len(moved.sides)
    )
    couples = (couple for each in gone.values() for couple in like(each, carriers))
    for each in (*couples, *(each for each in copied if not gone.keys().isdisjoint(each))):
        yield from each


def couples_of(graph: Reader, cases: Collection[str], *, most: int, copies: int) -> set[Couple]:
    """The couples of which one is in `cases`; the same that `Collected.couples` gives for all."""
    found: set[Couple] = set()
    for some in chunks(sorted(cases), _ASKED):
        gists = get_all(graph, [gist_id(each) for each in some], Gist).values()
        carriers = _carriers(graph, {key for each in gists for key in each.keys}, least=2, most=most)
        found.update(couple for each in gists for couple in like(each, carriers))
        own = {each.case for each in gists}
        found.update(each for each in _copied(graph, gists, copies) if not own.isdisjoint(each))
    return found


def still_found(graph: Reader, couples: Collection[Couple], *, most: int, copies: int) -> set[Couple]:
    """Those of these couples that texts make."""
    ends = {id for each in couples for id in each}
    gists = {each.case: each for each in get_all(graph, [gist_id(each) for each in ends], Gist).values()}
    known = [(each, gists[each[0]], gists[each[1]]) for each in couples if each[0] in gists and each[1] in gists]
    keys = {key for _, a, b in known for key in {*a.keys}.intersection(b.keys)}
    telling = _carriers(graph, keys, least=2, most=most).keys()
    chained = set(_copied(graph, gists.values(), copies))
    return {each for each, a, b in known if (each in chained if are_copies(a, b) else alike(a, b, telling))}


def _copied(graph: Reader, gists: Collection[Gist], copies: int) -> Iterator[Couple]:
    digests = sorted({each.digest for each in gists if says_enough(each)})
    if not digests:
        return
    groups: defaultdict[str, list[Gist]] = defaultdict(list)
    for each in graph.scan("gist", [Filter("digest", "in", digests)], scope=EVERYTHING):
        groups[each.digest].append(each)
    for group in groups.values():
        yield from among_copies(((each.received_at, each.case) for each in group), copies)


def _carriers(graph: Reader, keys: Collection[str], *, least: int, most: int) -> Mapping[str, list[Carrier]]:
    found: defaultdict[str, list[Carrier]] = defaultdict(list)
    for row in ask_all(graph, GISTS_WITH_KEYS, "keys", keys, least=least, most=most):
        found[row.key].append(Carrier(row.case, row.digest))
    return found
