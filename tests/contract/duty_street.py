"""A street whose cases went wrong in every way that a finding looks for; short enough to check each list by hand.

It is asked on Sunday, 2024-06-30 at 09:00. All times below are at 09:00 of a day of 2024 unless they say otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from graph.ids import make_id
from graph.model import (
    About,
    At,
    By,
    Calls,
    Case,
    Covers,
    Edge,
    HandedTo,
    HelpedBy,
    In,
    LedBy,
    Linked,
    Mediation,
    MemberOf,
    Node,
    PartOf,
    PartyTo,
    ReceivedBy,
    Step,
    Task,
    Visit,
    WeeklyList,
    Whistle,
)
from tests.contract.records import case, matter, officer, organisation, person, place

NOW = dt.datetime(2024, 6, 30, 9)

ORGANISATIONS = {
    name: organisation(name, kind="department", tier=tier, functions=tuple(functions.split()))
    for name, tier, functions in (
        ("网格中心", "resident", "grid"), ("派出所", "resident", "police"), ("司法所", "resident", "justice"),
        ("城管", "member", "city_management"), ("房管所", "member", "housing"), ("市监所", "member", "market"),
    )
}  # fmt: skip
OFFICERS = {name: officer(name) for name in ("老陈", "小周")}
COMMUNITIES = {name: place("community", name) for name in ("三民", "大龙", "民生")}
BUILDINGS = {name: place("building", name, community=COMMUNITIES["三民"].id) for name in ("一栋", "二栋")}
UNIT = place("unit", "一栋101", community=COMMUNITIES["三民"].id)
PEOPLE = {name: person(name) for name in ("张三", "李四")}
MATTERS = {name: matter(name) for name in ("屋漏", "夜市", "老案")}

#      case    status       community  kind of dispute   received     settled      level      matter
CASES = """
       漏水    in_progress  三民       leakage           05-01        -            grid       屋漏
       再漏    received     三民       leakage           06-10        -            grid       屋漏
       首漏    closed       三民       leakage           03-01        03-20        grid       -
       噪声    in_progress  大龙       noise             05-20        -            community  夜市
       油烟    in_progress  大龙       environment       06-20        -            grid       夜市
       欠薪    paused       三民       wage              04-01        -            street     老案
       退款    settled      大龙       consumer          05-02        05-30        community  老案
       停车    settled      三民       parking           05-03        06-25        grid       -
       继承    closed       三民       inheritance       02-01        02-20        street     -
"""
#      day          case   what        who                        and then
HISTORY = """
       03-01        首漏   receive     网格中心
       03-20        首漏   settle      房管所       小周
       02-01        继承   receive     司法所
       02-20        继承   settle      司法所       老陈
       04-01        欠薪   receive     司法所
       04-02        欠薪   pause       司法所
       05-01        漏水   receive     网格中心
       05-02        漏水   hand_over   网格中心     派出所       接收
       05-03        漏水   hand_over   派出所       网格中心     接收
       05-04        漏水   hand_over   网格中心     派出所       退回
       05-05        漏水   hand_over   网格中心     派出所       未答
       05-06        漏水   accept      房管所
       06-29        漏水   supervise   网格中心
       05-02        退款   receive     市监所
       05-30        退款   settle      市监所       小周
       05-03        停车   receive     城管
       06-25        停车   settle      城管         小周
       05-20        噪声   receive     派出所
       05-21        噪声   hand_over   派出所       城管         接收
       06-28        噪声   mediate     城管         老陈
       06-10        再漏   receive     司法所
       06-11        再漏   accept      房管所       小周
       06-20        油烟   receive     城管
"""
#      whistle  at           due                 caller     case    called: when they came, - for not
WHISTLES = """
       哨一     05-21T09     05-21T11            派出所     噪声    城管=05-21T10 市监所=-
       哨二     05-22T09     05-22T11            派出所     噪声    城管=05-22T15
       哨三     06-01T09     -                   网格中心   漏水    房管所=-
       哨四     06-29T20     06-30T12            派出所     漏水    城管=-
       哨五     02-01T09     02-01T11            司法所     继承    派出所=-
"""
#      who leads or helps   what   whom
LEADING = """
       城管     leads   夜市
       派出所   leads   夜市
       司法所   leads   继承
       老陈     leads   噪声
       房管所   helps   屋漏
       房管所   helps   首漏
"""
#      party   cases (* as a witness)
PARTIES = """
       张三    漏水 再漏 首漏 退款
       李四    停车 噪声 *漏水
