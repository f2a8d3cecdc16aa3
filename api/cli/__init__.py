"""The command `sanlian`: every part of the house, for people and for scripts."""
