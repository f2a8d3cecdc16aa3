"""export."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.session import JsonOption, OutputOption, StoreOption, UnmaskOption, opened, print_json, reveal, written
from graph.store import EVERYTHING


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(export)


def export(
    what: Annotated[
        str,
        typer.Argument(
            help="cases、mentions、people、places、identity、links、matters、graph … 或任一种关系，如 party_to",
            metavar="WHAT",
        ),
    ],
    format: Annotated[str, typer.Option(help="csv、json、graphml 或 gexf")] = "csv",
    output: OutputOption = None,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """导出：表格（csv、json）或图（graphml、gexf）。身份证号和电话默认打码。"""
    from api.exporting import FORMATS, export_of, graph_of, write_csv, write_graph, write_json

    chosen = export_of(what)
    if format not in FORMATS:
        raise typer.BadParameter(f"--format 只有 {'、'.join(FORMATS)}")
    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"export {what}")
        if format in ("csv", "json"):
            write = write_csv if format == "csv" else write_json
            with written(output) as file:
                count = write(file, chosen.columns, chosen.rows(opened_store, EVERYTHING, plain))
        else:
            graph = graph_of(opened_store, chosen, scope=EVERYTHING, unmask=plain)
            count = graph.number_of_nodes()
            with written(output, binary=True) as file:
                write_graph(file, graph, format)
    if json and output is not None:
        print_json({"file": str(output), "rows": count})
