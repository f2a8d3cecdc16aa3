"""identity train, settings: the numbers that weights are made from, and the thresholds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress

if TYPE_CHECKING:
    from graph.identity.weights.settings import Settings
    from graph.pipeline.training import Figures, Trained

_SHOWN = 0.05
"""Bits by which a weight must have changed to be told."""


def train(store: StoreOption = None, json: JsonOption = False) -> None:
    """由本库的记录估计认人的参数，存为新版本，并按它重新认人；打印前后的数字。"""
    from graph.pipeline.training import retrain

    with opened(store) as opened_store, progress(shown=not json) as step:
        trained = retrain(opened_store, by=actor(), progress=step)
    if json:
        print_json(_trained_json(trained))
    else:
        print_text("\n".join(_lines(trained)))


def settings(
    provisional: Annotated[
        float | None, typer.Option(help="暂定归并的评分：达到即归并，直到有人判“否”", metavar="W")
    ] = None,
    suggest: Annotated[float | None, typer.Option(help="提示的评分：达到即请人判定", metavar="W")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """认人参数的版本和门槛；写了 --provisional 或 --suggest 就存为新版本，并重新认人。"""
    from graph.pipeline.settings import settings_of
    from graph.pipeline.training import set_thresholds

    with opened(store) as opened_store:
        if provisional is None and suggest is None:
            now = settings_of(opened_store)
            if json:
                print_json(_settings_json(now))
            else:
                print_text(_told(now))
            return
        with progress(shown=not json) as step:
            trained = set_thresholds(opened_store, by=actor(), provisional=provisional, suggest=suggest, progress=step)
    if json:
        print_json(_trained_json(trained))
    else:
        print_text("\n".join(_lines(trained)))


def count(
    value: Annotated[str, typer.Argument(help="完整的电话、身份证号，或地点的编号", metavar="值")],
    answer: Annotated[str, typer.Argument(help="是：计入；否：不计入；自动：由使用它的人看出来", metavar="是|否|自动")],
    why: Annotated[str, typer.Option(help="理由", metavar="文字")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """由人决定一个多人共用的值认人时计不计入，并随即重新认出用它的人；可随时改回。"""
    from graph.pipeline.sharing import decide

    if answer not in _ANSWERS:
        raise typer.BadParameter("应是：是、否、自动")
    with opened(store) as opened_store:
        report = decide(opened_store, value, _ANSWERS[answer], by=actor(), why=why)
    if json:
        print_json({"mentions": report.mentions, "people": report.people, "updated": report.updated})
    else:
        print_text(str(report))


_ANSWERS = {"是": True, "否": False, "自动": None}


def _told(settings: Settings) -> str:
    return (
        f"版本 {settings.version}：评分达到 {settings.provisional:g} 暂定归并，达到 {settings.suggest:g} 提示判定"
        f"（评分为可能性之比的对数，每高 1 可能性加倍）"
    )


def _lines(trained: Trained) -> Iterator[str]:
    if trained.resolved is None:
        yield f"没有变化，仍是版本 {trained.before.version}（记录太少时估计不出参数）。"
        return
    yield _told(trained.after)
    yield f"原来：{_figures(trained.old)}"
    yield f"现在：{_figures(trained.new)}"
    for comparison, level, before, after in _changed(trained):
        yield f"  {comparison}：{level} {before:+.1f} → {after:+.1f}"


def _figures(figures: Figures) -> str:
    return (
        f"版本 {figures.version}，{figures.people:,} 个自然人（其中 {figures.provisional:,} 个有暂定归并），"
        f"待判定 {figures.suggestions:,} 对"
    )


def _changed(trained: Trained) -> Iterator[tuple[str, str, float, float]]:
    """Comparison and level in Chinese, with the weight before and now, where it is another."""
    from graph.identity.weights.comparisons import COMPARISONS

    before, after = trained.before.weights, trained.after.weights
    for each in COMPARISONS:
        for level in each.levels:
            old, new = before[each.key][level.key], after[each.key][level.key]
            if abs(old - new) >= _SHOWN:
                yield each.zh, level.zh, old, new


def _settings_json(settings: Settings) -> dict[str, Any]:
    return {
        "version": settings.version,
        "provisional": settings.provisional,
        "suggest": settings.suggest,
        "least": settings.least,
        "prior": settings.prior,
        "weights": settings.weights,
    }


def _trained_json(trained: Trained) -> dict[str, Any]:
    return {
        "changed": trained.resolved is not None,
        "settings": _settings_json(trained.after),
        "before": dataclasses.asdict(trained.old),
        "after": dataclasses.asdict(trained.new),
    }
