"""Declared mappings: which header fills what, in TOML that a user can copy and edit. See docs/mappings.md.

extends = "12345"                  # optional: start from a built-in mapping, or from ./another.toml
zh = "某区热线工单"
row = "case"                       # what a row is, one of `targets.SUBJECTS`
source = "hotline_12345"           # the channel; a column `case.source` goes before it

[columns]
"case.number" = { headers = ["工单编号", "工单号"], required = true }
"case.title" = { also = ["标题"] } # beside what the base has
"case.stage" = false               # not from this table

[roles]                            # 来电人姓名, 来电人电话, 来电人住址 … all at once
reporter = ["来电人", "市民"]

[values."case.status"]             # words of this file for codes of the vocabulary
"归档" = "closed"

[defaults]                         # for what neither file nor graph says
"case.kind" = "request"
"""

from __future__ import annotations

from loaders.mapping.checking import Mistake
from loaders.mapping.record import Column, Mapping
from loaders.mapping.sources import (
    built_in,
    built_in_names,
    built_in_text,
    find_mapping,
    mapping_of_text,
    read_mapping,
)

__all__ = [
    "Column",
    "Mapping",
    "Mistake",
    "built_in",
    "built_in_names",
    "built_in_text",
    "find_mapping",
    "mapping_of_text",
    "read_mapping",
]
