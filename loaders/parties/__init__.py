"""Cells of names to the parties that they state: several in a cell, their roles, numbers, and how many more."""

from loaders.parties.dealing import Parties, Party, read_parties
from loaders.parties.kinds import kind_of_name

__all__ = ["Parties", "Party", "kind_of_name", "read_parties"]
