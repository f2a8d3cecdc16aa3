"""All comparisons, each declared once: what the scorer, the database and the sentences are made from."""

from __future__ import annotations

from typing import NamedTuple

from graph.identity.weights.columns import Columns
from graph.identity.weights.levels import Level
from graph.identity.weights.of_contacts import ACCOUNT, ADDRESS, TELEPHONE
from graph.identity.weights.of_names import NAME
from graph.identity.weights.of_numbers import BIRTH, NUMBER

COMPARISONS = (NAME, NUMBER, TELEPHONE, ADDRESS, BIRTH, ACCOUNT)


class Levels(NamedTuple):
    """The key of the level that holds, comparison by comparison; "silent": not compared."""

    name: str
    number: str
    telephone: str
    address: str
    birth: str
    account: str


def levels_of(one: Columns, other: Columns) -> tuple[Level, ...]:
    """The level of each comparison, in the order of `COMPARISONS`."""
    return tuple(each.level(one, other) for each in COMPARISONS)
