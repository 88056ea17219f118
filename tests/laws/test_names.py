"""Names that say what they hold, in words a newcomer knows."""

import ast
from collections import Counter
from collections.abc import Iterator

from tests.laws.test_code import files, tree

# As the name of a value each of them has had several meanings in this code: none says which.
SAY_NOTHING = {"asked", "found", "held", "kept", "one", "said", "told"}
# So often they are still given on each floor. A number may only fall; no floor is added.
STILL = {"alerts": 58, "config": 19, "pages": 11, "responsibility": 370}


def test_a_name_says_what_it_holds():
    places = [
        f"{file}:{line} {name}"
        for file in files()
        for name, line in _names_given(file)
        if name in SAY_NOTHING
    ]
    counts = Counter(place.split("/")[0] for place in places)
    more = {floor for floor, count in counts.items() if count > STILL.get(floor, 0)}
    assert not more, "\n".join(place for place in places if place.split("/")[0] in more)


def _names_given(file: str) -> Iterator[tuple[str, int]]:
    """The names of variables, parameters and fields, each where it is given."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
