"""Every error has a status and a code of its own."""

from __future__ import annotations

from api.errors import STATUSES, leaves


def test_no_leaf_is_unmapped() -> None:
    assert [each.__name__ for each in leaves() if each not in STATUSES] == []


def test_nothing_is_mapped_that_is_no_leaf() -> None:
    assert STATUSES.keys() <= set(leaves())


def test_codes_tell_errors_apart() -> None:
    codes = [each.code for each in leaves()]
    assert len(set(codes)) == len(codes)
