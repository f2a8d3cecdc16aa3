"""One file loaded into a fresh store, and what became of each thing that was expected of it."""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from graph.errors import SanlianError
from graph.store import Store, open_store
from loaders.load import load_files
from loaders.report import FileReport
from tests.corpus.expected import BadRow, CorpusFile, OneOf, Record
from tests.corpus.store_facts import by_key, facts_of, originals_of, texts_of

AT = dt.datetime(2024, 6, 28, 8, 0, tzinfo=dt.UTC)
"""When the files are loaded."""

ALWAYS: Mapping[str, tuple[str, ...]] = {
    "case": (
        "number", "title", "received_at", "dispute_type", "participants", "amount", "community", "place", "due_on",
        "settled_on", "closed_on", "receiver", "handed_to",
    ),
    "party": ("name", "kind", "sex", "birth_date", "telephones", "identity", "place"),
    "resident": ("name", "kind", "sex", "birth_date", "telephones", "identity", "place"),
    "weekly": ("status",),
    "place": ("full_name",),
    "organisation": ("name",),
    "officer": ("name", "post", "telephones"),
}  # fmt: skip
"""Fields that are measured in every file: what a record has there and nobody expected is wrong."""

_PRIMARY = ("case", "party", "resident", "weekly")
"""Kinds of which a file must give these records and no others; places and offices come along with them."""


@dataclass
class Result:
    """What one file gave beside what it must give."""

    name: str
    expected: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    """Facts that nobody expected."""
    missing: list[str] = field(default_factory=list)
    """Facts that were expected and are not there."""
    bad_rows: int = 0
    named: int = 0
    """Bad rows that were sent back with their column and reason."""
    faults: list[str] = field(default_factory=list)
    """Anything else: rows unaccounted for, a report that is silent, an error that is none or another."""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        return not (self.wrong or self.missing or self.faults) and self.named == self.bad_rows

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name, "passed": self.passed, "expected": self.expected, "found": self.found,
            "right": self.right, "recall": self.recall, "precision": self.precision, "wrong": self.wrong,
            "missing": self.missing, "bad_rows": self.bad_rows, "named": self.named, "faults": self.faults,
            "seconds": round(self.seconds, 3),
        }  # fmt: skip


def measure(name: str, file: CorpusFile, *, keep: Path | None = None) -> Result:
    """Load `file` as `sanlian load` does, and compare. `keep` is a folder for its bytes."""
    result = Result(name)
    if keep is not None:
        _write(keep / name, file)
    with tempfile.TemporaryDirectory() as folder:
        _Measuring(file, Path(folder), result).run()
    return result


def _write(folder: Path, file: CorpusFile) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*file.before, file):
        (folder / each.name).write_bytes(each.content)
    if file.own_mapping:
        (folder / "我们的.toml").write_text(file.own_mapping, encoding="utf-8")


