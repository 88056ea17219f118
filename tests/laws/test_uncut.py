"""What is typed is refused with a sentence where it is too long, never cut without one."""

import ast

import pytest

from tests.laws.test_code import tree, views


def is_sent(node: ast.AST) -> bool:
    """Whether `node` is something out of request.POST or request.GET."""
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"POST", "GET"} for part in ast.walk(node)
    )


@pytest.mark.parametrize("file", views())
def test_no_view_cuts_what_was_typed(file):
    cuts = [
        node.lineno
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
        if is_sent(node.value) and "getlist" not in ast.unparse(node.value)
    ]
    assert not cuts, f"lines {cuts}: a form says what is too long (pages/forms.py)"
