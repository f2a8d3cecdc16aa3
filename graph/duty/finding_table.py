"""docs/findings.md, printed from the table of findings.

`python -m graph.duty.finding_table > docs/findings.md` makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.duty.findings import FINDINGS, FindingKind
from graph.duty.leading import FUNCTIONS_FOR, PARTS
from graph.vocabulary import VOCABULARY

_HEAD = """\
# 发现 · Findings

由代码打印（`python -m graph.duty.finding_table > docs/findings.md`），不要手改。
Printed from the code; do not edit.

每一项发现是一个问题，SQLite 和 Neo4j 各有一个文件（`graph/store/*/`），每条结果是一句话，只算读者看得到的记录。
“了结”指状态为已化解、已办结、已撤回、不予受理。
Each finding is one question, a file on either engine, a sentence a row, of what the reader may see alone. A case has
ended when it is settled, closed, withdrawn or rejected.

```sh
sanlian duty findings                      # 各项和条数 · all of them and how many rows each has
sanlian duty findings ping_pong --from 2025-01-01 --until 2025-06-30 --json
sanlian duty findings stalled --days 30
sanlian duty findings whistle_delays --all # 不限一年内，也看已了结的 · not only the last year, ended ones too
sanlian duty departments MATTER            # 一个事项的各单位 · one matter across departments
```

GraphQL：`findings(name: PING_PONG, wanted: {…})`、`crossDepartment(of: "…")`，例子见 [graphql.md](graphql.md)。

期间：不写时是最近一年。页：多的、早到期的在前，其余相同的按编号。
The period is the last year unless told. What is most, or due first, stands first; what is alike in all else, by id.
"""
_LEAD = """
## 一个事项的各单位 · One matter across departments

各单位的作用（件数或次数）：{parts}。移交单位只算移交的对方；时限已过、没有中止的待办算逾期。

缺口 · gaps: 没有牵头或不止一个牵头（只有一个单位时不需要）、移交后没有接收、被吹哨没有报到、逾期的待办、
这类纠纷通常应有而没有的职能。
No lead, or several; hand-overs without an answer; whistles without a report; overdue tasks; functions that such
a dispute usually has and that nobody on it has.

建议牵头 · the proposed lead: 职能相符 3 分（不是首要职能的 2 分），办理步骤最多 2 分，
现在负责的未了结事件最多 2 分，负责这一片区 1 分；
分数相同的依次看步骤、组织层级（1、4、N）、名称。只建议党政部门、社区、调解组织和法院；当事人和任期已满的单位不建议；已有一个牵头时不建议。
没有参与但职能相符的成员单位也可以被建议。每一分都写明理由。
Three points for the function that leads such disputes, two for another that fits; two for most steps; two for most open
cases in hand; one for answering for the area. Alike in points: by steps, tier, name. A party to a case, and who
is out of term, is never proposed.

| 纠纷类别 dispute | 通常的职能，首要的在前 functions, the leading one first |
| --- | --- |
"""


def finding_table() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_findings(), _LEAD.format(parts="、".join(PARTS.values())) + "\n".join(_functions())])


def _findings() -> Iterator[str]:
    for each in FINDINGS.values():
        yield f"## {each.zh} · `{each.name}`\n\n{each.definition}\n\n{each.meaning}\n\n{_options(each)}\n"


def _options(kind: FindingKind) -> str:
    known = {
        "least": f"`--least`（{kind.least}）", "period": "`--from`、`--until`（一年）",
        "start": "`--from`", "end": "`--until`",
        "days": "`--days`", "open": "`--all`：也看已了结的",
    }  # fmt: skip
    used = [known[each] for each in kind.uses]
    return f"选项 options: {'、'.join(used) or '—'}"


def _functions() -> Iterator[str]:
    for type, functions in FUNCTIONS_FOR.items():
        labels = "、".join(VOCABULARY.label("function", each) for each in functions)
        yield f"| {VOCABULARY.label('dispute_type', type)} `{type}` | {labels} |"


if __name__ == "__main__":
    print(finding_table())
