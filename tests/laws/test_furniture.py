"""The furniture knows none of the rooms it stands in."""

import ast
import re

from tests.laws.test_code import files, templates, text, tree

URL = re.compile(r"""{% url ['"]""")


def test_pages_name_no_address():
    """Which page stands behind a place is declared by its room, or given by whoever draws it: a
    URL's name in `pages` would be a floor that reaches up."""
    named = [
        f"{file}:{node.lineno}"
        for file in files()
        if file.startswith("pages/")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and _asks_for_an_address(node)
    ]
    shown = [file for file in templates() if "/pages/" in file and URL.search(text(file))]
    assert named + shown == []


def _asks_for_an_address(call: ast.Call) -> bool:
    """Calls `reverse`, or a name that stands for it, with a name written out."""
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    first = call.args[0] if call.args else None
    return called in {"reverse", "page", "redirect"} and isinstance(first, ast.Constant)
