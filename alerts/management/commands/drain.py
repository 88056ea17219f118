"""`manage.py drain`: one look into the outbox, without Redis."""

from django.core.management.base import BaseCommand, CommandError

from alerts.engine.drain import drain
from alerts.engine.loops import ClockInDoubt, drain_once
from alerts.management.pretend import add_now, pretended


class Command(BaseCommand):
    help = "Gather what must be told into messages and deliver them. Safe to repeat."

    def add_arguments(self, parser):
        add_now(parser)

    def handle(self, *, now, **options):
        instant = pretended(now)
        try:
            done = drain(now=instant) if instant else drain_once()
        except ClockInDoubt as reason:
            raise CommandError(f"{reason} Look at the clock, or run confirm_clock.") from None
        self.stdout.write(f"{done.gathered} messages gathered, {done.sent} sent.")
