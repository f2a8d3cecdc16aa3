"""Mentions that are compared by columns of their own: names, dates and places of any country, none of China's rules.

A mapping names the columns of its file and a comparator for each; the mention keeps that beside its source row
(`profile.py`). The same comparisons serve Python, pair by pair, and Splink, a whole set at once.
"""
