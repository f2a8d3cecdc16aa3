"""The root fields: one file for what a centre asks, each a class that `schema.py` joins into Query and AsOf."""
