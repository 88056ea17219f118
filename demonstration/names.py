"""The invented names of the demonstration: every person, place and number is made up."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

NAMES = json.loads((Path(__file__).parent / "names.json").read_text())


def people() -> Iterator[str]:
    """Names of people, each once, in an order that never changes."""
    names = [surname + given for given in NAMES["given"] for surname in NAMES["surnames"]]
    Random("people of the demonstration").shuffle(names)
    yield from names


def phone(number: int) -> str:
    """A number in a range that is allotted to nobody."""
    return f"+8610000{number:06}"
