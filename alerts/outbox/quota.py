"""The month's quota of texts (settings.SMS_MONTHLY_QUOTA): said before it is used up, not after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.kinds.stages import rule_of
from alerts.outbox.address import MAIL
from alerts.outbox.models import Message
from alerts.outbox.states import State

NEAR = 0.8  # of the quota
NOT_SENT = [State.CANCELLED, State.EXPIRED]


@dataclass
class Quota:
    """How many short messages (segments) each county has written this month.

    0 is no quota. Used up, only urgent and overdue stages go on.
    """

    most: int
    used: dict[int, int]

    @classmethod
    def of(cls, counties: Collection[int], *, now: datetime) -> "Quota":
        """As it stands at `now`; one query where there is a quota."""
        most, used = settings.SMS_MONTHLY_QUOTA, dict.fromkeys(counties, 0)
        if most:
            local = timezone.localtime(now)
            first = datetime.combine(local.date().replace(day=1), time(), local.tzinfo)
            texts = Message.objects.texts().of_counties(counties).filter(made_at__gte=first)
            sent = texts.exclude(channel=MAIL).exclude(state__in=NOT_SENT).order_by()
            used |= dict(sent.values_list("county_id").annotate(Sum("segments")))
        return cls(most, used)

    def allows(self, county_id: int, stage: str) -> bool:
        """Whether a text of `stage` may still be written."""
        spent = self.most and self.used.get(county_id, 0) >= self.most
        return not spent or rule_of(stage).despite_quota

    def take(self, messages: Iterable[Message]) -> None:
        """Count what is written."""
        for message in messages:
            if message.channel != MAIL and message.state not in NOT_SENT:
                used = self.used.get(message.county_id, 0)
                self.used[message.county_id] = used + message.segments

    def tell(self, *, now: datetime) -> None:
        """Raise the alarms of what is nearly or wholly used up, and close the others."""
        if not self.most:
            return
        for county, used in self.used.items():
            detail = f"{used}/{self.most}"
            levels = {Alarm.Kind.QUOTA_NEAR: NEAR * self.most, Alarm.Kind.QUOTA_SPENT: self.most}
            for kind, level in levels.items():
                if used >= level:
                    raise_alarm(kind=kind, now=now, county_id=county, detail=detail)
                else:
                    close_alarm(kind=kind, now=now, county_id=county)
