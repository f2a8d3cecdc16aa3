"""Numbered parts to levels: what a part is depends on its word, on what stands before it and on what comes after.

A number after a road or a lane is a door's (门牌), after an estate a building's; an 附号 belongs to its number and is
no building; bare numbers between dashes are taken in the order in which offices write them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.addresses.orders import BEFORE, RUNS, WORDS, ZH
from loaders.addresses.spots import Doubt, Stretch, floor_of
from loaders.addresses.tokens import Token, tokens_of

_AS_BUILDING = 0.9
_AS_NUMBER = 0.85
_THREE_DASHES, _TWO_DASHES = 0.97, 0.85
_CONTRADICTED = 0.4
_HUNDRED = 100
"""From here a bare number is a door's, with its floor in it."""


class Parts(NamedTuple):
    """The levels that numbered parts give."""

    names: tuple[tuple[str, str], ...]
    """Level and name."""
    pieces: tuple[Stretch, ...]
    doubts: tuple[Doubt, ...]
    end: int
    """Where in the text they end."""


@lru_cache(maxsize=16_384)
def parts_of(level: str, text: str, *, counts_doors: bool) -> Parts:
    """The levels of the parts at the front of `text`; `level` is `whole` after a road or lane, `estate` otherwise.

    `counts_doors`: a number is a door's, as after roads, lanes and names that do not say that they are an estate.
    """
    tokens, _ = tokens_of(text)
    taking = _Taking(tokens, level, counts_doors=counts_doors)
    taking.take()
    end = sum(len(each.text) for each in tokens[: taking.at])
    return Parts(tuple(taking.names), tuple(taking.pieces), tuple(taking.doubts), end)


