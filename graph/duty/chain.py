"""组织链: the 1+4+N of a centre, its mediation network, its people and their areas, and who reports to whom.

Pure: records in, sentences out. What is missing is said and hinders nothing but a circle of reporting, which has no top
that anything could go up to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import ReportingCircle
from graph.model import Covers, Edge, MemberOf, Officer, Organisation, Place, ReportsTo
from graph.vocabulary import VOCABULARY

RESIDENT_FUNCTIONS: Mapping[str, str] = {
    "public_order": "平安建设办",
    "grid": "网格中心",
    "police": "派出所",
    "justice": "司法所",
}
"""The functions of the four, and who usually has them."""


def serves(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    """Whether a term holds on `day`; None: that end is open."""
    return (since is None or since <= day) and (until is None or day <= until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that the chain lacks or contradicts, in a sentence."""

    rule: str
    sentence: str
    about: tuple[str, ...] = ()
    """Ids of the organisations, officers or places that it is about."""


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The organisations of a centre as they stand on one day."""

    on: dt.date
    organisations: Mapping[str, Organisation]
    """Those of the chain, by id, whose term is over among them."""
    officers: Mapping[str, Officer] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
    """To whom each reports on the day."""
    staff: Mapping[str, tuple[MemberOf, ...]] = field(default_factory=dict)
    """By organisation: the officers who serve in it on the day."""
    former: tuple[MemberOf, ...] = ()
    """Officers whose term is over, or has not begun."""
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By organisation or officer: the ids of the places that it answers for on the day."""

    def of_tier(self, tier: str | None) -> list[Organisation]:
        """The organisations of a tier that serve on the day, by name; None: of none."""
        return self._serving(each for each in self.organisations.values() if each.tier == tier)

    def of_level(self, level: str) -> list[Organisation]:
        """The mediation bodies of a level that serve on the day, by name."""
        return self._serving(each for each in self.organisations.values() if each.mediation_level == level)

    @property
    def core(self) -> Organisation | None:
        """The one of 1+4+N; None: there is none, or there are several."""
        found = self.of_tier("core")
        return found[0] if len(found) == 1 else None

    def superior(self, organisation: str) -> str | None:
        """To whom it reports; without a line of its own to the core; None: it is the core or above it, or there is
        none.
        """
        if organisation in self.above:
            return self.above[organisation]
        core = self.core
        return core.id if core is not None and organisation not in climbed(core.id, self.above.get) else None

    def way_up(self, organisation: str) -> tuple[str, ...]:
        """Everyone above it, the nearest first. Raises ReportingCircle."""
        way = [organisation]
        while (above := self.superior(way[-1])) is not None:
            if above in way:
                raise ReportingCircle(circle=self.names([*way[way.index(above) :], above], " → "))
            way.append(above)
        return tuple(way[1:])

    def name(self, id: str) -> str:
        """What users call an organisation or officer; the id where it is not known."""
        known = self.organisations.get(id) or self.officers.get(id)
        return known.name if known else id

    def names(self, ids: Iterable[str], between: str = "、") -> str:
        return between.join(map(self.name, ids))

    def _serving(self, organisations: Iterable[Organisation]) -> list[Organisation]:
        found = (each for each in organisations if serves(each.since, each.until, self.on))
        return sorted(found, key=lambda each: (each.name, each.id))


def chain_of(
    organisations: Iterable[Organisation], officers: Iterable[Officer], edges: Iterable[Edge], *, on: dt.date
) -> Chain:
    """The chain that records make on one day. Of several lines of reporting the one that began last counts."""
    known = {each.id: each for each in organisations}
    people = {each.id: each for each in officers}
    above: dict[str, ReportsTo] = {}
    staff: dict[str, list[MemberOf]] = {}
    former: list[MemberOf] = []
    areas: dict[str, list[str]] = {}
    for edge in edges:
        if isinstance(edge, ReportsTo) and serves(edge.since, edge.until, on):
            above[edge.source] = max(above.get(edge.source, edge), edge, key=_began)
        elif isinstance(edge, MemberOf) and edge.source in people:
            in_office = serves(edge.since, edge.until, on)
            (staff.setdefault(edge.target, []) if in_office else former).append(edge)
        elif isinstance(edge, Covers) and serves(edge.since, edge.until, on):
            areas.setdefault(edge.source, []).append(edge.target)
    return Chain(
        on=on,
        organisations=known,
        officers=people,
        above={each: edge.target for each, edge in above.items()},
        staff={each: tuple(sorted(edges, key=lambda edge: edge.source)) for each, edges in staff.items()},
        former=tuple(former),
        areas={each: tuple(sorted(places)) for each, places in areas.items()},
    )


def _began(edge: ReportsTo) -> tuple[dt.date, str]:
    return edge.since or dt.date.min, edge.target


