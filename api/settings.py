"""The environment, read here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.errors import BadSetting
from graph.store import Store, open_store
from graph.vocabulary import VOCABULARY, Vocabulary, read_vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames, read_old_names


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
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names, with commas between them, under which a server beyond this machine may be asked for; empty: any."""

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

    def open(self, *, create: bool = False) -> Store:
        """The store. Raises a StoreError that says what is wrong with it."""
        password = self.store_password.get_secret_value()
        return open_store(self.store, create=create, user=self.store_user, password=password, wait_s=self.wait_s)

    def words(self) -> Vocabulary:
        """The code lists, with the centre's own. Raises BadVocabulary."""
        return VOCABULARY if self.vocabulary is None else read_vocabulary(self.vocabulary)

    def former_names(self) -> OldNames:
        """The centre's old names; none where it has no list. Raises BadOldNames."""
        return NO_OLD_NAMES if self.old_names is None else read_old_names(self.old_names)