class _Taking:
    """The parts of one address while they become levels."""

    def __init__(self, tokens: Sequence[Token], level: str, *, counts_doors: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.level = level
        self.counts_doors = counts_doors
        self.names: list[tuple[str, str]] = []
        self.pieces: list[Stretch] = []
        self.doubts: list[Doubt] = []
        self.storey = ""
        """The floor that was stated, without its word."""

    def take(self) -> None:
        """Take parts as long as they make sense; `at` is the first that was not taken."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            taken = self._take(token, self._kind(token))
            if not taken:
                break
            self.at += taken
        self._end_with_floor()

    # -- which kind ---------------------------------------------------------------------------

    def _next(self, ahead: int = 1) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def _kind(self, token: Token) -> str:
        if token.kind == "floor" and token.word.startswith("楼") and self._is_building_by_lou(token):
            return "building"
        if token.kind == "number":
            return self._kind_of_hao(token)
        return token.kind

    def _is_building_by_lou(self, token: Token) -> bool:
        """Whether 3楼 is building 3 and no floor: an entrance, another floor, or a door of another floor follows."""
        after = self._next()
        if after is None or self.level not in ("estate", "number", "whole"):
            return False
        if after.kind in ("entrance", "floor", "storey"):
            return True
        if after.kind not in ("bare", "unit") or after.value is None or self.level != "estate":
            return False
        door = self._next(2)
        if after.value < _HUNDRED:
            return after.kind == "bare" and door is not None and door.kind in ("bare", "unit")
        return floor_of(after.label) not in (token.label, None)

    def _kind_of_hao(self, token: Token) -> str:
        after = self._next()
        if self.level == "whole":
            return "number"
        if self.storey:
            return "unit"
        if self.level == "estate":
            if (token.value or 0) >= _HUNDRED and not self.counts_doors and after is None:
                return "unit"
            if after is not None and after.kind in ("building", "attached"):
                return "number"
            if self.counts_doors and (after is None or after.kind != "entrance"):
                return "number"
            self._doubt(f"“{token.text}”在小区名后面，按楼栋认", _AS_BUILDING)
            return "building"
        if after is not None and after.kind in ("bare", "unit", "floor") and self.level in ("number", "building"):
            self._doubt(f"“{token.text}”按单元认", _AS_NUMBER)
            return "entrance"
        return "unit"

    # -- taking -------------------------------------------------------------------------------

    def _take(self, token: Token, kind: str) -> int:
        """How many tokens were taken; 0: this one does not fit."""
        match kind:
            case "bare":
                return self._take_bare()
            case "attached":
                return self._take_attached(token)
            case "number":
                return self._take_number(token.label, token)
            case "building" | "entrance":
                return self._take_worded(token, kind)
            case "floor" | "storey":
                return self._take_floor(token)
            case "unit":
                return self._take_unit(token, 1)
            case _:
                return self._take_special(token)

    def _take_number(self, label: str, token: Token, text: str = "") -> int:
        """A door's number with the 附号 that follow it, however it is written."""
        taken = 1
        after = self._next()
        if after is not None and after.kind == "attached":
            label, text, taken = f"{label}号附{after.label}", (text or token.text) + after.text, 2
        self._add("number", f"{label}号", text or token.text)
        return taken

    def _take_attached(self, token: Token) -> int:
        """An 附号 without its number's word is taken with the number; alone it is left."""
        if self.level in ("estate", "whole"):
            self._add("number", f"附{token.label}号", token.text)
            return 1
        return 0

    def _take_worded(self, token: Token, kind: str) -> int:
        order = ("whole", "estate", "number", "building", "entrance")
        if self.level not in order or self.storey:
            return 0
        if order.index(self.level) < order.index(kind):
            self._add(kind, token.label + WORDS[kind], token.text)
            return 1
        if kind == "building" and self.level == "building":
            if self.names[-1][1] != token.label + "栋":  # 三栋（三号楼） says one building twice
                self._add("building", token.label + "栋", token.text)
            return 1
        return 0

    def _take_floor(self, token: Token) -> int:
        if self.storey or self.level in ("floor", "unit"):
            return 0
        self.storey = token.label
        self.pieces.append(("floor", token.text.lstrip("-")))
        return 1

    def _take_unit(self, token: Token, taken: int) -> int:
        if self.level == "whole" and token.word.startswith("号"):
            return self._take_house_of_shops(token)
        if self.level in ("unit", "whole"):
            return 0
        self._add_unit(token.label, token.text)
        return taken

    def _take_house_of_shops(self, token: Token) -> int:
        """15号门面 right after a road: the number is the door's, not the shop's."""
        after = self._next()
        self._add("number", f"{token.label}号", token.text)
        if _is_shop(token.word) and (after is None or after.kind not in ("bare", "unit", "number")):
            self._add("unit", "门面", "")
        return 1

    def _take_special(self, token: Token) -> int:
        """A wing, the side of a landing, or a shop front that may have no number."""
        if token.kind == "wing":
            return self._take_wing(token)
        if self.level in ("unit", "whole"):
            return 0
        if token.value is not None:
            return self._take_unit(token, 1)
        if len(token.label) == 1 and self.level == "number" and not self.storey:
            return 0  # 15号后 is somewhere behind it
        storey = f"{_storey(self.storey)}" if self.storey else ""
        name = "门面" if token.kind == "shop" else token.label[0] + "户"
        self.storey = ""
        self._add("unit", storey + name, token.text)
        return 1

    def _take_wing(self, token: Token) -> int:
        """主楼, 前楼: a building with a name."""
        if self.level not in ("whole", "estate", "number") or self.storey:
            return 0
        self._add("building", token.label, token.text)
        return 1

    # -- bare numbers -------------------------------------------------------------------------

    def _take_bare(self) -> int:
        run = [self.tokens[self.at]]
        while (after := self._next(len(run))) is not None and after.kind == "bare":
            run.append(after)
        after = self._next(len(run))
        if after is not None and self._ends_run(after, run):
            run.append(after)
            return self._take_run(run)
        if after is None or after.kind in ("side", "shop", "storey"):
            return self._take_run(run)
        return self._take_before(run, after)

    def _ends_run(self, after: Token, run: Sequence[Token]) -> bool:
        """Whether a worded token is the last of a run: 2-1-302室, 15-2-302号."""
        if after.kind == "unit":
            return True
        return after.kind == "number" and not (self.level == "whole" and len(run) == 1)

    def _take_run(self, run: Sequence[Token]) -> int:
        """Bare numbers that end with a door."""
        labels, texts, taken = [each.label for each in run], [each.text for each in run], len(run)
        if len(run) > 1 and (_is_part_of_a_door(run) or self._are_doors(run)):
            labels[-2:], texts[-2:] = ["-".join(labels[-2:])], ["".join(texts[-2:])]
        if len(labels) > 1 and labels[0].isalpha() and self.level in ("number", "building", "entrance"):
            labels[:2], texts[:2] = ["".join(labels[:2])], ["".join(texts[:2])]
        if self._is_house(run, labels):
            return self._take_house(run)
        if self.storey and len(labels) > 1:
            return 0
        levels = RUNS.get(("floor" if self.storey else self.level, len(labels)))
        if levels is None:
            return 0
        if (
            len(labels) == 1
            and not self.storey
            and self.level == "estate"
            and (run[0].value or 0) < _HUNDRED
            and run[-1].kind == "bare"
        ):
            levels = ("building",)
            self._doubt(f"“{texts[0]}”没有写是楼栋还是户室，按楼栋认", 0.6)
        self._doubt_dashes(texts, levels)
        for level, label, text in zip(levels, labels, texts, strict=True):
            self._add_level(level, label, text)
        return taken

    def _are_doors(self, run: Sequence[Token]) -> bool:
        """Whether the last two are doors side by side: 302-304室, which are one dwelling."""
        least = min(run[-2].value or 0, run[-1].value or 0)
        return least >= _HUNDRED and (len(run) > 2 or self.level not in ("whole", "estate"))

    def _is_house(self, run: Sequence[Token], labels: Sequence[str]) -> bool:
        """Whether the run is a number after a road, alone or with its 附号."""
        if self.level != "whole":
            return False
        return len(labels) == 1 or (len(labels) == 2 and (run[1].value or 0) < _HUNDRED and run[1].kind == "bare")

    def _take_house(self, run: Sequence[Token]) -> int:
        label = "号附".join(each.label for each in run)
        text = "".join(each.text for each in run)
        self._doubt(f"“{text}”没有“号”字，按门牌认", _AS_NUMBER)
        self._add("number", f"{label}号", text)
        return len(run)

    def _take_before(self, run: Sequence[Token], after: Token) -> int:
        """Bare numbers before a part with a word: 3-2单元302, 15-2号, 15附2号, 1-3栋."""
        kind = self._kind_ahead(after, len(run))
        if kind == "attached" and len(run) == 1 and self.level in ("whole", "estate"):
            text = run[0].text + after.text
            self._add("number", f"{run[0].label}号附{after.label}号", text)
            return 2
        if kind == "number":
            return self._take_dashed_number(run, after)
        if kind == "building" and self.level in ("estate", "number") and len(run) == 1:
            self._add("building", f"{run[0].label}-{after.label}栋", run[0].text + after.text)
            return 2
        if (
            kind == "floor"
            and len(run) == 1
            and self._next(2) is None
            and self.level in ("number", "building", "entrance")
        ):
            self.storey = f"{run[0].label}-{after.label}"
            self.pieces.append(("floor", run[0].text + after.text))
            return 2
        levels = BEFORE.get((self.level, kind), ())[: len(run)]
        if len(levels) != len(run) or self.storey:
            return 0
        for level, each in zip(levels, run, strict=True):
            self._add_level(level, each.label, each.text)
        return len(run)

    def _kind_ahead(self, token: Token, ahead: int) -> str:
        self.at += ahead
        kind = self._kind(token)
        self.at -= ahead
        return kind

    def _take_dashed_number(self, run: Sequence[Token], last: Token) -> int:
        """15-2号 is 15号附2号; 293-301号 is a range, and 15-302号 a number with a door."""
        if len(run) != 1 or self.level not in ("whole", "estate"):
            return 0
        first, text = run[0], run[0].text + last.text
        if (last.value or 0) >= _HUNDRED and (first.value or 0) < _HUNDRED:
            self._add("number", f"{first.label}号", first.text)
            self._add_unit(last.label, last.text)
            return 2
        is_range = (first.value or 0) >= _HUNDRED and (last.value or 0) > (first.value or 0)
        label = f"{first.label}-{last.label}" if is_range else f"{first.label}号附{last.label}"
        after = self._next(2)
        if after is not None and after.kind == "attached":
            label, text = f"{label}号附{after.label}", text + after.text
        self._add("number", f"{label}号", text)
        return 2 + (after is not None and after.kind == "attached")

    # -- adding -------------------------------------------------------------------------------

    def _add_level(self, level: str, label: str, text: str) -> None:
        if level == "unit":
            self._add_unit(label, text)
        elif level == "floor":
            self.storey = label
            self.pieces.append(("floor", text.lstrip("-")))
        else:
            self._add(level, label + WORDS[level], text)

    def _add_unit(self, label: str, text: str) -> None:
        door, storey = label, self.storey
        if storey and door.isdecimal() and len(door) <= 2:
            door = f"{storey}{int(door):02d}" if storey.isdecimal() or storey[0] == "B" else f"{storey}{int(door)}"
        elif storey and len(door) == 1:
            door = storey + door
        elif storey.isdecimal() and (own := floor_of(door)) is not None and own != storey:
            self._doubt(f"楼层“{storey}”与户室“{text}”不一致", _CONTRADICTED)
        self.storey = ""
        self._add("unit", f"{door}室", text)

    def _add(self, level: str, name: str, text: str) -> None:
        self.names.append((level, name))
        self.pieces.append((level, text.lstrip("-")))
        self.level = level

    def _end_with_floor(self) -> None:
        """A floor that no door followed is the finest level."""
        if self.storey and self.level != "whole":
            self.names.append(("floor", _storey(self.storey)))

    def _doubt(self, zh: str, keeps: float) -> None:
        self.doubts.append(Doubt(zh, keeps))

    def _doubt_dashes(self, texts: Sequence[str], levels: Sequence[str]) -> None:
        if len(texts) < 2:
            return
        order = "—".join(ZH[each] for each in levels)
        keeps = _TWO_DASHES if len(texts) == 2 else _THREE_DASHES
        self._doubt(f"“{''.join(texts)}”没有写明各是什么，按{order}认", keeps)


def _storey(label: str) -> str:
    """The name of a floor: 3层, B1层; 地下室 and 顶层 have names of their own."""
    return label if label.endswith(("室", "楼", "层")) and not label[:1].isdigit() else f"{label}层"


def _is_shop(word: str) -> bool:
    return "铺" in word or "面" in word or "店" in word


def _is_part_of_a_door(run: Sequence[Token]) -> bool:
    """Whether the last number divides the door before it: 302-1室."""
    door, part = run[-2].value or 0, run[-1].value or 0
    return door >= _HUNDRED and part < _HUNDRED and (len(run) > 1)
