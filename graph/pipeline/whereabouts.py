"""Where mentions say that they live, as identity compares it: read from the tree of places, each place once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from graph.identity.evidence import Evidence, evidence_of
from graph.identity.places import NOWHERE, PlaceFacts, door_of
from graph.model import Mention, Place
from graph.pipeline.reading import ask_all, edges_from, get_all
from graph.store import EVERYTHING, Reader
from graph.store.questions import LINKS_OF_MENTIONS, MentionLink

_BUILDINGS = ("building", "number", "estate", "lane")
_KINDS = ("estate", "lane", "road")
"""What a stem is, by the finest of its names."""
_TENURES = {"lives": 0, "rents": 1, "owns": 2}
"""Of several homes the one that somebody lives in tells most."""


class Stated(NamedTuple):
    """Mentions as identity needs them."""

    mentions: dict[str, Mention]
    links: list[MentionLink]
    evidence: dict[str, Evidence]
    """Of people, by mention; as stated."""


class Whereabouts:
    """The places of a store, as far as they were asked for."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._places: dict[str, Place] = {}
        self._above: dict[str, str] = {}
        self._facts: dict[tuple[str, str], PlaceFacts] = {}

    @classmethod
    def of_all(cls, store: Reader) -> Whereabouts:
        """With every place of the store: for a run over everything."""
        found = cls(store)
        found._places = {each.id: each for each in store.scan("place", scope=EVERYTHING) if isinstance(each, Place)}
        found._above = {each.source: each.target for each in store.scan_edges("in", scope=EVERYTHING)}
        return found

    def stated(self, ids: Collection[str]) -> Stated:
        """The mentions of these ids that there are, with their links and what they state."""
        mentions = get_all(self._store, ids, Mention)
        links = list(ask_all(self._store, LINKS_OF_MENTIONS, "ids", mentions))
        homes = self.of_mentions(links)
        people = (each for id, each in sorted(mentions.items()) if each.kind == "person")
        return Stated(mentions, links, {each.id: evidence_of(each, homes.get(each.id, NOWHERE)) for each in people})

    def of_mentions(self, links: Iterable[MentionLink]) -> dict[str, PlaceFacts]:
        """What the addresses come to that mentions state, by mention; who states none is not in it."""
        stays = (each for each in links if each.type == "stated_at")
        return self.of_statements((each.mention, each.other, each.detail, each.also or "") for each in stays)

    def of_statements(self, stated: Iterable[tuple[str, str, str, str]]) -> dict[str, PlaceFacts]:
        """The same, from mentions, the places that they state, the tenures, and other forms of the addresses."""
        homes: dict[str, tuple[int, str, str]] = {}
        for mention, place, tenure, also in stated:
            home = (_TENURES.get(tenure, len(_TENURES)), place, also)
            homes[mention] = min(home, homes.get(mention, home))
        self._read({place for _, place, _ in homes.values()})
        return {mention: self._of(place, also) for mention, (_, place, also) in homes.items()}

    def _read(self, ids: Collection[str]) -> None:
        """Read these places and those above them, a level of the tree at a time."""
        wanted = {each for each in ids if each not in self._places}
        while wanted:
            self._places.update(get_all(self._store, wanted, Place))
            self._above.update((each.source, each.target) for each in edges_from(self._store, wanted, ("in",)))
            wanted = {self._above[each] for each in wanted if each in self._above} - self._places.keys()

    def _of(self, place: str, also: str) -> PlaceFacts:
        facts = self._facts.get((place, also))
        if facts is None:
            facts = self._facts[place, also] = facts_of({each.level: each for each in self._chain(place)}, also)
        return facts

    def _chain(self, place: str) -> Iterator[Place]:
        """The place and those above it."""
        seen: set[str] = set()
        at: str | None = place
        while at is not None and at not in seen and at in self._places:
            seen.add(at)
            yield self._places[at]
            at = self._above.get(at)


def facts_of(chain: Mapping[str, Place], also: str = "") -> PlaceFacts:
    """What a place comes to, from it and those above it, by level; `also`: as of `StatedAt`."""
    building = next((chain[level].id for level in _BUILDINGS if level in chain), "")
    if not building and "unit" not in chain:
        return NOWHERE
    stem = _stem(chain)
    return PlaceFacts(
        unit=chain["unit"].id if "unit" in chain else "",
        building=building,
        door=door_of({level: place.name for level, place in chain.items()}),
        stem=stem,
        kind=next((level for level in _KINDS if level in chain), ""),
        other_stem=also if also != stem else "",
    )


def _stem(chain: Mapping[str, Place]) -> str:
    """The estate, or the road or lane with its number, that the door belongs to."""
    return "".join(chain[level].name for level in ("road", "lane", "estate", "number") if level in chain)
