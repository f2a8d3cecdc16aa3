"""How hard the set is: every share is a dial."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """Shares between 0 and 1 of what is named, unless a docstring says otherwise."""

    errors: float = 1.0
    """Times the channels' shares of errors."""
    wrong_sex: float = 0.004
    """Stated sexes that are the other one."""
    seldom: float = 0.38
    """People of one mention."""
    frequent: float = 0.006
    """People of twenty mentions and more."""
    twins: float = 0.012
    """Births that are two."""
    alike: float = 0.45
    """Siblings that share the first character of their given names."""
    namesakes: float = 0.008
    """People who have a namesake of the same sex in their building."""
    moved: float = 0.12
    """Households that moved once."""
    changed: float = 0.14
    """People who changed their telephone once."""
    reassigned: float = 0.5
    """Given-up telephones that another person has two years later."""
    with_parent: float = 0.5
    """Old parents and young children reached on a grown-up's telephone of the family."""
    landline: float = 0.05
    """Households with a landline that some of them state."""
    officer: float = 0.06
    """Mentions of the grid with the officer's own telephone."""
    company: float = 0.04
    """Mentions of the grid with the property company's telephone."""
    agents: int = 60
    """People who hand in for 3 to 10 others, with their own telephone."""
    fakes: int = 50
    """People with one and the same made-up identity number."""
    placeholder_number: float = 0.012
    placeholder_telephone: float = 0.015
    spouse: float = 0.012
    """Married people's mentions with the spouse's identity number."""
    bare_title: float = 0.03
    """Title forms that come with no telephone."""
