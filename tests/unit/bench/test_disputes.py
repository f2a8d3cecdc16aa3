"""The fictional cases: one seed one set, the truth is known, and every trap is in it."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.disputes.__main__ import main
from bench.disputes.city import City
from bench.disputes.making import TRAPS, Disputes, made
from bench.disputes.naming import Name, mistyped, numeral, stems
from bench.disputes.phrases import FIRST, SECOND, Phrases, read_phrases
from bench.disputes.saying import How, Writer
from bench.disputes.spinning import parsed, slots_of, spin
from bench.disputes.telling import HOTLINE, MESSAGE, NETWORK, VISIT, Told
from bench.disputes.writing import FILES, trap_of
from graph.vocabulary import VOCABULARY
from loaders.opening import open_table

CASES = 900


@pytest.fixture(scope="module", params=[False, True], ids=["first", "held out"])
def disputes(request: pytest.FixtureRequest) -> Disputes:
    return made(CASES, seed=3, held_out=request.param)


def scenes(disputes: Disputes, trap: str) -> Iterator[dict[str, list[Told]]]:
    """The cases of each scene of a trap, by chain."""
    found: defaultdict[str, defaultdict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for each in disputes.cases:
        if trap_of(each) == trap:
            found[each.matter.scene][each.matter.chain].append(each)
    assert found
    yield from found.values()


def told(disputes: Disputes) -> list[tuple[str, str, str, str, str]]:
    return [(each.number, each.title, each.text, each.by.account, each.matter.key) for each in disputes.cases]


# -- the set as a whole ------------------------------------------------------------------------------


def test_one_seed_makes_one_set_and_another_another() -> None:
    assert told(made(CASES, seed=3)) == told(made(CASES, seed=3))
    assert told(made(CASES, seed=4)) != told(made(CASES, seed=3))


def test_every_trap_is_there_and_most_cases_belong_to_nothing() -> None:
    whole = made(3_000)
    counts = Counter(map(trap_of, whole.cases))
    assert counts.keys() == {*TRAPS, "background"}
    assert len(whole.cases) == 3_000 and counts["background"] > 1_500
    matters = Counter(each.matter.key for each in whole.cases)
    assert 110 <= sum(count > 1 for count in matters.values()) <= 160


def test_the_truth_holds_together(disputes: Disputes) -> None:
    """Numbers are one case's; a matter lies in one chain, a chain in one scene; the background is alone."""
    assert len({each.number for each in disputes.cases}) == len(disputes.cases) == CASES
    chains, places = defaultdict(set), defaultdict(set)
    for each in disputes.cases:
        chains[each.matter.key].add(each.matter.chain)
        places[each.matter.chain].add(each.matter.scene)
    assert all(len(some) == 1 for some in (*chains.values(), *places.values()))
    alone = Counter(each.matter.chain for each in disputes.cases if not each.matter.scene)
    assert set(alone.values()) == {1}


def test_no_two_cases_of_the_background_are_about_one_thing_at_one_place(disputes: Disputes) -> None:
    themes = [
        (each.matter.theme.key, each.matter.names["road" if each.matter.theme.place == "road" else "estate"].full)
        for each in disputes.cases
        if not each.matter.scene
    ]
    assert len(set(themes)) == len(themes)


def test_texts_are_short_and_long_and_nobody_is_real(disputes: Disputes) -> None:
    lengths = [len(each.text) for each in disputes.cases if each.matter.scene]
    assert min(lengths) < 30 and max(lengths) > 400
    for each in disputes.cases:
        assert each.by.telephone.startswith("1990") and len(each.by.telephone) == 11
        assert not {"{", "}", "[", "]", "|"} & set(each.title + each.text)


def test_every_trap_is_told_in_the_documents() -> None:
    text = (Path(__file__).parents[3] / "docs" / "linkage.md").read_text(encoding="utf-8")
    assert all(f"`{trap}`" in text for trap in TRAPS)


# -- the traps ---------------------------------------------------------------------------------------


def test_thirty_workers_face_one_employer_and_thirty_others_thirty(disputes: Disputes) -> None:
    for chains in scenes(disputes, "wages"):
        sizes = sorted(map(len, chains.values()))
        assert sizes == [1] * 30 + [30]
        cases = [each for some in chains.values() for each in some]
        assert len({each.by.account for each in cases}) == 60
        assert len({each.matter.names["firm"].full for each in cases}) == 31
        assert (max(each.at for each in cases) - min(each.at for each in cases)).days <= 13


