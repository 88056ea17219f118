"""The way from what waits for more time to the lamp of who decides on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.lamps.rule import Hold
from pages.line import Line
from pages.templatetags.look import day
from responsibility.owed.models import OwedByPost
from supervision.oversight.models import DecisionDuty


def way_to_decision(*, owed: OwedByPost, user, now: datetime) -> list[Line]:
    """While its clock stands still: who decides about more time, and by when."""
    if owed.hold != Hold.EXTENSION_ASKED:
        return []
    waiting = DecisionDuty.objects.visible_to(user, at=now).open_still().select_related("unit")
    about = {"extension__kind": owed.matter_kind, "extension__deadline_id": owed.pk}
    duty = waiting.filter(**about).first()
    if duty is None:
        return []
    words = {"body": duty.unit.name, "day": day(duty.due_on, now)}
    return [Line("clock", _("%(body)s decides by %(day)s") % words, duty.get_absolute_url())]
