from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.refused import Refused
from responsibility.organisation.powers.change import appoint_first
from responsibility.organisation.powers.models import Power

POWERS = {"administrator": Power.ADMINISTRATOR, "auditor": Power.AUDITOR}


class Command(BaseCommand):
    help = "Make the first system administrator, or the first auditor; print the password."

    def add_arguments(self, parser):
        parser.add_argument("--account", required=True, help="staff number to sign in with")
        parser.add_argument("--name", default="", help="the person's name")
        parser.add_argument("--power", choices=POWERS, default="administrator")

    def handle(self, *, account, name, power, **options):
        try:
            user, password = appoint_first(
                power=POWERS[power], account=account, name=name or account, now=timezone.now()
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Sign in as {user.staff_number} with {password}")
