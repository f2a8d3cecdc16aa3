"""What the channels write of the residents: which mentions there are, and each one's cells."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import count

from bench.residents import addresses, forms, marks
from bench.residents.addresses import BUILDING, DOOR, NOTHING, OLD, STEM
from bench.residents.channels import CHANNELS, REGISTER, Channel
from bench.residents.dials import Dials
from bench.residents.given import FEMALE, MALE
from bench.residents.lists import words
from bench.residents.mentions import Mention
from bench.residents.numbers import with_check
from bench.residents.people import LAST_DAY, Person, Population
from bench.residents.places import COMMUNITIES

_MATTERS = words(
    """
    邻里纠纷 物业纠纷 噪声扰民 楼上漏水 拖欠工资 租房押金不退 楼道堆物 婚姻家庭纠纷 消费退款争议
    停车位争议 违章搭建 宠物伤人 加装电梯争议 赡养纠纷 民间借贷纠纷
    """
)
_FAKE = with_check("42010319900101001")
_COMPANIES = 7
_CHILD, _REGISTERED = 2009, 0.8
"""Children born later stand in the register, seldom in a case."""
_Visit = tuple[dt.date, Person, Channel]


class Telling:
    """The mentions of a population."""

    def __init__(self, population: Population, mentions: int, chance: random.Random, dials: Dials) -> None:
        self._people, self._chance, self._dials = population, chance, dials
        self._channels = tuple(each.with_errors(dials.errors) for each in CHANNELS)
        numbers = population.numbers
        self._officers = {each: [numbers.mobile() for _ in range(chance.randint(1, 2))] for each in COMMUNITIES}
        self._companies = [numbers.landline() if chance.random() < 0.6 else numbers.mobile() for _ in range(_COMPANIES)]
        self._faked = set(chance.sample(population.people, min(dials.fakes, len(population.people) // 4)))
        self._agents = self._choose_agents()
        self.mentions = list(self._all(mentions))

    def _choose_agents(self) -> dict[Person, Person]:
        """Who hands in for whom."""
        chance, people = self._chance, self._people.people
        grown = [each for each in people if 1955 < each.born.year < 1998]
        agents = chance.sample(grown, min(self._dials.agents, len(grown) // 20))
        return {client: agent for agent in agents for client in chance.sample(people, chance.randint(3, 10))}

    # -- which mentions --------------------------------------------------------------------------

    def _all(self, mentions: int) -> Iterator[Mention]:
        by_channel: dict[str, list[_Visit]] = {each.name: [] for each in self._channels}
        for visit in self._visits(mentions):
            by_channel[visit[2].name].append(visit)
        for channel in self._channels:
            numbers = count(1)
            visits = sorted(by_channel[channel.name], key=lambda visit: visit[0])
            for case, group in enumerate(self._groups(visits) if channel.cases else ([each] for each in visits), 1):
                on, matter = group[0][0], self._chance.choice(_MATTERS)
                number = f"{channel.prefix}{on:%Y}{case:06d}" if channel.cases else ""
                for _, person, _ in group:
                    role = self._chance.choice(channel.roles)
                    record = f"{channel.prefix}-{next(numbers):06d}"
                    mention = Mention(
                        record=record, channel=channel.name, on=max(on, person.household.since), case=number,
                        person=person, role=role, matter=matter if channel.cases else "",
                    )  # fmt: skip
                    yield self._written(mention, channel)

    def _visits(self, mentions: int) -> Iterator[_Visit]:
        chance = self._chance
        shares = [each.share for each in self._channels]
        register = next(each for each in self._channels if each.name == REGISTER.name)
        for person, times in zip(self._people.people, self._times(mentions), strict=True):
            first = person.household.since
            for drawn in chance.choices(self._channels, shares, k=times):
                channel = register if person.born.year > _CHILD and chance.random() < _REGISTERED else drawn
                yield first + dt.timedelta(days=chance.randint(0, (LAST_DAY - first).days)), person, channel

    def _times(self, mentions: int) -> list[int]:
        """How often each is mentioned: once at least, few of them very often."""
        chance, dials, many = self._chance, self._dials, len(self._people.people)
        frequent = set(chance.sample(range(many), max(1, round(many * dials.frequent))))
        left = [at for at in range(many) if at not in frequent]
        seldom = set(chance.sample(left, round(many * dials.seldom)))
        times = [chance.randint(20, 45) if at in frequent else 1 for at in range(many)]
        usual = [at for at in left if at not in seldom] or left
        weights = [chance.lognormvariate(0, 0.5) for _ in usual]
        for at in chance.choices(usual, weights, k=max(0, mentions - sum(times))):
            times[at] += 1
        return times

    def _groups(self, visits: list[_Visit]) -> Iterator[list[_Visit]]:
        """Cases of one to three parties, all different people."""
        group: list[_Visit] = []
        size = 1
        for visit in visits:
            if group and (len(group) >= size or any(visit[1] is each[1] for each in group)):
                yield group
                group, size = [], self._chance.choices((1, 2, 3), (45, 45, 10))[0]
            group.append(visit)
        if group:
            yield group

    # -- its cells -------------------------------------------------------------------------------

    def _written(self, mention: Mention, channel: Channel) -> Mention:
        self._write_number(mention, channel)
        self._write_telephone(mention, channel)
        self._write_name(mention, channel)
        self._write_address(mention, channel)
        if self._happens(channel.sex):
            mention.sex = mention.person.sex
            if self._happens(self._dials.wrong_sex):
                mention.sex = MALE if mention.sex == FEMALE else FEMALE
                mention.kinds.append("wrong_sex")
        return mention

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _write_name(self, mention: Mention, channel: Channel) -> None:
        chance, person = self._chance, mention.person
        if self._happens(channel.no_name):
            mention.name = chance.choice(("", "", "未知", "匿名", "不详"))
            mention.kinds.append("no_name")
            return
        if (
            person.surname
            and self._happens(channel.titled)
            and (mention.full_telephone or self._happens(self._dials.bare_title))
        ):
            mention.name = forms.titled(person.surname, person.sex, mention.on.year - person.born.year, chance)
            mention.title = person.surname
            mention.kinds.append("title" if mention.full_telephone else "bare_title")
            return
        mention.name = mention.said = self._said(mention, channel)
        self._spell(mention, channel)

    def _said(self, mention: Mention, channel: Channel) -> str:
        """The full name, rightly or wrongly understood."""
        person, name = mention.person, mention.person.name
        for kind, share, change in (
            ("homophone", channel.misheard, forms.misheard),
            ("look_alike", channel.misread, forms.misread),
        ):
            if self._happens(share) and (other := change(person.surname, person.given, self._chance)) != name:
                mention.kinds.append(kind)
                return other
        return name

    def _spell(self, mention: Mention, channel: Channel) -> None:
        """What leaves a full name the same to a reader."""
        if self._happens(channel.named_with_title) and mention.person.surname:
            mention.name += {MALE: "先生", FEMALE: "女士"}[mention.person.sex]
            mention.kinds.append("full_name_with_title")
        elif self._happens(channel.traditional) and (other := forms.traditional(mention.said)) != mention.said:
            mention.name = other
            mention.kinds.append("traditional")
        elif self._happens(channel.spaced):
            mention.name = forms.spaced(mention.said, self._chance)
            mention.kinds.append("spaced")

    def _write_number(self, mention: Mention, channel: Channel) -> None:
        chance, dials, person = self._chance, self._dials, mention.person
        if not self._happens(channel.number):
            return
        if person in self._faked and self._happens(0.8):
            mention.number = _FAKE
            mention.kinds.append("fake_number")
            return
        if self._happens(dials.placeholder_number):
            mention.number = chance.choice(marks.PLACEHOLDER_NUMBERS)
            mention.kinds.append("placeholder_number")
            return
        if person.spouse is not None and self._happens(dials.spouse):
            mention.number = mention.full_number = person.spouse.number
            mention.kinds.append("spouse_number")
            return
        mention.number = mention.full_number = person.number
        self._spoil_number(mention, channel)

    def _spoil_number(self, mention: Mention, channel: Channel) -> None:
        chance, number = self._chance, mention.person.number
        if mention.person.born.year < 1975 and number[6:8] == "19" and self._happens(channel.fifteen):
            mention.number = marks.fifteen(number)
            mention.kinds.append("fifteen_digits")
        elif self._happens(channel.damaged):
            mention.number, mention.full_number = marks.damaged(number, chance), ""
            mention.number_pattern = number[:15] + "***" if mention.number.endswith("000") else ""
            mention.kinds.append("damaged_number" if mention.number_pattern else "lost_number")
        elif self._happens(channel.masked_number):
            mention.number, mention.full_number = marks.masked_number(number, chance), ""
            mention.number_pattern = marks.shown(mention.number)
            mention.kinds.append("masked_number")
        elif self._happens(channel.mistyped_number):
            mention.number, mention.full_number = marks.mistyped(number, chance), ""
            mention.number_pattern = mention.number
            mention.kinds.append("mistyped_number")
        elif self._happens(channel.wide):
            mention.number = (
                number.translate(_WIDE) if self._happens(0.5) else f"{number[:6]} {number[6:14]} {number[14:]}"
            )
            mention.kinds.append("wide_number")
        elif number.endswith("X") and self._happens(0.25):
            mention.number = number.lower()

    def _write_telephone(self, mention: Mention, channel: Channel) -> None:
        chance, person, on = self._chance, mention.person, mention.on
        if not self._happens(channel.telephone):
            return
        if shared := self._anothers(mention, channel):
            mention.shared_value, kind = shared
            mention.telephone = mention.shared_value
            mention.kinds.append(kind)
            return
        number = person.telephone(on)
        if person.household.landline and self._happens(0.3):
            number = person.household.landline
            mention.kinds.append("landline")
        elif number != person.telephones[0][1]:
            mention.kinds.append("new_telephone")
        mention.telephone = mention.full_telephone = number
        if number.startswith("0"):
            mention.telephone = chance.choice((number, number, number.replace("-", ""), number[4:]))
            return
        self._spoil_telephone(mention, channel)

    def _anothers(self, mention: Mention, channel: Channel) -> tuple[str, str] | None:
        """A telephone that says nothing of the person, and whose it is."""
        chance, dials, home = self._chance, self._dials, mention.person.household.home(mention.on)
        roll = chance.random()
        if roll < dials.placeholder_telephone:
            return chance.choice(marks.PLACEHOLDER_TELEPHONES), "placeholder_telephone"
        if channel.officers and chance.random() < dials.officer * channel.officers:
            return chance.choice(self._officers[home.stem.community]), "officer"
        if channel.officers and chance.random() < dials.company * channel.officers:
            return self._companies[home.stem.number // 7 % _COMPANIES], "company"
        agent = self._agents.get(mention.person)
        if agent is not None and agent is not mention.person and chance.random() < 0.5:
            return agent.telephone(mention.on), "agent"
        return None

    def _spoil_telephone(self, mention: Mention, channel: Channel) -> None:
        chance, number = self._chance, mention.full_telephone
        if self._happens(channel.masked_telephone):
            mention.telephone, mention.full_telephone = marks.masked_telephone(number, chance), ""
            mention.telephone_pattern = marks.shown(mention.telephone)
            mention.kinds.append("masked_telephone")
        elif self._happens(channel.mistyped_telephone):
            mention.telephone, mention.full_telephone = marks.mistyped(number, chance), ""
            mention.kinds.append("mistyped_telephone")
        elif self._happens(channel.wide):
            mention.telephone = chance.choice(
                (
                    number.translate(_WIDE),
                    f"{number[:3]} {number[3:7]} {number[7:]}",
                    f"+86{number}",
                    f"{number[:3]}-{number[3:7]}-{number[7:]}",
                )
            )
            mention.kinds.append("wide_telephone")

    def _write_address(self, mention: Mention, channel: Channel) -> None:
        household = mention.person.household
        if not self._happens(channel.address):
            return
        if self._happens(0.01):
            mention.address = addresses.unknown(self._chance)
            return
        mention.home = household.home(mention.on)
        mention.address = addresses.write(mention.home, channel.manner, self._chance)
        if len(household.homes) > 1:
            mention.kinds.append("moved_from" if mention.home is household.homes[0][1] else "moved_to")
        if mention.address.form == OLD:
            mention.kinds.append("old_address")
        if mention.address.level == DOOR:
            mention.kinds.append("no_entrance")
        if mention.address.level in (BUILDING, STEM, NOTHING):
            mention.kinds.append("no_unit")


_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
