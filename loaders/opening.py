"""A file before its rows are read: which mapping it is for, and where in it the tables are."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import FileUnreadable
from graph.ids import make_id
from graph.vocabulary import Vocabulary
from loaders.cells import as_text
from loaders.choosing import choose, tables_of
from loaders.mapping import Mapping
from loaders.reading import File, read_file
from loaders.refused import refused_title
from loaders.report import FileReport, Note
from loaders.sheet import Sheet
from loaders.table import NotData, Table

_MOST_IN_TITLE = 2
"""Filled cells of a line that is a title, not a header."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, the mapping it is read by, its tables, and the report that reading them fills."""

    file: File
    mapping: Mapping
    tables: tuple[Table, ...]
    report: FileReport
    batch: str
    """Id of the batch that it is."""

    def for_trial(self) -> Opened:
        """The same file with a report and tables of its own, so that rows can be tried without a trace."""
        report = FileReport(path=self.file.path, mapping="", mapping_zh="", chosen=False)
        return replace(self, tables=tuple(replace(each, not_data=[]) for each in self.tables), report=report)


def open_table(path: Path, *, mapping: Mapping | None, vocabulary: Vocabulary) -> Opened:
    """Open a file and find its tables; without a `mapping` the best built-in one. Raises a LoadError."""
    file = read_file(path)
    if (title := refused_title([path.stem])) is not None:
        raise _register(path, title)
    refused = {sheet.name: title for sheet in file.sheets if (title := _refused_sheet(sheet)) is not None}
    if refused and all(each.hidden or each.name in refused for each in file.sheets):
        raise _register(path, next(iter(refused.values())))
    open_sheets = replace(file, sheets=tuple(each for each in file.sheets if each.name not in refused))
    if mapping is None:
        chosen, tables, remark = choose(open_sheets, vocabulary)
    else:
        chosen, tables, remark = mapping, tables_of(open_sheets, mapping), ""
    for each in tables:
        if (title := refused_title(each.titles)) is not None:
            raise _register(path, title)
    report = FileReport(path=path, mapping=chosen.name, mapping_zh=chosen.zh, chosen=mapping is None)
    report.read = sum(each.height for each in file.sheets)
    report.notes += [Note("", 0, remark)] if remark else []
    _note_other_sheets(open_sheets, tables, report)
    _note_refused_sheets(file, refused, report)
    return Opened(file, chosen, tables, report, make_id("batch", file.digest, chosen.name))


def _register(path: Path, title: str) -> FileUnreadable:
    """The error of a register of a special population, which is refused whole."""
    reason = f"标题“{title}”说明这是特殊人群的名册"
    return FileUnreadable(path=path, reason=reason, advice="本系统不收特殊人群数据，请不要载入")


def _refused_sheet(sheet: Sheet) -> str | None:
    """The title that makes a visible sheet such a register: its name, or a line above its first full row."""
    if sheet.hidden:
        return None
    titles = [sheet.name]
    for row in sheet.head:
        filled = [as_text(each) for each in row if each not in (None, "")]
        if len(filled) > _MOST_IN_TITLE:
            break
        titles += filled
    return refused_title(titles)


def _note_refused_sheets(file: File, refused: Map[str, str], report: FileReport) -> None:
    for sheet in file.sheets:
        if (title := refused.get(sheet.name)) is not None:
            text = f"“{title}”说明这是特殊人群的名册，整张工作表拒收，一行也没有载入"
            report.notes.append(Note(sheet.name, 0, text))
            report.refused.append(f"工作表“{sheet.name}”（特殊人群的名册）")
            report.not_data.append(NotData(sheet.name, 1, sheet.height, "拒收的工作表"))


def _note_other_sheets(file: File, tables: Sequence[Table], report: FileReport) -> None:
    """Say of every sheet that was not loaded why."""
    loaded = [id(each.sheet) for each in tables]
    for sheet in file.sheets:
        if sheet.hidden:
            report.notes.append(Note(sheet.name, 0, "工作表是隐藏的，没有载入"))
        elif id(sheet) not in loaded and sheet.height:
            report.notes.append(Note(sheet.name, 0, f"没有找到“{report.mapping_zh}”的表头，整张工作表没有载入"))
            report.not_data.append(NotData(sheet.name, 1, sheet.height, "工作表没有认得的表头"))
