"""Responsibility lists: versioned lists of duties of a role kind (M000-03, M002-01)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import Matter
from alerts.decisions.submitted import SubmittedDraft
from responsibility.lists.record_kind import RecordKind
from responsibility.lists.wording import due_in_words
from responsibility.organisation.bilingual import in_language
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Category(models.Model):
    """A category of duties (C01-C13, S01-S11)."""

    code = models.CharField(max_length=8, unique=True)
    chain = models.CharField(max_length=12, choices=RoleKind.Chain)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class EvidenceKind(models.Model):
    """A kind of evidence; `note` says what is enough. A photo is never required.

    `record_kind` is the kind of record that it stands for; "" where it stands for none.
    """

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    note = models.CharField(max_length=160, blank=True)
    record_kind = models.CharField(
        max_length=12, choices=RecordKind, default="", db_default="", blank=True
    )

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class DutyListQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Published lists of the own county for everyone with a post; drafts for the office."""
        standing = standing_of(user, at=at)
        own_units = Unit.objects.filter(pk__in=standing.own_units)
        own_counties = own_units.values(of=Coalesce("county", "pk"))
        return self.filter(
            Q(county__in=own_counties, published_at__isnull=False)
            | Q(county__in=standing.face_counties, published_at__isnull=False)
            | Q(county__in=standing.office_counties)
        )

    def managed_by(self, user, *, at: datetime) -> Self:
        """The lists of the counties whose commission office `user` works in."""
        return self.filter(county__in=standing_of(user, at=at).office_counties)

    def with_numbers(self) -> Self:
        """With the numbers of their items: `items_count`, and of them `core_count`."""
        counted = self.annotate(
            items_count=Count("items"), core_count=Count("items", filter=Q(items__core=True))
        )
        return counted.order_by(*self.model._meta.ordering)


class DutyList(SubmittedDraft, Matter):
    """One version of the list of one role kind in one county.

    It is drafted, submitted, returned or published by another person of the office, and closed
    (responsibility.lists.versions.states). Published, its words and items no longer change; closed,
    nothing more is made from it. What came with the platform has no drafter until somebody changes
    it, and may be published as it is. `authors` are the ids of all who changed it: none of them
    reviews it. `year` is the first it is meant for. `removed` holds the items taken out of the
    draft by their values (responsibility.lists.versions.values), to be put back until it is
    published.
    """

    matter_kind = "list_version"

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duty_lists")
    role_kind = models.ForeignKey(RoleKind, on_delete=models.PROTECT, related_name="duty_lists")
    version = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    source = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    authors = ArrayField(models.BigIntegerField(), default=list, db_default=[], blank=True)
    removed = models.JSONField(default=list, db_default=[], blank=True)
    published_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    document_number = models.CharField(max_length=60, default="", db_default="", blank=True)
    committee = models.CharField(max_length=80, default="", db_default="", blank=True)
    closed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=500, null=True)  # noqa: DJ001 (an ending)

    objects = DutyListQuerySet.as_manager()

    class Meta:
        ordering = ["role_kind__position", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="dutylist_version_once", fields=["county", "role_kind", "version"]
            ),
            models.CheckConstraint(
                name="dutylist_published_in_full",
                condition=Q(published_at=None)
                | Q(drafted_by=None)
                | Q(published_by__isnull=False) & ~Q(document_number="") & ~Q(committee=""),
            ),
            models.CheckConstraint(
                name="dutylist_reviewed_by_another",
                condition=Q(published_by=None) | ~Q(authors__contains=[F("published_by")]),
            ),
            models.CheckConstraint(
                name="dutylist_closed_with_reason",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_reason=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_reason__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_kind} v{self.version}"

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        lists = cls.objects.filter(pk__in=ids).select_related("role_kind")
        return {duty_list.pk: str(duty_list) for duty_list in lists}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("list-edit", args=[pk]) for pk in ids}


class DutyItem(models.Model):
    """条目: one duty of a list. `code` is stable over versions.

    `due_rule` is read by responsibility.lists.due; `applies_to` names the units it is for (empty:
    all of the role); `event_key` is shared by items that one event fulfils. `goal` (目标) and
    `measure` (措施) say what is to be reached and how; `warn_days` is the count of calendar days of
    warning where it differs from the county's lamp rules.
    """

    class Cadence(models.TextChoices):
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        HALF_YEARLY = "half_yearly", _("half-yearly")
        YEARLY = "yearly", _("yearly")
        ONE_OFF = "one_off", _("one-off")

    class CountBasis(models.TextChoices):
        RECORD = "record", _("records")
        TEAM_MEMBER = "per_team_member", _("each team member")
        SECTION_HEAD = "per_section_head", _("each section head")
        SUBORDINATE_HEAD = "per_subordinate_head", _("each head below")
        SUPERVISED_UNIT = "per_supervised_unit", _("each supervised unit")

    class TaskKind(models.TextChoices):
        COMMON = "common", _("common task")
        INDIVIDUAL = "individual", _("individual task")
        TEMPORARY = "temporary", _("temporary task")

    class Sensitivity(models.TextChoices):
        INTERNAL = "internal", _("internal")
        RESTRICTED = "restricted", _("restricted")

    duty_list = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=24)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=300, blank=True)
    cadence = models.CharField(max_length=12, choices=Cadence)
    due_rule = models.CharField(max_length=80, default="period_end")
    rolls_forward = models.BooleanField(default=True)
    required = models.PositiveSmallIntegerField(default=1)
    count_basis = models.CharField(max_length=24, choices=CountBasis, default=CountBasis.RECORD)
    applies_to = ArrayField(models.BigIntegerField(), default=list, blank=True)
    zero_report = models.BooleanField(default=False)
    core = models.BooleanField(default=False)
    task_kind = models.CharField(max_length=12, choices=TaskKind, default=TaskKind.COMMON)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity, default=Sensitivity.INTERNAL)
    evidence = models.ManyToManyField(EvidenceKind, blank=True, related_name="+")
    event_key = models.CharField(max_length=40, blank=True, default="")
    basis = models.CharField(max_length=120, blank=True)
    goal = models.CharField(max_length=300, default="", db_default="", blank=True)
    measure = models.CharField(max_length=500, default="", db_default="", blank=True)
    warn_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="dutyitem_code_once", fields=["duty_list", "code"]),
            # Deferred: items change places in one statement.
            models.UniqueConstraint(
                name="dutyitem_place_once",
                fields=["duty_list", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="dutyitem_asks_for_something", condition=Q(required__gt=0)),
        ]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)

    @property
    def record_kind(self) -> str:
        """The kind of record that its evidence stands for; "" where that is none or several."""
        kinds = {kind.record_kind for kind in self.evidence.all()} - {""}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def due_words(self) -> str:
        """When it is due, in words."""
        return due_in_words(self.cadence, self.due_rule)

    @property
    def asks_words(self) -> str:
        """How often and of whom: "quarterly", "half-yearly, 2 times", "yearly, each unit"."""
        cadence = self.get_cadence_display()
        if self.count_basis != self.CountBasis.RECORD:
            each = self.get_count_basis_display()
            return gettext("%(cadence)s, %(each)s") % {"cadence": cadence, "each": each}
        if self.required > 1:
            count = {"cadence": cadence, "count": self.required}
            return gettext("%(cadence)s, %(count)d times") % count
        return cadence
