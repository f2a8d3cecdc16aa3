"""The environment, read here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.store import Store, open_store
from graph.vocabulary import VOCABULARY, Vocabulary, read_vocabulary


class Settings(BaseSettings):
    """What a centre sets: `SANLIAN_STORE`, `SANLIAN_STORE_USER` and so on, each field by its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="SANLIAN_", extra="ignore")

    store: str = "sqlite:///data/sanlian.db"
    """Where the graph is: `sqlite:///path.db` or `bolt://host:7687`."""
    store_user: str = ""
    store_password: SecretStr = SecretStr("")
    vocabulary: Path | None = None
    """A TOML file that adds codes to the built-in lists."""
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    """Names under which a server beyond this machine may be asked for, beside its own address; empty: any."""

    def open(self, *, create: bool = False) -> Store:
        """The store. Raises a StoreError that says what is wrong with it."""
        password = self.store_password.get_secret_value()
        return open_store(self.store, create=create, user=self.store_user, password=password)

    def words(self) -> Vocabulary:
        """The code lists, with the centre's own. Raises BadVocabulary."""
        return VOCABULARY if self.vocabulary is None else read_vocabulary(self.vocabulary)
