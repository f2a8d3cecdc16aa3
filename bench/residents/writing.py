"""The files of a set: mentions.csv, truth.csv, pairs.csv."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.residents.dials import Dials
from bench.residents.mentions import COLUMNS, Mention
from bench.residents.pairs import Pair, pairs_of
from bench.residents.people import Population
from bench.residents.telling import Telling
from bench.residents.truth import Truth, truth_of

SEED = 20260301


@dataclass(frozen=True, slots=True)
class Residents:
    """A whole set."""

    mentions: list[Mention]
    truth: Truth
    pairs: list[Pair]


def made(people: int, mentions: int, *, seed: int = SEED, dials: Dials | None = None) -> Residents:
    """The set of these sizes; the same for the same arguments."""
    dials = dials or Dials()
    chance = random.Random(seed)
    population = Population(people, chance, dials)
    told = Telling(population, mentions, chance, dials).mentions
    chance.shuffle(told)
    truth = truth_of(told)
    return Residents(told, truth, pairs_of(told, population, truth, chance))


def write(residents: Residents, folder: Path) -> None:
    """The three files of a set into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    _table(folder / "mentions.csv", COLUMNS, (each.row() for each in residents.mentions))
    group = residents.truth.group
    meant = ((each.record, each.person.key, ";".join(each.kinds), group[each.record]) for each in residents.mentions)
    _table(folder / "truth.csv", ("记录编号", "person", "kind", "group"), meant)
    rows = ((each.one, each.other, "yes" if each.same else "no", each.kind) for each in residents.pairs)
    _table(folder / "pairs.csv", ("记录编号", "另一记录编号", "same", "kind"), rows)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
