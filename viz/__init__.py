"""A part of the graph to a picture, a page, an export."""
