"""duty …: who answers for what. Each part's commands stand in a file of their own."""

from __future__ import annotations

import typer

from api.cli import (
    duty_advice,
    duty_agenda,
    duty_chain,
    duty_findings,
    duty_lists,
    duty_steps,
    duty_tasks,
    duty_time,
    duty_warnings,
)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    group = typer.Typer(help="共治链：办理步骤、待办、时限、督办。", no_args_is_help=True)
    mine = (duty_tasks.allowed, duty_tasks.inbox, duty_tasks.due, duty_tasks.tasks, duty_tasks.sweep)
    for command in (*mine, duty_time.deadlines, duty_time.calendar, duty_chain.chain):
        group.command()(command)
    group.add_typer(duty_steps.steps, name="step")
    group.command()(duty_advice.advise)
    for command in (
        duty_warnings.warn, duty_warnings.warnings, duty_warnings.override, duty_warnings.handle, duty_warnings.rules,
        duty_lists.lists, duty_agenda.agenda,
    ):  # fmt: skip
        group.command()(command)
    for command in (duty_findings.findings, duty_findings.departments):
        group.command()(command)
    app.add_typer(group, name="duty")
