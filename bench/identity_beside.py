"""`python -m bench identity_beside`: identity beside what is usual, on one set of fictional residents.

    python -m bench identity_beside [--people N] [--mentions M] [--seed S] [--errors TIMES]

- certain: the certain rules alone.
- components: every pair from the threshold on, and whatever follows from them.
- checked: the same pairs by falling weight, each refused where the clusters contradict each other.
- identity: what the program does.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.residents.dials import Dials
from bench.residents.writing import SEED, made, write
from graph.identity.clusters import Clusters, Rule
from graph.identity.evidence import Evidence
from graph.identity.resolve import partition
from graph.identity.spread import Bounds
from graph.identity.weights import SHIPPED, Weighed
from graph.pipeline.measuring import Found
from graph.pipeline.reading import silent
from graph.pipeline.together import Weighing, weighed
from graph.store import EVERYTHING, Store, open_store
from loaders.evaluating import evaluate
from loaders.load import load_files
from loaders.truths import read_truth

_NEVER = 1e9


def main(options: Sequence[str]) -> None:
    """Print precision, recall and F1 over the pairs that a careful clerk could decide, for each way."""
    asked = _parser().parse_args(options)
    residents = made(asked.people, asked.mentions, seed=asked.seed, dials=Dials(errors=asked.errors))
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        folder = Path(name)
        write(residents, folder)
        with closing(open_store(f"sqlite:///{folder / 'street.db'}", create=True)) as store:
            load_files(store, [folder / "mentions.csv"], by="bench")
            _compare(store, folder / "truth.csv")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench identity_beside")
    parser.add_argument("--people", type=int, default=12_000)
    parser.add_argument("--mentions", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--errors", type=float, default=1.0)
    return parser


def _compare(store: Store, truth: Path) -> None:
    found = weighed(store, settings=SHIPPED, bounds=Bounds(), progress=silent)
    records = {each.id: each.record for each in store.scan("mention", scope=EVERYTHING)}
    table = read_truth(truth)
    print("| | precision | recall | F1 |\n|---|---:|---:|---:|")
    for way, people in _ways(found).items():
        clusters = {records[mention]: person for mention, person in people.items()}
        measured = evaluate(Found(clusters, {}, {}, frozenset()), table)
        pairs = measured.decidable or measured.everything
        print(f"| {way} | {pairs.precision:.4f} | {pairs.recall:.4f} | {pairs.f1:.4f} |")


def _ways(found: Weighing) -> dict[str, Mapping[str, str]]:
    evidence = list(found.evidence)
    likely = [each for each in found.pairs if each.weight >= SHIPPED.provisional]
    certain = replace(SHIPPED, provisional=_NEVER)
    return {
        "certain": partition(evidence, [], [], settings=certain).person_of,
        "components": _components(evidence, likely),
        "checked": _checked(evidence, likely),
        "identity": partition(evidence, found.pairs, [], settings=SHIPPED).person_of,
    }


def _components(evidence: Iterable[Evidence], pairs: Iterable[Weighed]) -> dict[str, str]:
    parent = {each.mention: each.mention for each in evidence}

    def root(mention: str) -> str:
        while parent[mention] != mention:
            parent[mention] = mention = parent[parent[mention]]
        return mention

    for each in pairs:
        parent[root(each.b)] = root(each.a)
    return {each: root(each) for each in parent}


def _checked(evidence: Sequence[Evidence], pairs: Iterable[Weighed]) -> dict[str, str]:
    clusters = Clusters(evidence, apart=())
    for each in sorted(pairs, key=lambda pair: (-pair.weight, pair.a, pair.b)):
        clusters.join(each.a, each.b, rule=Rule.SCORE, sentence="")
    return {each.mention: clusters.root(each.mention) for each in evidence}
