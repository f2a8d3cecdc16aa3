"""Measurements, never tests: nothing here passes or fails. `python -m bench` prints them all."""
