"""`search`: words wherever they stand."""

from __future__ import annotations

import pytest

from graph.errors import UnknownKind
from graph.model import Node
from graph.store import EVERYTHING, Reader, Store
from tests.contract import street as s
from tests.contract.records import case, delete, ids, organisation, people, person, place, put


def found(reader: Reader, text: str, **asked: object) -> list[str]:
    hits, total = reader.search(text, scope=EVERYTHING, **asked)  # type: ignore[arg-type]
    assert total == len(hits)
    return [hit.node.id for hit in hits]


@pytest.mark.parametrize("text", ["", "   ", "，。！", "不存在的词", "%", '"', "*", "zzz"])
def test_nothing_is_found(street: Reader, text: str) -> None:
    assert street.search(text, scope=EVERYTHING) == ([], 0)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("漏水", [s.C1, s.C2]),
        ("水", [s.C1, s.C2, s.C6]),
        ("物业管理", [s.C2, s.COMPANY]),
        ("卫生间漏水", [s.C1]),
        ("物业管理漏水", []),
        ("漏水 物业", [s.C2]),
        ("物业　漏水", [s.C2]),
        ("张三", [s.ZHANG, s.M1, s.M3]),
        ("王", [s.WANG, s.M4]),
        ("101室", [s.UNIT_101, s.C2]),
        ("室", [s.UNIT_101, s.UNIT_102, s.UNIT_302, s.C2, s.SAFETY]),
        ("１０１", [s.UNIT_101, s.C2]),
        ("1栋", [s.BUILDING, s.UNIT_101, s.UNIT_102, s.C1]),
        ("01室", []),
        ("c1", [s.C1]),
        ("C", [*s.CASES]),
        ("居委会", [s.SANMIN]),
        ("街道办事处主任", [s.LEADER]),
    ],
)
def test_a_word_is_found_wherever_it_stands(street: Reader, text: str, nodes: list[Node]) -> None:
    assert set(found(street, text, first=50)) == set(ids(nodes))


def test_titles_come_first_the_shorter_before_the_longer(street: Reader) -> None:
    hits, _ = street.search("物业", scope=EVERYTHING)
    told = [(hit.in_title, hit.node.id) for hit in hits]
    assert told == [
        (True, s.M6.id),
        (True, s.MATTER.id),
        (True, s.C6.id),
        (True, s.C2.id),
        (True, s.COMPANY.id),
        (False, s.C3.id),
    ]


def test_the_id_decides_between_equally_long_titles(store: Store) -> None:
    some = [case(each, title="同样长") for each in "甲乙丙丁"]
    put(store, *some)
    assert found(store, "同样") == sorted(ids(some))


def test_kinds_narrow_it(street: Reader) -> None:
    assert found(street, "物业", kinds=["organisation"]) == [s.COMPANY.id]
    assert found(street, "物业", kinds=[]) == []
    with pytest.raises(UnknownKind):
        street.search("物业", kinds=["dragon"], scope=EVERYTHING)


def test_pages_put_together_are_the_whole(store: Store) -> None:
    some = [case(f"{each:03}", title="漏水") for each in range(25)]
    put(store, *some)
    pages = [store.search("漏水", first=10, skip=skip, scope=EVERYTHING) for skip in (0, 10, 20, 30)]
    assert [hit.node.id for hits, _ in pages for hit in hits] == sorted(ids(some))
    assert [total for _, total in pages] == [25, 25, 25, 25]
    assert store.search("漏水", first=0, scope=EVERYTHING) == ([], 25)


def test_a_word_does_not_reach_over_two_fields_or_two_names(store: Store) -> None:
    put(store, case("A1", title="三栋漏", text="水", place="3"), person("王", names=("王小", "明")))
    for word in ("漏水", "3a1", "3水", "小明"):
        assert found(store, word) == []


def test_words_may_stand_in_different_fields(store: Store) -> None:
    put(store, case("A1", title="漏水", text="楼上不修"))
    hits, _ = store.search("漏水 不修", scope=EVERYTHING)
    assert [hit.in_title for hit in hits] == [False]


def test_sealed_fields_are_not_searched(street: Reader) -> None:
    assert found(street, "19900000001") == []


def test_the_index_follows_every_change(store: Store) -> None:
    old, new = case("A1", title="漏水"), case("A1", title="噪声")
    put(store, old)
    put(store, new)
    assert found(store, "漏水") == []
    assert found(store, "噪声") == [old.id]
    delete(store, old.id)
    assert found(store, "噪声") == []
    put(store, old)
    assert found(store, "漏水") == [old.id]


def test_rare_characters_and_other_scripts(store: Store) -> None:
    some = [
        person("𠮷野家"),
        person("Ångström"),
        person("㐂㐂"),
        organisation("O'Neil & Söhne"),
        place("road", "中山大道№12"),
    ]
    put(store, *some)
    for text, expected in (("𠮷野", 0), ("𠮷", 0), ("ångs", 1), ("㐂", 2), ("neil", 3), ("SÖH", 3), ("大道", 4)):
        assert found(store, text) == [some[expected].id], text


def test_what_looks_like_a_query_is_only_words(street: Reader) -> None:
    for text in (
        "物业 OR 张三",
        "title:物业",
        "物业*",
        '"物业"',
        "NOT 物业",
        "NEAR(物业 漏水)",
        "物业)",
        "-物业",
        "物业~",
    ):
        street.search(text, scope=EVERYTHING)
    assert found(street, "物业 OR 张三") == []


def test_a_retired_id_is_no_word(store: Store) -> None:
    put(store, *people(2))
    assert found(store, "person") == []
