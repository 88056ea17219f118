"""What a kind of talk of a county allows: data, beside its checklist (谈话要素)."""

from django.db import models

from responsibility.notebook.talks import TalkKind


class TalkTerms(models.Model):
    """Of a kind of talk: whether a unit's principal officer holds it too (`by_head`), with how many
    at once, whether who was talked to reads the own part, and whether three briefings belong to it.
    """

    kind = models.OneToOneField(TalkKind, on_delete=models.PROTECT, related_name="terms")
    by_head = models.BooleanField()
    several = models.BooleanField()
    person_reads = models.BooleanField()
    briefings = models.BooleanField()

    def __str__(self) -> str:
        return str(self.kind)
