"""Another program that writes, for the tests that need one: told what to do on its command line.

    python -m tests.contract.writer {hold|count|flood} NAME URL USER PASSWORD

`hold` starts a change, writes a part of it, says so and waits to be killed. `count` writes twenty changes, one
after the other. `flood` writes changes of twenty people each until it is killed, saying the number of each.
"""

from __future__ import annotations

import sys
import time

from graph.store import Store, open_store
from tests.contract.records import person, put

HELD = 5000
ROUNDS = 20
OF_A_FLOOD = 20


def hold(store: Store, name: str) -> None:
    """Write `HELD` people and do not end the block."""
    with store.change(by=name, why="hold") as change:
        change.put(person(f"{name}{each}") for each in range(HELD))
        say("held")
        time.sleep(600)


def count(store: Store, name: str) -> None:
    """Write `ROUNDS` changes, each with one person of its own and one that all writers share."""
    say("ready")
    sys.stdin.readline()
    for each in range(ROUNDS):
        put(store, person(f"{name}{each}"), person("所有人的", names=(name, str(each))), by=name, why=str(each))


def flood(store: Store, name: str) -> None:
    """Write changes of `OF_A_FLOOD` people until killed."""
    number = 0
    while True:
        put(store, *(person(f"{name}{number}-{each}") for each in range(OF_A_FLOOD)), by=name)
        say(str(number))
        number += 1


def say(word: str) -> None:
    """One line to whoever started this."""
    print(word, flush=True)


def main() -> None:
    what, name, url, user, password = sys.argv[1:]
    store = open_store(url, user=user, password=password, wait_s=60.0)
    {"hold": hold, "count": count, "flood": flood}[what](store, name)


if __name__ == "__main__":
    main()
