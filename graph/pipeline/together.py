"""Everything at once: what all mentions state, weighed, and divided into portions of which none touches another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from graph.identity.deciding import Spread
from graph.identity.evidence import Evidence, evidence_of
from graph.identity.kept import Everyone
from graph.identity.keys import keys_of
from graph.identity.places import NOWHERE
from graph.identity.rules import certain_values
from graph.identity.spread import Bounds, Discounts, discounts_among
from graph.identity.weights.blocks import Crowded, Keys, blocks_of, crowded_of
from graph.identity.weights.scoring import Weighed, weighed_among
from graph.identity.weights.settings import SUGGEST, Settings
from graph.ids import kind_of
from graph.model import Judgement, Mention
from graph.pipeline.reading import Progress
from graph.pipeline.whereabouts import Whereabouts
from graph.store import EVERYTHING, Question, Reader
from graph.store.questions import OneId

MANY = 5_000
"""Mentions from which on a database is quicker than Python, its start included."""
_PAGE = 50_000


class Step(NamedTuple):
    """How far a stage is."""

    stage: str
    """Chinese."""
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Mentions that are resolved together."""

    ids: list[str]
    pairs: list[Weighed]
    """Every pair of them that weighs enough to matter."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """All mentions of people as they count, and the pairs that matter."""

    evidence: Everyone
    discounts: Discounts
    pairs: list[Weighed]
    settings: Settings
    """As given, and with what was learned here of profiles."""
    crowded: tuple[Crowded, ...]
    """Values that found nobody, since too many state them."""
    outdated: list[Mention]
    """Mentions whose keys an older version made, with today's."""
    others: list[str]
    """Mentions of organisations."""


def weighed(store: Reader, *, settings: Settings, bounds: Bounds, progress: Progress) -> Weighing:
    """Read and weigh everything that `store` holds."""
    steps = weighing(store, settings=settings, bounds=bounds)
    while True:
        try:
            progress(*next(steps))
        except StopIteration as end:
            return end.value


def weighing(store: Reader, *, settings: Settings, bounds: Bounds) -> Generator[Step, None, Weighing]:
    """The same, step by step."""
    spread, keys = Spread(bounds, settings.decided), Keys()
    read = yield from _reading(store, (spread.note, keys.note))
    stated = read.stated
    discounts = discounts_among(spread.deciding(stated), bounds, decided=settings.decided)
    evidence = stated.seen_as(discounts.applied)
    crowded = crowded_of(keys, stated)
    del spread, keys
    yield Step("比较当事人", 0, len(evidence))
    settings = learned(evidence, settings)
    pairs = list(_pairs(evidence, crowded, settings))
    yield Step("比较当事人", len(evidence), len(evidence))
    return Weighing(evidence, discounts, pairs, settings, tuple(crowded.values()), read.outdated, read.others)


class _Read(NamedTuple):
    stated: Everyone
    others: list[str]
    outdated: list[Mention]


def stated_by_people(store: Reader, progress: Progress) -> list[Evidence]:
    """What every mention of a person states, whether it counts or not."""
    steps = _reading(store)
    while True:
        try:
            progress(*next(steps))
        except StopIteration as end:
            return list(end.value.stated)


def _reading(store: Reader, noting: Iterable[Callable[[Evidence], None]] = ()) -> Generator[Step, None, _Read]:
    """What all mentions state; each is noted as it is read."""
    total = store.count("mention", scope=EVERYTHING)[None]
    stays = store.scan_edges("stated_at", scope=EVERYTHING)
    homes = Whereabouts.of_all(store).of_statements(
        (each.source, each.target, each.tenure, each.also) for each in stays
    )
    read = _Read(Everyone(), [], [])
    for done, each in enumerate(store.scan("mention", scope=EVERYTHING)):
        place = homes.get(each.id, NOWHERE)
        if each.keys != (keys := keys_of(each, door=place.door)):
            read.outdated.append(each := replace(each, keys=keys))
        if each.kind == "person":
            stated = evidence_of(each, place)
            read.stated.add(stated)
            for note in noting:
                note(stated)
        else:
            read.others.append(each.id)
        if done % _PAGE == 0:
            yield Step("读取当事人", done, total)
    return read


