"""A fictional city's cases with the truth of which belong together: for measuring linkage.

`python -m bench.disputes --out FOLDER` writes the cases by channel, the matter of each, and pairs by what makes them
hard. No place, firm or person is meant, and every sentence is made from the phrases of this folder, of which there are
two sets that share none: on one the weights may be chosen, on the other (`--held-out`) nothing.
"""
