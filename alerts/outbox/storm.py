"""The storm breaker: an unusual number of texts is held until somebody looks (study 2.8).

After a stop of days, or by a mistake, hundreds of people would be texted at once. Such a
gathering is held with an alarm. The office lets it go, or it goes by itself after half an hour in
waking hours, so many a minute. Nothing is lost: the inbox has it all along.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from statistics import median

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.outbox.address import STORM
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.outbox.windows import may_ring
from alerts.ring import ring

DAYS, TIMES = 30, 5  # unusual: so many times the usual day of so many days
BY_ITSELF = timedelta(minutes=30)
A_MINUTE = 30

LET_GO = """
WITH held AS MATERIALIZED (
    SELECT id, county_id, made_at FROM alerts_message
    WHERE state = 'held' AND reason = %(storm)s AND made_at <= %(until)s
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
), paced AS (
    SELECT id, (row_number() OVER (ORDER BY made_at, id) - 1) / %(a_minute)s AS minutes FROM held
)
UPDATE alerts_message m SET state = 'pending', reason = '',
    not_before = %(now)s + paced.minutes * interval '1 minute'
FROM paced WHERE m.id = paced.id RETURNING m.county_id
"""


def storms(texts: Mapping[int, int], *, now: datetime) -> set[int]:
    """The counties whose number of new `texts` is unusual; each has its alarm raised.

    Unusual is more than five times the median day of the last 30, and more than
    settings.SMS_STORM_LEAST (0: never).
    """
    least = settings.SMS_STORM_LEAST
    many = {county: n for county, n in texts.items() if least and n > least}
    usual = _usual_days(many, now) if many else {}
    held = {county: n for county, n in many.items() if n > TIMES * usual[county]}
    for county, n in held.items():
        detail = f"{n} / {usual[county]:g}"
        raise_alarm(kind=Alarm.Kind.STORM, now=now, county_id=county, detail=detail)
    return set(held)


def _usual_days(counties: Mapping[int, int], now: datetime) -> dict[int, float]:
    """The median number of texts on a day, of the days before today."""
    local = timezone.localtime(now)
    today = datetime.combine(local.date(), time(), local.tzinfo)
    texts = Message.objects.texts().of_counties(counties).order_by()
    days = texts.filter(made_at__gte=today - timedelta(days=DAYS), made_at__lt=today)
    counted = days.values("county_id", day=TruncDate("made_at")).annotate(n=Count("pk"))
    by_county: dict[int, list[int]] = {county: [] for county in counties}
    for row in counted:
        by_county[row["county_id"]].append(row["n"])
    return {county: median(some + [0] * (DAYS - len(some))) for county, some in by_county.items()}


@transaction.atomic
def let_go(*, now: datetime) -> int:
    """Let texts go that were held for half an hour, so many a minute; return how many."""
    if not may_ring(now):
        return 0
    values = {"storm": STORM, "until": now - BY_ITSELF, "now": now, "a_minute": A_MINUTE}
    with connection.cursor() as cursor:
        cursor.execute(LET_GO, values)
        counties = [row[0] for row in cursor.fetchall()]
    for county in set(counties):
        close_alarm(kind=Alarm.Kind.STORM, now=now, county_id=county)
    return len(counties)


@transaction.atomic
def release_held(*, county_id: int, by: Actor, now: datetime) -> int:
    """Let all held texts of a county go at once, on somebody's word; return how many.

    Phones still ring in waking hours only. Nothing held: nothing happens.

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
    """
    require_keeper(by=by, now=now, county_id=county_id)
    held = Message.objects.filter(county_id=county_id, state=State.HELD, reason=STORM)
    messages = list(held.order_by("pk").select_for_update(no_key=True, of=("self",)))
    if not messages:
        return 0
    ids = [message.pk for message in messages]
    Message.objects.filter(pk__in=ids).update(state=State.PENDING, reason="", not_before=now)
    close_alarm(kind=Alarm.Kind.STORM, now=now, county_id=county_id)
    record_audit(
        by=by, now=now, action="message.release", about=messages[0], after={"messages": len(ids)}
    )
    ring()
    return len(ids)
