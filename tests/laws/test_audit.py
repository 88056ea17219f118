"""What is done through a page leaves its entry in the audit log, and the log has words for it.

Every row of the access table that sends something (tests/pages/rows.py) is run as one who may,
with its valid data.
"""

import ast
import re
from itertools import chain

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from alerts.audit.models import AuditEntry
from alerts.audit.read import sentences_of
from alerts.audit.words import FORMER
from alerts.kinds.collected import collected
from tests.laws.test_code import files, tree
from tests.make import NOW
from tests.pages.conftest import ask, cast  # noqa: F401 - fixtures
from tests.pages.rows import TABLE

# What sends something and keeps no fact.
KEEPS_NO_FACT = {
    "language": "a preference, kept in the browser",
    "text-size": "a preference, kept in the browser",
    "sign-out": "leads to the door as it does a stranger; tests/responsibility/organisation",
    "identity": "which posts' duties are shown, kept in the session",
    "lists-import": "a file is tried out and kept for days; what it would do is undone",
    "organisation-import": "a file is tried out and kept for days; what it would do is undone",
    "problems-import": "a file is tried out and kept for days; what it would do is undone",
    "plans-import": "a file is tried out and kept for days; what it would do is undone",
    "people-import": "a file is tried out and kept for days; what it would do is undone",
    "record-draft": "what is typed and not lodged; the person's own, overwritten as it grows",
    "checkup-save": "what is typed and not handed in; overwritten as it grows",
    "demand-choose": "leads from ticked tasks to the form",
    "letter-choose": "leads to the form of a kind",
    "dispatch-reach": "counts what is chosen",
    "list-days": "the due days of a rule that is typed",
    "dispatch-check": "shows what would be done",
    "announcement-reach": "counts what is chosen",
    "closure-try": "shows what would move",
    "outage-try": "shows what would move",
    "lamp-rules-try": "shows what would turn",
    "list-revise-try": "shows what would change",
    "notice-try": "shows what would move",
    "objection-try": "shows what would be corrected",
    "card-preview": "shows what is typed",
    "wording-preview": "shows what is typed",
    "receipt": "a provider reports; kept as it came, in the receipts",
}
SENT = {row.name: row for row in TABLE if row.method == "post" and row.name not in KEEPS_NO_FACT}
# What a person may be shown of a machine: the letters of a word, of an id, of a code.
LETTERS = re.compile(r"[A-Za-z_]{2,}")
PLACE = re.compile(r"%\((\w+)\)[sd]")
SET = "SELECT setval(quote_ident(%s)::regclass, %s, %s)"
FIRST_ID = 7_000_000  # of what the act makes: no count and no day looks like it
NAMES_IN_LATIN = {"SHA-256", "PNG", "Excel", "CSV", "Twilio"}
OF_THE_CAST = {"Zhou", "No. 31", "Checks its account."}  # what stood before in tests/pages/cast.py
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
        assert entry.user == (cast.people.get(kind) or cast.at_the_door[name])
        assert entry.address == "127.0.0.1"
        assert entry.kind in collected().objects, "the kind.py of its room"
        noted = {**(entry.before or {}), **(entry.after or {})}
        silent = [name for name in noted if not collected().field(entry.action, name)]
        assert not silent, f"the fields of {entry.action} in the kind.py of its room: {silent}"
        assert not [name for name in noted if SENSITIVE.search(name)], noted


