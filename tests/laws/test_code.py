"""Laws about the code itself. An exception is named here, with its reason, and may only go."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
APPS = ["pages", "alerts", "responsibility", "supervision", "dashboards", "demonstration", "config"]
MAX_FILE, MAX_FUNCTION = 250, 40  # lines; a function's docstring makes it no longer
LONG_FILES: set[str] = set()
LONG_FUNCTIONS: set[str] = set()  # "file: function"
EMPTY_NAMES = {"utils", "helpers", "services", "common", "misc", "tools", "selectors"}

# What says whose rows are read: every other queryset method comes after one of these.
RIGHTS = {"visible_to", "managed_by", "on_desk_of", "loggable_by"}
# The same for everybody: kinds and words, no facts of anybody.
REFERENCE = {"Category", "RoleKind", "EvidenceKind", "LetterKind"}
WRITES = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}

INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|javascript:|\shx-on|hx-vals='js:")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\s(src=|type=\"application/json\"))")


@cache
def files() -> list[str]:
    return sorted(
        str(path.relative_to(ROOT))
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if path.parent.name != "migrations"
    )


@cache
def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def tree(file: str) -> ast.Module:
    return ast.parse(text(file))


def functions(file: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def views() -> list[str]:
    """Files with a function that takes a request, or with a list page (pages/listing)."""
    return [
        file
        for file in files()
        if not file.startswith("config/")
        and (
            any(f.args.args and f.args.args[0].arg == "request" for f in functions(file))
            or any(bases(node) & {"Listing", "ListFilter"} for node in classes(file))
        )
    ]


def classes(file: str) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef))


def bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base) for base in node.bases}


def test_one_file_one_idea():
    long = {file for file in files() if len(text(file).splitlines()) > MAX_FILE}
    assert long == LONG_FILES


def test_functions_are_short():
    long = {
        f"{file}: {f.name}" for file in files() for f in functions(file) if length(f) > MAX_FUNCTION
    }
    assert long == LONG_FUNCTIONS


def test_a_name_says_what_is_in_it():
    named = {part for file in files() for part in Path(file).with_suffix("").parts}
    assert not EMPTY_NAMES & named


def test_every_file_says_what_it_is_for():
    """A command says it in its `help`."""
    silent = [file for file in files() if tree(file).body and not ast.get_docstring(tree(file))]
    assert not [file for file in silent if "/management/commands/" not in file]


def test_views_reach_rows_only_through_rights():
    """`Model.objects` is followed by what says whose rows they are."""
    found = [
        f"{file}:{node.lineno} {ast.unparse(node)}"
        for file in views()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in {"objects", "_default_manager", "_base_manager"}
        and node.attr not in RIGHTS
        and ast.unparse(node.value.value) not in REFERENCE
    ]
    assert not found, "\n".join(found)


def test_what_is_typed_is_read_in_one_place():
    """Ids are read by pages/numbers.py, the length of words is checked by pages/words.py."""
    words = "reason|text|words|purpose|answer|note"
    by_hand = re.compile(rf"isdecimal\(\) and len\(|len\([^)]*\) < 19|len\(({words})\) > ")
    found = [
        f"{file}:{line}"
        for file in files()
        if file.endswith(".py") and not file.startswith(("tests/", "benchmarks/"))
        if file not in {"pages/numbers.py", "pages/words.py"}
        for line in text(file).splitlines()
        if by_hand.search(line)
    ]
    assert not found, "\n".join(found)


def test_views_write_nothing_themselves():
    found = [
        f"{file}:{node.lineno} {ast.unparse(node.func)}"
        for file in views()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
    ]
    assert not found, "\n".join(found)


def test_a_fragment_says_what_it_expects():
    fragments = [
        file
        for file in templates()
        if Path(file).name.startswith("_") or Path(file).parent.name == "_parts"
    ]
    silent = [file for file in fragments if not text(file).startswith("{# ")]
    assert not silent, "\n".join(silent)


def test_nothing_in_a_template_stands_inline():
    """The policy allows no inline style, script or handler."""
    found = [
        f"{file}: {match.group()}"
        for file in templates()
        for pattern in (INLINE, INLINE_SCRIPT)
        for match in pattern.finditer(text(file))
    ]
    assert not found, "\n".join(found)


# What is no refusal: it is answered by code, not read by a person.
NO_REFUSALS = {
    "Forged",
    "ClockInDoubt",
    "TooManyAttempts",
    "CodeNeeded",
    "Unfit",
    "TakesTooMuch",
    "Failed",
    "Stopped",
    "UnknownRule",
}


def test_a_rule_says_no_in_one_way():
    """A refusal is pages.refused.Refused; a kind of its own only where a page answers it itself."""
    others = [
        f"{file}: {node.name}"
        for file in files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        and any(
            "Exception" in ast.unparse(base) or "Error" in ast.unparse(base) for base in node.bases
        )
        and node.name not in NO_REFUSALS
    ]
    assert others == ["pages/refused.py: Refused"]


def test_a_view_takes_no_refusal_by_hand():
    """Forms and pages/answer.py carry verbs out and take their refusals."""
    by_hand = [
        f"{file}:{node.lineno}"
        for file in set(views()) - {"pages/answer.py"}
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and node.type and "Refused" in ast.unparse(node.type)
    ]
    assert by_hand == []


def test_a_day_is_asked_for_within_bounds():
    """The year 9999 or 1 is no day of this platform: pages.fields.DayField says so."""
    plain = [file for file in files() if "forms.DateField(" in text(file)]
    assert plain == []


# Outside organisation/, who joins people to posts: of today, or of a named day of their own.
JOINS_PEOPLE_TO_POSTS = {
    "dashboards/search/find.py": "whom a search of today finds",
    "responsibility/agenda/first_steps/done.py": "which posts are vacant today",
    "responsibility/agenda/start_list/start.py": "all who were in the post, each with the days",
    "responsibility/agenda/first_steps/steps.py": "how many are appointed today",
    "responsibility/cards/approval/approvers.py": "who else may approve today",
    "responsibility/cards/demonstrate.py": "plays",
    "responsibility/cards/recipients.py": "to whom a card goes on the day of its issue",
    "responsibility/cards/summaries/models.py": "whose recipient is in the post still",
    "responsibility/outbox/whose.py": "in which unit somebody was on the day of a message",
    "responsibility/records/bodies/demonstrate.py": "plays",
    "responsibility/records/bodies/views.py": "posts to choose from today",
    "responsibility/records/finding/wanted.py": "whose records of their time are looked for",
    "responsibility/tasks/appointing/appoint.py": "appoints",
    "responsibility/tasks/appointing/appointed.py": "what comes with an appointment",
    "responsibility/tasks/appointing/correct.py": "what comes with an appointment, and goes",
    "responsibility/tasks/appointing/late.py": "the appointments that another one ends",
    "responsibility/tasks/appointing/start.py": "who begins today, and hears of it",
    "responsibility/tasks/appointing/views.py": "who holds the post to be filled",
    "responsibility/tasks/leaving/account.py": "what ends with the last day of an account",
    "responsibility/tasks/leaving/views.py": "the appointment that gets its last day",
    "responsibility/tasks/mergers/begin.py": "who goes along on the day of a reorganisation",
    "responsibility/tasks/mergers/entries.py": "what a reorganisation ended and began",
    "responsibility/tasks/mergers/models.py": "what a reorganisation ended and began",
    "responsibility/tasks/mergers/plan.py": "who is in the posts that are reorganised",
    "responsibility/tasks/organisation_in/appointments.py": "who holds what today, as a workbook",
    "responsibility/tasks/organisation_in/members.py": "who belongs today, as a workbook",
    "responsibility/tasks/people_in/appointing.py": "appoints",
    "responsibility/tasks/transfers/models.py": "what a transfer ended and began",
    "responsibility/tasks/transfers/plan.py": "who is where on the day of a transfer",
    "responsibility/tasks/transfers/steps.py": "what a transfer ended and began",
    "responsibility/tasks/transfers/transfer.py": "transfers",
    "responsibility/tasks/transfers/views.py": "the appointment that ends, posts to choose from",
    "responsibility/tasks/publishing/plan.py": "what comes with an appointment",
    "supervision/papers/audiences.py": "who is told at that instant",
    "supervision/objections/rights.py": "who could decide today",
    "supervision/papers/approval.py": "who may approve at that instant",
    "supervision/oversight/who.py": "who could decide today",
    "supervision/problems/assign.py": "whom one may name as responsible today",
    "supervision/talks/people.py": "whom one talks to, who left lately among them, with the post",
}
NAMES_PEOPLE = re.compile(
    r"\b(Appointment|Membership|with_people|(appointments|memberships)__\w+)\b"
)


def test_a_name_is_joined_to_a_fact_in_one_place():
    """Who was in a post on the day of a task, a record or a card says posts/in_office.py alone:
    whoever joins today's holder to a fact of March puts his name to another's red."""
    found = {
        file
        for file in files()
        if NAMES_PEOPLE.search(text(file))
        and not file.startswith(("responsibility/organisation/", "demonstration/"))
        and file != "responsibility/models.py"
    }
    assert found == JOINS_PEOPLE_TO_POSTS.keys()
