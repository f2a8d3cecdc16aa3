"""The browser files of third parties, which `make setup` fetches, pinned, into `viz/assets/`."""

from __future__ import annotations

from pathlib import Path

from graph.errors import AssetsMissing

_FOLDER = Path(__file__).parent / "assets"
NETWORK_SCRIPT = "vis-network.min.js"


def folder() -> Path:
    """Where they are. Raises AssetsMissing when they were never fetched."""
    return find("manifest.json").parent


def find(name: str) -> Path:
    """One of them. Raises AssetsMissing."""
    path = _FOLDER / name
    if not path.is_file():
        raise AssetsMissing(name=name)
    return path


def text(name: str) -> str:
    """What one of them holds. Raises AssetsMissing."""
    return find(name).read_text(encoding="utf-8")
