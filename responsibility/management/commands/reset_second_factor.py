from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.refused import Refused
from responsibility.organisation.second_factor.resets.reset import reset_by_command


class Command(BaseCommand):
    help = "Take a lost second factor away where no two people are left who could on the page."

    def add_arguments(self, parser):
        parser.add_argument("--account", required=True, help="staff number")
        parser.add_argument("--reason", required=True, help="why, for the audit log")

    def handle(self, *, account, reason, **options):
        try:
            user = reset_by_command(account=account, reason=reason[:200], now=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"The second factor of {user.staff_number} is reset.")
