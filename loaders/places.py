"""The levels of an address; how they are read stands in `loaders.addresses`."""

from loaders.addresses.areas import community_spot, grid_spot, street_spot
from loaders.addresses.reading import read_address
from loaders.addresses.spots import NOWHERE, Address, Spot

__all__ = ["NOWHERE", "Address", "Spot", "community_spot", "grid_spot", "read_address", "street_spot"]
