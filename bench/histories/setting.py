"""Where the histories happen, and who takes part in them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.ids import make_id
from graph.model import Edge, In, MemberOf, Node, Officer, Organisation, Person, Place, ReportsTo

COMMUNITIES = 12
BUILDINGS = 800
DEPARTMENTS = 25
COMPANIES = 300
OFFICERS_OF_EACH = 4
_FUNCTIONS = (
    "justice", "police", "grid", "city_management", "civil_affairs", "housing", "market", "labour", "court", "women",
    "emergency", "legal_service",
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """Places, organisations and people, in lists that chance draws from."""

    units: int
    people: int
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    communities: list[Place] = field(default_factory=list)
    homes: list[Place] = field(default_factory=list)
    committees: list[Organisation] = field(default_factory=list)
    departments: list[Organisation] = field(default_factory=list)
    companies: list[Organisation] = field(default_factory=list)
    residents: list[Person] = field(default_factory=list)
    officers: dict[str, list[Officer]] = field(default_factory=dict)

    def fill(self, chance: random.Random) -> None:
        """Make all of it."""
        self._places()
        self._organisations()
        for number in range(self.people):
            home = self.homes[number % self.units]
            self.residents.append(
                Person(id=make_id("person", str(number)), name=f"居民{number}", visible_to=(home.community or "",))
            )
        chance.shuffle(self.residents)
        self.nodes.extend(self.residents)

    @property
    def hands(self) -> list[Organisation]:
        """All who may take a step."""
        return [*self.committees, *self.departments]

    def _places(self) -> None:
        street = _place("street", "民意街道")
        self.communities.extend(_place("community", f"第{each}社区") for each in range(COMMUNITIES))
        buildings = [
            _place("building", f"{of.name}{each}栋", community=of.id)
            for each in range(BUILDINGS)
            for of in [self.communities[each % COMMUNITIES]]
        ]
        self.homes.extend(
            _place("unit", f"{of.full_name}{each}室", community=of.community)
            for each in range(self.units)
            for of in [buildings[each % BUILDINGS]]
        )
        self.nodes.extend([street, *self.communities, *buildings, *self.homes])
        self.edges.extend(In(source=each.id, target=street.id) for each in self.communities)
        self.edges.extend(In(source=each.id, target=each.community or "") for each in buildings)
        self.edges.extend(In(source=each.id, target=buildings[n % BUILDINGS].id) for n, each in enumerate(self.homes))

    def _organisations(self) -> None:
        core = _organisation("民意街道党工委", kind="party_committee", tier="core", functions=("public_order",))
        for each in self.communities:
            self.committees.append(_organisation(f"{each.name}居委会", kind="community_committee"))
        for each in range(DEPARTMENTS):
            tier = "resident" if each < 4 else "member"
            function = _FUNCTIONS[each % len(_FUNCTIONS)]
            self.departments.append(_organisation(f"第{each}所", kind="department", tier=tier, functions=(function,)))
        self.companies.extend(_organisation(f"第{each}物业公司", kind="property_company") for each in range(COMPANIES))
        for each in self.hands:
            self.officers[each.id] = [_officer(each, number) for number in range(OFFICERS_OF_EACH)]
        self.nodes.extend([core, *self.hands, *self.companies, *self._every_officer()])
        self.edges.extend(ReportsTo(source=each.id, target=core.id) for each in self.hands)
        self.edges.extend(MemberOf(source=each.id, target=of) for of, some in self.officers.items() for each in some)

    def _every_officer(self) -> Iterator[Officer]:
        for some in self.officers.values():
            yield from some


def _place(level: str, name: str, *, community: str | None = None) -> Place:
    id = make_id("place", level, name)
    return Place(id=id, level=level, name=name, full_name=name, community=community)


def _organisation(name: str, *, kind: str, tier: str | None = None, functions: tuple[str, ...] = ()) -> Organisation:
    return Organisation(id=make_id("organisation", name), name=name, kind=kind, tier=tier, functions=functions)


def _officer(of: Organisation, number: int) -> Officer:
    return Officer(id=make_id("officer", of.id, str(number)), name=f"{of.name}干事{number}")
