"""The environment, read here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.errors import BadSetting
from graph.store import Store, open_store
from graph.vocabulary import VOCABULARY, Vocabulary, read_vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames, read_old_names

if TYPE_CHECKING:
    from graph.duty.deadlines import Timing
    from graph.duty.warnings.rules import RuleBook


class Settings(BaseSettings):
    """What a centre sets: `SANLIAN_STORE`, `SANLIAN_PORT` and so on, each field by its name in capitals.

    Raises BadSetting for a value that cannot be used.
    """

    model_config = SettingsConfigDict(env_prefix="SANLIAN_", extra="ignore")

    store: str = "sqlite:///data/sanlian.db"
    """Where the graph is: `sqlite:///path.db` or `bolt://host:7687`."""
    store_user: str = ""
    store_password: SecretStr = SecretStr("")
    vocabulary: Path | None = None
    """A TOML file that adds codes to the built-in lists."""
    old_names: Path | None = None
    """A CSV or TOML file of former names of roads, estates and communities."""
    deadlines: Path | None = None
    """A TOML file whose lines go before the shipped table of deadlines."""
    calendar: Path | None = None
    """A TOML file of days that are off or worked, over what is known of holidays."""
    warning_rules: Path | None = None
    """A TOML file of rules of warnings, words and thresholds over the shipped ones."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names, with commas between them, under which a server beyond this machine may be asked for; empty: any."""

    base_url: str = ""
    """The address under which others reach the server, as `http://street.example:8000`: what the code of a case holds;
    empty: this machine's own."""

    sweep_every_s: Annotated[float, Field(ge=0)] = 300.0
    """Seconds after which a server looks again for whistles that nobody answered, and on a new day for what to warn
    of; 0: it never does."""

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = "SANLIAN_" + "_".join(str(each) for each in first["loc"]).upper()
            raise BadSetting(name=name, reason=first["msg"]) from error

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, (each.strip() for each in value.split(",")))) if isinstance(value, str) else value

    wait_s: float = 30.0
    """Seconds that a writer waits for another."""

    @property
    def address(self) -> str:
        """`base_url`, else where the server listens."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"

    def open(self, *, create: bool = False) -> Store:
        """The store. Raises a StoreError that says what is wrong with it."""
        password = self.store_password.get_secret_value()
        return open_store(self.store, create=create, user=self.store_user, password=password, wait_s=self.wait_s)

    def words(self) -> Vocabulary:
        """The code lists, with the centre's own. Raises BadVocabulary."""
        return VOCABULARY if self.vocabulary is None else read_vocabulary(self.vocabulary)

    def timing(self) -> Timing:
        """Deadlines and working days, with the centre's own. Raises BadDeadlines, BadCalendar."""
        from graph.duty.calendar import PLAIN, read_calendar
        from graph.duty.deadline_files import read_deadlines, shipped
        from graph.duty.deadlines import timing

        table, days = shipped().deadlines, PLAIN
        if self.deadlines is not None:
            table = read_deadlines(self.deadlines, table, words=self.words())
        return timing(table, days if self.calendar is None else read_calendar(self.calendar, days))

    def rules(self) -> RuleBook:
        """The rules of warnings, with the centre's own. Raises BadWarningRules."""
        from graph.duty.warnings.rule_reading import read_rules, shipped_rules

        return shipped_rules() if self.warning_rules is None else read_rules(self.warning_rules)

    def former_names(self) -> OldNames:
        """The centre's old names; none where it has no list. Raises BadOldNames."""
        return NO_OLD_NAMES if self.old_names is None else read_old_names(self.old_names)
