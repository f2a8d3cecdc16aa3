"""The graph over GraphQL: types derived from the records, one store call a level, limits that name the field."""
