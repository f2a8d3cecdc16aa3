"""The page on which queries are tried: GraphiQL from our own assets, nothing from anywhere else."""

from __future__ import annotations

import html

FIRST_QUERY = """# 三链：矛盾纠纷的来路、去路和同路人。Ctrl+Enter 运行。
{
  cases(first: 5, orderBy: { field: receivedAt, direction: DESC }) {
    totalCount
    nodes {
      label
      kindLabel
      statusLabel
      receivedAt
      parties { nodes { label } edges { roleLabel } }
      at { nodes { label } }
      receivedBy { nodes { label } }
    }
  }
}
"""

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>三链 · GraphQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/graphiql.css">
<style>html, body, #graphiql {{ height: 100%; margin: 0 }}</style>
</head>
<body>
<div id="graphiql" data-endpoint="/graphql" data-workers="/assets/" data-query="{query}"></div>
<noscript>这个页面需要 JavaScript；查询也可以用 sanlian query 在命令行运行。</noscript>
<script src="/assets/graphiql.js"></script>
</body>
</html>
"""


def graphiql_page() -> str:
    """The page, with a first query in it."""
    return _PAGE.format(query=html.escape(FIRST_QUERY, quote=True))
