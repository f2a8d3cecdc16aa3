"""What a column is called in the words of a mapping, from the levels of its header and the columns before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.vocabulary import VOCABULARY
from loaders.headers import plain_header, without_collective, without_unit
from loaders.mapping import Column, Mapping
from loaders.mapping.roles import ATTRIBUTES
from loaders.targets import PARTIES, SUBJECTS, TENANCIES, all_targets

if TYPE_CHECKING:
    from loaders.binding import Bound

_LENGTHS = sorted({len(each) for each in ATTRIBUTES})
_AMBIGUOUS = frozenset(["地址", "联系地址", "详细地址"])
"""May be the place of the matter too: it goes to a party only beneath that party's own header."""
_BRACKETS = ("(", "[", "【", "〔")
_PARTS_OF_A_DAY = ("年", "月", "日")
_SHORTEST_PART = 2
_ENDINGS = ("姓名", "名称", "信息", "情况")


class Name(NamedTuple):
    """What a column is called."""

    plain: str
    """The plain form that is looked up."""
    text: str
    """As written, in one line; found again under the same name."""
    column: Column | None = None
    """What it fills where the mapping has no words for it: 第三人住址, where it knows 第三人 and 住址."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    plain: str
    text: str


class Naming:
    """The words of one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self._subjects = [each for each in SUBJECTS[mapping.row] if each in (*PARTIES, *TENANCIES)]
        self._known = {header: each for each in mapping.columns for header in each.headers}
        self._by_path = {each.path: each for each in mapping.columns}
        self._roles = self._words_of_roles(mapping)
        self._parts = _parts_of((*self._known, *self._roles))

    def of(self, levels: Sequence[str]) -> Name:
        """What a column is called: all its levels, the nearest, the last alone; by a role and what is asked of it."""
        candidates = _candidates(tuple(levels))
        if not candidates:
            return Name("", "")
        *joined, last = candidates
        for each in joined:
            if found := self._name(each):
                return found
        above = [without_collective(plain_header(each)) for each in levels[:-1]]
        if any(each in self._roles for each in above):  # another party's 姓名 is not anybody's
            return Name(candidates[0].plain, candidates[0].text)
        return self._name(last) or Name(candidates[0].plain, candidates[0].text)

    def may_name(self, text: str) -> bool:
        """Whether a cell can be a header, or the upper or lower part of one; any other is looked up in vain."""
        plain = plain_header(text)
        if (
            plain in _PARTS_OF_A_DAY
            or plain in self._parts
            or without_unit(plain) in self._parts
            or without_collective(plain) in self._parts
        ):
            return True
        is_unit = plain != "" and (plain[0] in _BRACKETS or without_unit(f"数{plain}") == "数")
        return is_unit or any(plain[-length:] in ATTRIBUTES for length in _LENGTHS)

    @staticmethod
    def is_bare(plain: str) -> bool:
        """Whether a header says what is asked of a party and not of which: 联系电话."""
        return plain in ATTRIBUTES and plain not in _AMBIGUOUS

    def in_context(self, columns: Sequence[Bound]) -> tuple[list[Bound], list[str]]:
        """`columns` with those that do not say whose they are given to the party before them, and what was understood.

        申请人, 联系电话, 被申请人, 联系电话: the first telephone is the applicant's, the second the respondent's.
        """
        taken = {each.column.path for each in columns}
        made: list[Bound] = []
        said: list[str] = []
        owner: Bound | None = None
        for each in sorted(columns, key=lambda bound: bound.position):
            subject, field = each.column.target.subject, each.column.target.field
            plain = plain_header(each.header)
            if field == "name" and subject in self._subjects:
                owner = each
            elif owner and subject in self._subjects and self.is_bare(plain):
                path = f"{owner.column.target.subject}.{field}"
                if subject != owner.column.target.subject and path not in taken and path in all_targets():
                    said.append(f"“{each.header}”列没有写明是谁的，按前面的“{owner.header}”理解")
                    each = replace(each, column=self._column(path, plain))  # noqa: PLW2901
            made.append(each)
        return self._shared_out(made, said)

    def _shared_out(self, made: list[Bound], said: list[str]) -> tuple[list[Bound], list[str]]:
        """Of two columns that fill one path which holds one value the first is kept."""
        kept: list[Bound] = []
        paths: set[str] = set()
        for each in made:
            if each.column.path in paths and not each.column.target.many:
                said.append(f"“{each.header}”列与前面的列意思相同，没有采用")
                continue
            paths.add(each.column.path)
            kept.append(each)
        return kept, said

    def _name(self, candidate: _Candidate) -> Name | None:
        plain = candidate.plain
        for each in (plain, without_unit(plain)):
            if each in self._known:
                return Name(each, candidate.text)
        for length in _LENGTHS:  # the shortest attribute first: its role is the longest, 被申请人 before 申请人
            field, subject = ATTRIBUTES.get(plain[-length:]), self._roles.get(plain[:-length])
            if field is not None and subject is not None and f"{subject}.{field}" in all_targets():
                return Name(plain, candidate.text, self._column(f"{subject}.{field}", plain))
        return None

    def _column(self, path: str, plain: str) -> Column:
        return self._by_path.get(path) or Column(all_targets()[path], (plain,))

    def _words_of_roles(self, mapping: Mapping) -> dict[str, str]:
        """The words for each party of the mapping and its subject, the longest first: 被申请人 before 申请人."""
        words: dict[str, str] = {}
        for column in mapping.columns:
            if column.target.field != "name" or column.target.subject not in self._subjects:
                continue
            for header in column.headers:
                if header in ATTRIBUTES:
                    continue
                word = next((header.removesuffix(end) for end in _ENDINGS if header.endswith(end)), header)
                if word:
                    words.setdefault(word, column.target.subject)
        for subject in self._subjects:
            if subject in PARTIES:
                words.setdefault(VOCABULARY.label("party_role", subject), subject)
        return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def _parts_of(headers: Iterable[str]) -> frozenset[str]:
    """All headers, and what stands at their beginning and end where they are written over several rows."""
    parts: set[str] = set()
    for each in headers:
        parts.add(each)
        for at in range(_SHORTEST_PART, len(each)):
            parts |= {each[:at], each[-at:]}
    return frozenset(parts)


@lru_cache(maxsize=8192)
def _candidates(stated: tuple[str, ...]) -> Sequence[_Candidate]:
    """All levels joined, the last two, the first and the last, and the last alone; each in plain form once."""
    if not stated:
        return ()
    levels = list(stated)
    ways = [levels, levels[-2:], (levels[0], levels[-1]), levels[-1:]] if len(levels) > 1 else [levels]
    made: dict[str, _Candidate] = {}
    for way in ways:
        plain = [plain_header(each) for each in way]
        upper = [without_collective(each) for each in plain[:-1]]
        for names in ([*plain[:-1], plain[-1]], [*upper, plain[-1]]):
            text = "".join([*names[:-1], " ".join(way[-1].split())]) if len(way) > 1 else " ".join(way[-1].split())
            made.setdefault("".join(names), _Candidate("".join(names), text))
    last = made.pop(plain_header(levels[-1]))
    return (*made.values(), last)
