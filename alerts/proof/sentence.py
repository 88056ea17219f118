"""A sentence in parts, of which some are links to the facts they name."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import pgettext

EXTENSIONS = "#extensions"  # where a deadline's page shows what was asked for
LEDGER = "#ledger"  # where a deadline's page shows its turns


class Part(NamedTuple):
    """A piece of a sentence; with an address it is a link to the fact it names."""

    text: str
    address: str = ""


def clause(pattern: str, **values: str | Part) -> list[Part]:
    """`pattern` with its %(name)s filled in; a Part keeps its address."""
    marked = pattern % {name: f"\0{name}\0" for name in values}
    parts = []
    for place, piece in enumerate(marked.split("\0")):
        value = values[piece] if place % 2 else piece
        if value:
            parts.append(value if isinstance(value, Part) else Part(str(value)))
    return parts


def semicolon() -> Part:
    return Part(pgettext("between clauses of a sentence", "; "))


def sentence(clauses: Iterable[list[Part]]) -> list[Part]:
    """The clauses as one sentence: a capital first, semicolons between, a full stop."""
    parts: list[Part] = []
    for clause in clauses:
        parts += [semicolon(), *clause] if parts else clause
    parts.append(Part(pgettext("at the end of a sentence", ".")))
    first = parts[0]
    return [first._replace(text=first.text[:1].upper() + first.text[1:]), *parts[1:]]
