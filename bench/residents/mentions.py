"""A mention: what a row says, beside what is meant by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from bench.residents.addresses import EMPTY, Address
from bench.residents.people import Person
from bench.residents.places import Home

COLUMNS = (
    "记录编号", "来源", "受理日期", "案件编号", "姓名", "性别", "身份证号", "联系电话", "住址", "角色", "案由",
)  # fmt: skip
OWN, NOT_OWN = "own", "not own"


@dataclass(slots=True, eq=False, kw_only=True)
class Mention:
    """One row. Empty: not stated."""

    record: str
    channel: str
    on: dt.date
    case: str
    person: Person
    role: str
    matter: str
    name: str = ""
    said: str = ""
    """The name without what is done to its spelling: full, or empty where there is a title or nothing."""
    title: str = ""
    """The surname of a title form."""
    sex: str = ""
    number: str = ""
    full_number: str = ""
    """The eighteen characters that a reader can be sure of, whosever they are; empty for placeholders."""
    number_pattern: str = ""
    """Eighteen characters, * for those not shown or not sure."""
    telephone: str = ""
    full_telephone: str = ""
    """A resident's telephone, in full."""
    telephone_pattern: str = ""
    shared_value: str = ""
    """A number that says nothing of who this is: an officer's, a company's, an agent's, a placeholder."""
    home: Home | None = None
    """The dwelling that the address means, however much of it is told."""
    address: Address = EMPTY
    kinds: list[str] = field(default_factory=list)
    """What is the matter with it; empty: nothing."""

    def row(self) -> tuple[str, ...]:
        """The cells of COLUMNS."""
        return (
            self.record, self.channel, self.on.isoformat(), self.case, self.name, self.sex, self.number, self.telephone,
            self.address.text, self.role, self.matter,
        )  # fmt: skip
