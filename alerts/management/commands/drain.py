"""`manage.py drain`: one look into the outbox, without Redis."""

from django.core.management.base import BaseCommand

from alerts.clock import database_now
from alerts.management.pretend import add_now, pretended
from alerts.outbox.drain import drain


class Command(BaseCommand):
    help = "Gather what must be told into messages and deliver them. Safe to repeat."

    def add_arguments(self, parser):
        add_now(parser)

    def handle(self, *, now, **options):
        done = drain(now=pretended(now) or database_now())
        self.stdout.write(f"{done.gathered} messages gathered, {done.sent} sent.")
