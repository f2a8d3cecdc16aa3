"""The centre's figures: periods, facts, the table of definitions, and how the one becomes the other."""

from graph.duty.statistics.counting import Cell, Line, count, count_by, difference, lines
from graph.duty.statistics.periods import Period, between, buckets_of, read_period
from graph.duty.statistics.table import DIMENSIONS, FIGURES, MAIN, PERIODICAL, Dimension, Figure, table_md

__all__ = [
    "DIMENSIONS",
    "FIGURES",
    "MAIN",
    "PERIODICAL",
    "Cell",
    "Dimension",
    "Figure",
    "Line",
    "Period",
    "between",
    "buckets_of",
    "count",
    "count_by",
    "difference",
    "lines",
    "read_period",
    "table_md",
]