"""


def records() -> Iterator[Node | Edge]:
    """All of it, nodes first."""
    found = [*_nodes(), *_cases(), *_history(), *_whistles(), *_leading(), *_rest()]
    yield from (each for each in found if isinstance(each, Node))
    yield from (each for each in found if isinstance(each, Edge))


def at(time: str) -> dt.datetime:
    """`05-21T10`, or 09:00 of `05-21`."""
    day, _, hour = time.partition("T")
    return dt.datetime.fromisoformat(f"2024-{day}") + dt.timedelta(hours=int(hour or 9))


def the(name: str) -> str:
    """The id of whoever or whatever has this name; a code is its own."""
    for known in (ORGANISATIONS, OFFICERS, COMMUNITIES, BUILDINGS, PEOPLE, MATTERS):
        if name in known:
            return known[name].id
    if name.startswith("哨"):
        return make_id("whistle", name)
    known_cases = {line[0] for line in _lines(CASES)}
    return make_id("case", _source(name), name) if name in known_cases else name


def _source(of: str) -> str:
    return "petition" if of == "油烟" else "grid"


def _nodes() -> Iterator[Node]:
    for known in (ORGANISATIONS, OFFICERS, COMMUNITIES, BUILDINGS, PEOPLE, MATTERS):
        yield from known.values()
    yield UNIT


def _cases() -> Iterator[Node | Edge]:
    for name, status, community, type, received, settled, stage, of in _lines(CASES):
        made: Case = case(
            name, title=name, status=status, community=the(community), dispute_type=type, received_at=at(received),
            settled_on=None if settled == "-" else at(settled).date(), stage=stage,
            source=_source(name),
        )  # fmt: skip
        yield made
        if of != "-":
            yield PartOf(source=made.id, target=the(of))


def _history() -> Iterator[Node | Edge]:
    for day, of, kind, who, *rest in _lines(HISTORY):
        named = rest[0] if rest and rest[0] in OFFICERS else None
        yield Step(
            id=make_id("step", day, of, kind), kind=kind, at=at(day), case=the(of), organisation=the(who),
            officer=named and the(named), outcome="agreement" if kind == "settle" else None, visible_to=("*",),
        )  # fmt: skip
        if kind == "receive":
            yield ReceivedBy(source=the(of), target=the(who), at=at(day))
        if kind == "hand_over":
            taker, answer = rest
            accepted = {"接收": True, "退回": False, "未答": None}[answer]
            yield HandedTo(source=the(of), target=the(taker), giver=the(who), at=at(day), accepted=accepted)


def _whistles() -> Iterator[Node | Edge]:
    for name, blown, due, caller, of, *called in _lines(WHISTLES):
        status = "done" if name == "哨五" else "open"
        due_at = None if due == "-" else at(due)
        yield Whistle(id=the(name), subject=name, at=at(blown), due_at=due_at, status=status, visible_to=("*",))
        yield By(source=the(name), target=the(caller))
        yield About(source=the(name), target=the(of))
        for who, _, came in (each.partition("=") for each in called):
            yield Calls(source=the(name), target=the(who), reported_at=None if came == "-" else at(came))


def _leading() -> Iterator[Edge]:
    for who, how, what in _lines(LEADING):
        yield (
            LedBy(source=the(what), target=the(who)) if how == "leads" else HelpedBy(source=the(what), target=the(who))
        )


def _rest() -> Iterator[Node | Edge]:
    for who, *cases in _lines(PARTIES):
        for each in cases:
            role = "witness" if each[0] == "*" else "applicant"
            yield PartyTo(source=the(who), target=the(each.lstrip("*")), role=role)
    yield MemberOf(source=the("老陈"), target=the("派出所"))
    yield Covers(source=the("司法所"), target=the("三民"))
    yield from (In(source=each.id, target=the("三民")) for each in BUILDINGS.values())
    yield In(source=UNIT.id, target=the("一栋"))
    yield At(source=the("首漏"), target=UNIT.id)
    yield At(source=the("停车"), target=the("一栋"))
    yield At(source=the("继承"), target=the("二栋"))
    a, b = sorted((the("首漏"), the("漏水")))
    yield Linked(source=a, target=b, kind="recurrence", certainty="provisional")
    a, b = sorted((the("继承"), the("欠薪")))
    yield Linked(source=a, target=b, kind="recurrence", certainty="suggested")
    yield from _proceedings()


def _proceedings() -> Iterator[Node | Edge]:
    for of, route, result, day in (
        ("首漏", "people", "agreement", "03-20"), ("首漏", "administrative", "failed", "03-25"),
        ("继承", "judicial", "agreement", "02-20"), ("退款", "people", "partial", "05-30"),
    ):  # fmt: skip
        id = make_id("mediation", of, route)
        ended = at(day).date()
        yield Mediation(id=id, route=route, started_on=ended, ended_on=ended, result=result, visible_to=("*",))
        yield About(source=id, target=the(of))
    early = Visit(id=make_id("visit", "退款"), on=dt.date(2024, 5, 29), visible_to=("*",))
    yield early
    yield About(source=early.id, target=the("退款"))
    for of, kind, who, due, paused in (
        ("停车", "visit", "司法所", "06-28", None), ("漏水", "settle", "网格中心", "05-31", None),
        ("欠薪", "settle", "司法所", "05-01", at("04-02")),
    ):  # fmt: skip
        yield Task(
            id=make_id("task", of, kind), kind=kind, title=of, subject=the(of), case=the(of), organisation=the(who),
            opened_at=at("04-01"), due_at=at(due), paused_at=paused, visible_to=("*",),
        )  # fmt: skip
    for community, week in (("三民", "06-17"), ("大龙", "06-10"), ("大龙", "06-17")):
        monday = at(week).date()
        id = make_id("weeklylist", community, week)
        yield WeeklyList(id=id, title=community, week=monday, community=the(community), visible_to=("*",))


def _lines(table: str) -> Iterator[list[str]]:
    yield from (line.split() for line in table.strip().splitlines())
