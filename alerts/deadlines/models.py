"""What the ground floor knows of anything that can be late."""

from datetime import date, datetime

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest
from django.utils.functional import Promise

from alerts.deadlines.kind import CREATED
from alerts.deadlines.matter import Matter, Subject
from alerts.deadlines.readers import DeadlineQuerySet
from alerts.kinds.codes import CodeField
from alerts.kinds.collected import cause_choices
from alerts.lamps.rule import Hold, LampFacts
from pages.lamp import Lamp


def _turns_at() -> Case:
    """The next instant at which the clock turns the stored lamp; null when only people can.

    A held deadline still turns yellow: the hold bars red alone (docs/decisions/0002).
    """
    return Case(
        When(exempt=True, then=Value(None)),
        When(lamp=Lamp.UNLIT, then=F("warns_at")),
        When(lamp=Lamp.YELLOW, hold__isnull=True, then=F("late_at")),
        When(
            lamp=Lamp.YELLOW,
            held_until__isnull=False,
            then=Greatest(F("late_at"), F("held_until")),
        ),
        default=Value(None),
        output_field=models.DateTimeField(),
    )


def _agrees() -> Q:
    """That the stored lamp is one the stored facts allow, whatever the clock says.

    Without it a fact written past `relight` would leave a wrong lamp for good, or let the sweep
    redden what is done. Every comparison says "not null": an unknown would pass as true.
    """
    exempt = Q(exempt=True, lamp=Lamp.EXEMPT)
    done = Q(exempt=False, fulfilled_at__isnull=False)
    closed = Q(closes_at__isnull=False, fulfilled_at__gte=F("closes_at"))
    in_time = done & Q(fulfilled_at__lt=F("late_at"), lamp=Lamp.GREEN)
    late_entry = done & Q(fulfilled_at__gte=F("late_at"), lamp=Lamp.ORANGE)
    late_entry &= Q(closes_at__isnull=True) | Q(fulfilled_at__lt=F("closes_at"))
    waits = Q(exempt=False) & (Q(fulfilled_at__isnull=True) | (done & closed))
    by_clock = Q(lamp__in=[Lamp.UNLIT, Lamp.YELLOW])
    reddened = Q(lamp=Lamp.RED) & (Q(hold__isnull=True) | Q(held_until__isnull=False))
    return exempt | in_time | late_entry | (waits & (by_clock | reddened))


