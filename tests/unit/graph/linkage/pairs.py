"""Pairs of fictional cases."""

from __future__ import annotations

import datetime as dt

from graph.ids import make_id
from graph.linkage.pairs import Pair, Shared, Sides, What
from graph.linkage.weights import SHIPPED
from graph.model import Case

WANG, LI, ZHAO = (make_id("person", each) for each in ("王丽", "李强", "赵敏"))
FIRM, SHOP = (make_id("organisation", each) for each in ("鼎立建设有限公司", "楚味餐馆"))
FLAT = make_id("place", "unit", "302室")
NAMES = {WANG: "王丽", LI: "李强", ZHAO: "赵敏", FIRM: "鼎立建设有限公司", SHOP: "楚味餐馆", FLAT: "302室"}

Stated = dict[str, object]


def case(number: str, day: int | None = 0, **facts: object) -> Case:
    """A case that came in on a day of 2024, counted from 0."""
    received = None if day is None else dt.datetime(2024, 1, 1, 9) + dt.timedelta(days=day)
    facts = {"kind": "dispute", "dispute_type": "noise", "title": number, "source": "grid", **facts}
    return Case(id=make_id("case", number), number=number, received_at=received, **facts)  # type: ignore[arg-type]


def pair(
    one: Case,
    other: Case,
    parties: tuple[Stated, Stated] = ({}, {}),
    *,
    flat: bool = False,
    texts: float | None = None,
) -> Pair:
    """Two cases with their parties as {id: role}; what they share follows from these.

    `texts`: what their texts come to above the threshold, in bits; None: they were not compared.
    """
    (a, of_a), (b, of_b) = sorted(((one, parties[0]), (other, parties[1])), key=lambda each: each[0].id)
    shared = [_party(id, str(of_a[id]), str(of_b[id])) for id in sorted(of_a.keys() & of_b.keys())]
    if flat:
        shared.append(Shared(What.UNIT, FLAT, NAMES[FLAT], "", ""))
    sides = (Sides.of([(id, str(role)) for id, role in each.items()]) for each in (of_a, of_b))
    made = Pair(a, b, tuple(shared), *sides)
    if texts is not None:  # what a cached property computes of a likeness, put in its place
        made.__dict__["text_weight"] = SHIPPED.together + texts
    return made


def _party(id: str, left: str, right: str) -> Shared:
    return Shared(What.PERSON if id.startswith("person") else What.ORGANISATION, id, NAMES[id], left, right)
