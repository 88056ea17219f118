"""What is typed, as the words that a text must contain and the pieces by which they are found."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

HAN = f"{chr(0x3400)}-{chr(0x9FFF)}{chr(0x20000)}-{chr(0x10FFFF)}"  # as in words.sql
RUN = re.compile(f"[0-9a-z]+|[{HAN}]+")
MOST_WORDS = 8  # of one search


def words_of(typed: str) -> list[str]:
    """The words between the blanks, each once, without what nobody sees; at most MOST_WORDS."""
    return list(dict.fromkeys(typed.replace("\0", "").lower().split()))[:MOST_WORDS]


def pieces_of(words: Sequence[str]) -> list[str]:
    """What the index must hold of a text that contains all of `words`; none where they are signs
    alone."""
    return sorted(set(chain.from_iterable(map(_pieces, words))))


def _pieces(word: str) -> Iterator[str]:
    for run in RUN.findall(word):
        size = min(len(run), 3 if run.isascii() else 2)
        for first in range(len(run) - size + 1):
            yield run[first : first + size]


def like(word: str) -> str:
    """The pattern of LIKE for a text that contains `word`."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"
