"""Whatever steps are tried, in whatever order and by whomever: see `duty_machine.py`."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from graph.store import Store
from tests.contract.comparing import CALM
from tests.contract.duty_machine import Machine
from tests.contract.engines import Engine
from tests.contract.stepping_street import found


def test_what_is_always_true_of_steps(store: Store, engine: Engine) -> None:
    found(store, 0)

    class OnThisStore(Machine):
        def __init__(self) -> None:
            self.store = store
            super().__init__()

    run_state_machine_as_test(
        OnThisStore, settings=settings(CALM, max_examples=60, stateful_step_count=25)
    )
