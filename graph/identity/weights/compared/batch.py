"""All pairs of a profile's mentions weighed at once: Splink 5 on DuckDB."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink.logging
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from graph.identity.compared.facts import Facts, fields_of
from graph.identity.evidence import Evidence
from graph.identity.weights.blocks import Blocks
from graph.identity.weights.calculating import calculator, enough_for
from graph.identity.weights.compared.comparisons import Compared, compared_of
from graph.identity.weights.compared.model import Model, model_of
from graph.identity.weights.levels import Level
from graph.identity.weights.scoring import Weighed
from graph.identity.weights.settings import Settings
from graph.identity.weights.splink_model import UNIQUE_ID

_CHUNK = 50_000
_TYPES: dict[type, Any] = {str: pa.string(), int: pa.int64(), tuple: pa.list_(pa.string())}


def weigh_profile(
    evidence: Sequence[Evidence], settings: Settings, least: float, *, blocks: Blocks
) -> Iterator[Weighed]:
    """Every candidate pair of at least `least`, by rising mention ids.

    `evidence` is that of one profile in the order of mention ids, and `blocks` is of it in this order.
    """
    facts = [each.facts for each in evidence if each.facts is not None]
    model = model_of(facts[0].profile, settings)
    with calculator(threads=2, memory=enough_for(len(facts))) as connection:
        linker = linker_of_facts(facts, model, connection, blocks=blocks)
        scored = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        yield from _rows(connection, scored.physical_name, evidence, facts[0].profile)


def linker_of_facts(
    facts: Sequence[Facts], model: Model, connection: duckdb.DuckDBPyConnection, *, blocks: Blocks | None
) -> Linker:
    """A Splink linker over rows of one profile, a row's place being its id; with `blocks` it can predict."""
    profile = facts[0].profile
    table = _table(facts, fields_of(profile), blocks)
    connection.register("_stated", table)
    connection.execute("create table stated as select * from _stated")
    connection.unregister("_stated")
    api = DuckDBAPI(connection)
    linker = Linker(api.register("stated"), _settings(model))
    splink.logging.enable(logging.ERROR)  # a Linker turns its own progress on
    for field in terms_of(profile):
        connection.register("_shares", _shares(table, field, model))
        connection.execute(f"create table {field}_shares as select * from _shares")
        connection.unregister("_shares")
        linker.table_management.register_term_frequency_lookup(api.register(f"{field}_shares"), field)
    return linker


def terms_of(profile: str) -> list[str]:
    """The fields whose values' frequencies count."""
    levels = (level for each in compared_of(profile) for level in each.comparison.levels)
    return [each.term for each in levels if each.term is not None]


def _table(facts: Sequence[Facts], fields: Any, blocks: Blocks | None) -> pa.Table:
    columns: dict[str, Any] = {UNIQUE_ID: pa.array(range(len(facts)), pa.int64())}
    for name, kind in fields.items():
        columns[name] = pa.array([each.values[name] for each in facts], _TYPES[kind])
    if blocks is None:
        columns["blocks"] = pa.array([None] * len(facts), pa.list_(pa.int64()))
    else:
        order = np.argsort(blocks.owners, kind="stable")
        edges = np.searchsorted(blocks.owners[order], np.arange(len(facts) + 1))
        columns["blocks"] = pa.ListArray.from_arrays(
            pa.array(edges, pa.int32()), pa.array(blocks.blocks[order], pa.int64())
        )
    return pa.table(columns)


def _shares(table: pa.Table, field: str, model: Model) -> pa.Table:
    """The frequency of each value that is there; where none is known the level's own u, which corrects nothing."""
    values = [each for each in table[field].unique().to_pylist() if each is not None]
    base = next(
        model.chances[each.comparison.key][level.key][1]
        for each in compared_of(model.profile)
        for level in each.comparison.levels
        if level.term == field
    )
    shares = [model.share(field, each) or base for each in values]
    return pa.table([pa.array(values, pa.string()), pa.array(shares, pa.float64())], names=[field, f"tf_{field}"])


def _settings(model: Model) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name=UNIQUE_ID,
        probability_two_random_records_match=1 / (1 + 2**-model.prior),
        comparisons=[_comparison(each, model) for each in compared_of(model.profile)],
        blocking_rules_to_generate_predictions=[block_on("blocks", arrays_to_explode=["blocks"])],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(compared: Compared, model: Model) -> dict[str, Any]:
    comparison = compared.comparison
    silent = {
        "sql_condition": comparison.silent.sql,
        "label_for_charts": comparison.silent.zh,
        "is_null_level": True,
    }
    levels = [_level(each, model.chances[comparison.key][each.key]) for each in comparison.levels]
    return {"output_column_name": comparison.key, "comparison_levels": [silent, *levels]}


def _level(level: Level, chance: tuple[float, float]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sql_condition": level.sql,
        "label_for_charts": level.zh,
        "m_probability": chance[0],
        "u_probability": chance[1],
    }
    if level.term is not None:
        made |= {"tf_adjustment_column": level.term, "disable_tf_exact_match_detection": True}
    return made


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, evidence: Sequence[Evidence], profile: str
) -> Iterator[Weighed]:
    for batch in connection.sql(_levels_sql(table, profile)).to_arrow_reader(_CHUNK):
        ones, others, weights, *levels = (each.to_pylist() for each in batch.columns)
        for one, other, weight, *keys in zip(ones, others, weights, *levels, strict=True):
            yield Weighed(evidence[one].mention, evidence[other].mention, weight, tuple(keys))


def _levels_sql(table: str, profile: str) -> str:
    """The scored pairs with the key of each comparison's level."""
    cases = ", ".join(
        "case "
        + " ".join(f"when {level.sql} then '{level.key}'" for level in (each.silent, *each.levels[:-1]))
        + f" else '{each.levels[-1].key}' end as g_{each.key}"
        for each in (some.comparison for some in compared_of(profile))
    )
    columns = ", ".join(f"l.{each} as {each}_l, r.{each} as {each}_r" for each in fields_of(profile))
    return f"""
        select one, other, weight, {cases}
        from (
            select {UNIQUE_ID}_l as one, {UNIQUE_ID}_r as other, match_weight as weight, {columns}
            from {table}
            join stated as l on l.{UNIQUE_ID} = {UNIQUE_ID}_l
            join stated as r on r.{UNIQUE_ID} = {UNIQUE_ID}_r
        )
        order by one, other
    """
