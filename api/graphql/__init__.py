"""The graph over GraphQL: types derived from the records, one store call a level, limits that name the field."""

from api.graphql.answer import Answer, answer, execute
from api.graphql.schema import schema_text

__all__ = ["Answer", "answer", "execute", "schema_text"]
