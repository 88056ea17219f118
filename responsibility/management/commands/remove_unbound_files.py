"""Remove uploads that no record has bound for a week."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from responsibility.files.remove import remove_unbound


class Command(BaseCommand):
    help = "Remove uploads that no record has bound for a week. Safe to repeat."

    def handle(self, **options):
        removed = remove_unbound(now=timezone.now())
        self.stdout.write(f"Removed {removed} uploads that no record had bound.")
