"""Which columns of a source row are compared, and how: what a mapping says and a mention keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Comparator(StrEnum):
    """How a column is compared."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    """All words of a name: given and family name are taken from it where no other column has them."""
    DATE = "date"
    POSTCODE = "postcode"
    TEXT = "text"
    """A few words that may be spelled differently: a town."""
    CATEGORY = "category"
    """A word of many that is the same or another: an occupation."""
    EXACT = "exact"
    """A word of few: a sex."""
    IDENTIFIER = "identifier"
    """A number or address that is one person's: a passport, a telephone, an e-mail."""

    @property
    def zh(self) -> str:
        return _ZH[self]


_ZH = {
    Comparator.GIVEN_NAME: "名",
    Comparator.FAMILY_NAME: "姓",
    Comparator.FULL_NAME: "全名",
    Comparator.DATE: "日期",
    Comparator.POSTCODE: "邮政编码",
    Comparator.TEXT: "文字",
    Comparator.CATEGORY: "类别",
    Comparator.EXACT: "照字面",
    Comparator.IDENTIFIER: "号码",
}

LATIN: Mapping[str, Comparator] = {
    **dict.fromkeys(("first_name", "given_name", "forename", "christian_name"), Comparator.GIVEN_NAME),
    **dict.fromkeys(("surname", "last_name", "family_name"), Comparator.FAMILY_NAME),
    **dict.fromkeys(("full_name", "name"), Comparator.FULL_NAME),
    **dict.fromkeys(("dob", "date_of_birth", "birth_date", "born"), Comparator.DATE),
    **dict.fromkeys(("postcode", "post_code", "postal_code", "zip", "zip_code", "zipcode"), Comparator.POSTCODE),
    **dict.fromkeys(("birth_place", "birthplace", "place_of_birth", "town", "city"), Comparator.TEXT),
    **dict.fromkeys(("occupation", "profession"), Comparator.CATEGORY),
    **dict.fromkeys(("gender", "sex"), Comparator.EXACT),
    **dict.fromkeys(("email", "telephone", "phone", "passport", "national_id"), Comparator.IDENTIFIER),
}
"""Columns by the names that English tables give them."""
NAMED: Mapping[str, Mapping[str, Comparator]] = {"latin": LATIN}
"""What a mapping may name as a whole."""

Profile = Mapping[str, Comparator]
"""By column of the source row."""


def profile_text(profile: Profile) -> str:
    """The profile as a mention keeps it: JSON, its columns sorted; empty for none."""
    return json.dumps(profile, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if profile else ""


@lru_cache(maxsize=256)
def profile_of_text(text: str) -> Profile:
    """The profile that `profile_text` wrote. Raises ValueError for any other text."""
    return {column: Comparator(comparator) for column, comparator in sorted(json.loads(text).items())}


def columns_of(profile: Profile, *kinds: Comparator) -> tuple[str, ...]:
    """The columns compared in one of these ways."""
    return tuple(column for column, comparator in profile.items() if comparator in kinds)


@lru_cache(maxsize=256)
def digest_of(text: str) -> str:
    """A short name of a profile."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
