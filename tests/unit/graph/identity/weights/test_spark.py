"""The same settings on Splink's Spark backend, where Spark is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bench.evidence import messy
from graph.identity.weights import SHIPPED, blocks_of, weigh
from graph.identity.weights.batch import mention_tables, share_table
from graph.identity.weights.levels import Term
from graph.identity.weights.splink_model import UNIQUE_ID, splink_settings

pyspark = pytest.importorskip("pyspark", reason="Spark is for those who have outgrown one machine")


@pytest.fixture
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "4")
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def test_spark_gives_the_weights_of_python(spark: Any) -> None:
    from splink import Linker, SparkAPI

    evidence = messy(600, seed=11)
    (mentions,) = mention_tables(evidence, blocks_of(evidence))
    api = SparkAPI(spark_session=spark, break_lineage_method="persist", num_partitions_on_repartition=2)
    linker = Linker(
        api.register(spark.createDataFrame(mentions.to_pylist(), _schema(mentions))), splink_settings(SHIPPED)
    )
    for term in Term:
        values = {each for each in mentions.column(term).to_pylist() if each}
        shares = spark.createDataFrame(share_table(sorted(values), term, SHIPPED).to_pylist())
        linker.table_management.register_term_frequency_lookup(api.register(shares), term)
    scored = linker.inference.predict(warning_mode="never").as_record_list()
    assert len(scored) > 1_000
    for each in scored:
        alone = weigh(evidence[each[f"{UNIQUE_ID}_l"]], evidence[each[f"{UNIQUE_ID}_r"]], SHIPPED)
        assert abs(alone.weight - each["match_weight"]) < 1e-9


def _schema(table: Any) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(table.schema)