@pytest.fixture(scope="module", autouse=True)
def far_ids(django_db_setup, django_db_blocker):
    """Ids that nobody takes for anything else; the cast is undone, and so are they."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = current_schema() AND max_value > 2147483647"
        )
        before = cursor.fetchall()
        cursor.executemany(SET, [(name, FIRST_ID, True) for name, _last in before])
        yield
        cursor.executemany(SET, [(name, last or 1, bool(last)) for name, last in before])


@pytest.mark.parametrize("name", SENT)
def test_what_is_done_is_read_without_ids_codes_and_field_names(ask, cast, name):  # noqa: F811
    row = SENT[name]
    before = set(AuditEntry.objects.values_list("pk", flat=True))

    def look():
        entries = AuditEntry.objects.exclude(pk__in=before).select_related("user")
        with translation.override("zh-hans"):
            return [
                strange(sentence, typed=row.data(cast))
                for sentence in sentences_of(list(entries), user=cast.person, at=NOW)
            ]

    found = ask(row.kind_that("3", "2"), "post", row.path(cast), row.data(cast), look=look).looked
    assert found
    assert list(chain.from_iterable(found)) == []


def test_an_export_is_read_so_too(ask, cast):  # noqa: F811
    def look():
        with translation.override("zh-hans"):
            entry = AuditEntry.objects.latest("pk")
            return entry.action, strange(*sentences_of([entry], user=cast.person, at=NOW), typed={})

    address = reverse("audit") + "?export=xlsx&since=2026-09-01"
    assert ask("auditor", "get", address, look=look).looked == ("list.export", [])


def strange(sentence, *, typed) -> list[str]:
    """Ids, and what is written in Latin letters, of the sentence as read in Chinese; what people
    are called, and what was typed, is as it is."""
    changes = [*sentence.grounds, *sentence.changes]
    read = " ".join([sentence.text, sentence.post, *chain.from_iterable(changes)])
    given = {str(value) for value in typed.values() if isinstance(value, str)}
    called = set(names_in(connection)) | NAMES_IN_LATIN | OF_THE_CAST | given
    for name in sorted(called, key=len, reverse=True):
        read = read.replace(name, "")
    return LETTERS.findall(read) + re.findall(r"\d{7,}", read)


def names_in(connection) -> list[str]:
    """What people, units, posts and tasks of the tests are called."""
    columns = [
        *("responsibility_user.name", "responsibility_user.staff_number"),
        *("responsibility_unit.name", "responsibility_unitversion.name"),
        *("responsibility_post.title", "responsibility_dutyitem.text"),
        *("responsibility_dutyitem.code", "responsibility_dispatch.title"),
        "supervision_templateversion.name",
        *("responsibility_announcement.title", "responsibility_workplan.title"),
        *("responsibility_planitem.text",),
        *("alerts_message.reference", "pages_upload.name"),
    ]
    found = []
    with connection.cursor() as cursor:
        for table, column in (name.split(".") for name in columns):
            cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")
            found += [name for (name,) in cursor.fetchall()]
    return found


def test_sentences_name_what_their_acts_note():
    for kind in collected().kinds:
        assert kind.category or not kind.acts, kind.code
        assert kind.sentences.keys() <= kind.acts.keys()
        known = {"who", "what", *kind.fields, *(f"was_{field}" for field in kind.fields)}
        for act, words in kind.sentences.items():
            with translation.override("zh-hans"):
                chinese = str(words)
            assert set(PLACE.findall(str(words))) == set(PLACE.findall(chinese)) <= known, act


def test_the_words_of_the_log_are_chinese():
    with translation.override("zh-hans"):
        words = [
            word
            for kind in collected().kinds
            for word in [
                *kind.acts.values(), *kind.sentences.values(),
                *(what.word for what in kind.objects), *(f.word for f in kind.fields.values()),
            ]
        ]  # fmt: skip
        plain = [PLACE.sub("", str(word)).replace("SHA-256", "") for word in words]
    assert [word for word in plain if LETTERS.search(word)] == []


def actions() -> set[str]:
    """Every action the code audits: strings such as "post.open" that begin as a known one does,
    and whatever is given as `action`."""
    first = "|".join({action.split(".")[0] for action in collected().acts})
    looks = re.compile(rf"({first})\.(?!html$|py$|csv$|json$|toml$|urls$)[a-z_]+")
    found = set()
    for file in files():
        if file.endswith(("/kind.py", "listing.py")):  # their dotted names are no acts
            continue
        for node in ast.walk(tree(file)):
            value = node.value if isinstance(node, ast.keyword) and node.arg == "action" else node
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(text, str) and (looks.fullmatch(text) or value is not node):
                found.add(text)
    return {action for action in found if "." in action} - FORMER.keys()


def test_the_log_has_words_for_every_act_and_no_others():
    assert actions() == set(collected().acts), "the kind.py of its room"
