"""Duty over GraphQL: a mutation for each step, what may be done now, and what is still to be done."""
