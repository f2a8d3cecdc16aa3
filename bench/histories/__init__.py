"""A made-up street whose cases have whole histories: who got them, what was done, what is still to be done.

Seeded and of any size, nobody in it real. Three years of cases; those of the last weeks are still open, a few older
ones too. `Histories.records()` gives all of them, nodes before the edges between them.
"""

from bench.histories.making import END, SEED, Histories

__all__ = ["END", "SEED", "Histories"]
