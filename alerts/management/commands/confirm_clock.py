"""`manage.py confirm_clock`: the clock that jumped is right as it is now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alerts.clock import database_now
from alerts.lamps.clock_guard import confirm_clock
from alerts.management.decider import add_by, decider
from pages.refused import Refused


class Command(BaseCommand):
    help = "Say that the database's clock is right: sweep, drain and daily duties go on."

    def add_arguments(self, parser):
        add_by(parser)

    def handle(self, *, by, **options):
        now = database_now()
        try:
            confirm_clock(by=decider(by), now=now)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Confirmed: it is {timezone.localtime(now):%Y-%m-%d %H:%M:%S}.")
