"""What a supervisor decides by a day, of every kind together: read from one view of the database.

Each row of it is a row of another table (`kind`, `deadline_id`), so nothing is kept twice.
"""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.readers import DeadlineQuerySet
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost
from supervision.oversight.rights import bodies_seen

OPEN = Q(fulfilled_at=None, exempt=False)
IN_TIME = Q(exempt=False, fulfilled_at__lt=F("late_at"))
LATE = Q(exempt=False, fulfilled_at__gte=F("late_at"))
ENDED = Q(exempt=True)
OVERDUE = Q(lamp_now=Lamp.RED)  # of rows read `with_lamp`


class About(models.TextChoices):
    """What is decided; the codes stand in `duties.sql`."""

    EXTENSION = "extension", _("requests for an extension")
    ANSWER = "answer", _("answers to demands")
    CONCLUDE = "conclude", _("spot checks to conclude")
    SUPERVISE = "supervise", _("problems to see to")
    VERIFY = "verify", _("rectifications to verify")
    APPROVE = "approve", _("closings to approve")
    ASSIGN = "assign", _("problems to assign")
    ANSWER_BODY = "answer_body", _("questions of bodies about problems")
    LOOK_BACK = "look_back", _("closed problems to look back at")
    OBJECTION = "objection", _("objections")
    SUGGESTION = "suggestion", _("suggestions and complaints")
    LETTER = "letter", _("letters to approve, verify and close")
    ITEM = "item", _("individual items proposed")
    VERSION = "version", _("versions of lists to review")
    DRAFT = "draft", _("drafted demands to approve")
    POWER = "power", _("changes of powers")
    RESET = "reset", _("resets of a second factor")


class SupervisorDutyQuerySet(DeadlineQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the bodies that the person may look at (rights.py). Of whom they are about a
        page names only what the person may know."""
        return self.filter(post__in=bodies_seen(user, at=at).values("pk"))

    def within(self, quarter: Quarter) -> Self:
        """Those due in a quarter, and what earlier ones left open."""
        due = Q(due_on__gte=quarter.start, due_on__lt=quarter.end)
        return self.filter(due | (OPEN & Q(due_on__lt=quarter.start)))


class SupervisorDuty(models.Model):
    """A row of the view: what `post` decides by the end of `due_on` about `concerned_unit` (None:
    about a person, who alone is told)."""

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    about = models.CharField(max_length=12, choices=About)
    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    concerned_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    opens_at = models.DateTimeField()
    warns_at = models.DateTimeField()
    late_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    fulfilled_at = models.DateTimeField(null=True)
    hold = models.CharField(max_length=16, null=True)  # noqa: DJ001 - as in the table
    held_until = models.DateTimeField(null=True)
    exempt = models.BooleanField()
    lamp = models.CharField(max_length=8, choices=Lamp)
    turns_at = models.DateTimeField(null=True)
    colours = models.PositiveSmallIntegerField()

    lamp_now: str  # of a row read `with_lamp`
    unit: Unit | None  # of a row that `name_duties` named (named.py)
    owed: OwedByPost | None

    objects = SupervisorDutyQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "supervision_supervisorduty"
        verbose_name_plural = "supervisor duties"

    def __str__(self) -> str:
        return f"{self.about} {self.due_on}"

    @property
    def asked_on(self) -> date:
        return day_of(self.opens_at)

    @property
    def decided_on(self) -> date | None:
        return day_of(self.fulfilled_at) if self.fulfilled_at and not self.exempt else None

    @property
    def days(self) -> int | None:
        """How many calendar days the decision took; None where there is none."""
        return (self.decided_on - self.asked_on).days if self.decided_on else None
