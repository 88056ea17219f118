from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from pages.refused import Refused
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.open_county import open_county
from responsibility.organisation.powers.change import appoint_first
from responsibility.organisation.powers.models import Power


class Command(BaseCommand):
    help = "Make a county, its commission office and the first account; print its password."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="the county's name")
        parser.add_argument("--office", help="the commission office's name", default="")
        parser.add_argument("--account", required=True, help="staff number to sign in with")
        parser.add_argument("--person", help="that person's name", default="")
        for option, whose in (("administrator", "system administrator"), ("auditor", "auditor")):
            parser.add_argument(
                f"--{option}",
                default="",
                help=f"staff number of the {whose} to make as well",
            )

    @transaction.atomic
    def handle(self, *, name, office, account, person, administrator="", auditor="", **options):
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
            powers = [
                appoint_first(power=power, account=first, name=first, now=now)
                for power, first in ((Power.ADMINISTRATOR, administrator), (Power.AUDITOR, auditor))
                if first
            ]
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        load_county_lists(county=county, now=now)
        for person_made, first_password in [*powers, (user, password)]:
            account_made = person_made.staff_number
            self.stdout.write(f"{county.name}: sign in as {account_made} with {first_password}")
