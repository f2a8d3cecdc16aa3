"""What GraphQL says of a query that is not valid reaches users in Chinese."""

from __future__ import annotations

import re

import pytest
from graphql import GraphQLError, build_schema, graphql_sync

from api.graphql.refusals import in_chinese

SCHEMA = build_schema("""
    enum Level { HIGH LOW }
    input Asked { name: String! level: Level }
    type Case { id: ID! title: String! parties(first: Int): [Case!]! }
    type Query { case(id: ID!): Case  cases(first: Int, where: Asked, open: Boolean, level: Level): [Case!]! }
""")
ENGLISH = re.compile(r"\b(?:must|cannot|expected|unknown|required|field|argument|value|provided|found|type)\b", re.I)


def refusals(query: str, **variables: object) -> list[str]:
    errors = graphql_sync(SCHEMA, query, variable_values=variables).errors or []
    assert errors
    return [in_chinese(each.message) for each in errors]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ cases { titel } }", "Case 没有 titel 这一项；是不是 title"),
        ("{ casess { id } }", "Query 没有 casess 这一项；是不是 cases、case"),
        ("{ cases(frist: 1) { id } }", "Query.cases 没有 frist 这个参数；是不是 first"),
        ('{ cases(first: "a") { id } }', '"a" 不能用，应为整数，如 20'),
        ("{ cases(open: 1) { id } }", "1 不能用，应为true 或 false"),
        ("{ case { id } }", "缺少参数 Query.case 的 id，必须写明：编号，写在引号里"),
        ("{ cases }", "cases 是 [Case!]!，要写明取其中哪些项，如 cases { id }"),
        ("{ cases { id { x } } }", "id 是单个的值（ID!），后面不写花括号"),
        ("{ cases(level: HIHG) { id } }", "Level 没有 HIHG 这个值；是不是 HIGH"),
        ('{ cases(level: "HIGH") { id } }', '"HIGH" 不是 Level 的值；是不是 HIGH'),
        ("{ cases(where: {}) { id } }", "缺少 Asked.name，必须写明"),
        ('{ cases(where: {name: "a", nmae: "b"}) { id } }', "Asked 没有 nmae 这一项；是不是 name"),
        ("query ($n: Int) { cases { id } }", "变量 $n 写了没有用到，请删去"),
        ("query A { cases(first: $n) { id } }", "变量 $n 没有在操作 A 开头写明"),
        ("query ($n: String) { cases(first: $n) { id } }", "变量 $n 的类型是 String，这里要的是 Int"),
        ("{ cases { id ", "语法不对：这里应为名称，写的是结尾"),
        ("{ cases { ...f } }", "没有名为 f 的片段"),
        ("query A { cases { id } } query A { cases { id } }", "操作“A”只能有一个"),
        ("{ cases { a: id a: title } }", "a 以不同的写法要了两次，请给其中一个另起名字（别名）"),
    ],
)
def test_what_is_wrong_and_what_would_be_accepted(query: str, said: str) -> None:
    found = refusals(query)
    assert found[0] == said
    assert not ENGLISH.search(found[0].replace(query, ""))


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "变量 $n：没有给出，应为整数，如 20"),
        ({"n": None}, "变量 $n：不能为空，应为整数，如 20"),
        ({"n": "a"}, "变量 $n：'a' 不能用，应为整数，如 20"),
    ],
)
def test_variables(variables: dict[str, object], said: str) -> None:
    assert refusals("query ($n: Int!) { cases(first: $n) { id } }", **variables) == [said]


def test_what_is_chinese_stays() -> None:
    assert in_chinese(GraphQLError("没有要执行的操作").message) == "没有要执行的操作"