def test_a_family_comes_by_three_channels_and_again_after_its_settlement(disputes: Disputes) -> None:
    for chains in scenes(disputes, "family"):
        family, neighbours = sorted(chains.values(), key=len, reverse=True)
        *first, again = sorted(family, key=lambda each: each.at)
        assert {each.channel for each in first} == {HOTLINE, NETWORK, VISIT}
        assert len({each.matter.key for each in first}) == 1 and again.matter.key != first[0].matter.key
        assert all(each.settled_on and each.settled_on < again.at.date() for each in first)
        assert len({each.by.name for each in family}) == 2
        assert neighbours[0].matter.theme is family[0].matter.theme


def test_leaks_recur_in_three_years_between_the_same_flats(disputes: Disputes) -> None:
    for chains in scenes(disputes, "leaks"):
        same, *others = sorted(chains.values(), key=len, reverse=True)
        assert {each.matter.place for each in same} == {same[0].by.home}
        assert len({each.matter.against for each in same}) == 1
        assert list(Counter(each.matter.key for each in same).values()) == [2, 2, 2]
        assert (same[-1].at - same[0].at).days > 600
        leak = next(each for (each,) in others if each.matter.theme.key == "leak")
        assert leak.matter.place != same[0].matter.place


def test_the_new_tenant_shares_the_flat_alone(disputes: Disputes) -> None:
    for chains in scenes(disputes, "tenants"):
        before, after = sorted(chains.values(), key=lambda some: some[0].at)
        assert before[0].matter.place == after[0].matter.place == after[0].by.home
        assert before[0].by is not after[0].by and before[0].matter.theme is not after[0].matter.theme


def test_a_copied_text_differs_in_names_alone(disputes: Disputes) -> None:
    def without_names(case: Told) -> str:
        text = case.title + case.text
        names = sorted({form for name in case.matter.names.values() for form in name.forms}, key=len, reverse=True)
        for form in names:
            text = text.replace(form, "〇")
        return text

    alike = 0
    for chains in scenes(disputes, "copied"):
        here, there = chains.values()
        assert len({each.text for each in here}) == len({each.text for each in there}) == 1
        assert here[0].title + here[0].text != there[0].title + there[0].text
        alike += without_names(here[0])[:40] == without_names(there[0])[:40]
    assert alike >= 1


def test_two_shops_of_one_building_are_two_matters(disputes: Disputes) -> None:
    for chains in scenes(disputes, "shops"):
        cases = [each for some in chains.values() for each in some]
        assert len({each.matter.names["building"] for each in cases}) == 1
        assert len({each.matter.names["shop"] for each in cases}) == len(chains) == 2


def test_names_are_shortened_and_mistyped(disputes: Disputes) -> None:
    for chains in scenes(disputes, "short_names"):
        written = [{form for form in _subject(each).forms if form in each.title + each.text} for each in _all(chains)]
        assert len(set().union(*written)) >= 3
    for chains in scenes(disputes, "mistyped"):
        most = max(chains.values(), key=len)
        right = [_subject(each).stem in each.title + each.text for each in most]
        assert right.count(True) >= 1 and right.count(False) >= 1


def _all(chains: dict[str, list[Told]]) -> list[Told]:
    return [each for some in chains.values() for each in some]


def _subject(case: Told) -> Name:
    return case.matter.names[case.matter.theme.about[0]]


def test_one_writer_signs_every_text_of_his_template(disputes: Disputes) -> None:
    for chains in scenes(disputes, "template"):
        cases = _all(chains)
        assert len({each.by.account for each in cases}) == 1 and len(chains) == 10
        assert sorted(map(len, chains.values())) == [1] * 8 + [2, 2]


def test_a_repetition_names_the_number_that_it_goes_on_from(disputes: Disputes) -> None:
    for chains in scenes(disputes, "repeats"):
        first, second, third = sorted(max(chains.values(), key=len), key=lambda each: each.at)
        assert first.number in third.text and first.text not in second.text
        assert len({each.by.account for each in _all(chains)}) == 1


