"""All pairs of a set weighed at once: Splink 5 on DuckDB, in this process."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count, islice
from math import isfinite
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink.logging
from splink import DuckDBAPI, Linker

from graph.identity.evidence import Evidence
from graph.identity.weights.blocks import Blocks, blocks_of
from graph.identity.weights.calculating import calculator, enough_for
from graph.identity.weights.columns import Columns, columns_of
from graph.identity.weights.comparisons import COMPARISONS, Levels
from graph.identity.weights.levels import Term
from graph.identity.weights.scoring import Weighed
from graph.identity.weights.settings import Settings
from graph.identity.weights.splink_model import UNIQUE_ID, splink_settings

_CHUNK = 5_000
"""Mentions that are Python objects and columns at one time."""
_ROWS = 50_000
"""Pairs that are taken from the database at one time."""
_LISTS = ("shapes", "wild", "shorter", "other_names", "repairs", "telephones", "homes", "flats", "accounts")
_TYPES: dict[str, Any] = dict.fromkeys(_LISTS, pa.list_(pa.string())) | {
    "figures_shown": pa.int32(),
    "figures_places": pa.int64(),
    "doubtful": pa.bool_(),
}
_SCHEMA = pa.schema([(UNIQUE_ID, pa.int64()), *((each, _TYPES.get(each, pa.string())) for each in Columns._fields)])
_KEYED = _SCHEMA.append(pa.field("blocks", pa.list_(pa.int64())))


def weigh_all(
    evidence: Collection[Evidence],
    settings: Settings,
    least: float | None = None,
    *,
    blocks: Blocks | None = None,
    memory: str | None = None,
    threads: int = 2,
) -> Iterator[Weighed]:
    """Every candidate pair of at least `least` (as set: to suggest; -inf: all), by rising mention ids.

    `evidence` is in the order of mention ids, each once, and `blocks` (if given) is of it in this order: it says
    which values find nobody. `memory` is DuckDB's limit, by default what so many mentions need.
    """
    blocks = blocks_of(evidence) if blocks is None else blocks
    least = settings.suggest if least is None else least
    mentions: list[str] = []
    with calculator(threads=threads, memory=memory or enough_for(len(evidence))) as connection:
        linker = linker_of(_noted(evidence, mentions), settings, connection, blocks=blocks)
        threshold = least if isfinite(least) else None  # SQL has no word for infinity that both engines know
        scored = linker.inference.predict(threshold_match_weight=threshold, warning_mode="never")
        yield from _rows(connection, scored.physical_name, mentions)


def _noted(evidence: Iterable[Evidence], mentions: list[str]) -> Iterator[Evidence]:
    """`evidence`, of which the ids stand in `mentions` when it was gone through."""
    for each in evidence:
        mentions.append(each.mention)
        yield each


def linker_of(
    evidence: Iterable[Evidence], settings: Settings, connection: duckdb.DuckDBPyConnection, *, blocks: Blocks
) -> Linker:
    """A Splink linker over `evidence`, a mention's place in it being its id, with the frequencies of `settings`."""
    api = DuckDBAPI(connection)
    _fill(connection, "mentions", _KEYED, mention_tables(evidence, blocks))
    linker = Linker(api.register("mentions"), splink_settings(settings))
    splink.logging.enable(logging.ERROR)  # a Linker turns its own progress on
    for term in Term:
        table = f"{term}_shares"
        _fill(connection, table, _shares_schema(term), [share_table(_values(connection, term), term, settings)])
        linker.table_management.register_term_frequency_lookup(api.register(table), term)
    return linker


def _fill(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    connection.register("_chunk", schema.empty_table())
    connection.execute(f"create table {name} as select * from _chunk")
    for table in tables:
        connection.register("_chunk", table)
        connection.execute(f"insert into {name} select * from _chunk")
    connection.unregister("_chunk")


def table_of(evidence: Iterable[Evidence], *, first: int = 0) -> pa.Table:
    """The columns of `evidence`, which is numbered from `first`."""
    rows = [columns_of.__wrapped__(each) for each in evidence]
    ids = pa.array(range(first, first + len(rows)), pa.int64())
    columns = zip(*rows, strict=True) if rows else ((),) * len(Columns._fields)
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, list(_SCHEMA)[1:], strict=True)]
    return pa.table([ids, *arrays], schema=_SCHEMA)


def mention_tables(evidence: Iterable[Evidence], blocks: Blocks) -> Iterator[pa.Table]:
    """What Splink is fed with, chunk by chunk: the columns of each mention and the numbers of its blocks."""
    order = np.argsort(blocks.owners, kind="stable")
    owners, mine = blocks.owners[order], blocks.blocks[order]
    rest = iter(evidence)
    for first in count(0, _CHUNK):
        if not (some := list(islice(rest, _CHUNK))):
            return
        chunk = table_of(some, first=first)
        edges = np.searchsorted(owners, np.arange(first, first + len(chunk) + 1))
        lists = pa.ListArray.from_arrays(
            pa.array(edges - edges[0], pa.int32()), pa.array(mine[edges[0] : edges[-1]], pa.int64())
        )
        yield chunk.append_column(_KEYED.field("blocks"), lists)


def _shares_schema(term: Term) -> pa.Schema:
    return pa.schema([(term, pa.string()), (f"tf_{term}", pa.float64())])


def share_table(values: Sequence[str], term: Term, settings: Settings) -> pa.Table:
    """The term frequencies of these values, as Splink takes them."""
    return pa.table([values, [settings.term_share(term, each) for each in values]], schema=_shares_schema(term))


def _values(connection: duckdb.DuckDBPyConnection, term: Term) -> list[str]:
    found = connection.execute(f"select distinct {term} from mentions where {term} is not null")
    return [each for (each,) in found.fetchall()]


def _rows(connection: duckdb.DuckDBPyConnection, table: str, mentions: Sequence[str]) -> Iterator[Weighed]:
    for batch in connection.sql(_levels_sql(table)).to_arrow_reader(_ROWS):
        ones, others, weights, *levels = (each.to_pylist() for each in batch.columns)
        for one, other, weight, *places in zip(ones, others, weights, *levels, strict=True):
            yield Weighed(mentions[int(one)], mentions[int(other)], weight, _levels(tuple(places)))


def _levels_sql(table: str) -> str:
    """The scored pairs with the place of each comparison's level: Splink keeps it only beside all that it compared."""
    cases = (
        " ".join(f"when {level.sql} then {place}" for place, level in enumerate((each.silent, *each.levels[:-1])))
        + f" else {len(each.levels)}"
        for each in COMPARISONS
    )
    columns = ", ".join(f"l.{each} as {each}_l, r.{each} as {each}_r" for each in Columns._fields)
    return f"""
        select one, other, weight, {", ".join(f"case {each} end" for each in cases)}
        from (
            select {UNIQUE_ID}_l as one, {UNIQUE_ID}_r as other, match_weight as weight, {columns}
            from {table}
            join mentions as l on l.{UNIQUE_ID} = {UNIQUE_ID}_l
            join mentions as r on r.{UNIQUE_ID} = {UNIQUE_ID}_r
        )
        order by one, other
    """


@lru_cache(maxsize=4096)
def _levels(places: tuple[int, ...]) -> Levels:
    """Their keys: 0 is silent, 1 the likest."""
    return Levels(
        *(
            (comparison.silent, *comparison.levels)[place].key
            for comparison, place in zip(COMPARISONS, places, strict=True)
        )
    )
