"""Random bad input, from a seed: addresses and forms as every kind of user, never a 500.

In a round each kind of user asks a quarter of them, and its neighbour in KINDS the next quarter:
each is asked by at least four kinds.

`LIANGZE_SEED=... pytest tests/pages/test_random_input.py` repeats a run that failed;
`LIANGZE_SECONDS=60` goes on after the first round, so many seconds for each kind of user.
"""

import os
import re
from random import Random, SystemRandom
from time import perf_counter

import pytest

from tests.pages.cast import KINDS
from tests.pages.rows import TABLE
from tests.pages.summary import cut, unsaid
from tests.pages.test_input import PARAMETERS, TYPED

SEED = int(os.environ.get("LIANGZE_SEED") or SystemRandom().randrange(10**9))
SECONDS = float(os.environ.get("LIANGZE_SECONDS") or 0)
QUARTERS = 4
NUMBER = re.compile(r"(?<=/)\d+(?=/)")
LETTERS = "a1 \u957f\uff11'\"<&%\x00\x1b\u200b\U0001f600\ud800-/.,;=[]{}\n"
NUMBERS = ["0", "1", "9" * 18, "9" * 19, "9" * 20]


def text(random: Random) -> str:
    """One of what clerks paste and attackers send, or a heap of odd letters."""
    if random.random() < 0.7:
        return random.choice([*TYPED.values()])
    heap = "".join(random.choices(LETTERS, k=random.choice([0, 1, 7, 300])))
    return heap.encode("utf-8", "replace").decode()  # a client sends no half of a letter


def values(random: Random, named: dict) -> dict:
    """Some of the fields spoilt, some sent twice, some left out, and one nobody asked for."""
    sent = {}
    for name, value in named.items():
        fate = random.random()
        if fate < 0.5:
            sent[name] = text(random)
        elif fate < 0.65:
            sent[name] = [text(random), text(random)]
        elif fate < 0.9:
            sent[name] = value
    return sent | {random.choice(PARAMETERS): text(random)}


def path_of(row, cast, random: Random) -> str:
    """The address of the row, at times with numbers that nothing has."""
    path, _mark, query = row.path(cast).partition("?")
    if random.random() < 0.2:
        path = NUMBER.sub(lambda _found: random.choice(NUMBERS), path)
    return f"{path}?{query}" if query else path


@pytest.mark.parametrize("kind", KINDS)
def test_no_input_breaks_a_page(ask, cast, kind):
    random = Random(f"{SEED} {kind}")
    until, rounds = perf_counter() + SECONDS, 0
    while not rounds or perf_counter() < until:
        rows = TABLE[(SEED + KINDS.index(kind) + rounds) % QUARTERS :: QUARTERS]
        for row in random.sample(rows, len(rows)):
            path = path_of(row, cast, random)
            known = row.data(cast) or {} if row.method == "post" else dict.fromkeys(PARAMETERS, "")
            sent = values(random, known)
            about = f"LIANGZE_SEED={SEED} {kind} {row.method} {path} {sent!r}"[:2000]
            try:
                response = ask(kind, row.method, path, sent)
            except Exception as broke:
                raise AssertionError(about) from broke
            assert response.status_code < 500, about
            assert not unsaid(response), about
            assert not cut(response), about
        rounds += 1
