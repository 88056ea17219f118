"""`manage.py close_offices`: a county's offices are closed on some days beside the holidays."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from alerts.clock import database_now
from alerts.management.decider import add_by, decider
from pages.refused import Refused
from responsibility.organisation.standing import standing_of
from responsibility.tasks.publishing.close_offices import close_offices


class Command(BaseCommand):
    help = (
        "Note days (2027-01-20) on which the offices of the account's county are closed; its open "
        "deadlines move past them at once, none to an earlier day. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("days", nargs="+", type=date.fromisoformat, metavar="DAY")
        parser.add_argument("--reason", required=True)
        add_by(parser)

    def handle(self, *, days, reason, by, **options):
        actor, now = decider(by), database_now()
        counties = standing_of(actor.user, at=now).office_counties
        if not counties:
            raise CommandError(f"{by} works in no commission office.")
        try:
            moved = sum(
                close_offices(county_id=county, day=day, reason=reason, by=actor, now=now)
                for county in counties
                for day in days
            )
        except (Refused, PermissionDenied) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{moved} deadlines moved.")