def climbed(start: str, above: Callable[[str], str | None]) -> tuple[str, ...]:
    """Whom one comes to from `start`, itself first, each once, by the lines that are entered."""
    way = [start]
    while (higher := above(way[-1])) is not None and higher not in way:
        way.append(higher)
    return tuple(way)


def circles(above: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The circles of a line of reporting, each once, beginning with its smallest id."""
    found, done = [], set[str]()
    for start in sorted(above):
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in done and at not in way:
            way.append(at)
            at = above.get(at)
        if at is not None and at in way:
            circle = way[way.index(at) :]
            least = circle.index(min(circle))
            found.append((*circle[least:], *circle[:least]))
        done.update(way)
    return found


# -- what is missing -----------------------------------------------------------------------------


def problems(chain: Chain, communities: Sequence[Place] = ()) -> list[Problem]:
    """What speaks against the chain, the weightiest first; `communities` are those of the street."""
    return [
        *_core(chain),
        *_residents(chain),
        *_members(chain),
        *_network(chain),
        *_communities(chain, communities),
        *_reporting(chain),
    ]


def _core(chain: Chain) -> Iterator[Problem]:
    found = chain.of_tier("core")
    if not found:
        yield Problem(rule="one_core", sentence="1+4+N 还没有“1”：没有在任的党工委")
    elif len(found) > 1:
        ids = tuple(each.id for each in found)
        yield Problem(rule="one_core", sentence=f"1+4+N 的“1”不止一个：{chain.names(ids)}", about=ids)


def _residents(chain: Chain) -> Iterator[Problem]:
    having = {function for each in chain.of_tier("resident") for function in each.functions}
    for function, usual in RESIDENT_FUNCTIONS.items():
        if function not in having:
            zh = VOCABULARY.label("function", function)
            yield Problem(rule="four_residents", sentence=f"1+4+N 的“4”缺{usual}：没有在任的常驻部门有“{zh}”职能")


def _members(chain: Chain) -> Iterator[Problem]:
    members = [each for each in chain.organisations.values() if each.tier is not None]
    for each in sorted(members, key=lambda each: (each.name, each.id)):
        if each.until is not None and each.until < chain.on:
            sentence = f"{each.name}的任期已于 {each.until} 届满，不能再办理"
            yield Problem(rule="term_over", sentence=sentence, about=(each.id,))
    without = [each.id for each in chain.of_tier("member") if each.until is None]
    if without:
        sentence = f"“N”里有 {len(without)} 个成员单位没有写明任期止：{_some(chain, without)}"
        yield Problem(rule="members_have_terms", sentence=sentence, about=tuple(without))


def _network(chain: Chain) -> Iterator[Problem]:
    for level, zh in VOCABULARY["mediation_level"].labels.items():
        if not chain.of_level(level):
            yield Problem(rule="four_levels", sentence=f"四级调解网络缺一级：没有在任的{zh}")


def _communities(chain: Chain, communities: Sequence[Place]) -> Iterator[Problem]:
    covered = {place for places in chain.areas.values() for place in places}
    panels = {each.id for each in chain.of_level("community")}
    with_panel = {place for panel in panels for place in chain.areas.get(panel, ())}
    for each in sorted(communities, key=lambda each: (each.name, each.id)):
        if each.id not in covered:
            sentence = f"{each.name}没有任何单位或人员负责"
            yield Problem(rule="areas_covered", sentence=sentence, about=(each.id,))
        elif panels and each.id not in with_panel:
            sentence = f"{each.name}没有社区调委会负责"
            yield Problem(rule="panel_in_each_community", sentence=sentence, about=(each.id,))


def _reporting(chain: Chain) -> Iterator[Problem]:
    for circle in circles(chain.above):
        names = chain.names([*circle, circle[0]], " → ")
        yield Problem(rule="no_circle", sentence=f"上报关系成了圈：{names}", about=circle)
    over = [
        (below, above)
        for below, above in sorted(chain.above.items())
        if (found := chain.organisations.get(above)) and not serves(found.since, found.until, chain.on)
    ]
    for below, above in over:
        sentence = f"{chain.name(below)}上报至{chain.name(above)}，而后者不在任"
        yield Problem(rule="superior_serves", sentence=sentence, about=(below, above))
    without = [each.id for each in _below_core(chain) if each.id not in chain.above]
    if without and chain.core is not None:
        sentence = f"{len(without)} 个单位没有写明上级，逐级上报时直接到{chain.core.name}：{_some(chain, without)}"
        yield Problem(rule="superior_stated", sentence=sentence, about=tuple(without))


def _below_core(chain: Chain) -> list[Organisation]:
    return [each for tier in ("resident", "member") for each in chain.of_tier(tier)]


def _some(chain: Chain, ids: Sequence[str], most: int = 5) -> str:
    return chain.names(ids[:most]) + (f"等 {len(ids)} 个" if len(ids) > most else "")