@pytest.mark.parametrize("trap", ["lines", "firms", "phases", "same_place"])
def test_what_is_alike_and_another_is_told_apart(disputes: Disputes, trap: str) -> None:
    for chains in scenes(disputes, trap):
        assert len(chains) >= 2 and {len(some) for some in chains.values()} == {3}


def test_a_street_is_all_that_five_share(disputes: Disputes) -> None:
    for chains in scenes(disputes, "same_street"):
        assert len(chains) == 5
        assert len({each.matter.names["road"] for each in _all(chains)}) == 1
        assert len({each.matter.names["estate"] for each in _all(chains)}) == 5


# -- phrases and names -------------------------------------------------------------------------------


def _templates(phrases: Phrases) -> set[str]:
    lists = [some for each in phrases.themes.values() for some in (each.title, each.what, each.effect, each.ask)]
    return {template for some in (*lists, *phrases.general.values()) for template in some if template}


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_template_can_be_filled(folder: str) -> None:
    phrases = read_phrases(folder)
    assert all(parsed(each) for each in _templates(phrases))
    city = City(phrases, random.Random(1), 300)
    for theme in phrases.themes.values():
        names = city.names(theme, city.estate())
        for template in (*theme.title, *theme.what, *theme.effect, *theme.ask):
            assert slots_of(template) <= names.keys(), (theme.key, template)
        assert set(theme.about) <= names.keys()


def test_the_two_sets_share_neither_sentences_nor_syllables() -> None:
    one, other = read_phrases(FIRST), read_phrases(SECOND)
    assert _templates(one).isdisjoint(_templates(other))
    assert one.themes.keys() >= other.themes.keys()
    syllables = [{each[0] for each in phrases.names["syllables"].split()} for phrases in (one, other)]
    assert syllables[0].isdisjoint(syllables[1])


def test_a_template_spins_every_choice() -> None:
    spun = {spin("[甲|乙[丙|]]在{where}", random.Random(seed), {"where": "此"}.__getitem__) for seed in range(60)}
    assert spun == {"甲在此", "乙丙在此", "乙在此"}
    for wrong in ("[甲", "甲]", "{甲"):
        with pytest.raises(ValueError, match="bra"):
            parsed(wrong)


def test_a_mistyped_name_is_nobody_else_s() -> None:
    alike = {"千": "仟", "山": "珊", "河": "和"}
    assert {mistyped(Name("千山", ("千山制药",)), random.Random(n), alike).full for n in range(40)} == {
        "山千制药",
        "仟山制药",
        "千珊制药",
    }
    assert sorted(map(sorted, stems(list(alike), random.Random(1)))) == sorted(
        map(sorted, ("千山", "千河", "山河", "千山河"))
    )


@pytest.mark.parametrize(
    ("number", "said"), [(2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十")]
)
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said


def test_the_same_words_tell_of_other_names() -> None:
    phrases = read_phrases(FIRST)
    city, theme = City(phrases, random.Random(1), 300), phrases.themes["parking"]
    here, writer = city.new_estate(), Writer(phrases)
    there = city.new_estate(like=here)
    how = How(manner="letter", words=0.5)
    one, other = (writer.write(theme, city.names(theme, each), random.Random(2), how) for each in (here, there))
    assert one != other and here.name.stem in one.title + one.text and there.name.stem in other.title + other.text


# -- the files ---------------------------------------------------------------------------------------


def test_the_files_are_recognised_and_the_truth_names_every_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--cases", "900", "--seed", "3", "--out", str(tmp_path)])
    assert "900 cases" in capsys.readouterr().out
    expected = {MESSAGE: "messages", HOTLINE: "12345", NETWORK: "grid", VISIT: "walk_in"}
    numbers: list[str] = []
    for channel, name in FILES.items():
        assert open_table(tmp_path / name, mapping=None, vocabulary=VOCABULARY).mapping.name == expected[channel]
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            numbers += [row[0] for row in csv.reader(file)][1:]
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {row["工单编号"]: row for row in csv.DictReader(file)}
    assert sorted(truth) == sorted(numbers)
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other = truth[row["工单编号"]], truth[row["另一工单编号"]]
            assert one["场景"] == other["场景"]
            assert (one["事项"] == other["事项"]) is (row["是否同一"] == "是")
