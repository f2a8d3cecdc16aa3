"""A centre's own list of old names: a renamed road or estate, a renumbered door, a community that was merged.

`old,new[,level]` a line, as CSV, or as TOML with `[[name]]` tables of the same keys. A row's address is read first and
renamed then, level by level, so that an old name inside another one is never touched.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from graph.errors import BadOldNames
from loaders.addresses.areas import community_spot, street_spot
from loaders.addresses.plain import plain
from loaders.addresses.reading import read_address
from loaders.addresses.spots import Address, Doubt, Spot, chain, spot
from loaders.addresses.wholes import estate_name

LEVELS = {"街道": "street", "社区": "community", "路": "road", "里份": "lane", "小区": "estate"}
"""Levels that a line may name, in Chinese or by their code."""

_COLUMNS = {
    "old": "old",
    "旧名": "old",
    "旧地名": "old",
    "new": "new",
    "新名": "new",
    "新地名": "new",
    "level": "level",
    "层级": "level",
}
_GRID_DROPPED = 0.95


class Meant(NamedTuple):
    """What a name means: an area, or a road, lane or estate with what lies in it down to the level that is renamed."""

    spots: tuple[Spot, ...]

    @property
    def last(self) -> Spot:
        return self.spots[-1]


@dataclass(frozen=True, slots=True, eq=False)
class OldNames:
    """The list, read and checked."""

    renamed: Mapping[str, Meant] = field(default_factory=dict)
    """By the id of the place under its old name."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Old names by the id of the place under its new one."""

    def read(self, text: str) -> Address:
        """What `text` says, under the names of today."""
        return self.applied(read_address(text))

    def applied(self, address: Address) -> Address:
        """`address` under the names of today; itself when it has no old one."""
        if not self.renamed:
            return address
        spots, told = self._today(address.spots)
        other, also_told = self._today(address.other)
        if told or also_told:
            address = replace(address, spots=spots, other=other, renamed=(*address.renamed, *told, *also_told))
        return self._with_areas(address)

    def _today(self, spots: tuple[Spot, ...]) -> tuple[tuple[Spot, ...], tuple[tuple[str, str], ...]]:
        """Spots under the names of today, and the name that was replaced with the new one, if one was."""
        for at in range(len(spots), 0, -1):
            if (meant := self.renamed.get(spots[at - 1].id)) is not None:
                names = [(each.level, each.name) for each in spots[at:]]
                told = (spots[at - 1].full_name, meant.last.full_name)
                return (*meant.spots, *chain(None, names, above=meant.last.full_name)), (told,)
        return spots, ()

    def _with_areas(self, address: Address) -> Address:
        street, community = self.area(address.street), self.area(address.community)
        if (street, community) == (address.street, address.community):
            return address
        told = [
            (old.full_name, new.full_name)
            for old, new in ((address.street, street), (address.community, community))
            if old is not None and new is not None and old != new
        ]
        grid, doubts = address.grid, address.doubts
        if grid is not None and community != address.community:
            grid, doubts = None, (*doubts, Doubt(f"社区已改名或合并，旧的“{grid.full_name}”没有采用", _GRID_DROPPED))
        return replace(
            address, street=street, community=community, grid=grid, doubts=doubts, renamed=(*address.renamed, *told)
        )

    def area(self, found: Spot | None) -> Spot | None:
        """A street or community under its name of today."""
        meant = self.renamed.get(found.id) if found is not None else None
        return meant.last if meant is not None else found

    def aliases_of(self, id: str) -> tuple[str, ...]:
        """The old names of a place, sorted; empty: it has none."""
        return self.aliases.get(id, ())


NO_OLD_NAMES = OldNames()


class _Line(NamedTuple):
    number: int
    old: str
    new: str
    level: str


