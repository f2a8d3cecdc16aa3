"""link learn, settings: the numbers that links are made from, learned from judgements and kept as versions."""

from __future__ import annotations

import dataclasses
import json as json_text
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import FAILED, JsonOption, StoreOption, actor, opened, print_json, print_text, progress

if TYPE_CHECKING:
    from graph.linkage.learning import Lesson, Measured
    from graph.linkage.weights import LinkSettings
    from graph.pipeline.link_learning import Judged
    from graph.store import Reader, Store

settings = typer.Typer(help="关联参数：现用的、历次的，恢复旧版本。")
_SHOWN = 0.005
"""By how much a coefficient must have changed to be told."""
_RELINK = "关联还是按原来的参数：请运行 sanlian link 重新关联全部事件。"
LinkOption = Annotated[bool, typer.Option("--link", help="随即重新关联全部事件；不写时在终端上会问")]


def learn(
    adopt: Annotated[bool, typer.Option("--adopt", help="采用：存为新版本；不写只打印")] = False,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="不用图库里的判定，改用这个文件：两列事件编号或 id，一列是否同一", metavar="FILE"),
    ] = None,
    link: LinkOption = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """由人工判定重新估计关联参数，先交叉验证、打印前后的数字；加 --adopt 才存为新版本，可随时恢复。"""
    from graph.pipeline.link_learning import learned

    with opened(store) as opened_store:
        judged = _judged(opened_store, source)
        lesson = learned(opened_store, judged)
        kept = _adopted(opened_store, lesson) if adopt else None
        if json:
            print_json(_lesson_json(lesson, judged, kept))
        else:
            print_text("\n".join(_lesson_lines(lesson, judged, kept, adopt=adopt)))
        if adopt and kept is None:
            raise typer.Exit(FAILED)
        if kept is not None:
            _link_anew(opened_store, link=link, json=json)


@settings.callback(invoke_without_command=True)
def show_unless_asked(context: typer.Context, store: StoreOption = None, json: JsonOption = False) -> None:
    """关联参数：不写子命令时显示现用的。"""
    if context.invoked_subcommand is None:
        show(store=store, json=json)
    elif store is not None or json:
        raise typer.BadParameter(f"--store 和 --json 请写在 {context.invoked_subcommand} 后面")


@settings.command()
def show(store: StoreOption = None, json: JsonOption = False) -> None:
    """现用的关联参数：系数、门槛、怎样得来。"""
    from graph.pipeline.link_settings import link_settings_of

    with opened(store) as opened_store:
        now = link_settings_of(opened_store)
    if json:
        print_json(dataclasses.asdict(now))
    else:
        print_text("\n".join(_told(now)))


@settings.command()
def history(store: StoreOption = None, json: JsonOption = False) -> None:
    """历次的关联参数，最后一个有效。"""
    from graph.pipeline.link_settings import history_of

    with opened(store) as opened_store:
        found = history_of(opened_store)
    if json:
        print_json([{"by": kept.by, "at": kept.at, **dataclasses.asdict(each)} for kept, each in found])
        return
    print_text("版本 0：出厂参数")
    for kept, each in found:
        print_text(f"版本 {each.version}：{kept.at:%Y-%m-%d %H:%M}（UTC）{kept.by}；{each.made}")


