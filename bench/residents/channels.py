"""The four channels: what each fills in, and which errors each makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench.residents.addresses import Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Shares between 0 and 1; those of errors are of what is filled in."""

    name: str
    prefix: str
    share: int
    """Of all mentions, in hundredths."""
    cases: bool
    """Whether its mentions stand in cases."""
    roles: tuple[str, ...]
    sex: float
    number: float
    telephone: float
    address: float
    manner: Manner
    no_name: float = 0.004
    titled: float = 0.0
    named_with_title: float = 0.0
    misheard: float = 0.0
    misread: float = 0.0
    traditional: float = 0.0
    spaced: float = 0.0
    fifteen: float = 0.0
    damaged: float = 0.0
    masked_number: float = 0.0
    mistyped_number: float = 0.0
    masked_telephone: float = 0.0
    mistyped_telephone: float = 0.0
    wide: float = 0.0
    officers: float = 0.0
    """Of the dials' shares of officers' and companies' telephones."""

    def with_errors(self, times: float) -> Channel:
        """The same channel, its errors so many times as frequent."""
        return replace(self, **{each: min(getattr(self, each) * times, 0.9) for each in _ERRORS})


_ERRORS = (
    "no_name", "misheard", "misread", "traditional", "spaced", "fifteen", "damaged", "masked_number", "mistyped_number",
    "masked_telephone", "mistyped_telephone", "wide",
)  # fmt: skip
GRID = Channel(
    name="网格", prefix="WG", share=34, cases=True, roles=("申请人", "被申请人", "当事人"), sex=0.8, number=0.6,
    telephone=0.8, address=0.93, manner=Manner(0.2, 0.3, 0.5, 0.06, 0.05, 0.3, 0.02, 0.1, 0.03), titled=0.03,
    misheard=0.008, misread=0.004, spaced=0.015, damaged=0.09, masked_number=0.03, mistyped_number=0.015,
    masked_telephone=0.015, mistyped_telephone=0.01, wide=0.02, officers=1.0,
)  # fmt: skip
HOTLINE = Channel(
    name="12345热线", prefix="RX", share=28, cases=True, roles=("反映人", "反映人", "反映人", "被申请人"), sex=0.55,
    number=0.04, telephone=0.94, address=0.68, manner=Manner(0.35, 0.2, 0.1, 0.2, 0.1, 0.15, 0.03, 0.2, 0.15),
    no_name=0.03, titled=0.3, named_with_title=0.06, misheard=0.06, spaced=0.003, mistyped_number=0.02,
    masked_telephone=0.08, mistyped_telephone=0.012,
)  # fmt: skip
PETITION = Channel(
    name="智慧信访", prefix="XF", share=14, cases=True, roles=("申请人", "申请人", "当事人"), sex=0.7, number=0.8,
    telephone=0.65, address=0.85, manner=Manner(0.7, 0.4, 0.2, 0.55, 0.08, 0.05, 0.12, 0.06, 0.03), titled=0.01,
    misheard=0.004, misread=0.055, traditional=0.03, spaced=0.02, fifteen=0.05, masked_number=0.2,
    mistyped_number=0.025, masked_telephone=0.1, mistyped_telephone=0.015, wide=0.05,
)  # fmt: skip
REGISTER = Channel(
    name="居民登记", prefix="DJ", share=15, cases=False, roles=("居民", "居民", "户主"), sex=0.93, number=0.86,
    telephone=0.75, address=0.94, manner=Manner(0.3, 0.5, 0.6, 0.3, 0.12, 0.15, 0.05, 0.06, 0.01), misheard=0.006,
    misread=0.01, traditional=0.012, spaced=0.02, fifteen=0.07, damaged=0.02, masked_number=0.05,
    mistyped_number=0.012, masked_telephone=0.02, mistyped_telephone=0.008, wide=0.015,
)  # fmt: skip
WALK_IN = replace(
    REGISTER,
    name="来访接待",
    prefix="LF",
    share=9,
    cases=True,
    roles=("申请人", "申请人", "被申请人"),
    titled=0.01,
    misheard=0.012,
)
"""The residents' register and the walk-ins are written at one desk."""
CHANNELS = (GRID, HOTLINE, PETITION, REGISTER, WALK_IN)
