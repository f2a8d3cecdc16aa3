"""How much a query may ask for, measured before anything is fetched; every refusal names the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)
from strawberry.extensions import SchemaExtension

from api.errors import BadQuery, QueryTooDeep, QueryTooLarge, QueryTooWide
from api.graphql.cursors import DEFAULT_PAGE

_ROOTS = ("Query", "AsOf")
USUAL_LINKS = 5
"""What a node's links count for when no `first` is written: most nodes have fewer, and `Budget` bounds what comes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one query."""

    depth: int = 16
    """Fields one inside the other."""
    fields: int = 2000
    """Selected fields, fragments opened as often as they are spread: a few lines can otherwise spell out millions."""
    aliases: int = 50
    records: int = 1_000_000
    """Records in the answer if every page were full."""
    answered: int = 100_000
    """Records that really come: few parties have a full page of cases, but a hub has, and may stand in many places."""
    tokens: int = 10_000


LIMITS = Limits()


@dataclass(slots=True)
class Budget:
    """How many records a query may still bring."""

    left: int = LIMITS.answered

    def spend(self, field: str, records: int) -> None:
        """Raises QueryTooLarge, naming the field that would bring one too many."""
        self.left -= records
        if self.left < 0:
            raise QueryTooLarge(field=field, cost=LIMITS.answered - self.left, most=LIMITS.answered)


class Bounded(SchemaExtension):
    """Refuses a query above the limits between its validation and its execution."""

    def on_operation(self) -> Iterator[None]:
        """Bound the parser."""
        self.execution_context.parse_options["max_tokens"] = LIMITS.tokens
        yield

    def on_execute(self) -> Iterator[None]:
        """Measure, then let it run."""
        context = self.execution_context
        if context.graphql_document is not None:
            operation = _chosen(context.graphql_document, context.context.operation)
            measure(
                context.schema._schema, context.graphql_document, operation=operation, variables=context.variables or {}
            )
        yield


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    *,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    limits: Limits = LIMITS,
) -> int:
    """How many records a valid query brings at most. Raises QueryTooDeep, QueryTooWide, QueryTooLarge."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    measuring = _Measuring(schema, fragments, {**_defaults(operation), **variables}, limits)
    measuring.walk(operation.selection_set, schema.get_root_type(operation.operation), 1, 1)
    return measuring.records


def _chosen(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to run. Raises BadQuery when the document has several and none is named."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if name is None and len(operations) > 1:
        raise BadQuery(reason="有多个操作，请用 operationName 指明一个")
    return next((each for each in operations if each.name and each.name.value == name), operations[0])


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }


@dataclass(slots=True)
class _Measuring:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    limits: Limits
    fields: int = 0
    aliases: int = 0
    records: int = 0

    def walk(self, selection: SelectionSetNode | None, parent: Any, depth: int, times: int) -> None:
        """Measure what is selected on `parent`, of which there may be `times`."""
        for each in selection.selections if selection else ():
            if isinstance(each, FieldNode):
                self._field(each, parent, depth, times)
            elif isinstance(each, FragmentSpreadNode):
                fragment = self.fragments[each.name.value]
                self.walk(fragment.selection_set, self._on(fragment, parent), depth, times)
            elif isinstance(each, InlineFragmentNode):
                self.walk(each.selection_set, self._on(each, parent), depth, times)

    def _field(self, node: FieldNode, parent: Any, depth: int, times: int) -> None:
        name = node.name.value
        if name.startswith("__"):
            return
        self._count(node, depth)
        field = parent.fields[name]
        size = self._size(field, node, parent)
        if size is not None:
            self.records += times * size
            if self.records > self.limits.records:
                raise QueryTooLarge(field=name, cost=self.records, most=self.limits.records)
        self.walk(node.selection_set, get_named_type(field.type), depth + 1, times * max(size or 1, 1))

    def _count(self, node: FieldNode, depth: int) -> None:
        name, limits = node.name.value, self.limits
        self.fields += 1
        self.aliases += node.alias is not None
        if depth > limits.depth:
            raise QueryTooDeep(field=name, depth=depth, most=limits.depth)
        if self.fields > limits.fields:
            raise QueryTooWide(field=name, count=self.fields, what="字段", most=limits.fields)
        if self.aliases > limits.aliases:
            raise QueryTooWide(field=name, count=self.aliases, what="别名", most=limits.aliases)

    def _size(self, field: GraphQLField, node: FieldNode, parent: Any) -> int | None:
        """How many records the field brings at most; None: it is no list of records."""
        if "most" in field.args:
            return self._number(node, "most", otherwise=field.args["most"].default_value)
        if not {"ids", "first"} & field.args.keys():
            return None
        ids = self._argument(node, "ids") if "ids" in field.args else None
        sets = len(ids) if isinstance(ids, list) else 1
        if "first" not in field.args:
            return sets
        usual = DEFAULT_PAGE if parent.name in _ROOTS else USUAL_LINKS
        return sets * self._number(node, "first", otherwise=usual)

    def _number(self, node: FieldNode, name: str, *, otherwise: int) -> int:
        asked = self._argument(node, name)
        return asked if isinstance(asked, int) else otherwise

    def _argument(self, node: FieldNode, name: str) -> Any:
        given = next((each for each in node.arguments or () if each.name.value == name), None)
        return None if given is None else value_from_ast_untyped(given.value, dict(self.variables))

    def _on(self, fragment: Any, parent: Any) -> GraphQLNamedType:
        condition = fragment.type_condition
        return self.schema.type_map[condition.name.value] if condition else parent