@settings.command()
def back(
    version: Annotated[int, typer.Argument(help="恢复哪个版本；0 是出厂参数", min=0, metavar="VERSION")],
    link: LinkOption = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """恢复旧的关联参数：把它存为新版本，历次的都还在。"""
    from graph.pipeline.link_settings import go_back

    with opened(store) as opened_store:
        kept = go_back(opened_store, version, by=actor())
        if json:
            print_json(dataclasses.asdict(kept))
        else:
            print_text("\n".join(_told(kept)))
        _link_anew(opened_store, link=link, json=json)


# -- what is done --------------------------------------------------------------------------------


def _judged(store: Reader, source: Path | None) -> Judged:
    from graph.pipeline.link_learning import judged_by_name, judged_in_ledger

    if source is None:
        return judged_in_ledger(store)
    from graph.errors import BadTruth
    from loaders.truths import read_case_truth

    pairs = read_case_truth(source).judged
    if not pairs:
        raise BadTruth(path=source, reason="应有两列事件编号和一列“是否同一”")
    return judged_by_name(store, [(each.one, each.other, each.same) for each in pairs])


def _adopted(store: Store, lesson: Lesson) -> LinkSettings | None:
    """The version that was written; None: what was learned is no better, and nothing was."""
    from graph.pipeline.link_learning import adopt

    return adopt(store, lesson, by=actor()) if lesson.better else None


def _link_anew(store: Store, *, link: bool, json: bool) -> None:
    """Link everything by the new settings, if it is wanted; else say that it is still to be done."""
    if not link and not json and sys.stdin.isatty():
        link = typer.confirm("参数变了，要全部重新关联才生效。现在就做？", default=True)
    if not link:
        if not json:
            print_text(_RELINK)
        return
    from graph.pipeline import link as run

    with progress(shown=not json) as step:
        report = run(store, by=actor(), progress=step)
    if not json:
        print_text(str(report))


# -- in words ------------------------------------------------------------------------------------


def _told(now: LinkSettings) -> Iterator[str]:
    name = "出厂参数" if now.version == "shipped" else f"版本 {now.version}"
    yield (
        f"{name}：权重达到 {now.together:g} 暂定关联，达到 {now.noticeable:g} 提示判定"
        "（权重为可能性之比的对数，每高 1 可能性加倍）"
    )
    yield now.made
    changed = {signal: value for signal, value in now.coefficients.items() if value != 1.0}
    if now.offset:
        yield f"  起点：{now.offset:+.2f}"
    yield from (f"  {_zh(signal)}：系数 {value:.2f}" for signal, value in changed.items())
    if not changed:
        yield "  各信号的系数都是 1"
    if now.figures:
        yield "  " + json_text.dumps(dict(now.figures), ensure_ascii=False)


def _zh(signal: str) -> str:
    from graph.linkage.weights import SIGNALS

    return f"{SIGNALS[signal]}（{signal}）"


def _lesson_lines(lesson: Lesson, judged: Judged, kept: LinkSettings | None, *, adopt: bool) -> Iterator[str]:
    from graph.linkage.learning import PRECISION

    after, before = lesson.after, lesson.before
    left_out = f"；另有 {judged.left_out} 对判定不一致，不计" if judged.left_out else ""
    yield f"判过的事件对 {lesson.yes + lesson.no}：是 {lesson.yes}，否 {lesson.no}{left_out}"
    yield f"出厂：{_measured_zh(lesson.shipped)}"
    if before.version != "shipped":
        yield f"现用（版本 {before.version}，门槛 {before.together:g}；学过的判定也在内）：{_measured_zh(lesson.old)}"
    yield f"学得（门槛 {after.together:g}，{lesson.folds} 折交叉验证，{lesson.apart}）：{_measured_zh(lesson.new)}"
    yield f"  起点：{before.offset:+.2f} → {after.offset:+.2f}；提示：{before.noticeable:g} → {after.noticeable:g}"
    for signal, value in after.coefficients.items():
        old = before.coefficient(signal)
        if abs(value - old) >= _SHOWN:
            yield f"  {_zh(signal)}：系数 {old:.2f} → {value:.2f}"
    if not lesson.precise:
        yield f"注意：对没学过的判定，精确率不到 {PRECISION:.0%}。"
    if kept is not None:
        yield f"已采用，存为版本 {kept.version}；恢复请用 sanlian link settings back。"
    elif not lesson.better:
        yield "没有明显比出厂参数更好" + ("，未采用。" if adopt else "。")
    else:
        yield "没有采用；采用请加 --adopt。"


def _measured_zh(measured: Measured) -> str:
    return f"对数损失 {measured.log_loss:.3f}，精确率 {measured.precision:.3f}，召回率 {measured.recall:.3f}"


def _lesson_json(lesson: Lesson, judged: Judged, kept: LinkSettings | None) -> dict[str, Any]:
    return {
        "pairs": lesson.yes + lesson.no,
        "yes": lesson.yes,
        "no": lesson.no,
        "left_out": judged.left_out,
        "folds": lesson.folds,
        "shipped": dataclasses.asdict(lesson.shipped),
        "before": {**dataclasses.asdict(lesson.old), "settings": dataclasses.asdict(lesson.before)},
        "after": {**dataclasses.asdict(lesson.new), "settings": dataclasses.asdict(kept or lesson.after)},
        "better": lesson.better,
        "adopted": kept is not None,
    }
