"""What Splink makes of the same rows with the settings that its documentation shows for such people."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.historical.rows import Row
from graph.identity.weights.calculating import calculator

_PREDICT = (
    ("substr(first_name,1,3)", "substr(surname,1,4)"),
    ("surname", "dob"),
    ("first_name", "dob"),
    ("postcode_fake", "first_name"),
    ("postcode_fake", "surname"),
    ("dob", "birth_place"),
    ("substr(postcode_fake,1,3)", "dob"),
    ("substr(postcode_fake,1,3)", "first_name"),
    ("substr(postcode_fake,1,3)", "surname"),
    ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
)
_SURE = (
    "l.first_name = r.first_name and l.surname = r.surname and l.dob = r.dob",
    "substr(l.first_name,1,2) = substr(r.first_name,1,2) and l.surname = r.surname"
    " and substr(l.postcode_fake,1,2) = substr(r.postcode_fake,1,2)",
    "l.dob = r.dob and l.postcode_fake = r.postcode_fake",
)


def splinked(rows: Sequence[Row], *, threshold: float = 0.95) -> dict[str, str]:
    """The cluster of each row by its own number: every pair above the threshold joined, as Splink does."""
    with calculator(threads=2, memory="3GB") as connection:
        api = DuckDBAPI(connection)
        connection.register("stated", _table(rows))
        connection.execute("create table historical as select * from stated")
        linker = Linker(api.register("historical"), _settings())
        linker.training.estimate_probability_two_random_records_match(list(_SURE), recall=0.6)
        linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
        for columns in (("first_name", "surname"), ("dob",)):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns), estimate_without_term_frequencies=True
            )
        pairs = linker.inference.predict(threshold_match_probability=threshold)
        joined = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        found = connection.execute(f"select unique_id, cluster_id from {joined.physical_name}").fetchall()
    return dict(found)


def _settings() -> SettingsCreator:
    names = cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_last")
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=[block_on(*each) for each in _PREDICT],
        comparisons=[
            names,
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
    )


def _table(rows: Sequence[Row]) -> pa.Table:
    columns = {
        name: [value or None for value in values]
        for name, values in zip(Row._fields, zip(*rows, strict=True), strict=True)
    }
    both = [f"{each.first_name} {each.surname}" if each.first_name and each.surname else None for each in rows]
    return pa.table({name: pa.array(each, pa.string()) for name, each in {**columns, "first_last": both}.items()})
