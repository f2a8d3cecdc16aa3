"""Fictional English people of the sixteenth to the nineteenth century, each told of in several noisy rows.

For comparators that know nothing of China: names with titles and short forms, days of which only the year is known,
postcodes that were moved within their area, cells left empty. Nobody in it has lived.
"""
