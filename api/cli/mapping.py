"""mapping list, show, check, guess, test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.session import JsonOption, print_json, print_text, written

if TYPE_CHECKING:
    from loaders.guessing import Guess
    from loaders.trial import Trial, TriedRow

FileArgument = Annotated[Path, typer.Argument(help="CSV 或 Excel 文件", metavar="FILE")]
VocabularyOption = Annotated[
    Path | None, typer.Option(help="自己的代码表（.toml），默认取 SANLIAN_VOCABULARY", metavar="FILE.toml")
]

app = typer.Typer(
    name="mapping", help="映射：哪一列是什么。内置的有哪些，写一个、检查、推测、试用。", no_args_is_help=True
)


def add_to(whole: typer.Typer) -> None:
    """Register these commands."""
    whole.add_typer(app)


@app.command("list")
def list_(json: JsonOption = False) -> None:
    """内置的映射：名字，一行是什么，渠道。"""
    from graph.vocabulary import VOCABULARY
    from loaders.mapping import built_in, built_in_names

    found = [built_in(each) for each in built_in_names()]
    if json:
        print_json(
            [
                {"name": each.name, "zh": each.zh, "about": each.about, "row": each.row, "source": each.source,
                 "extends": each.extends or None, "columns": [column.path for column in each.columns]}
                for each in found
            ]
        )  # fmt: skip
        return
    table = _table("名字", "一行是", "渠道", "继承")
    for each in found:
        table.add_row(each.name, each.about, VOCABULARY.label("source", each.source), each.extends)
    _console().print(table)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="内置映射的名字", metavar="NAME")],
    json: JsonOption = False,
) -> None:
    """打印一个内置映射的 TOML，可复制修改。"""
    from loaders.mapping import built_in_text

    text = built_in_text(name)
    if json:
        print_json({"name": name, "toml": text})
    else:
        print_text(text.rstrip())


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="自己的映射文件", metavar="FILE.toml")],
    vocabulary: VocabularyOption = None,
    json: JsonOption = False,
) -> None:
    """检查一个映射：有错就指出每一处在第几行、可用的是什么。"""
    from loaders.mapping import read_mapping

    mapping = read_mapping(path, _words(vocabulary))
    required = [f"{each.path}（{each.target.zh}）" for each in mapping.required]
    if json:
        print_json(
            {"file": str(path), "zh": mapping.zh, "row": mapping.row, "source": mapping.source,
             "extends": mapping.extends or None, "columns": len(mapping.columns),
             "required": [each.path for each in mapping.required]}
        )  # fmt: skip
        return
    base = f"，以 {mapping.extends} 为底" if mapping.extends else ""
    print_text(f"{path}：没有错误。“{mapping.zh}”，一行是 {mapping.row}{base}，共 {len(mapping.columns)} 个字段。")
    print_text(f"必须有的列：{'、'.join(required) or '没有'}")


@app.command()
def guess(
    path: FileArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="把映射写到哪个文件；不写则打印", metavar="our.toml")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="哪张工作表；不写则取最像的一张", metavar="工作表")] = None,
    vocabulary: VocabularyOption = None,
    json: JsonOption = False,
) -> None:
    """为一个不认得的文件推测映射：看表头，也看内容；每一列写明把握有多大。"""
    from loaders.guessing import guess_file, toml_of
    from loaders.reading import read_file

    words = _words(vocabulary)
    found = guess_file(read_file(path), sheet=sheet, vocabulary=words)
    text = toml_of(found, vocabulary=words)
    if output is not None:
        with written(output) as file:
            file.write(text)
    if json:
        print_json({**_guess_json(found), "output": str(output) if output else None, "toml": text})
        return
    _print_guess(found)
    if output is None:
        print_text(text.rstrip())
    else:
        print_text(f"已写到 {output}。核对后：sanlian mapping test {output} {path}")


@app.command()
def test(
    mapping: Annotated[str, typer.Argument(help="映射文件，或内置映射的名字", metavar="MAPPING")],
    path: FileArgument,
    rows: Annotated[int, typer.Option(help="看每张表的前几行", min=1, max=1000)] = 5,
    vocabulary: VocabularyOption = None,
    json: JsonOption = False,
) -> None:
    """试用一个映射：前几行会变成什么，哪一列填了什么。什么也不写入图库。"""
    from loaders.mapping import find_mapping
    from loaders.reading import read_file
    from loaders.trial import try_mapping

    words = _words(vocabulary)
    trial = try_mapping(read_file(path), find_mapping(mapping, words), rows=rows, vocabulary=words)
    if json:
        print_json(trial.as_json())
    else:
        _print_trial(trial)


def _words(path: Path | None) -> Any:
    from api.settings import Settings
    from graph.vocabulary import read_vocabulary

    return read_vocabulary(path) if path else Settings().words()


# -- for people ----------------------------------------------------------------------------------


def _console() -> Console:
    """Standard output; where it is no terminal, lines as long as they need to be."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 200)


