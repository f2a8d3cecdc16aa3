"""Proposing a mapping for a file that no built-in one knows, from its headers and from what stands below them."""

from __future__ import annotations

from loaders.guessing.guess import ENOUGH, Guess, Proposal, guess_file
from loaders.guessing.writing import toml_of

__all__ = ["ENOUGH", "Guess", "Proposal", "guess_file", "toml_of"]
