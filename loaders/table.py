"""One sheet as a table: where its header is, what stands above it, which rows are no data.

Every row of the sheet ends up as data or, with a reason, as no data; none is passed over in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.binding import Binding, bind
from loaders.cells import BadCell, Cell, as_text, read_date, read_line
from loaders.headers import plain_header
from loaders.mapping import Mapping
from loaders.sheet import Sheet

_SEARCHED = 40
"""Rows in which the header must stand."""
_TOTAL = re.compile(r"(?:本页|本周|本月|全部)?(?:合计|总计|小计|共计)")
_SIGNATURE = re.compile(
    r"(?:填表|制表|审核|填报|报送|经办|签发|单位|部门)(?:人|单位|日期|时间|部门|负责人|\(?盖章\)?)?(?:签字|签名|盖章)?[)）]?[:：]|(?:备注|说明|注)[:：]|(?:单位)?[（(]?盖章"
)
_DATE_IN_TITLE = re.compile(r"(?:(\d{4})年?[./-]?)?(\d{1,2})[月./-](\d{1,2})日?")
_YEAR_IN_TITLE = re.compile(r"(20\d{2})\s*年?")
_COMMUNITY_IN_TITLE = re.compile(r"([\u3400-\u9fff]{2,6}?社区)")
_BEFORE_COMMUNITY = re.compile(r".*(?:街道|单位|区|[:：])")


@dataclass(frozen=True, slots=True)
class NotData:
    """A run of rows that hold no data, and why."""

    sheet: str
    first: int
    last: int
    why: str


@dataclass(slots=True)
class Table:
    """A sheet whose header was found."""

    sheet: Sheet
    binding: Binding
    header_row: int
    titles: tuple[str, ...]
    """What stands above the header, and the names of sheet and file."""
    not_data: list[NotData] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The data rows with their numbers; the others are put on `not_data` as they come."""
        header = [plain_header(as_text(each)) for each in self.header]
        for number, row in enumerate(self.sheet.rows(), 1):
            if number < self.header_row:
                why = "空行" if _is_blank(row) else "表头上方的标题"
            elif number == self.header_row:
                why = "表头"
            else:
                why = _why_not_data(row, header)
            if why is None:
                yield number, row
            else:
                self._put_aside(number, why)

    def _put_aside(self, number: int, why: str) -> None:
        last = self.not_data[-1] if self.not_data else None
        if last and last.why == why and last.last == number - 1:
            self.not_data[-1] = NotData(self.sheet.name, last.first, number, why)
        else:
            self.not_data.append(NotData(self.sheet.name, number, number, why))

    @property
    def header(self) -> Sequence[Cell]:
        return self.sheet.head[self.header_row - 1]

    @property
    def above(self) -> Sequence[Sequence[Cell]]:
        """The rows over the header."""
        return self.sheet.head[: self.header_row - 1]

    @property
    def facts(self) -> TitleFacts:
        return title_facts(self.titles)


def find_table(sheet: Sheet, mapping: Mapping, *, file_name: str) -> Table | None:
    """The table of `mapping` in a sheet: the row of its first part that fits best, every required column in it."""
    best: tuple[int, int, Binding] | None = None
    for position, row in enumerate(sheet.head[:_SEARCHED]):
        texts = [as_text(each) for each in row]
        binding = bind(mapping, texts)
        if binding.missing or not binding.columns:
            continue
        if best is None or binding.fit > best[0]:
            best = (binding.fit, position, binding)
    if best is None:
        return None
    _, position, binding = best
    above = [read_line(each) for row in sheet.head[:position] for each in row]
    titles = (*(each for each in above if each), sheet.name, file_name)
    return Table(sheet, binding, position + 1, titles)


def likeliest_header(sheet: Sheet, mapping: Mapping) -> list[str]:
    """For an error: the row that fits `mapping` best although a required column is missing."""
    rows = [[as_text(each).strip() for each in row] for row in sheet.head[:_SEARCHED] if not _is_blank(row)]
    return max(rows, key=lambda row: bind(mapping, row).fit, default=[])


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(each is None or (isinstance(each, str) and not each.strip()) for each in row)


def _why_not_data(row: Sequence[Cell], header: Sequence[str]) -> str | None:
    filled = [each for each in row if each is not None and not (isinstance(each, str) and not each.strip())]
    if not filled:
        return "空行"
    first = as_text(filled[0]).strip()
    if _TOTAL.match(first) and all(_is_number(each) for each in filled[1:]):
        return "合计行"
    if len(filled) <= 3 and isinstance(filled[0], str) and _SIGNATURE.match(first):
        return "落款或说明"
    plain = [plain_header(as_text(each)) for each in row]
    if len(filled) > 1 and plain == list(header):
        return "重复的表头"
    return None


def _is_number(cell: Cell) -> bool:
    return (
        isinstance(cell, int | float) or re.fullmatch(r"[\d.,]+\s*[件人户元个条]?", as_text(cell).strip()) is not None
    )


# -- what titles say -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the titles of a table say of all its rows; None: nothing."""

    year: int | None = None
    community: str | None = None
    day: dt.date | None = None
    """The first full date: of a period, its first day."""


def title_facts(titles: Sequence[str]) -> TitleFacts:
    """The reporting community and the period in titles such as “打铜社区矛盾隐患清单（2024年3月4日—10日）”."""
    text = " ".join(titles)
    year = _YEAR_IN_TITLE.search(text)
    stated = int(year[1]) if year else None
    community = next(filter(None, map(_community_in, titles)), None)
    return TitleFacts(stated, community, _first_day(text, stated))


def _community_in(title: str) -> str | None:
    match = _COMMUNITY_IN_TITLE.search(_BEFORE_COMMUNITY.sub("", title, count=1) if "社区" in title else "")
    match = match or _COMMUNITY_IN_TITLE.search(title)
    if match is None or match[1] in ("各社区", "所属社区", "全部社区", "辖区社区"):
        return None
    return match[1]


def _first_day(text: str, year: int | None) -> dt.date | None:
    for match in _DATE_IN_TITLE.finditer(text):
        try:
            return read_date(match[0], year=year)
        except BadCell:
            continue
    return None
