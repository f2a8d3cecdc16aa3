"""`python -m bench link_texts --messages FILE --labels FILE`: learn how texts are weighed, from labelled cases.

    … [--hard FILE]… [--judged FILE]… [--fictional SHARE] [--cases N] [--slack C] [--seeds N] [--write]

`--labels` says which matter cases are of, `--hard` and `--judged` whether the two of a pair are one; `--hard` are pairs
chosen because they are hard, and count more. `--fictional` is what a pair of a made-up city counts beside a real one.
Printed is what cross-validation finds; `--write` replaces the counts and the weights that linking ships
(`graph/linkage/texts/rarity.json.gz`, `weights.json`), for which `VERSION` in `keys.py` must then be raised.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from bench.disputes.making import made
from bench.link_texts.counting import count_rarity, write_rarity
from bench.link_texts.examples import Ground, as_examples, labelled_pairs, of_fiction
from bench.link_texts.fitting import SLACK, Examples, score, write_weights
from bench.link_texts.labels import Labels, documents_of, matters_of
from bench.link_texts.messages import read_messages
from bench.link_texts.trying import Found, Task, cross_validated
from graph.errors import BadTruth
from graph.linkage import texts
from graph.linkage.measuring import JudgedPair
from graph.linkage.texts.rarity import Rarity
from graph.linkage.texts.scoring import TOGETHER, TextWeights
from graph.measures import Pairs
from loaders.truths import read_case_truth

_FICTIONAL, _CASES = 1.0, 2_500
_SEED, _SEED_HELD = 11, 12
_SEEDS = 4


def main(options: Sequence[str] = ()) -> None:
    """Print the figures, or what is missing. Raises BadTruth or a LoadError."""
    asked = _parser().parse_args(options)
    if asked.messages is None or asked.labels is None:
        print("link_texts: give --messages FILE and --labels FILE to learn how texts are weighed")
        return
    task = prepare(asked)
    for line in figures([cross_validated(task, seed) for seed in range(asked.seeds)]):
        print(line)
    learned = task.learn(task.examples)
    if task.fiction is not None:
        print(f"fictional, held out: {_shares(_held_out(task, learned, asked.cases))}")
    if asked.write:
        for path in write(task.ground.rarity, learned, Path(*texts.__path__)):
            print(f"written: {path}")


def prepare(asked: argparse.Namespace) -> Task:
    """The cases read by counts of their own, and the pairs to learn from."""
    messages = read_messages(asked.messages)
    labels = _labels(asked).known(each.case.id for each in messages)
    matters = matters_of((each.case.id for each in messages), labels.pairs())
    ground = Ground(messages, count_rarity(documents_of(messages, matters)))
    candidates = ground.candidates()
    pairs = labelled_pairs(ground, labels, candidates)
    if not pairs:
        raise BadTruth(path=asked.labels, reason="没有一对事件在留言里")
    examples = as_examples(ground, labels, pairs, matters)
    print(
        f"{len(messages):,} messages, {ground.rarity.matters:,} matters; {len(candidates):,} pairs are compared; "
        f"learned from {len(pairs):,} pairs, {examples.same.sum():,} of them of one matter"
    )
    fiction = _fiction(ground.rarity, ground.names, asked.cases) if asked.fictional > 0 else None
    return Task(ground, labels, matters, candidates, pairs, examples, fiction, asked.fictional, asked.slack)


def figures(tried: Sequence[Found]) -> Iterator[str]:
    """Means over the divisions."""
    yield f"cross-validated, mean of {len(tried)} divisions:"
    yield f"labelled pairs: {_shares([each.pairs for each in tried])}"
    yield f"B-cubed F1 {fmean(each.b_cubed.f1 for each in tried):.3f}"
    exact, swept = (fmean(getattr(each.wholes, name) for each in tried) for name in ("exact", "swept"))
    yield f"whole matters {exact:.1f} of {tried[0].wholes.of}, {swept:.1f} unlabelled cases with them"
    for name in ("hard", "judged"):
        if any(any(getattr(each, name)) for each in tried):
            yield f"{name} pairs: {_shares([getattr(each, name) for each in tried])}"


def write(rarity: Rarity, weights: TextWeights, folder: Path) -> list[Path]:
    """Replace both files of `folder`."""
    counts, bits = folder / "rarity.json.gz", folder / "weights.json"
    write_rarity(rarity, counts)
    write_weights(weights, bits)
    return [counts, bits]


def _labels(asked: argparse.Namespace) -> Labels:
    hard, judged = (_judged(some) for some in (asked.hard, asked.judged))
    return Labels(read_case_truth(asked.labels).matter, hard, judged)


def _judged(paths: Sequence[Path]) -> list[JudgedPair]:
    return [each for path in paths for each in read_case_truth(path).judged]


def _fiction(rarity: Rarity, names: tuple[str, ...], cases: int, *, held_out: bool = False) -> Examples:
    seed = _SEED_HELD if held_out else _SEED
    found, examples = of_fiction(made(cases, seed=seed, held_out=held_out), rarity)
    assert found == names
    return examples


def _held_out(task: Task, weights: TextWeights, cases: int) -> list[Pairs]:
    examples = _fiction(task.ground.rarity, task.ground.names, cases, held_out=True)
    joined = score(task.ground.names, examples.features, weights) >= TOGETHER
    same = examples.same
    return [Pairs(int((joined & same).sum()), int((joined & ~same).sum()), int((~joined & same).sum()))]


def _shares(pairs: Sequence[Pairs]) -> str:
    named = ("precision", "recall", "f1")
    shares = ", ".join(f"{name} {fmean(getattr(each, name) for each in pairs):.3f}" for name in named)
    right, wrong, missed = (fmean(some) for some in zip(*pairs, strict=True))
    return f"{shares} ({right:.1f} right, {wrong:.1f} wrong, {missed:.1f} missed)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench link_texts")
    parser.add_argument("--messages", type=Path, metavar="FILE")
    parser.add_argument("--labels", type=Path, metavar="FILE")
    parser.add_argument("--hard", type=Path, metavar="FILE", action="append", default=[])
    parser.add_argument("--judged", type=Path, metavar="FILE", action="append", default=[])
    parser.add_argument("--fictional", type=float, metavar="SHARE", default=_FICTIONAL)
    parser.add_argument("--cases", type=int, metavar="N", default=_CASES)
    parser.add_argument("--slack", type=float, metavar="C", default=SLACK)
    parser.add_argument("--seeds", type=int, metavar="N", default=_SEEDS)
    parser.add_argument("--write", action="store_true")
    return parser
