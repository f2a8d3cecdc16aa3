"""The records, read: their fields, and the DDL of both engines made from them."""

from graph.schema.shape import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type, edge_shape, node_shape, shape_of

SCHEMA_VERSION = 6
"""Raised with every change of the records; `graph/store/*/migrate.py` says how an older store gets there."""

__all__ = [
    "EDGE_SHAPES",
    "NODE_SHAPES",
    "SCHEMA_VERSION",
    "Field",
    "Shape",
    "Type",
    "edge_shape",
    "node_shape",
    "shape_of",
]
