"""A file before its rows are read: which mapping it is for, and where in it the tables are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import FileUnreadable, NoMapping
from graph.ids import make_id
from graph.vocabulary import Vocabulary
from loaders.cells import as_text
from loaders.choosing import Chosen, choose, tables_of
from loaders.mapping import Mapping
from loaders.reading import File, read_file
from loaders.refused import refused_title
from loaders.report import FileReport, Note
from loaders.table import NotData, Table

_TITLES = 10
"""Rows at the top of a sheet among which its titles stand."""


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
    _refuse_register(file.path, [path.stem, *(each.name for each in file.sheets)])
    if mapping is None:
        chosen, tables, remark = _chosen(file, vocabulary)
    else:
        chosen, tables, remark = mapping, tables_of(file, mapping), ""
    for each in tables:
        _refuse_register(file.path, each.titles)
    report = FileReport(path=path, mapping=chosen.name, mapping_zh=chosen.zh, chosen=mapping is None)
    report.read = sum(each.height for each in file.sheets)
    report.notes += [Note("", 0, remark)] if remark else []
    _note_other_sheets(file, tables, report)
    return Opened(file, chosen, tables, report, make_id("batch", file.digest, chosen.name))


def _chosen(file: File, vocabulary: Vocabulary) -> Chosen:
    """The mapping that a file is for; of a file that is for none, a title may say that it is refused whole."""
    try:
        return choose(file, vocabulary)
    except NoMapping:
        for sheet in file.sheets:
            texts = [[text for each in row if (text := as_text(each).strip())] for row in sheet.head[:_TITLES]]
            _refuse_register(file.path, [row[0] for row in texts if len(row) == 1])
        raise


def _refuse_register(path: Path, titles: Sequence[str]) -> None:
    """A register of a special population is refused whole."""
    if (title := refused_title(titles)) is not None:
        raise FileUnreadable(
            path=path, reason=f"标题“{title}”说明这是特殊人群的名册", advice="本系统不收特殊人群数据，请不要载入"
        )


def _note_other_sheets(file: File, tables: Sequence[Table], report: FileReport) -> None:
    """Say of every sheet that was not loaded why."""
    loaded = [id(each.sheet) for each in tables]
    for sheet in file.sheets:
        if sheet.hidden:
            report.notes.append(Note(sheet.name, 0, "工作表是隐藏的，没有载入"))
        elif id(sheet) not in loaded and sheet.height:
            report.notes.append(Note(sheet.name, 0, f"没有找到“{report.mapping_zh}”的表头，整张工作表没有载入"))
            report.not_data.append(NotData(sheet.name, 1, sheet.height, "工作表没有认得的表头"))
