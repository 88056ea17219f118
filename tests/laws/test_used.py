"""Nothing is written that only tests use, and no command that nobody is told of."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.laws.test_code import APPS, ROOT, files, templates, text, tree

DOTTED = re.compile(rf"({'|'.join(APPS)})(\.\w+)+")
TOLD_IN = ["README.md", "docker-compose.yml", "Dockerfile"]


def is_dotted(node: ast.AST) -> bool:
    """Whether it is a dotted path in quotes, as settings name what is to be called."""
    text_there = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return text_there and bool(DOTTED.fullmatch(node.value))


@cache
def uses() -> Counter:
    """How often the product says a name: in code, in templates, as the end of a dotted path."""
    found: Counter = Counter()
    for file in templates():
        found.update(set(re.findall(r"\w+", text(file))))
    for file in files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Name):
                found[node.id] += 1
            elif isinstance(node, ast.Attribute):
                found[node.attr] += 1
            elif is_dotted(node):
                found[node.value.rpartition(".")[2]] += 1
    return found


def contents() -> set[str]:
    """The models: Django finds them in an app's table of contents, others by their relations."""
    return {
        name.value
        for file in files()
        if Path(file).name == "models.py" and file.count("/") == 1
        for node in tree(file).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List)
        for name in node.value.elts
        if isinstance(name, ast.Constant)
    }


def test_every_public_function_and_class_is_used():
    """What a decorator registers (tags, checks) is found by it; Django finds apps and admins."""
    unused = [
        f"{file}:{node.lineno} {node.name}"
        for file in files()
        if Path(file).name not in {"apps.py", "admin.py"} and "/management/" not in file
        for node in tree(file).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not node.decorator_list
        and not uses()[node.name]
        and node.name not in contents()
    ]
    assert not unused, "call it or delete it:\n" + "\n".join(unused)


def commands() -> set[str]:
    return {
        path.stem
        for path in ROOT.glob("*/management/commands/*.py")
        if path.stem != "__init__" and ".venv" not in path.parts
    }


def test_every_command_is_told_of():
    told = "".join((ROOT / name).read_text() for name in TOLD_IN)
    told += "".join(text(file) for file in files() if file.startswith("config/"))
    assert {name for name in commands() if not re.search(rf"\b{name}\b", told)} == set()