def _table(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for each in headers:
        table.add_column(each, overflow="fold")
    return table


def _print_guess(found: Guess) -> None:
    sheet = f"工作表 {found.sheet}，" if found.sheet else ""
    next_best = f"，其次像 {found.next_best}" if found.next_best else ""
    base = f"{found.base.name}（{found.base.zh}）"
    where = f"表头在第 {found.header_row} 行" if found.header_row else "没有看到表头"
    print_text(f"{found.file}：{sheet}{where}，像 {base}，把握 {found.confidence:.0%}{next_best}")
    for each in found.notes:
        print_text(each)
    table = _table("列", "填什么", "字段", "把握", "根据")
    for each in found.columns:
        target = each.target
        style = None if each.used else "dim"
        sure = f"{each.confidence:.0%}" + ("" if each.used else "，没有采用")
        cells = (target.zh, target.path, sure) if target else ("—", "", "")
        table.add_row(_safe(each.header), *cells, each.why, style=style)
    _console().print(table)
    for header, why in found.refused:
        print_text(f"拒收的列：{header}（{why}）")


def _safe(text: str) -> str:
    """A text of the file in a table: no markup, no line breaks."""
    return " ".join(text.split()).replace("[", r"\[")


def _guess_json(found: Guess) -> dict[str, Any]:
    return {
        "file": found.file,
        "sheet": found.sheet,
        "header_row": found.header_row,
        "rows": found.rows,
        "base": found.base.name,
        "row": found.base.row,
        "confidence": found.confidence,
        "next_best": found.next_best or None,
        "columns": [
            {
                "header": each.header,
                "path": each.target.path if each.target else None,
                "zh": each.target.zh if each.target else None,
                "confidence": each.confidence,
                "used": each.used,
                "why": each.why,
                "unknown_words": [{"word": word, "count": count} for word, count in each.unknown],
            }
            for each in found.columns
        ],
        "refused": [{"header": header, "why": why} for header, why in found.refused],
        "missing": list(found.missing),
        "notes": list(found.notes),
    }


def _print_trial(trial: Trial) -> None:
    for sheet, binding in trial.bindings:
        print_text(f"{trial.file}{f' 工作表 {sheet}' if sheet else ''}：按“{trial.mapping.zh}”，{binding.fit} 列有对应")
        table = _table("列", "填什么", "字段")
        for each in binding.columns:
            table.add_row(_safe(each.header), each.column.target.zh, each.column.path)
        _console().print(table)
        unused = "、".join(header for _, header in binding.unused)
        refused = "、".join(f"{header}（{why}）" for _, header, why in binding.refused)
        for label, some in (("没有对应的列", unused), ("拒收的列", refused)):
            if some:
                print_text(f"{label}：{some}")
        for each in binding.ambiguous:
            print_text(f"说明：{each}")
    for row in trial.rows:
        _print_row(row)
    if not trial.rows:
        print_text("表头下面没有数据。")


def _print_row(row: TriedRow) -> None:
    print_text(f"{f'{row.sheet} ' if row.sheet else ''}第 {row.row} 行{'：退回' if row.rejects else ''}")
    for record in row.records:
        facts = "；".join(f"{zh} {' '.join(value.split())}" for _, zh, value in record.fields)
        print_text(f"  {record.zh}：{facts}")
        for link in record.links:
            print_text(f"    {link}")
    for remark in row.remarks:
        print_text(f"  说明：{remark}")
    for reject in row.rejects:
        print_text(f"  退回：{reject}")
