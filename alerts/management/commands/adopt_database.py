"""`manage.py adopt_database`: a restored or copied database's outbox may send again."""

from django.core.management.base import BaseCommand

from alerts.clock import database_now
from alerts.installation.adopt import adopt_database
from alerts.management.decider import add_by, decider


class Command(BaseCommand):
    help = (
        "Say that this database belongs where it is now: texts leave from here on. Texts that "
        "have waited for more than a day expire; the others are sent or cancelled, as you say."
    )

    def add_arguments(self, parser):
        add_by(parser)
        waiting = parser.add_mutually_exclusive_group(required=True)
        waiting.add_argument("--keep", action="store_true", help="send the texts that wait")
        waiting.add_argument("--cancel", action="store_true", help="send none of them")

    def handle(self, *, by, keep, **options):
        done = adopt_database(keep=keep, by=decider(by), now=database_now())
        self.stdout.write(f"{done.expired} texts expired, {done.cancelled} cancelled.")
