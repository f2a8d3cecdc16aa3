"""One address text to the levels of the place tree, so that equal dwellings get equal ids.

Read from the left: province, city and district; street, community and grid, in any order; then a road, lane or estate;
then number, building, entrance, floor and unit. What a place is called in full leaves out street and community, as the
demo street does: an address names them or not, and the dwelling is the same. Nothing is guessed in silence: what fits
no form stays in `left`, and what was decided has its doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.addresses.heads import Head, areas_end, head_of
from loaders.addresses.parts import parts_of
from loaders.addresses.plain import Plain, plain
from loaders.addresses.spots import Address, Doubt, Spot, Stretch, chain, spot
from loaders.addresses.tokens import START, Token, tokens_of
from loaders.addresses.wholes import Named

_NO_NAME_YET = re.compile(r"第?[0-9A-Z甲乙丙丁附-]")
_LONGEST = 200
_SHORTEST_NAME = 2
_LEFT_WITH_FIGURES, _LEFT = 0.5, 0.85
_ASIDE = 0.95
_UNTOLD = 0.9
_NO_NAME = 0.8
_MAY_BE_FOLLOWED = ("road", "lane", "number")
_AREA_WORD = re.compile("社区|街道|网格|居委会|办事处")
_AREA_WORDS = ("社区", "街道", "网格", "居委会", "办事处", "区", "市")
_HARMLESS = frozenset({"里份", "小区", "住宅", "老", "社区", "暂住", "户籍", "现住", "租", "自住"})


@lru_cache(maxsize=8_192)
def read_address(text: str) -> Address:
    """The levels that `text` names; nowhere, with everything left, for a text that names none."""
    same = plain(text) if len(text) <= _LONGEST else Plain(text, ())
    if not same.text or len(text) > _LONGEST:
        return Address(None, None, None, (), same.text)
    return _read_at_once(same) or _Reading(same).read()


def _read_at_once(same: Plain) -> Address | None:
    """What most addresses are: one name, its parts, and nothing left. None: it is not of that kind."""
    text = same.text
    start = _start(text)
    head = head_of(text[:start], numbered=start < len(text))
    if same.aside or head.left or len(head.names) != 1 or not head.names[0].sure:
        return None
    name = head.names[0]
    is_street = name.level != "estate"
    parts = parts_of("whole" if is_street else "estate", text[start:], counts_doors=is_street)
    if start + parts.end != len(text):
        return None
    spots = chain(spot(name.level, name.name), parts.names)
    return Address(head.street, head.community, head.grid, spots, "", (head.pieces, parts.pieces), parts.doubts)


class _Reading:
    """One address while it is read."""

    def __init__(self, text: Plain) -> None:
        self.rest = text.text
        self.aside = text.aside
        self.street: Spot | None = None
        self.community: Spot | None = None
        self.grid: Spot | None = None
        self.spots: list[Spot] = []
        self.pieces: list[Stretch] = []
        self.doubts: list[Doubt] = []

    def read(self) -> Address:
        self._read_first()
        while self.rest and self.spots and self.spots[-1].level in _MAY_BE_FOLLOWED and self._read_finer():
            pass
        if self.rest and self.spots and self.rest.endswith(_AREA_WORDS):
            self._read_areas_at_the_end()
        if self.rest or self.aside:
            self._doubt_what_is_left()
        return Address(
            self.street,
            self.community,
            self.grid,
            tuple(self.spots),
            self.rest,
            (tuple(self.pieces),),
            tuple(self.doubts),
            other=self.other,
        )

    # -- from the front -------------------------------------------------------------------------

    def _read_first(self) -> None:
        """Areas, names, and the parts behind them."""
        start = _start(self.rest)
        head = head_of(self.rest[:start], numbered=start < len(self.rest))
        self.pieces += head.pieces
        self._keep(head)
        if head.left:
            self._read_broken(head, start)
        elif head.names:
            self._name(head.names)
            self.rest = self.rest[start:]
            self._read_parts()
        else:
            self.rest = self.rest[start:]
            self.innermost = head.innermost
            self._read_without_name()

    def _read_broken(self, head: Head, start: int) -> None:
        """A road with something that is no name behind it: nothing after it is taken."""
        self.rest = head.left + self.rest[start:]
        if head.names:
            self._name(head.names)

    def _read_without_name(self) -> None:
        """Parts that stand in a community or in a street office alone."""
        if not self.rest:
            return
        if self.community is not None:
            self.doubts.append(Doubt("没有路名、里份名或小区名，按社区内的楼栋认", _NO_NAME))
            self._read_parts()
        elif self.street is not None and self.street.name.endswith("街道"):
            road = self.street.name.removesuffix("道")
            self.doubts.append(Doubt(f"“{self.street.name}”后面直接是门牌，按“{road}”这条路认", _NO_NAME))
            self.spots = [spot("road", road)]
            self._read_parts()
        else:
            self.doubts.append(Doubt("没有路名、里份名或小区名，不知道是哪里的", 0.0))
            self.pieces += parts_of("whole", self.rest, counts_doors=True).pieces

    def _keep(self, head: Head) -> None:
        """The first area of a level stands."""
        self.street = self.street or head.street
        self.community = self.community or head.community
        self.grid = self.grid or head.grid

    def _name(self, names: tuple[Named, ...]) -> None:
        """The last name is the one that numbers are counted in; 民权街 before a road is the street office."""
        first, last = names[0], names[-1]
        if (
            len(names) > 1
            and names[1].level == "road"
            and first.name.endswith("街")
            and not first.name.endswith("大街")
        ):
            self.street = self.street or spot("street", first.name + "道")
        if not last.sure:
            self.doubts.append(Doubt(f"“{last.text}”没有写明是小区、路还是里份，按小区认", _UNTOLD))
        self.unsure = not last.sure
        self.spots = [spot(last.level, last.name)]

    other: tuple[Spot, ...] = ()
    """The road and number, or the lane, before the name that stands for them."""
    innermost: Spot | None = None
    """The community that parts without a name lie in."""
    unsure = False
    """Whether the name does not say what it is: then a number after it is a door's."""

    def _read_parts(self) -> None:
        above = self.spots[-1] if self.spots else self.innermost
        is_street = above is not None and above.level in ("road", "lane")
        parts = parts_of(
            "whole" if is_street else "estate", self.rest, counts_doors=is_street or self.unsure or not self.spots
        )
        self.spots += chain(None, parts.names, above=above.full_name if above else "")
        self.pieces += parts.pieces
        self.doubts += parts.doubts
        self.rest = self.rest[parts.end :]

    # -- behind a road and its number -----------------------------------------------------------

    def _read_finer(self) -> bool:
        """An estate or a lane after a road and number is the finer name; False: there is none."""
        start = _start(self.rest)
        head = head_of(self.rest[:start], numbered=False)
        if not head.names and head.left:
            tokens = tokens_of(self.rest[start:])[0]
            if len(head.left) < 2 or not _names_an_estate(tokens):
                return False
            head = head_of(self.rest[:start], numbered=True)
        if head.left or not head.pieces:
            return False
        self._keep(head)
        self.pieces += head.pieces
        self.rest = self.rest[start:]
        if head.names:
            before = tuple(self.spots)
            self._name(head.names)
            self._keep_form(before)
        self._read_parts()
        return True

    def _keep_form(self, before: tuple[Spot, ...]) -> None:
        """Keep the road and number, or the lane, that an estate or a lane stands for; a road alone is no form of it."""
        if before[-1].level != "road" and self.spots[0].level != "road":
            self.other = before

    def _read_areas_at_the_end(self) -> None:
        """A community that is named last: 锦澜苑3栋302打铜社区."""
        head = head_of(self.rest, numbered=False)
        if not head.names and not head.left:
            self._keep(head)
            self.pieces += head.pieces
            self.rest = ""

    # -- doubts -------------------------------------------------------------------------------

    def _doubt_what_is_left(self) -> None:
        if self.rest:
            has_figures = any(each.isdigit() for each in self.rest)
            self.doubts.append(Doubt(f"“{self.rest}”没有认出来", _LEFT_WITH_FIGURES if has_figures else _LEFT))
        aside = [each for each in self.aside if each not in _HARMLESS]
        if aside:
            self.doubts.append(Doubt(f"括号里的“{'、'.join(aside)}”没有采用", _ASIDE))


def _names_an_estate(tokens: Sequence[Token]) -> bool:
    """Whether parts behind an unknown name show that it is an estate's and no shop's: a building, or 16-2102."""
    if not tokens:
        return False
    is_run = tokens[0].kind == "bare" and len(tokens) == 2 and len(tokens[1].label) > 2
    return tokens[0].kind == "building" or len(tokens) > 2 or is_run


def _start(text: str) -> int:
    """Where the numbered parts of `text` begin; its end when there are none."""
    if _NO_NAME_YET.match(text) and START.match(text):
        return 0
    match = START.search(text, _SHORTEST_NAME)
    start = match.start() if match else len(text)
    if _AREA_WORD.search(text, start) and (end := areas_end(text)) > start:
        match = START.search(text, end)
        return match.start() if match else len(text)
    return start
