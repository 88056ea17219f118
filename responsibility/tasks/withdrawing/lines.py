"""What a task's page says where its item was withdrawn and the task stays."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.line import Line
from pages.templatetags.look import day
from responsibility.tasks.models import Task
from responsibility.tasks.withdrawing.models import PublicationWithdrawal


def withdrawn_item_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """That its item is withdrawn, and why it is owed all the same."""
    if not task.item_id or task.exempt:
        return []
    withdrawals = PublicationWithdrawal.objects.in_force().filter(
        publication__duty_list__county=task.county_id,
        publication__duty_list__role_kind=task.role_kind_id,
        publication__year=task.period_start.year,
        codes__contains=[task.item_code],
    )
    return [
        Line(
            icon="info-circle",
            text=_(
                "Its item was withdrawn on %(day)s. This task stays: something was done about it."
            )
            % {"day": day(withdrawal.at, now)},
            address=task.get_absolute_url(),
            detail=withdrawal.reason,
        )
        for withdrawal in withdrawals.order_by("-pk")[:1]
    ]
