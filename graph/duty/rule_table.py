"""docs/duty.md, printed from the code: phases and steps, rules with the test of each, who may take which step.

`python -m graph.duty.rule_table > docs/duty.md` makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import get_type_hints

from graph.duty.acts import ACTS, Act, zh_of
from graph.duty.asked import Rule
from graph.duty.phases import TABLE
from graph.duty.rights import RELATIONS, RIGHTS
from graph.duty.rules import RULE_OF, RULES
from graph.duty.standing import PHASES
from graph.model.notes import Zh

TESTS = "tests/unit/graph/duty/test_rules.py"
PHASE_TESTS = "tests/unit/graph/duty/test_phases.py"
_HEAD = """\
# 办理规则 · Rules of duty

由代码打印（`python -m graph.duty.rule_table > docs/duty.md`），不要手改。
Printed from the code; do not edit.

一件事件的状态由它的步骤算出，从不手填；规则不允许的步骤被拒绝，说明规则的名称、原因和现在可以怎样办，什么也不写入。
Where a case stands is folded from its steps, never typed. A step that a rule refuses writes nothing; the refusal names
the rule, what stands against the step, and what may be done instead, by whom.

首接单位由 `RECEIVED_BY` 记录，移交、合并、拆分、改派和重新载入更正的文件都不改变它；它能看到本件的每一步。
The first receiver is permanent: hand-over, merge, split, re-assignment and a corrected file loaded again leave it as it
is, and it sees every step.

每一步在一次写入里完成：步骤、事件的状态、它带来的记录、待办和可见范围。
两人同时办同一步，一人办成，另一人得到说明；同一请求编号重发是同一步。
A step is one change: the step, the case, the records that it makes, what is to be done, and who sees it. Of two who
take the same step at once one wins and the other is told; a request that is sent again under its key is the same step.

在事项上可以牵头、协办、会商、决定：写在事项上，并成为它每一件未结事件的一步；有权办其中一件即可。
落实或取消一项决定，对它涉及的每一件都是一步。
Lead, help, meet and decide may be taken on a matter: they are written on it and are a step on each of its open cases;
the right on one of them is enough. To fulfil or drop a decision is a step on every case that it is about.
"""


def rule_table() -> str:
    """The whole page."""
    parts = (
        [_HEAD],
        _section("状态与步骤 · Phases and steps", _phases()),
        _section("规则 · Rules", _rules()),
        _section("步骤写明什么 · What each step tells", _steps_told()),
        _section("谁可以办 · Who may take which step", _rights()),
    )
    return "\n".join(line for part in parts for line in part)


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield from lines
    yield ""


def _phases() -> Iterator[str]:
    yield (
        f"✓ 允许；其余写的是拒绝它的规则。每一格都试过：`{PHASE_TESTS}`。\n"
        "✓ allowed; else the rule that refuses it. Every cell is tried.\n"
    )
    yield _row("步骤 · step", *(f"{zh} `{phase}`" for phase, zh in PHASES.items()))
    yield _row(*["---"] * (len(PHASES) + 1))
    for act in ACTS:
        rules = (TABLE[phase, act.KIND] for phase in PHASES)
        cells = ("✓" if rule is None else RULE_OF[rule].title for rule in rules)
        yield _row(f"{zh_of(act.KIND)} `{act.KIND}`", *cells)


def _rules() -> Iterator[str]:
    yield f"按这个次序检查，先说第一条不合的。Asked in this order; the first that refuses speaks. Tests: `{TESTS}`.\n"
    yield _row("规则 · rule", "内容", "What it says", "步骤 · steps", "依据 · from", "试验 · test")
    yield _row(*["---"] * 6)
    for each in RULES:
        yield _row(f"{each.title} `{each.name}`", each.zh, each.en, _steps(each), each.source, f"`test_{each.name}`")


def _steps(rule: Rule) -> str:
    if rule.kinds:
        return "、".join(zh_of(act.KIND) for act in ACTS if act.KIND in rule.kinds)
    return "状态表 · by phase" if rule.name in TABLE.values() else "全部 · all"


def _steps_told() -> Iterator[str]:
    yield (
        "每一步都写明时间、办理单位，可以写明经办人。加 * 的必须写。\n"
        "Every step tells when and by whom, and may name the officer. Fields with * must be told.\n"
    )
    yield _row("步骤 · step", "写明 · fields", "What it is")
    yield _row(*["---"] * 3)
    for act in ACTS:
        doc = " ".join((act.__doc__ or "").split())
        yield _row(f"{zh_of(act.KIND)} `{act.KIND}`", "、".join(_fields_of(act)), doc)


def _fields_of(act: type[Act]) -> Iterator[str]:
    hints = get_type_hints(act, include_extras=True)
    common = {each.name for each in fields(Act)}
    for each in fields(act):
        if each.name not in common:
            label = next(note.label for note in hints[each.name].__metadata__ if isinstance(note, Zh))
            yield label + ("*" if each.default is MISSING else "")


def _rights() -> Iterator[str]:
    yield (
        "对本件有其中一种身份即可，在任期内。综治中心程序性推进，办理部门实质性解决：中心可以移交、督办、吹哨，化解由办理单位。"
        "没有登记党工委和平安办的街道，成员单位都可以代行。\n"
        "One of these relations to the case is enough, within the term. The centre moves the procedure along, the "
        "departments settle the substance. Where no centre was entered, every "
        "organisation of the network may act for it.\n"
    )
    yield _row("步骤 · step", "谁 · who")
    yield _row("---", "---")
    for act in ACTS:
        who = "、".join(RELATIONS[each] for each in RIGHTS[act.KIND])
        yield _row(f"{zh_of(act.KIND)} `{act.KIND}`", who)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(rule_table())
