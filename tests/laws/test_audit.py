"""What is done through a page leaves its entry in the audit log, and the log has words for it.

Every row of the access table that sends something (tests/pages/rows.py) is run as one who may,
with its valid data.
"""

import ast
import re

import pytest

from alerts.audit.models import AuditEntry
from alerts.audit.words import FORMER
from alerts.kinds.collected import collected
from tests.laws.test_code import files, tree
from tests.make import NOW
from tests.pages.conftest import ask, cast  # noqa: F401 - fixtures
from tests.pages.rows import TABLE

# What sends something and keeps no fact.
KEEPS_NO_FACT = {
    "language": "a preference, kept in the browser",
    "sign-out": "leads to the door as it does a stranger; tests/responsibility/organisation",
    "identity": "which posts' duties are shown, kept in the session",
    "organisation-import": "a file is tried out and kept for days; what it would do is undone",
    "people-import": "a file is tried out and kept for days; what it would do is undone",
    "record-draft": "what is typed and not lodged; the person's own, overwritten as it grows",
    "demand-choose": "leads from ticked tasks to the form",
    "dispatch-reach": "counts what is chosen",
    "dispatch-check": "shows what would be done",
    "card-preview": "shows what is typed",
    "wording-preview": "shows what is typed",
    "receipt": "a provider reports; kept as it came, in the receipts",
}
SENT = {row.name: row for row in TABLE if row.method == "post" and row.name not in KEEPS_NO_FACT}
SENSITIVE = re.compile(r"password|phone$|text$|session|cookie|token", re.IGNORECASE)


def test_exceptions_are_pages():
    assert KEEPS_NO_FACT.keys() <= {row.name for row in TABLE if row.method == "post"}


@pytest.mark.parametrize("name", SENT)
def test_what_is_done_is_audited(ask, cast, name):  # noqa: F811
    row = SENT[name]
    kind = row.kind_that("3", "2")
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    written = ask(
        kind, "post", row.path(cast), row.data(cast),
        look=lambda: list(AuditEntry.objects.exclude(pk__in=before).select_related("user")),
    ).looked  # fmt: skip
    assert written
    for entry in written:
        assert entry.at == NOW
        assert entry.user == cast.people.get(kind, cast.person)
        assert entry.address == "127.0.0.1"
        assert entry.kind in collected().objects, "the kind.py of its room"
        noted = {**(entry.before or {}), **(entry.after or {})}
        silent = [name for name in noted if not collected().field(entry.action, name)]
        assert not silent, f"the fields of {entry.action} in the kind.py of its room: {silent}"
        assert not [name for name in noted if SENSITIVE.search(name)], noted


def actions() -> set[str]:
    """Every action the code audits: strings such as "post.open" that begin as a known one does,
    and whatever is given as `action`."""
    first = "|".join({action.split(".")[0] for action in collected().acts})
    looks = re.compile(rf"({first})\.(?!html$|py$|csv$|json$|toml$|urls$)[a-z_]+")
    found = set()
    for file in files():
        if file.endswith(("/kind.py", "/listing.py")):  # their dotted names are no acts
            continue
        for node in ast.walk(tree(file)):
            value = node.value if isinstance(node, ast.keyword) and node.arg == "action" else node
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(text, str) and (looks.fullmatch(text) or value is not node):
                found.add(text)
    return {action for action in found if "." in action} - FORMER.keys()


def test_the_log_has_words_for_every_act_and_no_others():
    assert actions() == set(collected().acts), "the kind.py of its room"
