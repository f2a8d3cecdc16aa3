"""resolve; link, and link …: which cases belong together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import typer

from api.cli.link_consequences import consequences
from api.cli.link_judging import conflicts, judge, review, suggestions, unjudge
from api.cli.link_measuring import evaluate
from api.cli.link_settings import learn
from api.cli.link_settings import settings as settings_commands
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress

commands = typer.Typer(help="关联：哪些事件是同一件事。不写子命令时，把全部事件重新关联。")
_SUBCOMMANDS: tuple[Callable[..., None], ...] = (
    consequences, evaluate, suggestions, review, judge, unjudge, conflicts, learn,
)  # fmt: skip
"""Each is called by its function's name."""


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(resolve)
    for command in _SUBCOMMANDS:
        commands.command()(command)
    commands.add_typer(settings_commands, name="settings")
    commands.callback(invoke_without_command=True)(link)
    app.add_typer(commands, name="link")


def resolve(store: StoreOption = None, json: JsonOption = False) -> None:
    """重新认人：按确定的规则和人工判定，把全部记录归到自然人和单位。"""
    from graph.pipeline import resolve as run

    with opened(store) as opened_store, progress(shown=not json) as step:
        report = run(opened_store, by=actor(), progress=step)
    if json:
        print_json(dataclasses.asdict(report))
    else:
        print_text(str(report))


def link(context: typer.Context, store: StoreOption = None, json: JsonOption = False) -> None:
    """重新关联：按同一当事人、同户、同房屋把事件连起来，并归并为事项。"""
    from graph.pipeline import link as run

    if context.invoked_subcommand is not None:
        if store is not None or json:
            raise typer.BadParameter(f"--store 和 --json 请写在 {context.invoked_subcommand} 后面")
        return
    with opened(store) as opened_store, progress(shown=not json) as step:
        report = run(opened_store, by=actor(), progress=step)
    if json:
        print_json(dataclasses.asdict(report))
    else:
        print_text(str(report))
