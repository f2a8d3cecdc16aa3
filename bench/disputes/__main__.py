"""`python -m bench.disputes --out FOLDER [--cases N] [--seed S] [--held-out]`: a set on disk."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.disputes.making import CASES, SEED, made
from bench.disputes.writing import trap_of, write


def main(options: Sequence[str] | None = None) -> None:
    """Write the set and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m bench.disputes")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--held-out", action="store_true", help="with the phrases and names that the other set lacks")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args(options)
    disputes = made(given.cases, seed=given.seed, held_out=given.held_out)
    write(disputes, given.out)
    matters = Counter(each.matter.key for each in disputes.cases)
    several = sum(count > 1 for count in matters.values())
    print(f"{len(disputes.cases):,} cases, {several:,} matters of two or more, seed {given.seed}")
    for trap, count in Counter(map(trap_of, disputes.cases)).most_common():
        print(f"{count:7,}  {trap}")


if __name__ == "__main__":
    main()
