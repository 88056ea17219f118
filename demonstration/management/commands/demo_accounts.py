from django.core.management.base import BaseCommand
from django.utils import translation

from demonstration.accounts import ACCOUNTS, PASSWORD
from responsibility.organisation.people.models import User


class Command(BaseCommand):
    help = "Print the demonstration's accounts, where they exist."

    def handle(self, **options):
        names = dict(User.objects.values_list("staff_number", "name"))
        with translation.override("en"):
            for account in ACCOUNTS:
                if account.staff_number in names:
                    name = names[account.staff_number]
                    self.stdout.write(f"  {account.staff_number:<10} {account.what} ({name})")
        self.stdout.write(f"  password   {PASSWORD}")
