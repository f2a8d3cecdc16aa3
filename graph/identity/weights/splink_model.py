"""The settings as Splink 5 takes them, on DuckDB and on Spark unchanged."""

from __future__ import annotations

from typing import Any

from splink import SettingsCreator, block_on

from graph.identity.weights.comparisons import COMPARISONS
from graph.identity.weights.levels import Comparison, Level, Term
from graph.identity.weights.settings import Settings

UNIQUE_ID = "place"
"""The column that numbers mentions in the order of their ids."""


def splink_settings(settings: Settings) -> SettingsCreator:
    """The model: its conditions are in words that both engines share, so that none is translated.

    The input has the columns of `Columns`, `place`, and `blocks`: the numbers of a mention's blocks. The shares
    of `name` and `surname` are registered as term frequencies.
    """
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name=UNIQUE_ID,
        probability_two_random_records_match=1 / (1 + 2**-settings.prior),
        comparisons=[_comparison(each, settings) for each in COMPARISONS],
        blocking_rules_to_generate_predictions=[block_on("blocks", arrays_to_explode=["blocks"])],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(comparison: Comparison, settings: Settings) -> dict[str, Any]:
    silent = {
        "sql_condition": comparison.silent.sql,
        "label_for_charts": comparison.silent.zh,
        "is_null_level": True,
    }
    levels = [_level(comparison, each, settings) for each in comparison.levels]
    return {"output_column_name": comparison.key, "comparison_levels": [silent, *levels]}


def _level(comparison: Comparison, level: Level, settings: Settings) -> dict[str, Any]:
    chance = settings.chances[comparison.key][level.key]
    made: dict[str, Any] = {
        "sql_condition": level.sql,
        "label_for_charts": level.zh,
        "m_probability": chance.m,
        "u_probability": chance.u,
        "fix_m_probability": not level.learned,
    }
    if level.term is not None:
        made["tf_adjustment_column"] = str(level.term)
        made["tf_adjustment_weight"] = level.share
        made["disable_tf_exact_match_detection"] = level.term is Term.SURNAME
    return made
