"""identity review, link review: what people are asked, one question after the other, one key an answer."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol

import click
import typer
from rich.console import Console
from rich.table import Table

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
ANSWERS = {"yes": "是", "no": "否", "unsure": "不确定"}
LISTED = 1_000
WhyOption = Annotated[str, typer.Option(help="写入每次判定的理由", metavar="文字")]
UntilOption = Annotated[
    dt.datetime | None,
    typer.Option(help="“不确定”的有效期至，到期再问；不写：到有新证据时再问", formats=["%Y-%m-%d"]),
]


def review(
    why: WhyOption = "逐对审阅", until: UntilOption = None, store: StoreOption = None, json: JsonOption = False
) -> None:
    """逐对审阅可能是同一人的记录，一键一答；涉及事件多的在前。加 --json 只列出，不问。"""
    from graph.pipeline.suggesting import suggestions

    with opened(store) as opened_store:
        if json:
            print_json([as_json(each) for each in suggestions(opened_store, scope=EVERYTHING, first=LISTED)])
        else:
            sit(opened_store, _People(), why=why, until=until)


class Asking(Protocol):
    """What is asked about: people or cases."""

    kind: ClassVar[str]
    """A code of `judgement_kind`."""
    words: ClassVar[Mapping[str, str]]
    """What each answer is called; more than yes, no and unsure where there are more."""
    keys: ClassVar[Mapping[str, str]]
    """Which key gives which further answer."""
    help: ClassVar[str]
    """What those keys are, for people; empty: there are none."""

    def asked(self, store: Store, *, first: int) -> Sequence[Any]:
        """The first questions."""
        ...

    def left(self, store: Store) -> int:
        """How many questions there are."""
        ...

    def pair(self, asked: Any) -> tuple[str, str]:
        """The two ids that a question is about."""
        ...

    def answer(self, asked: Any, said: str) -> str:
        """What is judged when that answer is given to this question."""
        ...

    def show(self, asked: Any) -> tuple[Table, list[str]]:
        """Both, line by line, and what to know of them."""
        ...


class _People:
    kind: ClassVar[str] = "identity"
    words: ClassVar[Mapping[str, str]] = ANSWERS
    keys: ClassVar[Mapping[str, str]] = {}
    help: ClassVar[str] = ""

    def asked(self, store: Store, *, first: int) -> Sequence[Asked]:
        from graph.pipeline.suggesting import suggestions

        return suggestions(store, scope=EVERYTHING, first=first)

    def left(self, store: Store) -> int:
        from graph.pipeline.suggesting import suggestion_count

        return suggestion_count(store, scope=EVERYTHING)

    def pair(self, asked: Asked) -> tuple[str, str]:
        return asked.told.a, asked.told.b

    def answer(self, asked: Asked, said: str) -> str:
        return said

    def show(self, asked: Asked) -> tuple[Table, list[str]]:
        return side_by_side(asked.one, asked.other), [*lines_of(asked)]


def sit(store: Store, asking: Asking, *, why: str, until: dt.datetime | None) -> None:
    """Ask until nothing is left or the person leaves."""
    last = None if until is None else until.date()
    _Review(store, asking, why, last, Console(highlight=False, soft_wrap=False), _keys()).run()


def _keys() -> Callable[[], str]:
    """One key of a terminal, or one line of what is piped in; empty at its end."""
    if sys.stdin.isatty():
        return click.getchar
    return lambda: sys.stdin.readline().strip()


@dataclass(slots=True)
class _Review:
    """One sitting."""

    store: Store
    asking: Asking
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

    def _next(self) -> Any:
        """The first question that was not passed over; None: there is none."""
        found = self.asking.asked(self.store, first=len(self.passed) + 1)
        return next((each for each in found if self.asking.pair(each) not in self.passed), None)

    def _show(self, asked: Any) -> None:
        table, lines = self.asking.show(asked)
        self.console.print(table)
        for line in lines:
            self.console.print(line, markup=False)

    def _answered(self, asked: Any) -> bool:
        """Take one answer. False: the person leaves."""
        keys = {**_KEYS, **self.asking.keys}
        while True:
            self.console.print(f"{_HELP} · {self.asking.help}" if self.asking.help else _HELP, markup=False)
            said = self.key()
            answer = keys.get(said.strip().lower() or "q")
            if answer == "why":
                self._explain(asked)
            elif answer is None:
                self.console.print(f"不认识“{said}”。", markup=False)
            else:
                return self._take(answer, asked)

    def _take(self, answer: str, asked: Any) -> bool:
        if answer == "undo":
            self._undo()
        elif answer == "skip":
            pair = self.asking.pair(asked)
            self.passed.append(pair)
            self.done.append(("skip", *pair))
        elif answer != "quit":
            self._judge(answer, asked)
        return answer != "quit"

    def _judge(self, answer: str, asked: Any) -> None:
        from graph.pipeline import judge

        a, b = self.asking.pair(asked)
        answer = self.asking.answer(asked, answer)
        until = self.until if answer == "unsure" else None
        judge(self.store, kind=self.asking.kind, a=a, b=b, answer=answer, by=actor(), why=self.why, until=until)
        self.done.append((answer, a, b))
        self.console.print(f"已记下：{self.asking.words[answer]}。", markup=False)

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
                unjudge(self.store, kind=self.asking.kind, a=a, b=b, by=actor())
            except UnknownRecord:
                self.console.print("这个判定已被别人撤回。", markup=False)
                return
        self.console.print("已撤回上一个。", markup=False)

    def _explain(self, asked: Any) -> None:
        from graph.pipeline import why

        told = why(self.store, *self.asking.pair(asked), scope=EVERYTHING)
        for each in told.signals or told.why:
            weight = "    " if each.weight is None else f"{each.weight:+.1f}"
            self.console.print(f"  {weight}  {each.sentence}", markup=False)
        for sentence in told.why_not:
            self.console.print(f"  ！  {sentence}", markup=False)

    def _tell_end(self) -> None:
        counts = Counter(answer for answer, *_ in self.done)
        words = {**ANSWERS, **{code: zh for code, zh in self.asking.words.items() if counts[code]}, "skip": "跳过"}
        said = "，".join(f"{zh} {counts[answer]}" for answer, zh in words.items())
        self.console.print(f"这一次：{said}；还有 {self.asking.left(self.store)} 对待判定。", markup=False)
