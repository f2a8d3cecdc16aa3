"""The demo street: 民权街道 as it might be. The same seed and size give the same records, byte by byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import BadValue
from graph.model import AdviceFor, Edge, EmployedBy, KinOf
from loaders.demo.chance import Chance
from loaders.demo.consultations import Advice, consult
from loaders.demo.log import Chapter, Log
from loaders.demo.meetings import Meetings
from loaders.demo.numbers import Numbers
from loaders.demo.ordinary import OrdinaryYear
from loaders.demo.organisations import change_hands, found_organisations
from loaders.demo.places import lay_out
from loaders.demo.plan import USUAL_PEOPLE, plan_years
from loaders.demo.residents import register_residents
from loaders.demo.setting import Setting
from loaders.demo.stories import tell_stories
from loaders.demo.weekly import report_weeks

SEED = 420103004
YEARS = (2024, 2025)
FEWEST_PEOPLE = 100
_PRESENT = (1, 31)
"""Month and day of the year after the last on which the diary ends: what came in late is settled until then."""
_DWELLINGS_PER_RESIDENT = 0.47
"""Vacant ones included: 2.3 residents a dwelling lived in."""


@dataclass(frozen=True, slots=True)
class Street:
    """A made street: its chapters in the order of time, and what can be said only once identity knows the people."""

    setting: Setting
    advice: Sequence[Advice]

    def chapters(self) -> Iterator[Chapter]:
        return self.setting.log.chapters()

    def between_people(self) -> list[Edge]:
        """Kin, employers and those advised, by the ids of the people whom the register founds."""
        residents = self.setting.residents
        kin = [
            KinOf(source=each.resident.person, target=each.of.person, relation=each.relation) for each in residents.kin
        ]
        jobs = [
            EmployedBy(source=each.resident.person, target=each.employer.id, since=each.since)
            for each in residents.jobs
        ]
        advice = [AdviceFor(source=each.consultation, target=each.resident.person) for each in self.advice]
        return [*kin, *jobs, *advice]


def build_street(
    *, seed: int = SEED, people: int = USUAL_PEOPLE, cases: int | None = None, years: Sequence[int] = YEARS
) -> Street:
    """The street of `people` residents or a few more; `cases` a year, None: the centre's own number.

    Raises BadValue for a street too small to hold the stories.
    """
    if people < FEWEST_PEOPLE:
        raise BadValue(value=people, field="居民人数", reason=f"示范街道至少要有 {FEWEST_PEOPLE} 人")
    span = range(min(years), max(years) + 1)
    opening = dt.date(span[0] - 1, 1, 1)
    setting = _set_stage(seed=seed, people=people, opening=opening, closing=dt.date(span[-1], 12, 31))
    present = dt.date(span[-1] + 1, *_PRESENT)
    setting.meetings.hold(
        opening=opening, present=present, seed=seed, organisations=setting.organisations, log=setting.log
    )
    tell_stories(setting, first=span[0], last=span[-1])
    for plan in plan_years(span, cases=cases):
        OrdinaryYear(setting, plan, is_last=plan.year == span[-1]).happen()
    report_weeks(setting, first=dt.date(span[0], 1, 1), present=present)
    return Street(setting, consult(setting, span))


def make_street(
    *, seed: int = SEED, people: int = USUAL_PEOPLE, cases: int | None = None, years: Sequence[int] = YEARS
) -> Iterator[Chapter]:
    """The street's records, a chapter a month, as loaders would have made them: no people, no links between cases."""
    return build_street(seed=seed, people=people, cases=cases, years=years).chapters()


def _set_stage(*, seed: int, people: int, opening: dt.date, closing: dt.date) -> Setting:
    """Places, organisations and residents, entered on the days that they are known from."""
    numbers = Numbers(Chance(seed, "numbers"))
    places = lay_out(round(people * _DWELLINGS_PER_RESIDENT))
    organisations = found_organisations(seed=seed, places=places, numbers=numbers, since=opening)
    employers = [*organisations.enterprises, *(shop for shop, _ in organisations.shops)]
    residents = register_residents(
        people, seed=seed, places=places, employers=employers, numbers=numbers, opening=opening, closing=closing
    )
    change_hands(organisations, seed=seed, places=places, numbers=numbers, since=opening)
    log = Log(opening)
    log.add(opening, *places.records, *organisations.records)
    for on, entry in (*organisations.later, *residents.entries):
        log.add(max(on, opening), entry)
    return Setting(seed, places, organisations, residents, Meetings(), log, organisations.staff())
