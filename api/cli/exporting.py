"""export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.session import (
    JsonOption,
    OutputOption,
    StoreOption,
    UnmaskOption,
    opened,
    print_json,
    progress,
    reveal,
    written,
)
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from api.exporting import Export
    from graph.store import Store


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
    certain: Annotated[
        bool, typer.Option("--certain", help="只限 identity：只按确定的规则和人工判定，不按评分")
    ] = False,
    at: Annotated[
        float | None,
        typer.Option("--at", help="只限 identity：评分达到多少即归并，现算，不写入图库", metavar="WEIGHT"),
    ] = None,
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
    anew = certain or at is not None
    if anew and (what != "identity" or format not in ("csv", "json") or (certain and at is not None)):
        raise typer.BadParameter("--certain 和 --at 只用于 export identity 的表格，且只写其一")
    with opened(store) as opened_store:
        if anew:
            chosen = _identity_at(opened_store, at, json=json)
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


def _identity_at(store: Store, threshold: float | None, *, json: bool) -> Export:
    """Identity by another threshold, None: by certain rules alone. Worked out anew; nothing is written."""
    from api.exporting import identity_at
    from graph.pipeline.trying import CERTAIN, partition_at

    with progress(shown=not json) as step:
        return identity_at(partition_at(store, CERTAIN if threshold is None else threshold, progress=step))
