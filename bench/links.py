"""`python -m bench links`: a fictional city's cases, loaded, resolved and linked as users do it, against the truth.

    python -m bench links [--cases N] [--held-out] [--seed S] [--engine sqlite|neo4j] [--folder FOLDER] [--json]

`--held-out` takes the phrases and names on which no weight was chosen. `--folder` keeps the files; a folder that holds
a set already serves as it is. Memory is that of this process alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from api.cli.link_measuring import lines, measure
from bench.disputes.making import CASES, SEED, made
from bench.disputes.writing import FILES, TRUTH, write
from bench.identity import Stages
from bench.measuring import peak_memory_mb
from bench.places import ENGINES, place_for
from graph.linkage.measuring import Couple, count_pairs, pairs_within
from graph.measures import Pairs
from graph.pipeline import link, resolve
from graph.pipeline.link_measuring import Labelled, LinksFound, links_found
from graph.store import Store
from loaders.load import load_files
from loaders.truths import read_case_truth

_WHO = "bench"
_CLAIMING = ("duplicate", "group", "recurrence")
"""Kinds of link that say that two cases are one matter, or one that is back. `derived` and `related` say that the same
are party to both, which may be so where nothing else is common.
"""


@dataclass(frozen=True, slots=True)
class OfTrap:
    """What became of the cases of one trap."""

    trap: str
    cases: int
    pairs: Pairs
    """Of one matter, among these cases."""
    must: int
    """Pairs that belong together by any kind of link: one matter, or one that recurs."""
    linked: int
    """Of these, in one matter or linked by one of `_CLAIMING` beyond a suggestion."""
    hinted: int
    """Of these, linked in any way, suggestions too."""
    weighty: int
    """Of these, linked with the weight at which 5 % of the reported pairs of the whole set are false, or more."""
    recurring: int
    """Pairs of one chain and two matters: what recurs, and what it recurs from."""
    told: int
    """Of these, linked as a recurrence beyond a suggestion."""
    must_not: int
    """Pairs of one scene that have nothing to do with each other."""
    joined: int
    """Of these, in one matter."""
    claimed: int
    """Of these, in one matter or linked by one of `_CLAIMING` beyond a suggestion."""


def main(options: Sequence[str] | None = None) -> None:
    """Print the measures, those of each trap (see OfTrap), the times and the memory."""
    asked = _parser().parse_args(options)
    stages = Stages()
    with _folder(asked.folder) as folder, place_for(asked.engine) as place, closing(place.empty()) as store:
        if not (folder / TRUTH).exists():
            make = lambda: write(made(asked.cases, seed=asked.seed, held_out=asked.held_out), folder)  # noqa: E731
            stages.time("generate", make)
        stages.time("load", lambda: _load(store, folder))
        stages.time("resolve", lambda: resolve(store, by=_WHO))
        report = stages.time("link", lambda: link(store, by=_WHO))
        found = stages.time("read back", lambda: links_found(store))
        measured = measure(found, read_case_truth(folder / TRUTH), folder / TRUTH)
        assert isinstance(measured, Labelled)
        traps = of_traps(found, folder / TRUTH, measured.at_false.of_reported.threshold)
    memory = peak_memory_mb()
    if asked.json:
        figures = {**measured.as_json(), "traps": [asdict(each) for each in traps]}
        print(json.dumps({**figures, "seconds": stages.seconds, "peak_mb": memory}, ensure_ascii=False))
        return
    print("\n".join(lines(measured)))
    print(report)
    print("\n".join(_table(traps)))
    times = "，".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages.seconds.items())
    print(f"{times}；peak {memory:.0f} MB")


def of_traps(found: LinksFound, truth: Path, threshold: float | None) -> list[OfTrap]:
    """By trap, in the order of their names; the background, which is nothing but single cases, among them.

    `threshold`: of `weighty`; None: no weight is enough.
    """
    with truth.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = found.known(row["工单编号"] for row in rows)
    columns = [{known[row["工单编号"]]: row[name] for row in rows} for name in ("事项", "关联组", "场景")]
    traps: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        traps[row["陷阱"]].append(known[row["工单编号"]])
    enough = math.inf if threshold is None else threshold
    return [_of_trap(found, trap, cases, columns, enough) for trap, cases in sorted(traps.items())]


def _of_trap(
    found: LinksFound, trap: str, cases: Sequence[str], columns: Sequence[Mapping[str, str]], enough: float
) -> OfTrap:
    matter, chain, scene = ({id: column[id] for id in cases} for column in columns)
    told = list(pairs_within(chain, {id: where for id, where in scene.items() if where}))
    must, must_not = ([pair for pair, same in told if same is verdict] for verdict in (True, False))
    recurring = [(one, other) for one, other in must if matter[one] != matter[other]]
    return OfTrap(
        trap=trap,
        cases=len(cases),
        pairs=count_pairs(found.matter, matter),
        must=len(must),
        linked=sum(_joined(found, each) or _claimed(found, each) for each in must),
        hinted=sum(each in found.links or _joined(found, each) for each in must),
        weighty=sum(each in found.links and found.links[each].weight >= enough for each in must),
        recurring=len(recurring),
        told=sum(_claimed(found, each, ("recurrence",)) for each in recurring),
        must_not=len(must_not),
        joined=sum(_joined(found, each) for each in must_not),
        claimed=sum(_joined(found, each) or _claimed(found, each) for each in must_not),
    )


def _joined(found: LinksFound, pair: Couple) -> bool:
    return found.matter[pair[0]] == found.matter[pair[1]]


def _claimed(found: LinksFound, pair: Couple, kinds: Sequence[str] = _CLAIMING) -> bool:
    link = found.links.get(pair)
    return link is not None and link.kind in kinds and link.certainty != "suggested"


def _table(traps: Sequence[OfTrap]) -> Iterator[str]:
    yield "| trap | cases | right | wrong | missed | must: linked | hinted | at 5 % | recurs | not: joined | linked |"
    yield f"| --- {'| ---: ' * 10}|"
    for each in traps:
        shares = (f"{some / each.must:.1%}" if each.must else "–" for some in (each.linked, each.hinted, each.weighty))
        counts = (f"{some:,}" for some in (each.cases, *each.pairs))
        recurs = f"{each.told:,} of {each.recurring:,}" if each.recurring else "–"
        never = f"{each.joined:,} of {each.must_not:,}" if each.must_not else "–"
        yield f"| {' | '.join((each.trap, *counts, *shares, recurs, never, f'{each.claimed:,}'))} |"


def _load(store: Store, folder: Path) -> None:
    paths = [folder / name for name in FILES.values()]
    report = load_files(store, [each for each in paths if each.exists()], by=_WHO)
    for each in report.files:
        if each.rejected:
            print(f"{each.file}: {each.rejected:,} rows were rejected, {each.rejects[0]}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench links")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--folder", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    return parser


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        yield Path(name)


if __name__ == "__main__":
    main()
