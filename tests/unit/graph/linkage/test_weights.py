"""The settings of linking: shipped as the signals are written, kept as JSON, refused when they cannot be."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest

from graph.errors import BadValue
from graph.linkage.explain import why
from graph.linkage.links import link_of
from graph.linkage.signals import reasons_of
from graph.linkage.weighing import weigh, weighed
from graph.linkage.weights import SHIPPED, SIGNALS, LinkSettings, from_json, to_json
from tests.unit.graph.linkage.pairs import FIRM, LI, WANG, case, pair

SIDES = ({WANG: "applicant", FIRM: "respondent"}, {WANG: "applicant", FIRM: "respondent"})
MUCH = pair(case("一件很长的标题"), case("一件很长的标题", 3), SIDES, flat=True)
LITTLE = pair(case("1"), case("2", 400, dispute_type="debt"), ({WANG: "applicant"}, {LI: "applicant"}), flat=True)


def test_the_shipped_settings_take_every_signal_as_it_is_written() -> None:
    assert weighed(MUCH, SHIPPED) == reasons_of(MUCH) != ()
    assert weigh(MUCH, SHIPPED) == sum(each.weight for each in reasons_of(MUCH))
    assert {each.signal for each in reasons_of(MUCH)} <= SIGNALS.keys() == SHIPPED.coefficients.keys()


def test_coefficients_and_offset_move_the_weight_and_with_it_the_link() -> None:
    double = replace(SHIPPED, coefficients={**SHIPPED.coefficients, "same_unit": 2.0}, offset=-0.5)
    assert weigh(LITTLE, double) == 3.5
    found, before = link_of(LITTLE, settings=double), link_of(LITTLE)
    assert found is not None and before is not None
    assert (before.certainty, before.weight, found.certainty, found.weight) == ("suggested", 2.0, "provisional", 3.5)
    assert link_of(LITTLE, settings=replace(double, noticeable=3.6, together=3.6)) is None


def test_a_signal_that_counts_nothing_is_not_told_and_what_is_heavier_comes_first() -> None:
    mute = replace(SHIPPED, coefficients={**SHIPPED.coefficients, "same_person": 0.0, "same_type": 9.0})
    told = [each.signal for each in why(MUCH, mute)]
    assert "same_person" not in told and told[0] == "same_type"


def test_no_offset_links_what_nothing_speaks_for() -> None:
    nothing = pair(case("1"), case("2"), ({WANG: "applicant"}, {LI: "applicant"}))
    assert link_of(nothing, settings=replace(SHIPPED, offset=50.0)) is None


def test_they_are_kept_as_json_and_travel_to_another_process() -> None:
    learned = replace(
        SHIPPED, version="3", offset=-1.25, made="由 40 对判定估计", figures={"pairs": 40, "log_loss": 0.5}
    )
    assert from_json(to_json(learned)) == learned == pickle.loads(pickle.dumps(learned))
    assert from_json("{}") == SHIPPED
    assert from_json('{"coefficients": {"same_unit": 0.5}}').coefficient("same_person") == 1.0


WRONG = [
    ('{"coefficients": {"same_colour": 1}}', "没有这个信号"),
    ('{"coefficients": {"same_person": -0.1}}', "不能是负数"),
    ('{"coefficients": {"same_person": NaN}}', "应是有限的数"),
    ('{"coefficients": {"same_person": "1"}}', "应是有限的数"),
    ('{"coefficients": {"same_person": true}}', "应是有限的数"),
    ('{"coefficients": [1]}', "应是名称到数的对象"),
    ('{"offset": Infinity}', "应是有限的数"),
    ('{"together": 1.5}', "不能低于 noticeable"),
    ('{"treshold": 1.5}', "不认识的名称"),
    ("[1]", "应是一个 JSON 对象"),
    ("{", "不是 JSON"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[each[0] for each in WRONG])
def test_what_cannot_be_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        from_json(text)


def test_what_another_version_of_the_program_kept_is_read_without_what_is_unknown() -> None:
    kept = json.loads(to_json(SHIPPED))
    kept["coefficients"] = {"same_colour": 3.0, "same_unit": 0.5}
    kept["colour"] = "blue"
    found = from_json(json.dumps(kept), lenient=True)
    assert found == replace(SHIPPED, coefficients={**SHIPPED.coefficients, "same_unit": 0.5})
    assert isinstance(found, LinkSettings)
