"""What rooms declare: importable by the room's own modules, and no part of any migration."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from alerts.kinds.codes import CodeField
from tests.laws.test_code import files, tree

DECLARED = [file for file in files() if Path(file).name == "kind.py"]
CODES = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, CodeField)
]


def imported(file: str) -> set[str]:
    return {node.module for node in ast.walk(tree(file)) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("file", DECLARED)
def test_a_declaration_imports_nothing_of_its_own_room(file):
    room = ".".join(Path(file).parent.parts)
    own = {name for name in imported(file) if name.startswith(f"{room}.")}
    assert own <= {"alerts.kinds.declared"}, "name it by its dotted path"


def test_vocabulary_is_no_part_of_migrations():
    """The states that the migrations come to know the columns, and not one code."""
    state = MigrationLoader(None).project_state()
    assert len(CODES) > 3
    for model, field in CODES:
        assert field.choices
        known = state.models[model._meta.app_label, model._meta.model_name].fields[field.name]
        assert (type(known).__name__, known.choices) == ("CharField", None)
