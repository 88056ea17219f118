"""A work plan as an official document (.docx)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day
from responsibility.lists.paper.document import ordinal
from responsibility.plans.give import explained
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.page.plan_page import PlanPage

SHARES = [9, 50, 15, 20, 22]  # of the width, for the columns of items
NONE = "\u2014"


def plan_document(plan: WorkPlan, page: PlanPage, *, now: datetime) -> bytes:
    """The document of `plan` with the items of `page`, those withdrawn left out."""
    number = plan.document_number
    document = OfficialDocument(plan.title, number=number, now=now)
    facts = [(_("Issued by"), plan.unit.name), (_("Year"), str(plan.year))]
    document.facts([*facts, (pgettext("work plan", "Items"), str(page.given))])
    heads = [
        _("Number"),
        pgettext("work plan", "Item"),
        _("Deadline"),
        _("Pushes"),
        _("Carries out"),
    ]
    place = 0
    for group in page.groups:
        rows = [row for item in group.items for row in _rows(item, now)]
        if not rows:
            continue
        place += 1
        leads = _("Led overall by %(post)s") % {"post": called(group.leads)}
        document.heading(f"{ordinal(place)}{leads}")
        document.table(heads, rows, widths=SHARES)
    if not plan.sent_at:
        document.note(_("A draft: it is not in force."))
    document.signed(by=plan.unit.name, on=day_of(plan.sent_at or now))
    return document.content()


def called(post) -> str:
    return f"{post.unit.name} {post.title}" if post else NONE


def _rows(item: PlanItem, now: datetime) -> list[list[str]]:
    """The item and its parts, a row each."""
    items = [item, *item.shown_parts]
    return [_row(each, now) for each in items if not each.withdrawn_at]


def _row(item: PlanItem, now: datetime) -> list[str]:
    about = [item.text]
    about += [explained(item)] if item.goal or item.measures else []
    pushes = called(item.whole.pushes)
    return [item.label, "\n".join(about), day(item.due_on, now), pushes, called(item.carries_out)]
