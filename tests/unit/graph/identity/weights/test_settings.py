"""Settings as they are kept, and as Splink takes them on either engine."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlglot

from graph.identity.weights import COMPARISONS, SHIPPED, from_json, to_json
from graph.identity.weights.shares import LEAST_SHARE, MOST_SHARE, name_share, surname_share
from graph.identity.weights.splink_model import splink_settings


def test_json_keeps_all() -> None:
    settings = replace(SHIPPED, version="ours", names={"王丽": 0.001}, provisional=6.5)
    assert from_json(to_json(settings)) == settings
    assert from_json(to_json(settings)).digest == settings.digest != SHIPPED.digest


def test_the_digest_does_not_depend_on_order() -> None:
    turned = {key: dict(reversed(levels.items())) for key, levels in reversed(SHIPPED.chances.items())}
    assert replace(SHIPPED, chances=turned).digest == SHIPPED.digest


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}'])
def test_what_is_no_settings_is_refused(text: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        from_json(text)


CONDITIONS = [
    (comparison.key, level.key, level.sql)
    for comparison in COMPARISONS
    for level in (comparison.silent, *comparison.levels)
    if level.sql != "ELSE"
]


@pytest.mark.parametrize(("comparison", "level", "sql"), CONDITIONS)
def test_a_condition_says_the_same_on_both_engines(comparison: str, level: str, sql: str) -> None:
    on_spark, on_duckdb = (sqlglot.parse_one(sql, read=each).sql("spark") for each in ("spark", "duckdb"))
    assert on_spark == on_duckdb
    assert sqlglot.transpile(sql, read="duckdb", write="spark")


def test_splink_takes_the_settings_for_both_engines() -> None:
    for engine in ("duckdb", "spark"):
        made = splink_settings(SHIPPED).create_settings_dict(engine)
        assert [each["output_column_name"] for each in made["comparisons"]] == [each.key for each in COMPARISONS]


def test_common_names_have_larger_shares() -> None:
    assert surname_share("王") > surname_share("欧阳") > surname_share("缪")
    assert name_share("王丽") > name_share("王晓岚") >= LEAST_SHARE
    assert name_share("阿依古丽·买买提") == name_share("ZHANG SAN") == LEAST_SHARE
    assert all(LEAST_SHARE <= name_share(each) <= MOST_SHARE for each in ("王英", "李丽", "欧阳娜娜", "缪一"))
