"""In which order offices write numbers without words, and the words of the levels."""

from __future__ import annotations

RUNS: dict[tuple[str, int], tuple[str, ...]] = {
    ("whole", 2): ("number", "unit"),
    ("whole", 3): ("number", "entrance", "unit"),
    ("whole", 4): ("number", "building", "entrance", "unit"),
    ("whole", 5): ("number", "building", "entrance", "floor", "unit"),
    ("estate", 1): ("unit",),
    ("estate", 2): ("building", "unit"),
    ("estate", 3): ("building", "entrance", "unit"),
    ("estate", 4): ("building", "entrance", "floor", "unit"),
    ("number", 1): ("unit",),
    ("number", 2): ("entrance", "unit"),
    ("number", 3): ("building", "entrance", "unit"),
    ("number", 4): ("building", "entrance", "floor", "unit"),
    ("building", 1): ("unit",),
    ("building", 2): ("entrance", "unit"),
    ("building", 3): ("entrance", "floor", "unit"),
    ("entrance", 1): ("unit",),
    ("entrance", 2): ("floor", "unit"),
    ("floor", 1): ("unit",),
}
"""The levels of so many bare numbers in a row that end with a door, by what stands before them."""

BEFORE: dict[tuple[str, str], tuple[str, ...]] = {
    ("whole", "entrance"): ("number", "building"),
    ("whole", "building"): ("number",),
    ("whole", "floor"): ("number", "building", "entrance"),
    ("estate", "entrance"): ("building",),
    ("estate", "floor"): ("building", "entrance"),
    ("number", "entrance"): ("building",),
    ("number", "floor"): ("entrance",),
    ("building", "floor"): ("entrance",),
}
"""The levels of bare numbers before a part whose word says its level, by what stands before them."""

WORDS = {"number": "号", "building": "栋", "entrance": "单元"}
ZH = {"number": "门牌", "building": "楼栋", "entrance": "单元", "floor": "楼层", "unit": "户室"}
