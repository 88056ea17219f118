from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.refused import Refused
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.open_county import open_county


class Command(BaseCommand):
    help = "Make a county, its commission office and the first account; print its password."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="the county's name")
        parser.add_argument("--office", help="the commission office's name", default="")
        parser.add_argument("--account", required=True, help="staff number to sign in with")
        parser.add_argument("--person", help="that person's name", default="")

    def handle(self, *, name, office, account, person, **options):
        now = timezone.now()
        load_kinds()
        try:
            county, user, password = open_county(
                name=name,
                office=office or name,
                account=account,
                person=person or account,
                now=now,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        load_county_lists(county=county, now=now)
        self.stdout.write(f"{county.name}: sign in as {user.staff_number} with {password}")
