from datetime import date, datetime, time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from demonstration.accounts import ACCOUNTS, PASSWORD
from demonstration.script import SHANGHAI
from demonstration.seed import seed
from responsibility.organisation.people.models import User


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration. Does nothing where there are people."

    def add_arguments(self, parser):
        parser.add_argument("--today", type=date.fromisoformat, help="the day it ends on")

    @transaction.atomic  # cut short, it leaves an empty database for the next start
    def handle(self, *, today, **options):
        if settings.LIANGZE_ENV == "production":
            raise CommandError(
                "The demonstration's password is published: it does not run in production. "
                "Use open_county."
            )
        if User.objects.exists():
            self.stdout.write("There are people in this database already: nothing done.")
            return
        now = timezone.now()
        until = datetime.combine(today, time(10, 20), SHANGHAI) if today else now
        if until > now:
            raise CommandError("The demonstration cannot end in the future.")
        counts = seed(until=until, say=self.stdout.write)
        self.stdout.write(f"{counts['tasks']} tasks, {counts['records']} records.")
        self.stdout.write(f"Accounts: {', '.join(a.staff_number for a in ACCOUNTS)} / {PASSWORD}")
