"""What a person may open has a door: a link on a page that the menu leads to."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.pages.cast import KINDS
from tests.pages.rows import TABLE

LINK = re.compile(r'<(?:a|form)\b[^>]*?\b(?:href|action)="(/[^"]*)"')
WAY = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
ELSEWHERE = {
    "healthz", "home",
    "first-steps",  # home leads there until all are taken
    "search",  # the field on top of each page
    # own duties, records, cards, demands, list, papers: doors for who has any, empty for others
    "desk", "desk-duties", "calendar", "record-list", "record-new", "card-mine", "demand-list",
    "own-list", "notebook", "announcement-list", "plan-list", "plan-items", "problem-list",
    "feed", "feed-revoke",  # from the notebook
    "problem-pivot",  # from the ledger
    "closed-tasks",  # of one closed quarter
    "check-list", "draw-list", "activity-list", "checkup-list", "letter-list", "talk-list",
    "talk-new",  # from a person's facts and the list
    "confirmations",  # from the desk
    "letter-counts",  # from the list
    "activity-plan", "activity-line-new",  # from the list
    "activity-report", "activity-report-docx",
    "draw-new",  # from the list of draws
    "checkup-template-new",  # from the list of templates
    "objection-list", "facts-own", "suggestion-list", "suggestion-new",
    # what is done about one unit, person, county or text: from its own page
    "file-waiting",  # uploads in no record: from the refusal of one more
    "announcement-receipts",  # of one announcement
    "oversight-rows", "oversight-tasks",  # of one body that supervises
    "factor-reset-propose",  # from the list of second factors, behind the powers, and a person's
    "charge-put", "supervision-link", "lamp-rules-change", "people-import-template",
    "problems-import-template",
    "organisation-import-template", "organisation-import-export", "wording-new",
    "lists-import-template", "lists-import-export",
    "plans-import-template", "plans-import-export",
    "charges-paper", "charges-docx",  # of the division of responsibility, on a tab of the units
    # an officer's own unit: the same as the team's page
    "board", "board-rows",
    "team-unit",  # of who supervises too: without that it is the team's page
}  # fmt: skip


def names_on(text: str, pattern=LINK) -> set[tuple[str, str]]:
    found = set()
    for link in pattern.findall(text):
        path = urlsplit(unescape(link)).path
        try:
            found.add((resolve(path).view_name, path))
        except Resolver404:
            continue
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "anonymous"])
def test_every_page_that_opens_has_a_door(ask, cast, kind):
    pages = {
        row.name: row.path(cast)
        for row in TABLE
        if row.method == "get"
        and not row.args(cast)
        and not row.query(cast)
        and dict(row.by_kind())[kind] == "2"
    }
    menu = names_on(ask(kind, "get", "/inbox/").text or "")
    reached, seen = {name for name, _path in menu}, set()
    for _name, path in sorted(menu):
        if path in seen or path.startswith("/admin/"):
            continue
        seen.add(path)
        answer = ask(kind, "get", path)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            reached |= {name for name, _path in names_on(answer.text)}
    assert " ".join(sorted(pages.keys() - reached - ELSEWHERE)) == ""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "anonymous"])
def test_every_door_opens(ask, cast, kind):
    """Nobody is led to a page that is not there: from the menu, and from the pages behind it."""
    menu = dict(sorted(names_on(ask(kind, "get", "/inbox/").text, WAY)))
    ways, shut = {name: (path, "the menu") for name, path in menu.items()}, []
    for page in menu.values():
        answer = ask(kind, "get", page)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            for name, path in sorted(names_on(answer.text, WAY)):
                ways.setdefault(name, (path, page))
    for name, (path, page) in ways.items():
        if not path.startswith("/admin/") and ask(kind, "get", path).status_code in (403, 404):
            shut.append(f"{name} {path} on {page}")
    assert shut == []
