"""What a store came to, laid beside a truth file: the measures, and what stands on one side alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadValue
from graph.identity.measuring import (
    Judged,
    JudgedPair,
    Truth,
    b_cubed,
    by_value,
    count_pairs,
    judged_pairs,
    missed_pairs,
    wrong_pairs,
)
from graph.measures import BCubed, Pairs
from graph.pipeline.measuring import Found
from loaders.truths import KIND, TruthTable

_UNSTATED = "（无）"
ByColumn = dict[str, dict[str, tuple[int, Pairs]]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures over the records that stand on both sides."""

    found: dict[str, str]
    table: TruthTable
    truth: Truth
    """Of those records alone."""
    decidable: Pairs | None
    """None: the truth does not say which pairs can be decided."""
    everything: Pairs
    cubed: BCubed
    by: ByColumn
    judged: list[Judged]
    not_in_store: list[str]
    not_in_truth: list[str]
    repeated: list[str]

    @property
    def records(self) -> int:
        return len(self.truth.person)

    @property
    def people(self) -> int:
        """By the truth."""
        return len(set(self.truth.person.values()))

    @property
    def clusters(self) -> int:
        """By the store."""
        return len(set(self.found.values()))

    def kinds(self, record: str) -> tuple[str, ...]:
        """What the truth says of the record's difficulty."""
        column = next((self.table.columns[each] for each in KIND if each in self.table.columns), {})
        return column.get(record, ())

    def wrong_pairs(self) -> Iterator[tuple[str, str]]:
        return wrong_pairs(self.found, self.truth)

    def missed_pairs(self) -> Iterator[tuple[str, str]]:
        """Of the decidable ones, where the truth says which."""
        return missed_pairs(self.found, self.truth)

    def as_json(self) -> dict[str, Any]:
        return {
            "records": self.records,
            "people": self.people,
            "clusters": self.clusters,
            "not_in_store": self.not_in_store,
            "not_in_truth": self.not_in_truth,
            "repeated": self.repeated,
            "decidable": None if self.decidable is None else _pairs_json(self.decidable),
            "pairs": _pairs_json(self.everything),
            "b_cubed": {"precision": self.cubed.precision, "recall": self.cubed.recall, "f1": self.cubed.f1},
            "by": {
                column: {value: {"records": count, **_pairs_json(pairs)} for value, (count, pairs) in values.items()}
                for column, values in self.by.items()
            },
            "judged": [
                {"kind": each.kind, "same": each.same, "pairs": each.count, "joined": each.joined, "share": each.share}
                for each in self.judged
            ],
        }


def evaluate(
    found: Found, table: TruthTable, judged: Sequence[JudgedPair] = (), *, by: Sequence[str] | None = None
) -> Evaluation:
    """`by`: columns of the truth to break the pairs down by; None: the one that tells kinds, if there is one.

    Raises BadValue for a column that the truth lacks.
    """
    known = [each for each in table.truth.person if each in found.cluster]
    truth = table.truth.only(known)
    of_known = {each: found.cluster[each] for each in known}
    return Evaluation(
        found=of_known,
        table=table,
        truth=truth,
        decidable=None if truth.group is None else count_pairs(of_known, truth),
        everything=count_pairs(of_known, Truth(truth.person)),
        cubed=b_cubed(of_known, truth),
        by=_by(of_known, truth, table, by),
        judged=judged_pairs(of_known, judged),
        not_in_store=sorted(table.truth.person.keys() - found.cluster.keys() - found.repeated),
        not_in_truth=sorted(found.cluster.keys() - table.truth.person.keys()),
        repeated=sorted(found.repeated & table.truth.person.keys()),
    )


def _by(found: dict[str, str], truth: Truth, table: TruthTable, by: Sequence[str] | None) -> ByColumn:
    columns = [each for each in table.columns if each.lower() in KIND] if by is None else by
    for each in columns:
        if each not in table.columns:
            known = "、".join(table.columns) or "没有别的列"
            raise BadValue(value=each, field="--by 的列", reason=f"真值文件里有：{known}")
    return {
        column: by_value(found, truth, lambda record, values=table.columns[column]: values.get(record) or (_UNSTATED,))
        for column in columns
    }


def _pairs_json(pairs: Pairs) -> dict[str, Any]:
    return {
        "precision": pairs.precision, "recall": pairs.recall, "f1": pairs.f1, "right": pairs.right,
        "wrong": pairs.wrong, "missed": pairs.missed,
    }  # fmt: skip
