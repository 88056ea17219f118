"""`manage.py adopt_database`: a restored or copied database's outbox may send again."""

from django.core.management.base import BaseCommand, CommandError

from alerts.clock import database_now
from alerts.engine.loops import ClockInDoubt, daily_once, drain_once, sweep_once
from alerts.installation.adopt import adopt_database
from alerts.management.decider import add_by, decider


class Command(BaseCommand):
    help = (
        "Say that this database belongs where it is now: texts leave from here on. The texts "
        "that wait are sent or cancelled, as you say; none is sent as it stands after a day."
    )

    def add_arguments(self, parser):
        add_by(parser)
        waiting = parser.add_mutually_exclusive_group(required=True)
        waiting.add_argument("--keep", action="store_true", help="send the texts that wait")
        waiting.add_argument("--cancel", action="store_true", help="send none of them")

    def handle(self, *, by, keep, **options):
        actor = decider(by)
        try:  # while nothing leaves: what came due since the backup is among what waits
            sweep_once()
            daily_once()
            drain_once()
        except ClockInDoubt as reason:
            raise CommandError(f"{reason} Run confirm_clock first.") from None
        done = adopt_database(keep=keep, by=actor, now=database_now())
        self.stdout.write(f"{done.expired} texts expired, {done.cancelled} cancelled.")
