"""`manage.py sweep`: one run of the sweep, without Redis."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alerts.clock import database_now
from alerts.lamps.sweep import sweep
from alerts.management.pretend import add_now, pretended


class Command(BaseCommand):
    help = "Turn the lamps whose instant has come and owe their reminders. Safe to repeat."

    def add_arguments(self, parser):
        add_now(parser)
        parser.add_argument("--dry-run", action="store_true", help="do it all, then roll back")

    def handle(self, *, now, dry_run, **options):
        now = pretended(now) or database_now()
        if dry_run:
            with transaction.atomic():
                run = sweep(now=now)
                transaction.set_rollback(True)
        else:
            run = sweep(now=now)
        if run.failed:
            raise CommandError(f"The sweep failed for: {run.failed}. The log has the reason.")
        verb = "would have turned" if dry_run else "turned"
        self.stdout.write(f"{run.turned} lamps {verb}.")
