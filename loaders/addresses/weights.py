"""How much each signal speaks for a verdict: logits of different, partial and same.

Fitted and printed by `python -m bench address_pairs --pairs FILE.csv` on one half of the queries of a public collection
of 19,286 labelled Chinese address pairs; `sanlian address evaluate --pairs FILE.csv` prints the figures of the
other half.
"""

from __future__ import annotations

OFFSETS = (0.000, -2.383, -5.633)
"""With no signal at all."""

WEIGHTS = {
    "ratio": (0.000, 0.846, 2.519),
    "ratio_without_district": (0.000, -2.241, -3.607),
    "pairs": (0.000, 1.352, 2.060),
    "pairs_of_shorter": (0.000, 1.343, 0.779),
    "common_stretch": (0.000, 4.061, 3.474),
    "common_stretch_of_shorter": (0.000, -2.883, -3.535),
    "rare_characters": (0.000, 2.132, 2.581),
    "rare_of_shorter": (0.000, 1.565, 2.518),
    "roads_equal": (0.000, 0.522, 0.187),
    "roads_differ": (0.000, -0.569, -0.874),
    "names_alike": (0.000, 0.421, 0.809),
    "names_within": (0.000, 1.023, 1.555),
    "names_missing": (0.000, 0.628, 1.071),
    "doors_equal": (0.000, 0.801, 0.940),
    "doors_differ": (0.000, -0.069, -0.925),
    "buildings_equal": (0.000, -0.790, 0.640),
    "buildings_differ": (0.000, 0.693, -1.498),
    "finer_equal": (0.000, 0.666, 1.566),
    "finer_differ": (0.000, 0.582, -2.128),
    "figures_shared": (0.000, -0.923, -0.297),
    "districts_equal": (0.000, 0.879, 0.931),
    "districts_differ": (0.000, 0.236, -0.015),
    "lengths": (0.000, -0.355, -0.699),
    "end_alike": (0.000, -1.970, 0.895),
    "whole_equal": (0.000, 0.898, 1.239),
    "levels_equal": (0.000, -0.694, -0.195),
    "levels_differ": (0.000, 0.007, -0.612),
    "levels_missing": (0.000, -0.262, -0.385),
    "unread": (0.000, -0.293, -0.056),
}
