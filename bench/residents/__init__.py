"""Fictional residents of a street, and what four channels write of them: for measuring how people are told apart.

`python -m bench.residents --out FOLDER` writes the records, who is meant by each, and pairs of records by difficulty.
Nobody is real. Who somebody is stays apart from what is written of them, so that the truth needs no guess.
"""
