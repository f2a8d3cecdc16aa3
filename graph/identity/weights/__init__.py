"""The weight of the evidence that two mentions are one person's (Fellegi and Sunter 1969).

One declared model (`comparisons`) with one set of numbers (`settings`): pair by pair in Python (`scoring`), a whole
set at once with Splink (`batch`), the numbers estimated from a set (`training`), the sentences (`reasons`).
Splink and DuckDB load with `batch` and `training` alone.
"""

from graph.identity.weights.blocks import Blocks, Crowded, blocks_of, candidates, crowded_among
from graph.identity.weights.comparisons import COMPARISONS, Levels
from graph.identity.weights.reasons import Reason, Step, reasons, waterfall
from graph.identity.weights.scoring import Weighed, weigh
from graph.identity.weights.settings import Settings, from_json, to_json
from graph.identity.weights.shipped import SHIPPED

__all__ = [
    "COMPARISONS",
    "SHIPPED",
    "Blocks",
    "Crowded",
    "Levels",
    "Reason",
    "Settings",
    "Step",
    "Weighed",
    "blocks_of",
    "candidates",
    "crowded_among",
    "from_json",
    "reasons",
    "to_json",
    "waterfall",
    "weigh",
]
