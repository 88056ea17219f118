"""No rule and no SQL asks for the code of a role: a role is what its properties say."""

import re
from pathlib import Path

from demonstration.roles import Role
from responsibility.lists.starter_data import rows_of
from responsibility.organisation.posts.models import RoleKind
from tests.laws.test_code import APPS, ROOT

CODES = {row["code"] for row in rows_of("role_kinds")}
NAMED = re.compile(rf"(?<![\w-])({'|'.join(sorted(CODES))})(?![\w-])")
ASKED = re.compile(
    r"(role_?kind|audience)(__|\.)code|RoleKind\.[A-Z]+_[A-Z]|RoleKind\.objects\.\w+\(code"
)
MAY = ("demonstration/", "migrations/", "starter/")  # data, and what plays with it
# A code goes out and comes in as what a form sends; no right and no rule hangs on it.
SENT = {
    "responsibility/lists/starter_data.py": "finds the file of a role's starter list",
    "responsibility/lists/versions/edit.py": "begins the number of a new item, as the starter's",
    "responsibility/cards/starter.py": "finds the role of a starter card",
    "supervision/letters/starter.py": "finds the roles that issue a starter kind",
    "responsibility/tasks/dispatches/whom.py": "posts of the roles ticked, counted beside them",
    "templates/responsibility/cards/office/issue.html": "sends the audience chosen again",
}


def sources() -> list[Path]:
    return [
        path
        for app in [*APPS, "templates", "static/ui"]
        for path in sorted((ROOT / app).rglob("*"))
        if path.suffix in {".py", ".sql", ".html", ".js"}
        and not any(part in str(path.relative_to(ROOT)) for part in MAY)
    ]


def lines_with(pattern: re.Pattern) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_code_of_a_role_stands_in_the_code():
    found = lines_with(NAMED)
    assert not found, "\n".join(found)


def test_no_rule_asks_for_the_code_of_a_role():
    found = lines_with(ASKED)
    assert {line.split(":")[0] for line in found} == SENT.keys(), "\n".join(found)


def test_the_starter_roles_name_properties_there_are():
    fields = {field.name for field in RoleKind._meta.get_fields()}
    for row in rows_of("role_kinds"):
        assert set(filter(None, row["properties"].split("|"))) <= fields
        assert row["segment"] in RoleKind.Segment.values


def test_the_demonstration_names_the_starter_roles():
    assert {str(role) for role in Role} == CODES
