"""What a line of a card says, and the templates the cards are drafted from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.bilingual import in_language
from responsibility.organisation.posts.models import RoleKind

LONGEST_LINE = 80  # characters: eight such lines still fit one A5 page
LONGEST_LEAD = 160
MOST_LINES = 8  # on one card, its personal ones included (M003-11)


class LineKind(models.TextChoices):
    """The two kinds of line (M003-03)."""

    PROMPT = "prompt", _("work prompt")
    WARNING = "warning", _("duty warning")


class LineText(models.Model):
    """A line. `text_en` is an English gloss, empty where nobody wrote one.

    `duty_codes` name the items of the duty list that the line reminds of.
    """

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=LineKind, default=LineKind.PROMPT)
    text = models.CharField(max_length=LONGEST_LINE)
    text_en = models.CharField(max_length=200, blank=True, default="")
    until_on = models.DateField(null=True)
    duty_codes = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)

    @property
    def is_warning(self) -> bool:
        return self.kind == LineKind.WARNING


class FaceText(models.Model):
    """What stands on every card beside its lines, in both languages."""

    heading = models.CharField(max_length=60)
    heading_en = models.CharField(max_length=100, blank=True, default="")
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80, blank=True, default="")
    lead = models.CharField(max_length=LONGEST_LEAD)
    lead_en = models.CharField(max_length=400, blank=True, default="")
    issuer = models.CharField(max_length=40)
    issuer_en = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        abstract = True


class CardTemplate(FaceText):
    """The starter card of one quarter and one role. Its texts may hold {county} and {year}."""

    quarter = models.PositiveSmallIntegerField()
    audience = models.ForeignKey(RoleKind, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["quarter"]
        constraints = [
            models.UniqueConstraint(name="cardtemplate_once", fields=["quarter", "audience"])
        ]

    def __str__(self) -> str:
        return f"{self.title} Q{self.quarter}"


class CardTemplateLine(LineText):
    """A line of a starter card."""

    template = models.ForeignKey(CardTemplate, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=24, unique=True)
