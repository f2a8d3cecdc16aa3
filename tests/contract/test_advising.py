"""法律咨询 that is about no case: entered once, by who may, seen by who gave it; on every engine."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.duty.acts import Consult
from graph.errors import KeyReused, StepRefused, UnknownCode, UnknownRecord
from graph.model import Consultation
from graph.pipeline.advising import Advised, advise
from graph.store import EVERYTHING, Scope, Store
from tests.contract.duty_centre import JUSTICE, SANMIN, START, STATION, found
from tests.contract.records import NOBODY, organisation

NOW = START + dt.timedelta(hours=1)
SHOP = organisation("锦绣超市", kind="shop")
FORMER = organisation("旧律所", kind="law_firm", tier="member", until=START.date() - dt.timedelta(days=1))


@pytest.fixture(autouse=True)
def _centre(store: Store) -> None:
    found(store, SHOP, FORMER)


def asked(store: Store, *, key: str = "", community: str | None = None, **facts: Any) -> Advised:
    told: dict[str, Any] = {"at": NOW, "by": JUSTICE.id, "mode": "线上", "subject": "押金不退怎么办", **facts}
    return advise(store, Consult(**told), by_user="甲", at_now=NOW, key=key, community=community)


def test_it_is_entered_and_seen_by_who_gave_it_and_the_community(store: Store) -> None:
    made = asked(store, advice="先调解", community=SANMIN.id).consultation
    assert (made.mode, made.on, made.advice) == ("online", NOW.date(), "先调解")
    for area, sees in ((JUSTICE.id, True), (SANMIN.id, True), (STATION.id, False)):
        assert (store.get([made.id], scope=Scope.of(area)) == [made]) is sees
    by = store.edges([made.id], types=["by"], direction="out", scope=EVERYTHING)
    assert [each.target for each in by] == [JUSTICE.id]


def test_a_repeated_request_is_one(store: Store) -> None:
    first, head = asked(store, key="k1"), store.head()
    again = asked(store, key="k1")
    assert (first.repeated, again.repeated, again.consultation) == (False, True, first.consultation)
    with pytest.raises(KeyReused):
        asked(store, key="k1", subject="遗嘱怎么写")
    with pytest.raises(KeyReused):
        asked(store, key="k1", person=SHOP.id)
    assert store.head() == head and asked(store).repeated is False is not asked(store).repeated


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"by": FORMER.id}, StepRefused), ({"by": SHOP.id}, StepRefused), ({"subject": " "}, StepRefused),
        ({"at": NOW + dt.timedelta(hours=1)}, StepRefused), ({"mode": "飞"}, UnknownCode),
        ({"person": NOBODY}, UnknownRecord), ({"community": STATION.id}, UnknownRecord),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(
    store: Store, facts: dict[str, Any], error: type[Exception]
) -> None:
    head = store.head()
    with pytest.raises(error):
        asked(store, **facts)
    assert store.head() == head and not list(store.scan(Consultation.KIND, scope=EVERYTHING))
