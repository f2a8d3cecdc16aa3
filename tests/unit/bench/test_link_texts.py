"""How the weighing of texts is learned: from tiny fictional files, with the signs that coefficients must have."""

from __future__ import annotations

import csv
import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench.disputes.making import made
from bench.disputes.writing import FILES, PAIRS, TRUTH
from bench.disputes.writing import write as write_disputes
from bench.link_texts import main, write
from bench.link_texts.counting import count_rarity
from bench.link_texts.fitting import Examples, fit, score
from bench.link_texts.labels import Labels, documents_of, matters_of, weights_of
from bench.link_texts.messages import Message, read_messages
from graph.errors import BadTruth
from graph.linkage.measuring import JudgedPair
from graph.linkage.texts.rarity import Rarity
from graph.linkage.texts.scoring import AGAINST, TOGETHER, TextWeights
from graph.model import Case


def message(id: str, account: str = "", title: str = "", text: str = "") -> Message:
    return Message(Case(id=id, source="message", kind="request", number=id, title=title, text=text), account)


def test_a_table_is_read_by_its_headers(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    rows = [
        "message_id,user_id,subject,created_at,text,likes",
        "7,U1,标题,2024-03-05T10:00:00,内容,3",
        "7,U2,又一次,,,",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    (found,) = read_messages(path)
    assert (found.case.id, found.account, found.case.title, found.case.text) == ("7", "U1", "标题", "内容")
    assert found.case.received_at == dt.datetime(2024, 3, 5, 10)


def test_a_table_without_titles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text("message_id,text\n7,内容\n", encoding="utf-8")
    with pytest.raises(BadTruth, match="标题"):
        read_messages(path)


def test_a_hard_pair_overrules_the_label_and_the_label_another_pair() -> None:
    labels = Labels(
        {"1": "a", "2": "a", "3": "b"},
        hard=[JudgedPair("2", "1", False)],
        judged=[JudgedPair("1", "3", True), JudgedPair("3", "4", True)],
    )
    assert labels.pairs() == {("1", "2"): False, ("1", "3"): False, ("2", "3"): False, ("3", "4"): True}
    assert labels.known({"1", "2", "3"}).judged == [JudgedPair("1", "3", True)]


def test_pairs_of_a_large_matter_count_less_and_hard_ones_more() -> None:
    pairs = {("1", "2"): True, ("2", "3"): True, ("3", "4"): False}
    matters = matters_of("12345", pairs)
    assert matters == {"1": "1", "2": "1", "3": "1", "4": "4", "5": "5"}
    assert weights_of(pairs, matters, [("3", "4")]) == {
        ("1", "2"): pytest.approx(2 / 3),
        ("2", "3"): pytest.approx(2 / 3),
        ("3", "4"): 1.5,
    }


def test_words_are_counted_once_a_matter_and_numbers_and_letters_never() -> None:
    said = [message(str(at), title="路灯不亮", text=f"A{at}栋路灯坏了") for at in range(3)]
    counted = count_rarity([said[:2], said[2:]], least=2)
    assert counted.matters == 2 and counted.words["路灯"] == 2 and counted.pairs["路灯"] == 2
    assert not [each for each in (*counted.words, *counted.pairs) if each.isascii()]
    assert count_rarity([said], least=2).words == {}


def test_one_who_writes_too_much_is_one_document() -> None:
    many = [message(f"{at:02}", "template") for at in range(31)]
    other = [message("98", "neighbour"), message("99", "neighbour")]
    matters = {each.case.id: each.case.id for each in (*many, *other)}
    assert sorted(map(len, documents_of([*many, *other], matters))) == [1, 1, 31]


def test_coefficients_have_their_sign_and_even_odds_are_together() -> None:
    chance = np.random.default_rng(3)
    features = chance.random((400, 3))
    same = features[:, 0] + features[:, 1] + 0.2 * chance.standard_normal(400) > 1
    names = ("cosine", "days", "names_differ")
    assert {"days", "names_differ"} <= AGAINST
    learned = fit(names, Examples(features, same, np.ones(400), np.zeros(400, bool)))
    assert learned.coefficients["cosine"] > 1
    assert "days" not in learned.coefficients, "it speaks for the two in these examples, and must not"
    assert learned.coefficients.get("names_differ", 0.0) <= 0
    joined = score(names, features, learned) >= TOGETHER
    assert 0.4 < joined.mean() < 0.6 and (joined == same).mean() > 0.65


def test_what_is_set_by_hand_is_not_learned() -> None:
    chance = np.random.default_rng(4)
    features = chance.random((200, 2))
    same = features[:, 0] > 0.5
    learned = fit(("cosine", "renamed"), Examples(features, same, np.ones(200), np.zeros(200, bool)))
    assert learned.coefficients["renamed"] == -4.5 and learned.coefficients["cosine"] > 1


def test_what_is_the_same_of_all_pairs_weighs_nothing() -> None:
    features = np.column_stack((np.arange(20) / 20, np.full(20, 0.1)))
    learned = fit(("cosine", "fours"), Examples(features, features[:, 0] > 0.5, np.ones(20), np.zeros(20, bool)))
    assert "fours" not in learned.coefficients and abs(learned.base) < 50


def test_what_is_written_can_be_read_and_is_the_same_again(tmp_path: Path) -> None:
    rarity, weights = Rarity(9, {"路灯": 4}, {"路灯": 4}), TextWeights(-1.5, {"cosine": 3.25})
    first = [path.read_bytes() for path in write(rarity, weights, tmp_path)]
    assert first == [path.read_bytes() for path in write(rarity, weights, tmp_path)]
    assert json.loads((tmp_path / "weights.json").read_text()) == {"base": -1.5, "coefficients": {"cosine": 3.25}}


def test_a_small_city_is_learned_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_disputes(made(500, seed=2), tmp_path)
    (tmp_path / "one.csv").write_text(f"a,b,same\n{','.join(_two_of_one(tmp_path / TRUTH))},1\n", encoding="utf-8")
    files = {"--messages": FILES["messages"], "--labels": TRUTH, "--hard": PAIRS, "--judged": "one.csv"}
    given = [part for name, file in files.items() for part in (name, str(tmp_path / file))]
    main([*given, "--fictional", "0.5", "--cases", "300", "--seeds", "1"])
    said = capsys.readouterr().out
    assert "cross-validated, mean of 1 divisions" in said and "written" not in said
    of_pairs = next(line for line in said.splitlines() if line.startswith("labelled pairs"))
    assert float(of_pairs.split("precision ")[1].split(",")[0]) > 0.6
    assert "hard pairs" in said and "judged pairs" in said and "fictional, held out" in said
    main([])
    assert "give --messages" in capsys.readouterr().out


def _two_of_one(truth: Path) -> tuple[str, str]:
    """Two messages of one matter."""
    with truth.open(encoding="utf-8", newline="") as file:
        rows = [(each["事项"], each["工单编号"]) for each in csv.DictReader(file)]
    messages = sorted(each for each in rows if each[1].isdigit())
    return next((one[1], other[1]) for one, other in pairwise(messages) if one[0] == other[0])
