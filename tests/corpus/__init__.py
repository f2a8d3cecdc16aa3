"""The corpus: files as offices hand them in, made in code, each with the facts that it must give.

What a file must give is written by hand, as a clerk who holds the paper would say it, and never taken from what
the loader makes of it. `python -m tests.corpus` loads each one into a fresh store and prints recall and precision.
"""
