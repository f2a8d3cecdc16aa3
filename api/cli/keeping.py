"""copy, backup, restore, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text, progress


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (copy, backup, restore, schema):
        app.command()(command)


def copy(
    source: Annotated[str, typer.Argument(help="从哪个图库", metavar="FROM")],
    target: Annotated[str, typer.Argument(help="到哪个空图库", metavar="TO")],
    json: JsonOption = False,
) -> None:
    """把一个图库连同日志整个复制到另一个引擎，并验证两边一致。"""
    from graph.store.replay import replay, verify

    with opened(source) as left, opened(target, create=True) as right:
        with progress(shown=not json) as step:
            changes = replay(left, right, progress=lambda done, of: step("复制", done, of))
        verify(left, right)
        answer = {"from": left.url, "to": right.url, "changes": changes, "equal": True}
    if json:
        print_json(answer)
    else:
        print_text(f"已复制 {changes} 次变更，两边一致：{answer['to']}")


def backup(
    path: Annotated[Path, typer.Argument(help="备份文件，不能已存在", metavar="FILE")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """备份整个图库（含日志）到一个文件，备份时照常读写。"""
    with opened(store) as opened_store:
        opened_store.backup(path)
        seq, _ = opened_store.head()
    answer = {"file": str(path), "changes": seq, "bytes": path.stat().st_size}
    if json:
        print_json(answer)
    else:
        print_text(f"已备份到 {path}（{seq} 次变更，{answer['bytes']:,} 字节）")


def restore(
    path: Annotated[Path, typer.Argument(help="备份文件", metavar="FILE")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """从备份恢复到一个空图库。"""
    with opened(store, create=True) as opened_store:
        opened_store.restore(path)
        answer = {"store": opened_store.url, "changes": opened_store.head()[0]}
    if json:
        print_json(answer)
    else:
        print_text(f"已恢复 {answer['changes']} 次变更到 {answer['store']}")


def schema(
    what: Annotated[str, typer.Argument(help="graphql、sqlite 或 neo4j", metavar="WHAT")] = "graphql",
) -> None:
    """打印由记录定义推导出的结构：GraphQL 类型或两种引擎的建表语句。"""
    match what:
        case "graphql":
            from api.graphql import schema_text

            print_text(schema_text().rstrip())
        case "sqlite":
            from graph.schema.sqlite_ddl import sqlite_ddl

            print_text(sqlite_ddl().rstrip())
        case "neo4j":
            from graph.schema.neo4j_ddl import neo4j_ddl

            print_text(neo4j_ddl().rstrip())
        case _:
            raise typer.BadParameter("只有 graphql、sqlite、neo4j")
