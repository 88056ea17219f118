"""What was done about a line of a card, as its recipient says (M003-01)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responsibility.cards.figure import Figure
from responsibility.cards.models import ReminderCardLine
from responsibility.records.models import DutyRecord

PERSON = settings.AUTH_USER_MODEL


class CardAnswer(Figure):
    """填报: what was done about a line: a text, a figure, one of the post's records. Append-only;
    the newest stands."""

    line = models.ForeignKey(ReminderCardLine, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField(max_length=300, blank=True, default="")
    record = models.ForeignKey(
        DutyRecord, null=True, on_delete=models.PROTECT, related_name="card_answers"
    )
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [
            *Figure.Meta.constraints,
            models.UniqueConstraint(name="cardanswer_once", fields=["answered_by", "nonce"]),
            models.CheckConstraint(
                name="cardanswer_says_something",
                condition=~Q(text="") | ~Q(figure="") | Q(record__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.answered_at}"
