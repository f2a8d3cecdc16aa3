"""Scenes: a few cases each, in which something misleads. Two cases of a scene that belong to no common chain are not to
be linked.
"""
