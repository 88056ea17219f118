"""Redo a draw from what is stored: `manage.py verify_draw CQ-2026-001`."""

from django.core.management.base import BaseCommand, CommandError

from supervision.checks.draws.models import CheckDraw


class Command(BaseCommand):
    help = "Redo a draw by its rule and compare hashes and selection with what was published."

    def add_arguments(self, parser):
        parser.add_argument("number", help="as it is written: CQ-2026-001")
        parser.add_argument("--county", type=int, help="id, where several counties share it")

    def handle(self, *args, number: str, county: int | None = None, **options):
        draws = [draw for draw in _called(number) if county in (None, draw.county_id)]
        if len(draws) != 1:
            raise CommandError(f"{len(draws)} draws are called {number}; name the county.")
        (draw,) = draws
        if draw.withdrawn_at:
            raise CommandError(f"{number} is withdrawn, so it was never drawn.")
        if not draw.drawn_at:
            raise CommandError(f"{number} is not drawn yet; nothing can be redone.")
        if not draw.agrees():
            raise CommandError(f"{number} does not agree with its rule, seed and frame.")
        self.stdout.write(
            f"{number} agrees: {len(draw.redone())} of {len(draw.frame)} records drawn by seed "
            f"{draw.seed} (SHA-256 {draw.seed_hash})."
        )


def _called(number: str) -> list[CheckDraw]:
    _prefix, year, count = [*number.split("-"), "", "", ""][:3]
    if not (year.isdecimal() and count.isdecimal()):
        raise CommandError(f"This is no number of a draw: {number}")
    return list(CheckDraw.objects.filter(year=int(year), number=int(count)))
