"""Why a lamp is as it is names the verdict that ended what counted."""

from datetime import date

import pytest

from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage
from tests import make
from tests.make import at
from tests.supervision.checks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def said(task) -> str:
    row = Task.objects.for_rows(now=play.CONCLUDED_ON).get(pk=task.pk)
    page = TaskPage.of(row, now=play.CONCLUDED_ON)
    return "".join(part.text for part in page.why)


@pytest.mark.parametrize("late", [False, True])
def test_the_sentence_names_the_verdict_until_something_else_is_logged(shire, late):
    over = {"due_on": date(2026, 9, 24), "late_at": at("2026-09-25 00:00")} if late else {}
    task = make.make_task(shire.posts[play.HEAD], **over)
    record = play.lodged(shire, task)
    assert "verdict" not in said(task)
    play.concluded(shire, "untrue", record)
    assert "0 of 1 count" in said(task) and "verdict: not true" in said(task)
    play.lodged(shire, task, now=play.CONCLUDED_ON + make.days(1))
    assert "verdict" not in said(task)
