"""Addresses: one text to the place tree, with what was recognised, what was left and how sure; two texts compared."""
