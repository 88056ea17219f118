"""Work the fingerprints of closed quarters out anew: `manage.py verify_closings`."""

from django.core.management.base import BaseCommand, CommandError

from supervision.closings.content import content_of, digest_of, note_content
from supervision.closings.models import Closing


class Command(BaseCommand):
    help = "Compare the rows and corrections of every closed quarter with their SHA-256."

    def handle(self, *args, **options):
        closed = Closing.objects.exclude(digest="").order_by("county_id", "year", "quarter")
        wrong = [line for closing in closed for line in disagreements(closing)]
        if wrong:
            raise CommandError("; ".join(wrong))
        self.stdout.write(f"{len(closed)} closed quarters agree with their fingerprints.")


def disagreements(closing: Closing) -> list[str]:
    """What of a closed quarter is not as its fingerprints say."""
    wrong = []
    rows = closing.rows.all()
    if digest_of(content_of(closing.name, rows)) != closing.digest:
        wrong.append(f"{closing.name} (county {closing.county_id}): the rows do not agree")
    before = closing.digest
    for note in closing.notes.order_by("number"):
        lines = note.lines.select_related("row")
        if digest_of(note_content(note, lines, before=before)) != note.digest:
            wrong.append(f"{closing.name}: correction {note.number} does not agree")
        before = note.digest
    return wrong
