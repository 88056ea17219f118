"""The notebook as an official document (.docx)."""

from datetime import datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day_week, word
from responsibility.lists.paper.document import ordinal
from responsibility.notebook.month import Day
from responsibility.notebook.notebook import Notebook
from responsibility.notebook.talks import Talk
from responsibility.tasks.own_list.document import facts_of

DUTIES, DAYS, TALKS = [13, 55, 17, 15], [24, 76], [18, 70, 12]  # shares of the width
EMPTY_BOX = "\u25a1"


def notebook_document(notebook: Notebook, *, by: str, now: datetime) -> bytes:
    """The document of `notebook`, written for the person called `by`."""
    document = OfficialDocument(title_of(notebook), now=now)
    document.facts(facts_of(notebook.own))
    number = 0
    for number, branch in enumerate(notebook.branches, 1):
        document.heading(f"{ordinal(number)}{branch.name}")
        document.table(_duty_heads(), [_row(leaf) for leaf in branch.leaves], widths=DUTIES)
    document.heading(f"{ordinal(number + 1)}{month_title(notebook)}")
    rows = [[_day(day), _due(day)] for day in notebook.page.own_days if day.owed or day.note]
    if rows:
        document.table([_("Day"), pgettext("facts of a task", "Due")], rows, widths=DAYS)
    else:
        document.paragraph(_("Nothing is due in this month"))
    document.heading(f"{ordinal(number + 2)}{_('Checklists of talks')}")
    for talk in notebook.talks:
        document.heading(str(talk.kind), level=2)
        document.table(_talk_heads(), _lines(talk), widths=TALKS)
    document.note(_("Written for %(name)s.") % {"name": by})
    document.signed(on=day_of(now))
    return document.content()


def title_of(notebook: Notebook) -> str:
    return _("Duty notebook %(year)d") % {"year": notebook.own.year}


def month_title(notebook: Notebook) -> str:
    """The month with the number of its working days."""
    page = notebook.page
    month = date_format(page.month.start, pgettext("month and year, as a date format", "F Y"))
    return _("%(month)s: %(days)d working days") % {"month": month, "days": page.working}


def _duty_heads() -> list[str]:
    return [_("Number"), _("Item"), _("Done"), pgettext("column of a notebook", "Lamp")]


def _row(leaf) -> list[str]:
    duty = leaf.duty
    return [duty.code, str(duty), f"{duty.done}/{duty.required}", word(leaf.lamp)]


def _day(day: Day) -> str:
    return f"{day_week(day.day)}\n{day.note}" if day.note else day_week(day.day)


def _due(day: Day) -> str:
    return "\n".join(f"{row.title} ({word(row.lamp_now)})" for row in day.owed)


def _talk_heads() -> list[str]:
    return [_("When"), _("What the talk has"), _("Done")]


def _lines(talk: Talk) -> list[list[str]]:
    return [[phase, str(line), EMPTY_BOX] for phase, lines in talk.phases for line in lines]
