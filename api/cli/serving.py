"""serve, token."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text

tokens = typer.Typer(help="访问令牌：在 127.0.0.1 以外的地址上服务之前必须有。", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(serve)
    app.add_typer(tokens, name="token")


def serve(
    host: Annotated[str | None, typer.Option(help="监听的地址，默认取 SANLIAN_HOST 或 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="监听的端口，默认取 SANLIAN_PORT 或 8000", min=1, max=65535)] = None,
    store: StoreOption = None,
) -> None:
    """启动网页和 GraphQL 服务。"""
    from api.server import serve as run
    from api.settings import Settings

    with opened(store) as opened_store:
        run(opened_store, Settings(), host=host, port=port, on_ready=_say_where)


def _say_where(address: str) -> None:
    print_text(
        f"三链已启动，Ctrl+C 停止：\n  {address}/explore   查人、查事、看关系图\n  {address}/graphql   用 GraphQL 提问"
    )
    sys.stdout.flush()


@tokens.command("add")
def token_add(
    role: Annotated[str, typer.Option(help="角色，如 investigator 或 调查员")],
    name: Annotated[str, typer.Option(help="给谁用")] = "",
    area: Annotated[list[str] | None, typer.Option(help="只能看哪些社区或单位（编号），可写多次；不写为全街道")] = None,
    organisation: Annotated[str | None, typer.Option(help="替哪个单位办理步骤：名称、简称或编号；不写：不办理")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """新建一个令牌；它只显示这一次，图库里只存它的摘要。"""
    from api.access import add_token
    from api.cli.duty_naming import organisation_id
    from graph.vocabulary import VOCABULARY

    with opened(store) as opened_store:
        token = add_token(
            opened_store,
            role=VOCABULARY["role"].code(role),
            name=name,
            areas=tuple(area or ()),
            organisation=organisation_id(opened_store, organisation) if organisation else None,
        )
    if json:
        print_json({"token": token, "role": VOCABULARY["role"].code(role)})
    else:
        print_text(token)


@tokens.command("list")
def token_list(store: StoreOption = None, json: JsonOption = False) -> None:
    """列出令牌（不含令牌本身）。"""
    from api.access import list_tokens

    with opened(store) as opened_store:
        found = list_tokens(opened_store)
    if json:
        print_json(found)
    else:
        for each in found:
            print_text("  ".join(str(value) for value in each.values()))


@tokens.command("remove")
def token_remove(id: Annotated[str, typer.Argument(help="token list 里的编号")], store: StoreOption = None) -> None:
    """作废一个令牌。"""
    from api.access import remove_token

    with opened(store) as opened_store:
        remove_token(opened_store, id)
