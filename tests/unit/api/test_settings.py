"""The environment becomes settings, or one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import BadSetting
from api.settings import Settings
from graph.errors import BadVocabulary
from graph.vocabulary import VOCABULARY


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without a word for us."""
    for name in ("STORE", "STORE_USER", "STORE_PASSWORD", "VOCABULARY", "OLD_NAMES", "HOST", "PORT", "HOSTS"):
        monkeypatch.delenv(f"SANLIAN_{name}", raising=False)


def test_nothing_need_be_set() -> None:
    settings = Settings()
    assert (settings.store, settings.host, settings.port) == ("sqlite:///data/sanlian.db", "127.0.0.1", 8000)
    assert settings.words() is VOCABULARY


def test_what_is_set_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANLIAN_STORE", "bolt://street:7687")
    monkeypatch.setenv("SANLIAN_HOSTS", "street.example, 10.0.0.5")
    monkeypatch.setenv("SANLIAN_STORE_PASSWORD", "geheim")
    settings = Settings()
    assert settings.store == "bolt://street:7687"
    assert settings.hosts == ("street.example", "10.0.0.5")
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("PORT", "70000"), ("PORT", "-1")])
def test_a_wrong_value_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SANLIAN_{name}", value)
    with pytest.raises(BadSetting, match=f"SANLIAN_{name}"):
        Settings()


def test_a_centres_own_codes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "codes.toml"
    own.write_text('[dispute_type]\nelevator = "电梯纠纷"\n', encoding="utf-8")
    monkeypatch.setenv("SANLIAN_VOCABULARY", str(own))
    assert Settings().words().label("dispute_type", "elevator") == "电梯纠纷"
    own.write_text("[", encoding="utf-8")
    with pytest.raises(BadVocabulary):
        Settings().words()
