"""One address text to the levels of the place tree, so that equal dwellings get equal ids.

Read from the left: province, city and district; street, community and grid, in any order; then a road, lane or estate;
then number, building, entrance, floor and unit. What a place is called in full leaves out street and community, as the
demo street does: an address names them or not, and the dwelling is the same. Nothing is guessed in silence: what fits
no form stays in `left`, and what was decided has its doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.addresses.areas import area_at, area_inside
from loaders.addresses.parts import Parts
from loaders.addresses.plain import Plain, plain
from loaders.addresses.spots import Address, Doubt, Piece, Spot, spot
from loaders.addresses.tokens import START, tokens_of
from loaders.addresses.wholes import Named, named

_NO_NAME_YET = re.compile(r"第?[0-9A-Z甲乙丙丁附-]")
_LONGEST = 200
_SHORTEST_NAME = 2
_LEFT_WITH_FIGURES, _LEFT = 0.5, 0.85
_ASIDE = 0.95
_UNTOLD = 0.9
_OFFICE_AS_ROAD = 0.8
_HARMLESS = frozenset({"里份", "小区", "住宅", "老", "社区", "暂住", "户籍", "现住", "租", "自住"})


@lru_cache(maxsize=100_000)
def read_address(text: str) -> Address:
    """The levels that `text` names; nowhere, with everything left, for a text that names none."""
    same = plain(text) if len(text) <= _LONGEST else Plain(text[:_LONGEST] + "…", ())
    if not same.text or len(text) > _LONGEST:
        return Address(None, None, None, (), same.text)
    return _Reading(same).read()


class _Reading:
    """One address while it is read."""

    def __init__(self, text: Plain) -> None:
        self.rest = text.text
        self.aside = text.aside
        self.street: Spot | None = None
        self.community: Spot | None = None
        self.grid: Spot | None = None
        self.spots: list[Spot] = []
        self.pieces: list[Piece] = []
        self.doubts: list[Doubt] = []

    def read(self) -> Address:
        self._read_areas()
        self._take_out_areas()
        self._read_wholes()
        self._read_areas_at_the_end()
        self._doubt_what_is_left()
        return Address(
            street=self.street,
            community=self.community,
            grid=self.grid,
            spots=tuple(self.spots),
            left=self.rest,
            pieces=tuple(self.pieces),
            doubts=tuple(self.doubts),
        )

    # -- areas --------------------------------------------------------------------------------

    def _read_areas(self) -> None:
        while self.rest and (area := area_at(self.rest, community=self.community)) is not None:
            self._keep(area.level, area.spot)
            self._take(area.level, area.end)

    def _take_out_areas(self) -> None:
        """A community or grid between road and estate, which says nothing about the dwelling."""
        while (area := area_inside(self.rest, community=self.community)) is not None:
            self._keep(area.level, area.spot)
            self.pieces.append(Piece(area.level, self.rest[area.start : area.end]))
            self.rest = self.rest[: area.start] + self.rest[area.end :]

    def _keep(self, level: str, found: Spot | None) -> None:
        """The first area of a level stands."""
        if level == "street":
            self.street = self.street or found
        elif level == "community":
            self.community = self.community or found
        elif level == "grid":
            self.grid = self.grid or found

    def _take(self, level: str, end: int) -> None:
        self.pieces.append(Piece(level, self.rest[:end]))
        self.rest = self.rest[end:]

    def _read_areas_at_the_end(self) -> None:
        """A community that is named last: 锦澜苑3栋302打铜社区."""
        if self.spots and self.rest.endswith(("社区", "街道", "网格", "居委会", "办事处")):
            self._read_areas()

    # -- road, lane, estate -------------------------------------------------------------------

    def _read_wholes(self) -> None:
        """The names with their parts; an estate after a road and number is the finer name."""
        while self.rest:
            before = self.rest
            self._read_whole()
            if self.rest == before or not self.rest or not self._goes_on():
                break
            self._read_areas()

    def _goes_on(self) -> bool:
        """Whether a name may follow: no more than a road with its number was read."""
        return bool(self.spots) and self.spots[-1].level in ("road", "lane", "number")

    def _read_whole(self) -> None:
        start = self._start()
        head = self.rest[: start if start >= 0 else len(self.rest)]
        if self.spots and not self._is_finer(head, start):
            return
        names, left = named(head, numbered=start >= 0)
        if left or not names:
            self._read_without_name(names, left, start)
            return
        self._add_names(names)
        self.rest = self.rest[len(head) :]
        self._read_parts(names[-1])

    def _start(self) -> int:
        """Where the numbered parts begin; -1: there are none."""
        if not self.spots and self._area() is not None and START.match(self.rest):
            return 0
        if _NO_NAME_YET.match(self.rest) and START.match(self.rest):
            return 0
        match = START.search(self.rest, _SHORTEST_NAME)
        return match.start() if match else -1

    def _area(self) -> Spot | None:
        return self.community or self.street

    def _is_finer(self, head: str, start: int) -> bool:
        """Whether a name after a road and number names something finer: an estate, or whatever has buildings."""
        names, left = named(head, numbered=False)
        if names and not left:
            return True
        tokens = tokens_of(self.rest[start:])[0] if start >= 0 else []
        return bool(tokens) and len(head) > 1 and (tokens[0].kind == "building" or len(tokens) > 2)

    def _add_names(self, names: list[Named]) -> None:
        self._tell_office(names)
        for each in names:
            self.pieces.append(Piece(each.level, each.text))
        last = names[-1]
        if not last.sure:
            self.doubts.append(Doubt(f"“{last.text}”没有写明是小区、路还是里份，按小区认", _UNTOLD))
        self.spots = [spot(last.level, last.name)]

    def _tell_office(self, names: list[Named]) -> None:
        """民权街中山大道15号: a 街 before a road is the street office."""
        first = names[0]
        is_office = len(names) > 1 and first.name.endswith("街") and not first.name.endswith("大街")
        if is_office and self.street is None and names[1].level == "road":
            self.street = spot("street", first.name + "道")

    # -- number, building, entrance, floor, unit ------------------------------------------------

    def _read_parts(self, whole: Named | None) -> None:
        tokens, _ = tokens_of(self.rest)
        above = self.spots[-1] if self.spots else self._area()
        level = above.level if above else ""
        parts = Parts(above, tokens, counts_doors=level in ("road", "lane") or (whole is not None and not whole.sure))
        parts.read()
        if not self.spots and not parts.spots:
            return
        self.spots += parts.spots
        self.pieces += parts.pieces
        self.doubts += parts.doubts
        self.rest = self.rest[sum(len(each.text) for each in tokens[: parts.at]) :]

    def _read_without_name(self, names: list[Named], left: str, start: int) -> None:
        """A road with something that is no name behind it, or parts that stand in a community or a street alone."""
        if names:
            self._add_names(names)
            self.rest = self.rest[sum(len(each.text) for each in names) :]
        elif start == 0 and not self.spots and self.community is not None:
            self.doubts.append(Doubt("没有路名、里份名或小区名，按社区内的楼栋认", _OFFICE_AS_ROAD))
            self._read_parts(None)
        elif start == 0 and not self.spots and self.street is not None and self.street.name.endswith("街道"):
            road = self.street.name.removesuffix("道")
            self.doubts.append(Doubt(f"“{self.street.name}”后面直接是门牌，按“{road}”这条路认", _OFFICE_AS_ROAD))
            self.spots = [spot("road", road)]
            self._read_parts(None)

    # -- doubts -------------------------------------------------------------------------------

    def _doubt_what_is_left(self) -> None:
        if self.rest:
            has_figures = any(each.isdigit() for each in self.rest)
            self.doubts.append(Doubt(f"“{self.rest}”没有认出来", _LEFT_WITH_FIGURES if has_figures else _LEFT))
        aside = [each for each in self.aside if each not in _HARMLESS]
        if aside:
            self.doubts.append(Doubt(f"括号里的“{'、'.join(aside)}”没有采用", _ASIDE))
