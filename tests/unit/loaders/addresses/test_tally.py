"""What a report says of addresses: one sentence, however many rows."""

from __future__ import annotations

from loaders.addresses.reading import read_address
from loaders.addresses.tally import Tally


def tally(*texts: str) -> Tally:
    counted = Tally()
    for row, text in enumerate(texts, 2):
        counted.add(text, read_address(text), row=row)
    return counted


def test_what_was_recognised_is_not_mentioned() -> None:
    assert list(tally("锦澜苑3栋302", "民权路15号", "").told()) == []


def test_thousands_of_rows_make_one_sentence_with_three_examples() -> None:
    texts = [f"民权路{at}号天天超市" for at in range(1, 2001)]
    (told,) = tally(*texts).told()
    assert told.startswith(
        "2,000 个地址中 2,000 个只认出一部分，原文已保留：第 2 行“民权路1号天天超市”（“天天超市”没有认出来）；"
    )
    assert told.count("第 ") == 3
    assert told.endswith("等")


def test_unread_and_partly_read_are_told_apart_and_rows_are_of_the_sheet() -> None:
    partly, unread = tally("天天超市门口", "民权路1号天天超市").told(before=1)
    assert "1 个只认出一部分" in partly
    assert "第 2 行" in partly
    assert "1 个认不出是哪里" in unread
    assert "第 1 行“天天超市门口”" in unread


def test_a_row_that_states_one_address_twice_counts_once() -> None:
    counted = Tally()
    for _ in range(3):
        counted.add("天天超市门口", read_address("天天超市门口"), row=5)
    assert (counted.read, counted.unread.total()) == (1, 1)
