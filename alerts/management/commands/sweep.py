"""`manage.py sweep`: one run of the sweep, without Redis."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alerts.alarms.signs import age_of
from alerts.clock import database_now
from alerts.engine.loops import ClockInDoubt, sweep_once
from alerts.engine.sweep import sweep
from alerts.lamps.runs import last_sweep
from alerts.management.pretend import add_now, pretended


class Command(BaseCommand):
    help = "Turn the lamps whose instant has come and owe their reminders. Safe to repeat."

    def add_arguments(self, parser):
        add_now(parser)
        parser.add_argument("--dry-run", action="store_true", help="do it all, then roll back")
        parser.add_argument(
            "--if-stale",
            type=float,
            metavar="SECONDS",
            help="only if the last sweep is so long ago",
        )

    def handle(self, *, now, dry_run, if_stale, **options):
        if if_stale is not None and _swept_within(if_stale):
            self.stdout.write("The last sweep is not so long ago.")
            return
        instant = pretended(now)
        try:
            if dry_run:
                with transaction.atomic():
                    run = sweep(now=instant or database_now())
                    transaction.set_rollback(True)
            else:
                run = sweep(now=instant) if instant else sweep_once()
        except ClockInDoubt as reason:
            raise CommandError(f"{reason} Look at the clock, or run confirm_clock.") from None
        if run.failed:
            raise CommandError(f"The sweep failed for: {run.failed}. The log has the reason.")
        verb = "would have turned" if dry_run else "turned"
        self.stdout.write(f"{run.turned} lamps {verb}.")


def _swept_within(seconds: float) -> bool:
    age = age_of(last_sweep(), now=database_now())
    return age is not None and age.total_seconds() < seconds
