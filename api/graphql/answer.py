"""From a request to an answer: run, then say of every error what kind it is, masked."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult

from api.access import LOCAL, Caller
from api.errors import INTERNAL, INTERNAL_SENTENCE, BadQuery
from api.graphql.asked import Asked, Context
from api.graphql.reading import Lens
from api.graphql.refusals import in_chinese
from api.graphql.schema import SCHEMA
from graph.errors import SanlianError, StepRefused
from graph.masking import mask_text
from graph.store import EVERYTHING, Scope, Store
from graph.vocabulary import VOCABULARY, Vocabulary

log = logging.getLogger("sanlian.graphql")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: `body` as GraphQL has it."""

    body: dict[str, Any]
    refused: bool
    """True: nothing was run, the query itself is at fault."""


def answer(
    context: Context,
    query: str,
    *,
    variables: Mapping[str, Any] | None = None,
) -> Answer:
    """Run a query for a caller; no exception leaves, each becomes an error with a code and a path."""
    with context.closing:
        result = _run(context, query, variables)
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body = {"errors": [formatted(each) for each in result.errors], **body}
    return Answer(body, refused=result.data is None and all(each.path is None for each in result.errors or ()))


def _run(context: Context, query: str, variables: Mapping[str, Any] | None) -> ExecutionResult:
    try:
        return SCHEMA.execute_sync(
            query,
            variable_values=dict(variables or {}),
            operation_name=context.operation,
            context_value=context,
            root_value=Asked(context.store, context),
        )
    except (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError):
        reason = "没有要执行的操作，或 operationName 不在其中"
        return ExecutionResult(data=None, errors=[GraphQLError(reason, original_error=BadQuery(reason=reason))])


def execute(
    store: Store,
    query: str,
    variables: Mapping[str, Any] | None = None,
    *,
    scope: Scope = EVERYTHING,
    actor: str = LOCAL.actor,
    role: str = LOCAL.role,
    vocabulary: Vocabulary = VOCABULARY,
    unmask: bool = False,
) -> dict[str, Any]:
    """The answer to a query in this process, as `sanlian query` prints it.

    `unmask` only for a reading whose purpose has been recorded.
    """
    context = Context(store, Caller(actor, role, scope), Lens(vocabulary, unmask))
    return answer(context, query, variables=variables).body


def formatted(error: GraphQLError) -> dict[str, Any]:
    """An error as a client gets it: a sentence, a code, its place in query and answer; nothing of our insides."""
    cause = _cause(error)
    shown: dict[str, Any] = {"message": mask_text(str(cause) if cause else INTERNAL_SENTENCE)}
    if error.locations:
        shown["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if error.path is not None:
        shown["path"] = error.path
    shown["extensions"] = {"code": cause.code if cause else INTERNAL}
    if isinstance(cause, StepRefused):
        shown["extensions"]["rule"] = cause.facts["name"]
    if cause is None:
        log.error("a resolver failed at %s", error.path, exc_info=error.original_error)
    return shown


def _cause(error: GraphQLError) -> SanlianError | None:
    """The error of ours that a GraphQL error is; None: something that nobody foresaw."""
    inner: BaseException | None = error.original_error
    while isinstance(inner, GraphQLError) and inner.original_error is not None:
        inner = inner.original_error
    if isinstance(inner, SanlianError):
        return inner
    if inner is None or isinstance(inner, GraphQLError):
        return BadQuery(reason=in_chinese(error.message))
    return None