def read_old_names(path: Path) -> OldNames:
    """The list in a CSV or TOML file. Raises BadOldNames with the line at fault."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadOldNames(path=path, reason="不是 UTF-8 编码，请另存为 UTF-8") from error
    except OSError as error:
        raise BadOldNames(path=path, reason=error.strerror or str(error)) from error
    lines = list(_from_toml(text, path) if path.suffix.lower() == ".toml" else _from_csv(text, path))
    return _Checking(path).check(lines)


def _from_csv(text: str, path: Path) -> Iterator[_Line]:
    rows = csv.reader(text.splitlines(), strict=True)
    order: list[str] = []
    try:
        for row in rows:
            cells = [each.strip() for each in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not order:
                order = [_COLUMNS.get(each.lower(), "") for each in cells]
                if {"old", "new"} <= set(order):
                    continue
                order = ["old", "new", "level"]
            if len(cells) < 2 or len(cells) > len(order):
                raise BadOldNames(path=path, reason=f"第 {rows.line_num} 行应是 旧名,新名[,层级]")
            given = dict(zip(order, cells, strict=False))
            yield _Line(rows.line_num, given.get("old", ""), given.get("new", ""), given.get("level", ""))
    except csv.Error as error:
        raise BadOldNames(path=path, reason=f"第 {rows.line_num} 行不是 CSV（引号没有配对）") from error


def _from_toml(text: str, path: Path) -> Iterator[_Line]:
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadOldNames(path=path, reason=f"不是 TOML（{error}）") from error
    names = stated.get("name")
    if not isinstance(names, list) or set(stated) != {"name"}:
        raise BadOldNames(path=path, reason='应由 [[name]] 各段组成，每段写 old = "旧名" 和 new = "新名"')
    numbers = [at for at, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*name\s*\]\]", line)]
    for at, each in enumerate(names):
        number = numbers[at] if at < len(numbers) else 1
        unknown = set(each) - {"old", "new", "level"} if isinstance(each, dict) else {str(each)}
        if unknown or not all(isinstance(value, str) for value in each.values()):
            raise BadOldNames(path=path, reason=f"第 {number} 行起的一段只能有 old、new、level，且都是文字")
        yield _Line(number, each.get("old", "").strip(), each.get("new", "").strip(), each.get("level", "").strip())


class _Checking:
    """Lines while they become a list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.next: dict[str, Meant] = {}
        self.names: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def check(self, lines: list[_Line]) -> OldNames:
        for line in lines:
            self._add(line)
        renamed = {id: self._today(id) for id in self.next}
        aliases: dict[str, set[str]] = {}
        for id, meant in renamed.items():
            aliases.setdefault(meant.last.id, set()).add(self.names[id])
        return OldNames(renamed, {id: tuple(sorted(names)) for id, names in aliases.items()})

    def _add(self, line: _Line) -> None:
        if not line.old or not line.new:
            raise self._bad(line.number, "旧名和新名都要写")
        level = LEVELS.get(line.level, line.level)
        if level and level not in LEVELS.values():
            raise self._bad(line.number, f"没有层级“{line.level}”，可写 {'、'.join(LEVELS)}")
        new = _meant(line.new, level)
        old = _meant(line.old, level) or (_meant(line.old, new.last.level) if new else None)
        if new is None and old is not None:
            new = _meant(line.new, old.last.level)
        if old is None or new is None:
            raise self._bad(
                line.number, f"看不出“{line.new if old else line.old}”是哪一级，请写明层级（{'、'.join(LEVELS)}）"
            )
        if _is_area(old) != _is_area(new):
            raise self._bad(line.number, f"“{line.old}”和“{line.new}”不是同一级")
        if old.last.id == new.last.id:
            raise self._bad(line.number, f"“{line.old}”和“{line.new}”是同一个地方")
        known = self.next.get(old.last.id)
        if known is not None and known.last.id != new.last.id:
            raise self._bad(line.number, f"“{line.old}”在第 {self.lines[old.last.id]} 行已改为“{known.last.full_name}”")
        self.next[old.last.id], self.names[old.last.id] = new, old.last.full_name
        self.lines.setdefault(old.last.id, line.number)

    def _today(self, id: str) -> Meant:
        """Where a chain of renamings ends."""
        seen = {id}
        meant = self.next[id]
        while (further := self._renamed_again(meant)) is not None:
            if further.last.id in seen:
                raise self._bad(self.lines[id], f"“{self.names[id]}”改来改去又回到了自己")
            seen.add(further.last.id)
            meant = further
        return meant

    def _renamed_again(self, meant: Meant) -> Meant | None:
        for at in range(len(meant.spots), 0, -1):
            if (further := self.next.get(meant.spots[at - 1].id)) is not None:
                names = [(each.level, each.name) for each in meant.spots[at:]]
                return Meant((*further.spots, *chain(None, names, above=further.last.full_name)))
        return None

    def _bad(self, line: int, what: str) -> BadOldNames:
        return BadOldNames(path=self.path, reason=f"第 {line} 行：{what}")


def _is_area(meant: Meant) -> bool:
    return meant.last.level in ("street", "community")


def _meant(text: str, level: str) -> Meant | None:
    """What `text` means at `level`, or at the level that it shows itself; None: it shows none."""
    if level == "street":
        found = street_spot(text)
    elif level == "community":
        found = community_spot(text)
    elif level in ("road", "lane", "estate"):
        name = plain(text).text
        found = spot(level, estate_name(name) if level == "estate" else name) if name else None
    else:
        return _shown(text)
    return Meant((found,)) if found is not None else None


def _shown(text: str) -> Meant | None:
    address = read_address(text)
    if address.left:
        return None
    if address.spots:
        return Meant(address.spots)
    area = address.community or address.street
    return Meant((area,)) if area is not None else None