class _Measuring:
    """One file while it is measured."""

    def __init__(self, file: CorpusFile, folder: Path, result: Result) -> None:
        self.file = file
        self.folder = folder
        self.result = result
        self.rejects = folder / "退回.xlsx"
        self.mapping = str(folder / "我们的.toml") if file.own_mapping else file.mapping

    def run(self) -> None:
        _write(self.folder, self.file)
        store = open_store(f"sqlite:///{self.folder}/street.db", create=True)
        try:
            self._load(store)
        except SanlianError as error:
            self._check_error(error)
        except Exception:
            self.result.faults.append("不是一句话的错误：" + traceback.format_exc(limit=-3))
        finally:
            store.close()

    def _load(self, store: Store) -> None:
        for step in self.file.before:
            load_files(store, [self.folder / step.name], mapping=step.mapping, by="录入员", at=AT)
        report = self._load_measured(store)
        if self.file.error:
            self.result.faults.append(f"应整个拒收（{'、'.join(self.file.error)}），却载入了 {report.loaded} 行")
            return
        self._check_report(report)
        self._check_accounts(report)
        self._check_again(store)
        if self.file.correct is not None:
            self._load_corrected(store)
        self._compare(facts_of(store))
        self._check_texts(store)

    def _load_measured(self, store: Store) -> FileReport:
        """The measured file's report. Time and memory are looked at, and what libraries print of their own."""
        before, started = _memory_mb(), time.perf_counter()
        printed: list[str] = []
        try:
            with _caught(printed):
                return load_files(
                    store, [self.folder / self.file.name], mapping=self.mapping, by="录入员", at=AT,
                    rejects=self.rejects,
                ).files[0]  # fmt: skip
        finally:
            self.result.seconds = time.perf_counter() - started
            self._check_costs(_memory_mb() - before)
            self.result.faults += [f"屏幕上出现：{each}" for each in printed[:1]]

    def _load_corrected(self, store: Store) -> None:
        book = openpyxl.load_workbook(self.rejects)
        assert self.file.correct is not None
        self.file.correct(book)
        book.save(self.folder / "更正.xlsx")
        again = load_files(store, [self.folder / "更正.xlsx"], mapping=self.mapping, by="录入员", at=AT).files[0]
        self.result.faults += [f"更正后仍退回：{each}" for each in again.rejects]

    def _check_again(self, store: Store) -> None:
        """The same file once more must change nothing."""
        path = self.folder / self.file.name
        again = load_files(store, [path], mapping=self.mapping, by="录入员", at=AT).files[0]
        if changed := again.new + again.updated:
            self.result.faults.append(f"同一文件再载入，却改变了 {dict(changed)}")

    # -- the report --------------------------------------------------------------------------

    def _check_accounts(self, report: FileReport) -> None:
        """Each row is listed once; each reject says all that it must; no number of anybody stands in the report."""
        rejected = {(each.sheet, each.row) for each in report.rejects}
        aside = [(each.sheet, row) for each in report.not_data for row in range(each.first, each.last + 1)]
        if len(set(aside)) < len(aside) or rejected & set(aside):
            self.result.faults.append("有的行列了两次")
        for each in report.rejects:
            if not (each.row and each.column and each.reason and each.accepted):
                self.result.faults.append(f"退回的理由不全：{each}")
        told = report_text(report)
        numbers = {
            value
            for each in self.file.records
            for name in ("identity", "telephones")
            for value in each.facts.get(name, ())
        }
        open_ones = [each for each in numbers if isinstance(each, str) and "*" not in each and each in told]
        self.result.faults += [f"报告里有没有遮盖的号码 {each}" for each in open_ones]

    def _check_costs(self, memory_mb: float) -> None:
        if self.result.seconds > self.file.within_s:
            self.result.faults.append(f"用了 {self.result.seconds:.1f} 秒，应在 {self.file.within_s:g} 秒以内")
        if memory_mb > self.file.at_most_mb:
            self.result.faults.append(f"多用了 {memory_mb:.0f} MB 内存，应不超过 {self.file.at_most_mb} MB")

    def _check_error(self, error: SanlianError) -> None:
        allowed = (*self.file.error, *self.file.may_fail)
        if error.code not in allowed:
            self.result.faults.append(f"不应拒收：{error.code} {error}")
            self.result.missing += [str(each) for each in _expected_triples(self.file.records)]
            self.result.expected += len(self.result.missing)
            self.result.bad_rows = len(self.file.rejected)
        elif self.file.error_says and self.file.error_says not in str(error):
            self.result.faults.append(f"错误里没有“{self.file.error_says}”：{error}")

    def _check_report(self, report: FileReport) -> None:
        faults = self.result.faults
        if report.read != report.loaded + report.rejected + report.aside:
            faults.append(
                f"行数不符：读 {report.read}，载 {report.loaded}，退 {report.rejected}，非数据 {report.aside}"
            )
        if self.file.loaded is not None and report.loaded != self.file.loaded:
            faults.append(f"应载入 {self.file.loaded} 行，载入了 {report.loaded} 行")
        self._check_rejects(report)
        faults += [f"第 {row} 行不是数据，报告没有列出" for row in self._not_listed(report)]
        told = report_text(report)
        faults += [f"报告没有说“{each}”" for each in self.file.mentions if not _any_in(each.split("|"), told)]
        refused = "、".join(report.refused)
        faults += [f"没有拒收“{each}”列" for each in self.file.refused if each not in refused]
        if len(report.refused) > len(self.file.refused):
            faults.append(f"多拒收了列：{refused}")
        for each in self.file.said:
            about = " ".join(_told_of_row(report, each.sheet, each.row))
            if not _any_in(each.words, about):
                faults.append(f"第 {each.row} 行没有说明（{'、'.join(each.words)}）：{about or '一句也没有'}")
        for kind, (new, updated) in self.file.changes.items():
            if (report.new[kind], report.updated[kind]) != (new, updated):
                faults.append(
                    f"{kind} 应新增 {new}、更新 {updated}，却新增 {report.new[kind]}、更新 {report.updated[kind]}"
                )

    def _check_rejects(self, report: FileReport) -> None:
        expected = list(self.file.rejected)
        self.result.bad_rows = len(expected)
        for each in expected:
            fitting = [one for one in report.rejects if _is_named(each, one)]
            self.result.named += bool(fitting)
            if not fitting:
                told = [str(one) for one in report.rejects if one.row == each.row]
                self.result.faults.append(f"第 {each.row} 行“{each.column}”应退回（{each.word}）：{told or '没有退回'}")
        rows = {*(each.row for each in expected), *self.file.may_reject}
        self.result.faults += [f"不应退回：{each}" for each in report.rejects if each.row not in rows]

    def _not_listed(self, report: FileReport) -> Iterator[str]:
        for each in self.file.aside:
            sheet, row = each if isinstance(each, tuple) else ("", each)
            if not any(one.first <= row <= one.last and sheet in ("", one.sheet) for one in report.not_data):
                yield f"{sheet} {row}".strip()

    def _check_texts(self, store: Store) -> None:
        if self.file.keeps:
            original = originals_of(store).replace('\\"', '"').replace("\\\\", "\\")
            self.result.faults += [f"原文没有留下“{each[:40]}”" for each in self.file.keeps if each not in original]
        if self.file.never:
            everything = texts_of(store)
            self.result.faults += [f"不应存下“{each}”" for each in self.file.never if each in everything]

    # -- facts -------------------------------------------------------------------------------

    def _compare(self, found: Iterable[Record]) -> None:
        expected, present = by_key(self.file.records), by_key(found)
        fields = self._fields()
        closed = {*_PRIMARY, *(kind for kind, _ in expected if kind == "place")}
        for key, wanted in expected.items():
            names = (key[1], *wanted.also)
            got = next((present.pop((key[0], each)) for each in names if (key[0], each) in present), None)
            if got is not None or not wanted.optional:
                for name in fields.get(key[0], ()):
                    self._compare_field(key, name, wanted, got)
        for key, got in present.items():
            if key[0] in closed:
                for name in fields.get(key[0], ()):
                    self._compare_field(key, name, None, got)

    def _fields(self) -> dict[str, list[str]]:
        fields = {kind: [*names, *self.file.measured.get(kind, ())] for kind, names in ALWAYS.items()}
        for each in self.file.records:
            fields[each.kind] += [name for name in each.facts if name not in fields[each.kind]]
        return fields

    def _compare_field(self, key: tuple[str, str], name: str, wanted: Record | None, got: Record | None) -> None:
        result = self.result
        expected = list(wanted.facts.get(name, ())) if wanted else []
        if name == "number" and wanted and "number" not in wanted.facts and wanted.key not in _titles(wanted):
            expected = [wanted.key]
        found = list(got.facts.get(name, ())) if got else []
        if wanted and got and name in _DEFAULTED and name not in wanted.facts:
            found = []
        where = f"{key[0]} {key[1]} {name}"
        result.found += len(found)
        for each in expected:
            fitting = next((one for one in found if _fits(each, one)), None)
            if fitting is not None:
                found.remove(fitting)
                result.right += 1
                result.expected += 1
            elif not (isinstance(each, OneOf) and None in each.values):
                result.expected += 1
                result.missing.append(f"{where} = {each}")
        result.wrong += [f"{where} = {each}" for each in found]


