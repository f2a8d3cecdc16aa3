"""identity review: the suggestions one after the other, one key an answer."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import click
import typer
from rich.console import Console

from api.cli.identity_words import as_json, lines_of, side_by_side
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json
from graph.errors import UnknownRecord
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline.suggesting import Asked
    from graph.store import Store

_KEYS = {
    "y": "yes", "是": "yes", "n": "no", "否": "no", "u": "unsure", "不确定": "unsure", "s": "skip", "跳过": "skip",
    "w": "why", "为什么": "why", "z": "undo", "撤回": "undo", "q": "quit", "退出": "quit",
}  # fmt: skip
_HELP = "是 y · 否 n · 不确定 u · 跳过 s · 为什么 w · 撤回 z · 退出 q"
_ANSWERS = {"yes": "是", "no": "否", "unsure": "不确定"}
_LISTED = 1_000


def review(
    why: Annotated[str, typer.Option(help="写入每次判定的理由", metavar="文字")] = "逐对审阅",
    until: Annotated[
        dt.datetime | None,
        typer.Option(help="“不确定”的有效期至，到期再问；不写：到有新证据时再问", formats=["%Y-%m-%d"]),
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """逐对审阅可能是同一人的记录，一键一答；涉及事件多的在前。加 --json 只列出，不问。"""
    from graph.pipeline.suggesting import suggestions

    with opened(store) as opened_store:
        if json:
            print_json([as_json(each) for each in suggestions(opened_store, scope=EVERYTHING, first=_LISTED)])
            return
        last = None if until is None else until.date()
        _Review(opened_store, why, last, Console(highlight=False, soft_wrap=False), _keys()).run()


def _keys() -> Callable[[], str]:
    """One key of a terminal, or one line of what is piped in; empty at its end."""
    if sys.stdin.isatty():
        return click.getchar
    return lambda: sys.stdin.readline().strip()


@dataclass(slots=True)
class _Review:
    """One sitting."""

    store: Store
    why: str
    until: dt.date | None
    console: Console
    key: Callable[[], str]
    passed: list[tuple[str, str]] = field(default_factory=list)
    done: list[tuple[str, str, str]] = field(default_factory=list)
    """Each answer of this sitting with its pair: what can be taken back."""

    def run(self) -> None:
        """Ask until nothing is left or the person leaves."""
        going = True
        while going:
            asked = self._next()
            if asked is None:
                going = self._ends_otherwise()
            else:
                self._show(asked)
                going = self._answered(asked)
        self._tell_end()

    def _ends_otherwise(self) -> bool:
        """Nothing is left to ask, but the last answer may still be taken back. False: the person leaves."""
        if not self.done:
            return False
        self.console.print("没有待判定的了：撤回 z · 退出 q", markup=False)
        if _KEYS.get(self.key()) != "undo":
            return False
        self._undo()
        return True

    def _next(self) -> Asked | None:
        from graph.pipeline.suggesting import suggestions

        found = suggestions(self.store, scope=EVERYTHING, first=len(self.passed) + 1)
        return next((each for each in found if (each.told.a, each.told.b) not in self.passed), None)

    def _show(self, asked: Asked) -> None:
        self.console.print(side_by_side(asked.one, asked.other))
        for line in lines_of(asked):
            self.console.print(line, markup=False)

    def _answered(self, asked: Asked) -> bool:
        """Take one answer. False: the person leaves."""
        while True:
            self.console.print(_HELP, markup=False)
            said = self.key()
            answer = _KEYS.get(said.strip().lower() or "q")
            if answer == "why":
                self._explain(asked)
            elif answer is None:
                self.console.print(f"不认识“{said}”。", markup=False)
            else:
                return self._take(answer, asked)

    def _take(self, answer: str, asked: Asked) -> bool:
        if answer == "undo":
            self._undo()
        elif answer == "skip":
            self.passed.append((asked.told.a, asked.told.b))
            self.done.append(("skip", asked.told.a, asked.told.b))
        elif answer != "quit":
            self._judge(answer, asked)
        return answer != "quit"

    def _judge(self, answer: str, asked: Asked) -> None:
        from graph.pipeline import judge

        a, b = asked.told.a, asked.told.b
        until = self.until if answer == "unsure" else None
        judge(self.store, kind="identity", a=a, b=b, answer=answer, by=actor(), why=self.why, until=until)
        self.done.append((answer, a, b))
        self.console.print(f"已记下：{_ANSWERS[answer]}。", markup=False)

    def _undo(self) -> None:
        """Take the last answer of this sitting back."""
        from graph.pipeline import unjudge

        if not self.done:
            self.console.print("这一次还没有可撤回的判定。", markup=False)
            return
        answer, a, b = self.done.pop()
        if answer == "skip":
            self.passed.remove((a, b))
        else:
            try:
                unjudge(self.store, kind="identity", a=a, b=b, by=actor())
            except UnknownRecord:
                self.console.print("这个判定已被别人撤回。", markup=False)
                return
        self.console.print("已撤回上一个。", markup=False)

    def _explain(self, asked: Asked) -> None:
        from graph.pipeline import why

        told = why(self.store, asked.told.a, asked.told.b, scope=EVERYTHING)
        for each in told.signals:
            self.console.print(f"  {each.weight:+.1f}  {each.sentence}", markup=False)
        for sentence in told.why_not:
            self.console.print(f"  ！  {sentence}", markup=False)

    def _tell_end(self) -> None:
        from graph.pipeline.suggesting import suggestion_count

        counts = Counter(answer for answer, *_ in self.done)
        said = "，".join(f"{zh} {counts[answer]}" for answer, zh in (*_ANSWERS.items(), ("skip", "跳过")))
        left = suggestion_count(self.store, scope=EVERYTHING)
        self.console.print(f"这一次：{said}；还有 {left} 对待判定。", markup=False)
