"""resolve, link."""

from __future__ import annotations

import dataclasses

import typer

from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (resolve, link):
        app.command()(command)


def resolve(store: StoreOption = None, json: JsonOption = False) -> None:
    """重新认人：按确定的规则和人工判定，把全部记录归到自然人和单位。"""
    from graph.pipeline import resolve as run

    with opened(store) as opened_store, progress(shown=not json) as step:
        report = run(opened_store, by=actor(), progress=step)
    if json:
        print_json(dataclasses.asdict(report))
    else:
        print_text(str(report))


def link(store: StoreOption = None, json: JsonOption = False) -> None:
    """重新关联：按同一当事人、同户、同房屋把事件连起来，并归并为事项。"""
    from graph.pipeline import link as run

    with opened(store) as opened_store, progress(shown=not json) as step:
        report = run(opened_store, by=actor(), progress=step)
    if json:
        print_json(dataclasses.asdict(report))
    else:
        print_text(str(report))