_DEFAULTED = frozenset({"kind", "status", "stage", "scale", "outcome", "legacy", "source", "place_text", "text"})
"""Fields that are filled by a rule where the row is silent: looked at in the records that speak of them."""


def _titles(record: Record) -> tuple[Any, ...]:
    return record.facts.get("title", ())


def _fits(expected: Any, found: str) -> bool:
    return found in expected.values if isinstance(expected, OneOf) else found == expected


def report_text(report: FileReport) -> str:
    """All that a report says, to programs and to people."""
    return json.dumps(report.as_json(), ensure_ascii=False) + "\n".join(report.lines())


def _is_named(expected: BadRow, reject: Any) -> bool:
    return (
        reject.row == expected.row
        and expected.sheet in ("", reject.sheet)
        and expected.column in reject.column
        and _any_in(expected.word.split("|"), reject.reason + reject.accepted)
    )


def _told_of_row(report: FileReport, sheet: str, row: int) -> Iterator[str]:
    for note in report.notes:
        if note.row == row and sheet in ("", note.sheet):
            yield note.text
    for reject in report.rejects:
        if reject.row == row and sheet in ("", reject.sheet):
            yield f"{reject.column}：{reject.reason}；{reject.accepted}"


def _any_in(words: Iterable[str], text: str) -> bool:
    return any(each in text for each in words)


def _expected_triples(records: Iterable[Record]) -> Iterator[str]:
    for each in records:
        for name, values in each.facts.items():
            yield from (f"{each.kind} {each.key} {name} = {value}" for value in values)


@contextmanager
def _caught(lines: list[str]) -> Iterator[None]:
    """Put on `lines` what is written to the process's error output meanwhile, by libraries in C and Rust too."""
    kept = os.dup(2)
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            lines += [each for each in caught.read().decode(errors="replace").splitlines() if each.strip()]


def _memory_mb() -> float:
    """The most that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
