"""The settings of an office that has not estimated its own.

For a street: about 40,000 mentions of 12,000 people. The m are what a clerk meets, the u what two people of one
street share by chance. Four are set by what must not happen rather than by what is usual:

- Two wholly different names are never one person's, though number, telephone and dwelling agree: a spouse's number
  is given, a parent's telephone.
- Neighbours of one building share names, by family and by chance: a building without a dwelling weighs little.
- Brothers and sisters are named alike: a name of one sound and one dwelling are only just enough. Names that look
  alike and sound otherwise are a slip of the pen, and just enough.
- Two different valid numbers outweigh a name, a telephone and a dwelling.
"""

from __future__ import annotations

from graph.identity.weights.settings import Chance, Settings

SHIPPED = Settings(
    version="shipped-2",
    prior=-13.4,
    chances={
        "name": {
            "equal": Chance(0.82, 4e-5),
            "former": Chance(0.005, 1e-6),
            "sound": Chance(0.015, 2.2e-4),
            "shape": Chance(0.015, 3e-5),
            "loose": Chance(0.01, 3e-4),
            "title": Chance(0.05, 0.003),
            "near": Chance(0.003, 0.002),
            "surname": Chance(1.2e-10, 0.033),
            "other": Chance(9e-10, 0.96),
        },
        "number": {
            "equal": Chance(0.68, 1e-6),
            "mistyped": Chance(0.03, 1e-6),
            "fits": Chance(0.04, 1.2e-6),
            "masked": Chance(0.2, 3e-4),
            "doubtful": Chance(2e-4, 0.006),
            "differ": Chance(9e-6, 0.59),
            "contradicts": Chance(2e-4, 0.4),
        },
        "telephone": {
            "equal": Chance(0.6, 1e-5),
            "masked": Chance(0.1, 1.6e-5),
            "mistyped": Chance(0.004, 6e-5),
            "differ": Chance(0.29, 0.99),
        },
        "address": {
            "unit": Chance(0.5, 2.3e-4),
            "door": Chance(0.08, 1.2e-4),
            "building": Chance(0.15, 0.05),
            "neighbour": Chance(0.02, 0.07),
            "other": Chance(0.25, 0.85),
        },
        "birth": {
            "equal": Chance(0.9, 5e-5),
            "sex": Chance(0.008, 0.5),
            "differs": Chance(0.015, 0.49),
        },
        "account": {"equal": Chance(0.5, 5e-5), "differ": Chance(0.5, 0.5)},
    },
)
