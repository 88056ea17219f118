"""A demand as an official paper (督办通知)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.templatetags.look import day
from responsibility.organisation.units.versions import names_on
from responsibility.tasks.models import Task
from supervision.demands.kind import CALLED_OFF
from supervision.demands.models import Demand
from supervision.papers.paper import Line, Paper


def paper_of(demand: Demand, tasks: Iterable[Task]) -> Paper:
    """The paper of a row of `for_rows`, about the `tasks` that the reader sees; units are called as
    on the day it was sent."""
    sent_on = day_of(demand.made_at)
    sender = demand.made_in.unit
    names = names_on({(unit.pk, sent_on) for unit in (demand.unit, sender)})
    called = {unit: names.get((unit.pk, sent_on), unit.name) for unit in (demand.unit, sender)}
    measures = demand.measures.filter(dropped_at=None).order_by("due_on", "pk")
    replies = demand.replies.order_by("pk").select_related("decision")
    standing = [reply for reply in replies if reply.decision is None or reply.decision.accepted]
    return Paper(
        title=pgettext("paper", "Notice of supervision"),
        number=demand.document_number,
        addressee=_("%(unit)s (%(post)s):")
        % {"unit": called[demand.unit], "post": demand.post.title},
        text=demand.text,
        points=[task.title for task in tasks],
        ask=_("Answer by %(day)s, with measures.") % {"day": day(demand.due_on)},
        sender=called[sender],
        on=sent_on,
        replies=[reply.text for reply in standing],
        measures=[Line(row.text, row.person, row.due_on) for row in measures] if standing else [],
        note=_ended(demand),
    )


def _ended(demand: Demand) -> str:
    """What the paper says of a demand on which no answer is owed."""
    if not demand.exempt:
        return ""
    if demand.lamp_cause == CALLED_OFF:
        return _("Withdrawn: no answer is owed.")
    return _("Ended: no answer is owed.")