class Deadline(Matter):
    """Something owed by an instant, with a lamp: a matter whose ledger's triggers are attached in
    its model's migration.

    Dates and instants: `due_on` is the date people see; the aware instants `opens_at`,
    `warns_at`, `late_at`, `closes_at` are worked out once from it. `done` of `required` are
    counted; `fulfilled_at` is the instant at which the count was reached. `provisional`: days off
    are not announced yet, so the day may move; `day_decided`: somebody named the day, so it does
    not follow the calendar. `revision` numbers the generations of reminders and stands for nothing
    else (alerts.lamps.relight).
    """

    kind_name: Promise | str  # what such a deadline is called: "Task"
    read_with: tuple[str, ...] = ()  # the relations that a row's verbs need
    closes = False  # late entry ends some day, as the county's lamp rules say
    own_warning: int | None = None  # days of warning, where not those of the lamp rules

    county_id = models.BigIntegerField()
    due_on = models.DateField()
    opens_at = models.DateTimeField()
    warns_at = models.DateTimeField()
    late_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    day_decided = models.BooleanField(default=False, db_default=False)
    colours = models.PositiveSmallIntegerField(default=4)
    required = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    fulfilled_at = models.DateTimeField(null=True)
    hold = models.CharField(max_length=16, choices=Hold, null=True)  # noqa: DJ001
    held_since = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    exempt = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    lamp = models.CharField(max_length=8, choices=Lamp, default=Lamp.UNLIT)
    lamp_since = models.DateTimeField()
    lamp_cause = CodeField(max_length=20, choices=cause_choices, default=CREATED)
    turns_at = models.GeneratedField(
        expression=_turns_at(), output_field=models.DateTimeField(null=True), db_persist=True
    )

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_instants_in_order",
                condition=Q(opens_at__lte=F("warns_at"), warns_at__lt=F("late_at"))
                & (Q(closes_at=None) | Q(closes_at__gte=F("late_at"))),
            ),
            models.CheckConstraint(
                name="%(class)s_colours_three_or_four", condition=Q(colours__in=[3, 4])
            ),
            models.CheckConstraint(
                name="%(class)s_asks_for_something", condition=Q(required__gt=0)
            ),
            models.CheckConstraint(
                name="%(class)s_fulfilled_when_done",
                condition=Q(fulfilled_at=None, done__lt=F("required"))
                | Q(fulfilled_at__isnull=False, done__gte=F("required")),
            ),
            models.CheckConstraint(
                name="%(class)s_hold_says_since_when",
                condition=Q(hold=None, held_since=None, held_until=None)
                | Q(hold=Hold.EXTENSION_ASKED, held_since__isnull=False, held_until=None)
                | Q(hold=Hold.IN_CORRECTION, held_since__isnull=False, held_until__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_lamp_known", condition=Q(lamp__in=list(Lamp.values))
            ),
            models.CheckConstraint(name="%(class)s_lamp_agrees_with_facts", condition=_agrees()),
            # A lamp that should have turned before it was lit could never be swept.
            models.CheckConstraint(
                name="%(class)s_turns_after_it_was_lit",
                condition=Q(turns_at__isnull=True) | Q(turns_at__gt=F("lamp_since")),
            ),
        ]
        indexes = [
            # The sweep and the correction of stored counts read only lamps that expire.
            models.Index(
                fields=["turns_at"],
                name="%(class)s_turns",
                condition=Q(turns_at__isnull=False),
            ),
        ]

    @property
    def facts(self) -> LampFacts:
        """What the lamp rule looks at."""
        return LampFacts(
            warns_at=self.warns_at,
            late_at=self.late_at,
            closes_at=self.closes_at,
            fulfilled_at=self.fulfilled_at,
            hold=self.hold,
            held_until=self.held_until,
            exempt=self.exempt,
        )

    # What a kind answers, beside the questions of every matter.

    @property
    def title(self) -> str:
        """What it is about, in one line."""
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def is_owed_by(self, user, *, at: datetime) -> bool:
        """Whether `user` acts for who owes it."""
        raise NotImplementedError

    @classmethod
    def extends(cls, user, *, at: datetime) -> Q:
        """On the extension of which rows `user` decides."""
        raise NotImplementedError

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Whether `user` decides that nothing is owed."""
        raise NotImplementedError

    def moved_to(self, due_on: date, *, now: datetime) -> dict:
        """The facts it has when an extension until `due_on` is granted at `now`."""
        raise NotImplementedError

    def why_not_extended(self) -> str:
        """Why it is never due on a later day; "" where somebody may decide so."""
        return ""

    def why_owed_by_nobody(self, *, now: datetime) -> str:
        """Why nobody is left who could owe it; "" if somebody is."""
        return ""

    @classmethod
    def subjects_of(cls, ids, *, at: datetime) -> dict[int, Subject]:
        names = ("pk", "lamp_now", "due_on", "revision", "required", "done")
        rows = cls.objects.filter(pk__in=ids).with_lamp(now=at).values_list(*names)
        return {
            pk: Subject(lamp, due_on, revision, max(required - done, 0) if required > 1 else 0)
            for pk, lamp, due_on, revision, required, done in rows
        }

    @property
    def late_entry(self) -> bool:
        """Whether it was fulfilled only after the deadline (orange, or hatched green)."""
        return self.fulfilled_at is not None and self.fulfilled_at >= self.late_at
