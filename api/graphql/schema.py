"""The schema: the questions joined into Query and AsOf, the mutations, and how strictly all of it is run."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.graphql.questions.records import Records, add_kinds
from api.graphql.types import VIEWS
from api.graphql.views import read_field


class _Reading(Records):
    pass


Query = strawberry.type(add_kinds(type("Query", (_Reading,), {})), name="Query", description="读取")
SCHEMA = strawberry.Schema(
    Query,
    types=list(VIEWS.values()),
    config=StrawberryConfig(default_resolver=read_field),
)
