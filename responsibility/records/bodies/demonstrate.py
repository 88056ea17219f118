"""Grants to read in a county to try: one in use, one that was ended before its day."""

from datetime import timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.organisation.posts.models import Appointment
from responsibility.records.bodies.give import end_grant, give_grant
from responsibility.records.bodies.read import read_body
from responsibility.records.models import DutyRecord

WEEK = timedelta(days=7)


def demonstrate(trial: Trial) -> None:
    """The group's head may read a restricted record of the body it supervises, and has; a
    second grant, of all the post's records, was ended after a day."""
    office, reader = Actor(user=trial.people["office"]), trial.people["group"]
    holds = Appointment.objects.filter(user=trial.people["official"].pk, period__endswith=None)
    body = holds.select_related("post").get().post
    restricted = DutyRecord.objects.in_force().filter(restricted=True, post=body)
    record = restricted.filter(lodged_at__lt=trial.until - WEEK).latest("lodged_at", "pk")
    given_at = trial.until - timedelta(days=2)
    days = {"first_on": given_at.date(), "last_on": given_at.date() + 2 * WEEK}
    basis = trial.words["grant_basis"].format(year=trial.until.year)
    to = {"user_id": reader.pk, "basis": basis, "by": office, "now": given_at, **days}
    give_grant(record_id=record.pk, **to)
    read_body(
        by=Actor(user=reader),
        now=given_at + timedelta(hours=3),
        record_id=record.pk,
        purpose=trial.words["grant_purpose"],
    )
    whole = give_grant(post_id=body.pk, **to)
    end_grant(grant_id=whole.pk, by=office, now=given_at + timedelta(days=1))
