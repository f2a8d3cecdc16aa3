"""One cell to one value: dates, numbers, codes, telephones, identity numbers, texts.

Every reader takes the cell as the file gave it and returns the value, or None when the cell states nothing;
it raises `BadCell` with what is wrong and what would be accepted. What it read but a clerk should look at is
added to `remarks`, a sentence each that goes on from the column's name.
"""

from loaders.cells.amounts import read_amount, read_count
from loaders.cells.cell import UNSTATED, BadCell, Cell, error_value
from loaders.cells.codes import read_code, read_code_of_each, read_codes, read_yes_no
from loaders.cells.damage import damage
from loaders.cells.days import read_birth_date, read_date, read_datetime, read_end
from loaders.cells.identity import read_account, read_identifier, read_identity_number
from loaders.cells.periods import read_period
from loaders.cells.telephones import Telephone, read_telephones
from loaders.cells.texts import as_shown, as_text, read_line, read_list, read_names, read_term, read_text

__all__ = [
    "UNSTATED",
    "BadCell",
    "Cell",
    "Telephone",
    "as_shown",
    "as_text",
    "damage",
    "error_value",
    "read_account",
    "read_amount",
    "read_birth_date",
    "read_code",
    "read_code_of_each",
    "read_codes",
    "read_count",
    "read_date",
    "read_datetime",
    "read_end",
    "read_identifier",
    "read_identity_number",
    "read_line",
    "read_list",
    "read_names",
    "read_period",
    "read_telephones",
    "read_term",
    "read_text",
    "read_yes_no",
]
