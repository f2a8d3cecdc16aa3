"""DuckDB as a calculator: in memory, quiet, bounded; it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def calculator(*, threads: int = 1, memory: str = "2GB") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with `memory` for its limit (as DuckDB writes it), closed in the end.

    With one thread sums come in one order. It draws no progress bar: what a command prints is for its reader.
    """
    with duckdb.connect(config={"threads": threads, "memory_limit": memory}) as connection:
        connection.execute("SET enable_progress_bar = false")
        yield connection
