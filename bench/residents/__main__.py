"""`python -m bench.residents --out FOLDER [--people N] [--mentions M] [--seed S] [--errors TIMES]`: a set on disk."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.residents.dials import Dials
from bench.residents.writing import SEED, made, write


def main(options: Sequence[str] | None = None) -> None:
    """Write the set and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m bench.residents")
    parser.add_argument("--people", type=int, default=12_000)
    parser.add_argument("--mentions", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--errors", type=float, default=1.0, metavar="TIMES", help="the channels' errors so many times")
    given = parser.parse_args(options)
    residents = made(given.people, given.mentions, seed=given.seed, dials=Dials(errors=given.errors))
    write(residents, given.out)
    people = {each.person.key for each in residents.mentions}
    told = sum(1 for group in residents.truth.group.values() if group)
    print(f"{len(residents.mentions):,} mentions of {len(people):,} people, seed {given.seed}; {told:,} give a clue")
    for kind, count in Counter((each.kind, each.same) for each in residents.pairs).most_common():
        print(f"{count:7,} {'one' if kind[1] else 'two'}  {kind[0]}")


if __name__ == "__main__":
    main()
