from django.core.management.base import BaseCommand
from django.utils import timezone

from alerts.workdays.announce import announce_year, years_around


class Command(BaseCommand):
    help = "Copy days off and working days of the given years. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "years", nargs="*", type=int, help="default: last year to the year after next"
        )

    def handle(self, *, years, **options):
        for year in years or years_around(timezone.localdate().year):
            announced = announce_year(year=year)
            self.stdout.write(f"{year}: {'announced' if announced else 'provisional'}")
