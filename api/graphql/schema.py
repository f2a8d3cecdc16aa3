"""The schema: the questions joined into Query and AsOf, what may be written or waited for, and how strictly it runs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import strawberry
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from api.graphql.asked import Asked
from api.graphql.duty.chain import Chains
from api.graphql.duty.inbox import Inboxes
from api.graphql.duty.standing import Standings
from api.graphql.limits import Bounded
from api.graphql.mutations import Mutation
from api.graphql.questions.case_queue import CaseQueue
from api.graphql.questions.conflicts import Conflicting
from api.graphql.questions.departments import Departments
from api.graphql.questions.figures import Reporting
from api.graphql.questions.findings import Findings
from api.graphql.questions.identity import Identity
from api.graphql.questions.journal import Journal, moment
from api.graphql.questions.linkage import Linkage
from api.graphql.questions.matters import Matters
from api.graphql.questions.network import Network
from api.graphql.questions.precedents import Precedents
from api.graphql.questions.records import Records, add_kinds
from api.graphql.questions.recurrence import Recurring
from api.graphql.questions.risk_meeting import RiskMeetings
from api.graphql.questions.searching import Search
from api.graphql.questions.statistics import Figuring
from api.graphql.questions.warnings import Warnings
from api.graphql.subscriptions import Subscription
from api.graphql.types import VIEWS
from api.graphql.views import read_field

_QUESTIONS = (
    Records, Search, Network, Recurring, Linkage, Matters, Precedents, CaseQueue, Conflicting, Identity, Departments,
    Reporting, Standings, Inboxes, Chains, Figuring, Warnings, RiskMeetings, Findings,
)  # fmt: skip
"""What can be asked of the graph as it is, and as it was."""

At = Annotated[dt.datetime, strawberry.argument(description="何时；不写时区即为本地时间")]

AsOf: Any = strawberry.type(
    add_kinds(type("AsOf", _QUESTIONS, {})), name="AsOf", description="图在某一时刻的样子，问法与现在相同"
)


@strawberry.type
class _Past(Asked):
    @strawberry.field(graphql_type=AsOf | None, description="图在某一时刻记录的样子")
    def as_of(self, at: At) -> Any:
        """The same questions, of the graph as it was recorded at a time."""
        past = self.context.closing.enter_context(self.context.store.as_of(moment(at)))
        return Asked(past, self.context)


class _Schema(strawberry.Schema):
    """Strawberry's, without its log of every refused query: `answer.py` logs what nobody foresaw."""

    def process_errors(self, errors: list[Any], execution_context: Any = None) -> None:
        """Leave them to who formats them."""


Query: Any = strawberry.type(
    add_kinds(type("Query", (*_QUESTIONS, _Past, Journal), {})), name="Query", description="读取"
)
SCHEMA = _Schema(
    Query,
    mutation=Mutation,
    subscription=Subscription,
    types=list(VIEWS.values()),
    extensions=[Bounded, ParserCache, ValidationCache],
    config=StrawberryConfig(default_resolver=read_field),
)


def schema_text() -> str:
    """The schema as `docs/schema/schema.graphql` holds it."""
    return SCHEMA.as_str().rstrip() + "\n"
