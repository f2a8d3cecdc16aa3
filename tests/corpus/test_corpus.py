"""Every file of the corpus gives every fact and nothing wrong, and names every bad row."""

from __future__ import annotations

import pytest

from tests.corpus.catalogue import all_files
from tests.corpus.measuring import measure

FILES = all_files()


def test_the_corpus_is_large_enough() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_what_it_must(name: str) -> None:
    result = measure(name, FILES[name]())
    assert (result.missing, result.wrong, result.faults) == ([], [], [])
    assert result.named == result.bad_rows
    assert result.passed
