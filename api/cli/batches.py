"""batch: what was loaded and what waits, compared, applied, discarded, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import (
    FAILED,
    JsonOption,
    StoreOption,
    actor,
    failed,
    opened,
    print_json,
    print_text,
    progress,
)
from api.cli.telling import ResolveOption, digest_load, tell_load
from api.cli.timing import Watch
from graph.errors import BatchInUse, UnknownRecord

if TYPE_CHECKING:
    from graph.pipeline import UndoReport
    from graph.store import Store
    from loaders.batches import Listed

_SHOWN = 20

IdArgument = Annotated[str, typer.Argument(help="批次或草稿的编号，见 sanlian batch list", metavar="ID")]
commands = typer.Typer(no_args_is_help=True, help="批次：看载入过什么、有什么草稿，比较、载入、弃掉、撤销。")


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    named = {"list": show_all, "show": show_one, "diff": compare, "apply": apply, "discard": discard, "undo": undo}
    for name, command in named.items():
        commands.command(name)(command)
    app.add_typer(commands, name="batch")


def show_all(store: StoreOption = None, json: JsonOption = False) -> None:
    """列出草稿和批次，最近的在前；同样的行后来又载入过的，写明以哪个为准。"""
    from loaders.batches import list_batches

    with opened(store) as opened_store:
        found = list_batches(opened_store)
    if json:
        print_json({"batches": [each.as_json() for each in found]})
    else:
        print_text("\n".join(line for each in found for line in each.lines()) or "还没有批次，也没有草稿")


def show_one(id: IdArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """一个批次或草稿：文件、映射、行数、谁、何时，写了什么。"""
    from loaders.batches import detail_of

    with opened(store) as opened_store:
        found = detail_of(opened_store, _known(opened_store, id))
    if json:
        print_json(found.as_json())
    else:
        print_text("\n".join(found.lines()))


def compare(id: IdArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """草稿与图库现有内容比较（已载入的批次：它改了什么）；清单还与上一周比较。不写入图库。"""
    from api.settings import Settings
    from loaders.difference_report import as_json, lines
    from loaders.differing import difference_of_batch, difference_of_draft
    from loaders.drafts import find_draft, unpacked

    with opened(store) as opened_store:
        listed = _known(opened_store, id)
        draft = find_draft(opened_store, id)
        if draft is not None:
            with unpacked(opened_store, draft) as files:
                found = difference_of_draft(opened_store, files, at=dt.datetime.now(dt.UTC))
        else:
            found = difference_of_batch(opened_store, id, vocabulary=Settings().words())
    head = "与图库现有内容比较" if draft is not None else "载入时的改动"
    if json:
        print_json({**listed.as_json(), **as_json(found)})
    else:
        print_text("\n".join([f"{listed.file}（{id}）{head}：", *lines(found)]))


def apply(
    id: IdArgument,
    rejects: Annotated[
        Path | None, typer.Option(help="把退回的行连同原因写进一个 Excel，改好后可直接再载入", metavar="FILE.xlsx")
    ] = None,
    resolve: ResolveOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """载入一份草稿，与直接 load 那个文件完全一样；载入后草稿不再保留。"""
    from loaders.drafts import apply_draft

    watch = Watch()
    with opened(store) as opened_store:
        with progress(shown=not json) as step:
            report = apply_draft(
                opened_store, id, by=actor(), progress=lambda done, of: step("载入", done, of), rejects=rejects
            )
        watch.lap("load")
        waiting = digest_load(opened_store, report, asked=resolve, watch=watch, json=json)
    tell_load(report, waiting=waiting, watch=watch, rejects=rejects, json=json)


def discard(id: IdArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """弃掉一份草稿；图库不受影响。"""
    from loaders.drafts import discard_draft

    with opened(store) as opened_store:
        draft = discard_draft(opened_store, id)
    if json:
        print_json({"discarded": draft.id, "file": draft.file})
    else:
        print_text(f"已弃掉草稿 {draft.file}（{draft.id}），图库没有改动")


def undo(
    id: IdArgument,
    why: Annotated[str, typer.Option(help="为什么撤销，记入日志", metavar="原因")] = "",
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """撤销一个批次：它写的全部恢复原样；之后有内容依赖它时不撤销，并列出是哪些。"""
    from graph import pipeline
    from loaders.drafts import check_batch_id

    check_batch_id(id)
    with opened(store) as opened_store, progress(shown=not json) as step:
        try:
            report = pipeline.undo(opened_store, id, by=actor(), why=why, progress=step)
        except BatchInUse as error:
            _tell_dependents(error, json=json)
            raise typer.Exit(FAILED) from error
    if json:
        print_json(_undo_json(report))
    else:
        print_text("\n".join(_undo_lines(report)))


def _known(store: Store, id: str) -> Listed:
    from loaders.batches import list_batches
    from loaders.drafts import check_batch_id

    check_batch_id(id)
    found = next((each for each in list_batches(store) if each.id == id), None)
    if found is None:
        raise UnknownRecord(id=id)
    return found


# -- taking back, in words -----------------------------------------------------------------------


def _tell_dependents(error: BatchInUse, *, json: bool) -> None:
    dependents = error.facts["dependents"]
    if json:
        told: list[dict[str, Any]] = [
            {
                "record": each.record, "kind": each.zh, "title": each.title, "how": each.how, "change": each.seq,
                "at": each.at.isoformat(), "by": each.by, "why": each.why, "batch": each.batch,
            }
            for each in dependents
        ]  # fmt: skip
        print_json({"error": {"code": error.code, "message": str(error), "dependents": told}})
        return
    failed(error, as_json=False)
    for each in dependents[:_SHOWN]:
        print_text(f"  {each}")
    if len(dependents) > _SHOWN:
        print_text(f"  另有 {len(dependents) - _SHOWN:,} 处，用 --json 看全部")


def _undo_json(report: UndoReport) -> dict[str, Any]:
    return {
        "batch": report.batch.id,
        "file": report.batch.file,
        "state": report.batch.state,
        "loads_left": report.loads_left,
        "removed": report.removed,
        "restored": report.restored,
        "kept": list(report.kept),
    }


def _undo_lines(report: UndoReport) -> list[str]:
    from graph.schema import NODE_SHAPES

    def told(counts: dict[str, int]) -> str:
        return "、".join(f"{NODE_SHAPES[kind].record.ZH} {count:,}" for kind, count in counts.items()) or "无"

    lines = [
        f"已撤销 {report.batch.file}（{report.batch.id}）：删除 {told(report.removed)}；恢复 {told(report.restored)}"
    ]
    if report.kept:
        lines.append(f"  保留 {len(report.kept):,} 个地点和单位：别的记录在用")
    if report.loads_left:
        lines.append(f"  撤销的是最后一次载入；这个文件更早还载入过 {report.loads_left} 次，仍然有效")
    return lines
