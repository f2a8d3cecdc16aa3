"""How much each signal speaks for a verdict: logits of different, partial and same.

Fitted and printed by `python -m bench address_pairs --pairs FILE.csv` on one half of the queries of a public collection
of 19,286 labelled Chinese address pairs; `sanlian address evaluate --pairs FILE.csv` prints the figures of the
other half.
"""

from __future__ import annotations

OFFSETS = (0.000, -2.371, -5.648)
"""With no signal at all."""

WEIGHTS = {
    "ratio": (0.000, 0.858, 2.565),
    "ratio_without_district": (0.000, -2.242, -3.588),
    "pairs": (0.000, 1.366, 2.023),
    "pairs_of_shorter": (0.000, 1.358, 0.806),
    "common_stretch": (0.000, 4.067, 3.471),
    "common_stretch_of_shorter": (0.000, -2.925, -3.573),
    "rare_characters": (0.000, 2.119, 2.553),
    "rare_of_shorter": (0.000, 1.570, 2.527),
    "roads_equal": (0.000, 0.515, 0.185),
    "roads_differ": (0.000, -0.572, -0.880),
    "names_alike": (0.000, 0.412, 0.808),
    "names_within": (0.000, 1.032, 1.557),
    "names_missing": (0.000, 0.629, 1.072),
    "doors_equal": (0.000, 0.793, 0.947),
    "doors_differ": (0.000, -0.083, -0.932),
    "buildings_equal": (0.000, -0.798, 0.637),
    "buildings_differ": (0.000, 0.683, -1.500),
    "finer_equal": (0.000, 0.659, 1.549),
    "finer_differ": (0.000, 0.568, -2.103),
    "figures_shared": (0.000, -0.917, -0.298),
    "districts_equal": (0.000, 0.880, 0.926),
    "districts_differ": (0.000, 0.231, -0.037),
    "lengths": (0.000, -0.368, -0.693),
    "end_alike": (0.000, -1.965, 0.902),
    "whole_equal": (0.000, 0.520, 0.637),
    "levels_equal": (0.000, -0.341, 0.422),
    "levels_differ": (0.000, 0.336, -0.028),
    "levels_missing": (0.000, 0.185, 0.253),
    "unread": (0.000, -0.302, -0.034),
}