def _pairs(evidence: Everyone, crowded: Container[str], settings: Settings) -> Iterator[Weighed]:
    """Of residents among themselves, and of each profile's mentions."""
    for profile, some in evidence.by_profile.items():
        if len(some) < MANY:
            yield from weighed_among(list(some), crowded, settings)
        elif profile:
            from graph.identity.weights.compared.batch import weigh_profile  # Splink takes a second and 70 MB

            yield from weigh_profile(list(some), settings, SUGGEST, blocks=blocks_of(some, crowded))
        else:
            from graph.identity.weights.batch import weigh_all

            yield from weigh_all(some, settings, settings.least, blocks=blocks_of(some, crowded))


def learned(evidence: Everyone, settings: Settings, *, again: bool = False) -> Settings:
    """`settings` with the numbers of profiles that have mentions enough and were never learned; `again`: of all."""
    wanted = {each for each in evidence.by_profile if each and (again or each not in settings.profiles)}
    if not wanted:
        return settings
    from graph.identity.weights.compared.training import LEAST_MENTIONS, train_profile  # as above

    new = {
        profile: train_profile([each.facts for each in some if each.facts is not None], settings)
        for profile, some in evidence.by_profile.items()
        if profile in wanted and len(some) >= LEAST_MENTIONS
    }
    return replace(settings, profiles={**settings.profiles, **new}) if new else settings


# -- portions ------------------------------------------------------------------------------------


def portions_of(store: Reader, found: Weighing, judgements: Iterable[Judgement], *, size: int) -> Iterator[Portion]:
    """Every mention, in portions of about `size` of which none is tied to one in another portion."""
    mentions: list[str] = list(found.others)
    ties = _Ties()
    for a, b in chain(_tied(store, found, judgements), _tied_by_rules(found.evidence, mentions)):
        ties.tie(a, b)
    pairs: defaultdict[str, list[Weighed]] = defaultdict(list)
    for each in found.pairs:
        pairs[ties.root(each.a) or each.a].append(each)
    groups = ties.groups()
    portion = Portion([], [])
    for id in sorted(mentions):
        root = ties.root(id)
        if root is None:
            portion.ids.append(id)
        elif root in groups:
            portion.ids.extend(groups.pop(root))
            portion.pairs.extend(pairs.pop(root, ()))
        if len(portion.ids) >= size:
            yield portion
            portion = Portion([], [])
    if portion.ids:
        yield portion


def ids_of(store: Reader, question: Question[OneId]) -> Iterator[str]:
    """Every id that a question gives page by page, in their order."""
    after = ""
    while page := store.ask(question, after=after, first=_PAGE, scope=EVERYTHING):
        yield from (row.id for row in page)
        after = page[-1].id


def _tied(store: Reader, found: Weighing, judgements: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    """What the pairs, judgements and present persons tie."""
    yield from ((each.a, each.b) for each in found.pairs)
    yield from ((each.a, each.b) for each in judgements)
    first: dict[str, str] = {}
    for edge in store.scan_edges("refers_to", scope=EVERYTHING):
        if kind_of(edge.target) == "person":
            yield first.setdefault(edge.target, edge.source), edge.source


def _tied_by_rules(evidence: Iterable[Evidence], mentions: list[str]) -> Iterator[tuple[str, str]]:
    """What the certain rules may join; `mentions` is given the id of each. Values are known by their hashes: two that
    share one are looked at together in vain.
    """
    first: dict[int, str] = {}
    for each in evidence:
        mentions.append(each.mention)
        for value in certain_values(each):
            yield first.setdefault(hash(value), each.mention), each.mention


class _Ties:
    """Sets of ids that grow together; an id that nothing ties is in none."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def tie(self, a: str, b: str) -> None:
        """Make the sets of these two one."""
        if a == b:
            return
        one, other = (self.root(each) or each for each in (a, b))
        low, high = min(one, other), max(one, other)
        self._parent.setdefault(low, low)
        self._parent[high] = low

    def root(self, id: str) -> str | None:
        """The id that stands for the set of `id`; None when it is in none."""
        parent = self._parent
        if id not in parent:
            return None
        while parent[id] != id:
            parent[id] = id = parent[parent[id]]
        return id

    def groups(self) -> dict[str, list[str]]:
        """The sets by the id that stands for each."""
        found: dict[str, list[str]] = {}
        for id in self._parent:
            found.setdefault(self.root(id) or id, []).append(id)
        return found
