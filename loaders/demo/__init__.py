"""A fictional street to look at: 民权街道 with invented people, numbers and cases, made from a seed."""

from loaders.demo.log import Chapter
from loaders.demo.street import SEED, YEARS, Street, build_street, make_street

__all__ = ["SEED", "YEARS", "Chapter", "Street", "build_street", "make_street"]
