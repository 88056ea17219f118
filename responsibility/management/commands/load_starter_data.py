from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from alerts.workdays.announce import announce_years
from responsibility.cards.starter import load_card_templates
from responsibility.lists.starter_data import load_county_lists, load_kinds, load_starters
from responsibility.organisation.units.models import Unit


class Command(BaseCommand):
    help = (
        "Load categories, evidence kinds, role kinds, work days, and what each county begins with. "
        "Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--county",
            type=int,
            metavar="ID",
            help="also give this county the five starter lists and a lamp scheme",
        )

    @transaction.atomic
    def handle(self, *, county, **options):
        now = timezone.now()
        load_kinds()
        load_card_templates()
        announce_years(around=timezone.localtime(now).year)
        for known in Unit.objects.filter(kind=Unit.Kind.COUNTY):
            load_starters(county=known, now=now)
        if county is not None:
            load_county_lists(county=self._county(county), now=now)
        self.stdout.write("The starter data is loaded.")

    def _county(self, county_id: int) -> Unit:
        county = Unit.objects.filter(pk=county_id, kind=Unit.Kind.COUNTY).first()
        if county is None:
            raise CommandError(f"There is no county {county_id}.")
        return county
