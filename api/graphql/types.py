"""The GraphQL types of nodes, links and connections, made from the records: no field is written down a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Annotated, Any

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.cursors import DEFAULT_PAGE
from api.graphql.following import following_fields
from api.graphql.levels import LINKS, Owned
from api.graphql.names import EDGE_FIELDS, EDGE_FIELDS_OF, EdgeField, pascal, type_name
from api.graphql.overviews import overview_fields
from api.graphql.portraits import portrait_fields
from api.graphql.reading import field_types, node_readers
from api.graphql.views import LinksView, NodeView, PageInfo
from graph.schema import NODE_SHAPES, Shape

First = Annotated[int | None, strawberry.argument(description="一页最多几条，0 只要总数")]
After = Annotated[str | None, strawberry.argument(description="从上一页的 endCursor 之后取")]
Names = Annotated[list[str] | None, strawberry.argument(description="不写：全部")]
Types = Annotated[
    list[str] | None,
    strawberry.argument(description="联系的种类，如 party_to；不写：除出处（记录里怎么写的）以外的全部"),
]

OWNED = (
    Owned("case", "steps", "step", by="case", order="at"),
    Owned("case", "tasks", "task", by="case", order="due_at"),
)
"""Steps and tasks are many and never shared: they name their case instead of being joined to it by an edge."""

FieldType = tuple[str, Any, StrawberryField]
"""Python name, type, GraphQL field."""


def complete(made: type, name: str, fields: Iterable[FieldType], note: str) -> type:
    """Give a bare class its fields and make it the GraphQL type `name`."""
    made.__annotations__ = {}
    for python_name, annotation, field in fields:
        if field.base_resolver is None:
            made.__annotations__[python_name] = annotation
        setattr(made, python_name, field)
    return strawberry.type(made, name=name, description=note)


def bare(name: str) -> type:
    """A class for a type that others name before it has its fields."""
    return type(name, (), {})


# -- every node ----------------------------------------------------------------------------------


LinkConnection: Any = bare("LinkConnection")


@strawberry.interface(name="Node", description="图中的一条记录")
class Record(NodeView):
    """What all nodes share."""

    __slots__ = ()

    id: strawberry.ID = strawberry.field(description="稳定、公开的编号；合并后旧编号永远指向新记录")
    record_kind: str = strawberry.field(description="记录的种类，如 case")
    record_kind_label: str = strawberry.field(description="种类的中文")
    label: str = strawberry.field(description="记录的名称，用于列表和图")

    @strawberry.field(graphql_type=LinkConnection, description="与它相连的一切；types 不写时不含出处")
    def links(
        self, first: First = DEFAULT_PAGE, after: After = None, types: Types = None, kinds: Names = None
    ) -> LinksView:
        """The links of any type."""
        return self.links_at(LINKS, first=first, after=after, types=types, kinds=kinds)


VIEWS: Mapping[str, type[NodeView]] = {
    kind: type(f"{type_name(shape)}View", (Record,), {"__slots__": (), "FIELDS": node_readers(shape)})
    for kind, shape in NODE_SHAPES.items()
}
NodeView.CLASSES.update(VIEWS)


# -- connections ---------------------------------------------------------------------------------


def connection(made: type, edge: Any, node: Any, note: str, more: Iterable[FieldType] = ()) -> type:
    """The Relay connection of `edge` and `node`; its values have `edges`, `nodes`, `page_info`, `total_count`."""
    fields: list[FieldType] = [
        ("edges", list[edge], strawberry.field()),
        ("nodes", list[node], strawberry.field()),
        ("page_info", PageInfo, strawberry.field()),
        ("total_count", int, strawberry.field(description="总数，不限于本页")),
        *more,
    ]
    return complete(made, made.__name__, fields, note)


def _hidden() -> FieldType:
    return "hidden", int, strawberry.field(description="另有几条在您的查看范围之外")


def _ends(node: Any) -> list[FieldType]:
    return [("cursor", str, strawberry.field()), ("node", node, strawberry.field())]


def _complete_link_connection() -> None:
    edge = bare("LinkEdge")
    fields: list[FieldType] = [
        *_ends(Record),
        ("edge_type", str, strawberry.field(description="连线的种类，如 party_to")),
        ("edge_label", str, strawberry.field(description="从这一端读的中文")),
        ("forward", bool, strawberry.field(description="是否由这一端指向对方")),
        ("certain", bool, strawberry.field(description="false：暂定，图上画虚线")),
    ]
    complete(edge, "LinkEdge", fields, "一条连线")
    connection(LinkConnection, edge, Record, "一页连线", [_hidden()])


def _edge_connection(field: EdgeField) -> type:
    name, node = pascal(field.name), VIEWS[field.others[0]] if len(field.others) == 1 else Record
    edge = bare(f"{name}Edge")
    complete(edge, f"{name}Edge", [*_ends(node), *field_types(field.shape)], field.note)
    return connection(bare(f"{name}Connection"), edge, node, field.note, [_hidden()])


def _edge_field(field: EdgeField, connected: type) -> FieldType:
    def resolve(self: Any, first: First = DEFAULT_PAGE, after: After = None) -> Any:
        return self.links_at(field.name, first=first, after=after)

    made = strawberry.field(resolver=resolve, name=field.name, graphql_type=connected, description=field.note)
    return f"to_{field.shape.name}" if field.direction != "in" else f"from_{field.shape.name}", connected, made


def _record_connection(shape: Shape) -> type:
    name, node = type_name(shape), VIEWS[shape.name]
    edge = bare(f"{name}Edge")
    complete(edge, f"{name}Edge", _ends(node), f"{shape.record.ZH}及其翻页标记")
    return connection(bare(f"{name}Connection"), edge, node, f"一页{shape.record.ZH}")


def _owned_field(owned: Owned) -> FieldType:
    def resolve(self: Any) -> Any:
        return self.owned(owned)

    note, listed = f"全部{NODE_SHAPES[owned.kind].record.ZH}，按时间先后", list[VIEWS[owned.kind]]
    made = strawberry.field(resolver=resolve, name=owned.field, graphql_type=listed, description=note)
    return f"owned_{owned.field}", listed, made


_MORE: Mapping[str, Callable[[], list[FieldType]]] = {
    "person": portrait_fields,
    "case": partial(following_fields, "case"),
    "matter": lambda: [*overview_fields(), *following_fields("matter")],
}
"""What is computed of a record's surroundings, by kind."""


def _complete_view(kind: str, shape: Shape) -> None:
    links = [_edge_field(each, EDGE_CONNECTIONS[each.name]) for each in EDGE_FIELDS_OF[kind].values()]
    owned = [_owned_field(each) for each in OWNED if each.holder == kind]
    more = _MORE[kind]() if kind in _MORE else []
    complete(VIEWS[kind], type_name(shape), [*field_types(shape), *more, *owned, *links], _summary(shape))


def _summary(shape: Shape) -> str:
    return f"{(shape.record.__doc__ or '').strip().splitlines()[0]} （{shape.record.ZH}）"


EDGE_CONNECTIONS: Mapping[str, type] = {each.name: _edge_connection(each) for each in EDGE_FIELDS}
RECORD_CONNECTIONS: Mapping[str, type] = {kind: _record_connection(each) for kind, each in NODE_SHAPES.items()}
_complete_link_connection()
for _kind, _shape in NODE_SHAPES.items():
    _complete_view(_kind, _shape)
