"""Every page has a budget of queries: the usual one, or its own where it needs more.

This is what a page costs with the little that the cast has; that a list costs no more with twenty
rows than with two is in test_budgets.py and in the battery of all listings.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.rows import TABLE

USUAL = 8
DEARER = {
    "activity": 10,
    "activity-correct": 9,
    "activity-coverage": 9,
    "activity-list": 9,
    "activity-new": 10,
    "activity-plan": 11,
    "activity-report": 11,
    "activity-report-docx": 10,
    "announcement": 15,
    "announcement-new": 9,
    "announcement-print": 10,
    "appointment-end": 17,
    "appointment-new": 9,
    "audit": 21,
    "board": 23,
    "board-cell": 10,
    "board-rows": 11,
    "calendar": 12,
    "calendar-feed": 12,
    "card-docx": 9,
    "card-draft": 12,
    "card-give": 10,
    "card-issue": 11,
    "card-line-answer": 10,
    "card-summary": 22,
    "card-summary-take-back": 13,
    "charges": 10,
    "closed-tasks": 9,
    "closing": 19,
    "closing-paper": 19,
    "charges-docx": 10,
    "demand": 22,
    "check": 120,
    "decision": 13,
    "check-file": 9,  # read on the page
    "check-conclude": 97,
    "check-find": 10,
    "check-records": 11,
    "desk": 48,
    "checkup": 18,
    "checkup-answers": 9,
    "checkup-drop": 9,
    "checkup-enter": 13,
    "checkup-find": 10,
    "checkup-list": 9,
    "checkup-new": 9,
    "checkup-report": 11,
    "checkup-report-docx": 10,
    "checkup-template": 9,
    "dispatch": 14,
    "dispatch-new": 9,
    "first-steps": 12,
    "inbox": 11,
    "letter": 36,
    "letter-choose": 10,
    "letter-counts": 16,
    "letter-docx": 12,
    "letter-list": 12,
    "letter-new": 14,
    "letter-paper": 11,
    "list": 10,
    "list-difference": 27,
    "list-edit": 18,
    "list-item": 12,
    "hearing": 30,
    "hearing-edit": 23,
    "hearing-docx": 13,
    "instruction": 11,
    "instruction-new": 9,
    "facts": 20,
    "facts-own": 19,
    "facts-people": 9,
    "list-item-new": 10,
    "list-publish": 20,
    "list-revise": 20,
    "list-xlsx": 12,
    "morning": 44,
    "lists-import-export": 13,
    "list-publish-check": 14,
    "organisation-import-export": 14,
    "outage-agree": 38,
    "plan": 11,
    "plan-docx": 9,
    "plan-item": 19,
    "plan-items": 9,
    "plan-paper": 10,
    "plan-xlsx": 12,
    "plans-import-export": 12,
    "outbox": 11,
    "outbox-calls": 9,
    "outbox-exceptions": 13,
    "outbox-health": 13,
    "outbox-message": 21,
    "notice": 11,
    "notice-docx": 10,
    "overview": 19,
    "notebook": 19,
    "notebook-docx": 18,
    "notebook-paper": 19,
    "own-list": 12,
    "own-list-docx": 12,
    "own-list-paper": 12,
    "people": 9,
    "first-passwords": 10,
    "person": 11,
    "post": 9,
    "posts-without-tasks": 21,
    "objection": 25,
    "objection-new": 12,
    "objection-review": 13,
    "objection-state": 9,
    "oversight-body": 12,
    "oversight-rows": 13,
    "problem": 28,
    "problem-assign": 9,
    "problem-list": 12,
    "problem-pivot": 14,
    "problem-new": 10,
    "record": 17,
    "record-correct": 28,
    "record-preview": 14,
    "reorganisation": 11,
    "search": 21,
    "short-link": 9,
    "start-list": 17,
    "suggestion": 11,
    "suggestion-new": 9,
    "task": 15,
    "team": 16,
    "team-cell": 12,
    "team-post": 12,
    "team-rows": 11,
    "work-calendar": 12,
    "unit": 13,
}
# Who has most to see, where they may see it at all.
RICH = ["officer", "office", "group_inside"]
SHOWN = {row.name: row for row in TABLE if row.method == "get"}


def test_who_needs_more_is_a_page_and_needs_it():
    assert DEARER.keys() <= SHOWN.keys()
    assert all(queries > USUAL for queries in DEARER.values())


@pytest.mark.parametrize("row", [row for row in TABLE if row.method == "get"], ids=lambda r: r.name)
def test_a_page_keeps_to_its_budget(ask, cast, row):
    letters = {kind: letter for kind, letter in row.by_kind() if letter in "23"}
    for kind in [kind for kind in RICH if kind in letters] or [*letters][:1]:
        with CaptureQueriesContext(connection) as asked:
            ask(kind, "get", row.path(cast))
        costs = sum(" SAVEPOINT" not in f" {query['sql']}" for query in asked)
        assert costs <= DEARER.get(row.name, USUAL), kind
