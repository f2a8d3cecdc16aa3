"""duty advise: legal advice that is about no case."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from api.cli.duty_naming import actor_id, organisation_id
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text
from api.settings import Settings

Day = Annotated[
    dt.datetime | None, typer.Option("--on", help="咨询或预约的日期；不写：今天", formats=["%Y-%m-%d"], metavar="日期")
]


def advise(  # noqa: PLR0913 - what one form gives
    *,
    by: Annotated[str, typer.Option(help="哪个单位解答：名称、简称或编号")],
    mode: Annotated[str, typer.Option(help="咨询方式：线上、预约或现场")],
    subject: Annotated[str, typer.Option(help="咨询事项")],
    advice: Annotated[str, typer.Option(help="解答；不写：还没有解答")] = "",
    on: Day = None,
    officer: Annotated[str | None, typer.Option(help="经办人：姓名或编号")] = None,
    person: Annotated[str | None, typer.Option(help="咨询人的编号")] = None,
    community: Annotated[str | None, typer.Option(help="咨询人所在社区的编号：它也能看到")] = None,
    key: Annotated[str, typer.Option(help="自定的标记：同样的再登记一次，还是那一次")] = "",
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """登记一次不关于任何事件的法律咨询；关于一件事件的，用 duty step consult。"""
    from graph.clock import street_now
    from graph.duty.acts import Consult
    from graph.pipeline.advising import advise as enter

    now, words = street_now(), Settings().words()
    with opened(store) as opened_store:
        act = Consult(
            at=now,
            by=organisation_id(opened_store, by),
            officer=actor_id(opened_store, officer, ("officer",)) if officer else None,
            mode=mode,
            subject=subject,
            advice=advice,
            on=on.date() if on else None,
            person=person,
        )
        made = enter(opened_store, act, by_user=actor(), at_now=now, community=community, key=key, vocabulary=words)
    if json:
        print_json({"consultation": made.consultation.id, "repeated": made.repeated})
        return
    said = "早已登记，没有再写" if made.repeated else "已登记"
    mode_zh = words.label("consultation_mode", made.consultation.mode)
    print_text(f"{said}：{mode_zh}咨询，{made.consultation.on}（{made.consultation.id}）。")
