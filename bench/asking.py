"""`python -m bench asking [--cases N] [--budget S]`: what is asked of matters, and settled cases like another.

A made-up town of which four cases in five are settled, and of whose cases every six in a row are one matter.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from bench.measuring import Figure, timed
from bench.tables import markdown
from bench.town import SEED, Town
from graph.ids import make_id
from graph.model import Case, Edge, Matter, Node, PartOf, Step
from graph.pipeline.linked import Wanted as LinksWanted
from graph.pipeline.linked import linked_cases
from graph.pipeline.matters import ORDERS, Wanted, departments_of, facts_of, matter_page
from graph.pipeline.similar import similar_settled
from graph.pipeline.timeline import timeline_of
from graph.store import EVERYTHING, Store, open_store

_TYPES = ("leakage", "property_service", "wage", "parking", "noise", "neighbour", "tenancy", None)
_IN_A_MATTER = 6
_PAGE = 50


def main(options: Sequence[str]) -> None:
    """Print the median times."""
    asked = _parser().parse_args(options)
    town = Town(people=asked.cases * 2, cases=asked.cases, units=asked.cases // 3)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder, closing(_created(folder)) as store:
        matters = _fill(store, town)
        cases = [each.id for each in town.incidents]
        print(f"{len(cases):,} cases, {len(matters):,} matters")
        print(markdown({"sqlite": list(_figures(store, cases, matters, asked.budget))}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench asking")
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--budget", type=float, default=5.0, help="seconds for each figure")
    return parser


def _created(folder: str) -> Store:
    return open_store(f"sqlite:///{folder}/town.db", create=True)


def _fill(store: Store, town: Town) -> list[str]:
    """Write the town, its cases settled and in matters; the matters' ids."""
    chance = random.Random(f"{SEED}/asking")
    cases = [_settled(each, chance) for each in town.incidents]
    groups = [cases[at : at + _IN_A_MATTER] for at in range(0, len(cases) - _IN_A_MATTER, _IN_A_MATTER)]
    matters = [_matter(each) for each in groups]
    rest: list[Node | Edge] = [*(_step(each) for each in cases)]
    rest += [
        PartOf(source=each.id, target=matter.id)
        for matter, group in zip(matters, groups, strict=True)
        for each in group
    ]
    others = [each for each in town.nodes if not isinstance(each, Case)]
    with store.change(by="bench", why="town") as change:
        change.put([*others, *cases, *matters])
        change.put([*town.edges, *rest])
    return [each.id for each in matters]


def _settled(case: Case, chance: random.Random) -> Case:
    known = replace(case, dispute_type=chance.choice(_TYPES), amount=float(chance.randrange(500, 50_000)))
    if known.received_at is None or chance.random() > 0.8:
        return known
    on = known.received_at.date() + dt.timedelta(days=chance.randrange(40))
    return replace(known, status="settled", settled_on=on, outcome="agreement")


def _matter(cases: Sequence[Case]) -> Matter:
    return Matter(id=make_id("matter", cases[0].id), title=cases[0].title, cases=len(cases), visible_to=("*",))


def _step(case: Case) -> Step:
    at = case.received_at or dt.datetime.min
    return Step(id=make_id("step", case.id), kind="receive", at=at, case=case.id, visible_to=case.visible_to)


def _figures(store: Store, cases: list[str], matters: list[str], budget: float) -> Iterator[Figure]:
    chance = random.Random(SEED)

    def some(ids: list[str]) -> Iterator[str]:
        while True:
            yield chance.choice(ids)

    alike = (lambda id=id: similar_settled(store, id, scope=EVERYTHING) for id in some(cases))
    yield timed("settled cases like one", alike, budget_s=budget)
    for by in ORDERS:
        pages = (lambda by=by: _page(store, Wanted(by=by)) for _ in iter(int, 1))
        yield timed(f"a page of {_PAGE} matters by {by}", pages, budget_s=budget)
    words = (lambda: _page(store, Wanted(text="漏水 第7社区")) for _ in iter(int, 1))
    yield timed("a page of matters with two words", words, budget_s=budget)
    told = (lambda id=id: timeline_of(store, id, scope=EVERYTHING) for id in some(matters))
    yield timed("the timeline of a matter", told, budget_s=budget)
    links = (lambda id=id: linked_cases(store, [id], LinksWanted(), scope=EVERYTHING) for id in some(cases))
    yield timed("the cases linked to one", links, budget_s=budget)


def _page(store: Store, wanted: Wanted) -> None:
    found, _ = matter_page(store, wanted, first=_PAGE, skip=0, scope=EVERYTHING)
    ids = [each.id for each in found]
    facts_of(store, ids, scope=EVERYTHING)
    departments_of(store, ids, scope=EVERYTHING)
