"""A made-up town as records: seeded, of any size, nobody in it real.

People live ten to a dwelling; most cases have two parties, of whom some are companies that many know; departments
receive them. So there are near things, far things and hubs, as in a real street.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.ids import make_id
from graph.model import At, Case, Edge, In, LivesIn, Node, Organisation, PartyTo, Person, Place, ReceivedBy

SEED = 20240301
COMMUNITIES = 40
DEPARTMENTS = 30
COMPANIES = 400
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文"
_TROUBLES = (
    "楼上卫生间漏水",
    "物业管理费",
    "拖欠工资",
    "占道停车",
    "夜间施工噪声",
    "楼道堆放杂物",
    "房屋租赁押金",
    "邻里争吵",
)
_FIRST_DAY = dt.datetime(2023, 1, 1, 8)


@dataclass(frozen=True)
class Town:
    """So many people, cases and dwellings."""

    people: int
    cases: int
    units: int
    seed: int = SEED

    def records(self) -> Iterator[Node | Edge]:
        """All records, nodes before the edges between them. The same for the same size and seed."""
        yield from self.nodes
        yield from self.edges

    @cached_property
    def nodes(self) -> list[Node]:
        return [
            *self.communities,
            *self.dwellings,
            *self.departments,
            *self.companies,
            *self.residents,
            *self.incidents,
        ]

    @cached_property
    def communities(self) -> list[Place]:
        return [_place("community", f"第{each}社区") for each in range(COMMUNITIES)]

    @cached_property
    def dwellings(self) -> list[Place]:
        return [
            _place("unit", f"{community.name}{each // 40}栋{each % 40}室", community=community.id)
            for each in range(self.units)
            for community in [self.communities[each % COMMUNITIES]]
        ]

    @cached_property
    def departments(self) -> list[Organisation]:
        names = [f"第{each}所" for each in range(DEPARTMENTS)]
        return [Organisation(id=make_id("organisation", name), name=name, kind="department") for name in names]

    @cached_property
    def companies(self) -> list[Organisation]:
        names = [f"第{each}物业管理有限公司" for each in range(COMPANIES)]
        return [Organisation(id=make_id("organisation", name), name=name, kind="property_company") for name in names]

    @cached_property
    def residents(self) -> list[Person]:
        chance = self._chance("people")
        return [self._person(each, chance) for each in range(self.people)]

    @cached_property
    def incidents(self) -> list[Case]:
        chance = self._chance("cases")
        return [self._case(each, chance) for each in range(self.cases)]

    @cached_property
    def edges(self) -> list[Edge]:
        return [*self._places(), *self._homes(), *self._parties()]

    def _chance(self, part: str) -> random.Random:
        """Chance of its own for each part, so that what is made first does not matter."""
        return random.Random(f"{self.seed}/{part}")

    def _person(self, number: int, chance: random.Random) -> Person:
        name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.randint(1, 2)))
        community = self.dwellings[number % self.units].community or ""
        telephone = f"1990{number % 10_000_000:07}"
        return Person(
            id=make_id("person", str(number)),
            name=name,
            names=(name,),
            telephones=(telephone,),
            visible_to=(community,),
        )

    def _case(self, number: int, chance: random.Random) -> Case:
        home = chance.choice(self.dwellings)
        trouble = chance.choice(_TROUBLES)
        return Case(
            id=make_id("case", "grid", str(number)),
            source="grid",
            number=f"W{number:07}",
            kind=chance.choices(("dispute", "request", "hazard"), (3, 5, 2))[0],
            title=f"{trouble}问题",
            text=f"{home.full_name}的居民反映{trouble}，多次与对方协商没有结果，希望上门处理。",
            received_at=_FIRST_DAY + dt.timedelta(minutes=chance.randrange(2 * 365 * 24 * 60)),
            community=home.community,
            visible_to=(home.community or "",),
        )

    def _places(self) -> Iterator[Edge]:
        for each in self.dwellings:
            yield In(source=each.id, target=each.community or "")

    def _homes(self) -> Iterator[Edge]:
        for number, each in enumerate(self.residents):
            yield LivesIn(source=each.id, target=self.dwellings[number % self.units].id)

    def _parties(self) -> Iterator[Edge]:
        chance = self._chance("parties")
        for each in self.incidents:
            among = self.companies if chance.random() < 0.3 else self.residents
            yield PartyTo(source=chance.choice(self.residents).id, target=each.id, role="applicant")
            yield PartyTo(source=chance.choice(among).id, target=each.id, role="respondent")
            yield At(source=each.id, target=chance.choice(self.dwellings).id)
            yield ReceivedBy(source=each.id, target=chance.choice(self.departments).id, at=each.received_at)


def _place(level: str, name: str, **facts: str | None) -> Place:
    return Place(id=make_id("place", level, name), level=level, name=name, full_name=name, **facts)  # type: ignore[arg-type]
