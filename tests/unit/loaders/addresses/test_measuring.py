"""Figures over judged pairs: right, beside the baseline, and with the line at fault where a file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadPairs
from loaders.addresses.measuring import Judged, Scores, evaluate, is_for_fitting, read_pairs, scores, thresholds_for


def test_macro_f1_counts_all_classes_alike() -> None:
    counted = Scores(((8, 2, 0), (1, 3, 0), (0, 1, 1)))
    assert counted.precision(0) == pytest.approx(8 / 9)
    assert counted.recall(0) == pytest.approx(0.8)
    assert counted.f1(2) == pytest.approx(2 / 3)
    assert counted.macro_f1 == pytest.approx((counted.f1(0) + counted.f1(1) + counted.f1(2)) / 3)
    assert Scores(((0, 0, 0),) * 3).macro_f1 == 0


def test_thresholds_separate_what_can_be_separated() -> None:
    pairs = [Judged("锦澜苑", "松鹤", 0), Judged("锦澜苑三", "锦澜二区", 1), Judged("锦澜苑", "锦澜苑", 2)]
    low, high = thresholds_for(pairs)
    assert 0 < low < high <= 1


def test_pairs_of_one_query_stay_together() -> None:
    halves = {is_for_fitting(Judged("锦澜苑3栋", other, 0)) for other in ("甲", "乙", "丙")}
    assert len(halves) == 1
    assert {is_for_fitting(Judged(f"锦澜苑{at}栋", "", 0)) for at in range(30)} == {True, False}


def test_dwellings_are_compared_better_than_strings_are() -> None:
    pairs = []
    for at in range(1, 120):
        text = f"锦澜苑{at}栋2单元302室"
        pairs += [
            Judged(text, f"民权街道打铜社区锦澜苑小区{at}号楼二单元3楼02", 2),
            Judged(text, f"锦澜苑{at + 1}栋2单元302室", 1),
            Judged(text, f"云樵路{at}号宝鼎五金商行", 0),
        ]
    found = evaluate(pairs)
    assert found.pairs + found.fitted == len(pairs)
    assert found.ours.macro_f1 > 0.95 > found.baseline.macro_f1


def test_scores_have_a_row_for_each_label() -> None:
    found = scores([Judged("甲", "乙", 0), Judged("甲", "乙", 2)], lambda one, other: 2)
    assert found.confusion == ((0, 0, 1), (0, 0, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("query,label\n甲,1\n", "第 1 行缺少列 candidate"),
        ("query,candidate,label\n甲,乙,1\n甲,乙,3\n", "第 3 行的 label 是“3”，应是 0、1 或 2"),
        ("query,candidate,label\n", "没有一对地址"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadPairs, match=reason):
        read_pairs(path)
    with pytest.raises(BadPairs):
        read_pairs(tmp_path / "missing.csv")
