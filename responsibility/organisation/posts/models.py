"""Posts bear responsibility; people hold them for a time."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Prefetch, Q, When
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.bilingual import in_language
from responsibility.organisation.periods import (
    DatedEntry,
    DatedQuerySet,
    never_two_at_once,
    taken_back_means_empty,
)
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class RoleKindQuerySet(models.QuerySet):
    def bearing_duties(self) -> Self:
        """The kinds whose posts bear a list."""
        return self.exclude(chain=RoleKind.Chain.NONE)


def _property() -> models.BooleanField:
    return models.BooleanField(default=False, db_default=False)


class RoleKind(models.Model):
    """A kind of duty subject or office (M000-06): data. What it may do are its properties.

    No rule asks for a code: a county may have other roles. `collective` posts belong to members,
    personal ones to one holder. `chain` says which of the two responsibilities the kind bears;
    with none it bears no list. The properties give rights to who holds or belongs to such a post:

    leads_unit      answers for the unit: its principal officer
    on_team         sits on the unit's leading team
    heads_section   heads a section of a body
    supervises      acts for the body that supervises other units
    keeps_office    works in the commission office of the county
    leads_county    sees the whole county
    leads_charges   sees the units it is in charge of or linked with
    gets_cards      is sent the quarterly reminder card as a group
    """

    class Chain(models.TextChoices):
        PRINCIPAL = "principal", _("principal responsibility")
        SUPERVISION = "supervision", _("supervision responsibility")
        NONE = "none", _("none")

    class Segment(models.TextChoices):
        """Among whom the board counts what posts of the kind owe."""

        COMMITTEE = "committee", _("Party committees")
        PRINCIPAL = "principal", _("Principal officers")
        TEAM = "team", _("Team members")
        DISCIPLINE = "discipline", _("Discipline bodies")
        OTHERS = "others", _("Others")

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    collective = models.BooleanField()
    chain = models.CharField(max_length=12, choices=Chain)
    segment = models.CharField(
        max_length=12, choices=Segment, default=Segment.OTHERS, db_default=Segment.OTHERS
    )
    leads_unit = _property()
    on_team = _property()
    heads_section = _property()
    supervises = _property()
    keeps_office = _property()
    leads_county = _property()
    leads_charges = _property()
    gets_cards = _property()
    position = models.PositiveSmallIntegerField()

    objects = RoleKindQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class PostQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Own posts, and the posts of the units whose lamps `user` may see."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(pk__in=standing.own_posts)
            | Q(unit__in=standing.face_units)
            | Q(unit__county__in=standing.face_counties)
            | Q(unit__in=standing.face_counties)
        )

    def managed_by(self, user, *, at: datetime) -> Self:
        """The posts of the counties whose commission office `user` works in."""
        return self.filter(unit__in=Unit.objects.managed_by(user, at=at))

    def bearing_duties(self) -> Self:
        """The posts that bear a list by their kind."""
        return self.exclude(role_kind__chain=RoleKind.Chain.NONE)

    def with_people(self, *, at: datetime) -> Self:
        """Posts with `holders` (appointments) and `people` (memberships) in force, as lists."""
        held = Appointment.objects.in_force(at=at).select_related("user")
        joined = Membership.objects.in_force(at=at).select_related("user").head_first()
        return self.select_related("unit", "role_kind").prefetch_related(
            Prefetch("appointments", held, to_attr="holders"),
            Prefetch("memberships", joined, to_attr="people"),
        )

    def standing_on(self, day: date) -> Self:
        """Posts that exist on `day`."""
        return self.filter(opened_on__lte=day).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        )


class Post(models.Model):
    """A bearer of responsibility in a unit; it outlives its holders."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role_kind = models.ForeignKey(RoleKind, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    clerked = False  # whether the person it was read for only clerks for it (config/reader.py)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["unit__order_key", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="post_closed_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gt=models.F("opened_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def stands_on(self, day: date) -> bool:
        """Whether the post is not closed by `day`; one still to be opened counts as standing."""
        return self.closed_on is None or self.closed_on > day


class OfPostQuerySet(DatedQuerySet):
    """Dated rows that hang on a post: appointments, memberships, charges."""

    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the own counties for the commission office; all for the system administrator,
        who tells accounts apart by their posts."""
        if standing_of(user, at=at).is_system_administrator:
            return self
        return self.managed_by(user, at=at)

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(post__in=Post.objects.managed_by(user, at=at))


class Appointment(DatedEntry):
    """任职: who holds, or acts in, a personal post. Never two at once."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="appointments")
    acting = models.BooleanField(default=False)

    objects = OfPostQuerySet.as_manager()

    class Meta:
        constraints = [
            never_two_at_once(name="appointment_one_holder", of=["post_id"]),
            taken_back_means_empty(name="appointment_taken_back_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.post} {self.period}"


class Grant(models.TextChoices):
    """What a membership allows."""

    LOG = "log", _("log duties")
    VIEW = "view", _("view")
    URGE = "urge", _("remind")
    SPOT_CHECK = "spot_check", _("spot-check")
    DRAFT = "draft", _("draft documents")
    APPROVE = "approve", _("approve")

    @classmethod
    def in_use(cls) -> list[Self]:
        """Those that allow something today: the others are neither offered nor shown."""
        return [grant for grant in cls if grant not in {cls.SPOT_CHECK, cls.DRAFT}]


class MembershipQuerySet(OfPostQuerySet):
    def head_first(self) -> Self:
        """Heads, deputies, members, clerks; by name within each."""
        ranks = [When(role=role, then=rank) for rank, role in enumerate(Membership.Role.values)]
        return self.order_by(Case(*ranks), "user__pinyin", "pk")


class Membership(DatedEntry):
    """成员 or 经办: who belongs to a collective post, or clerks for any post. `came_with` is the
    appointment in whose act the seat was taken; it is taken back with that."""

    class Role(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member")
        CLERK = "clerk", _("clerk")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    grants = ArrayField(models.CharField(max_length=10, choices=Grant), default=list, blank=True)
    came_with = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="seats")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            never_two_at_once(name="membership_once_at_a_time", of=["post_id", "user_id"]),
            taken_back_means_empty(name="membership_taken_back_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.post}"

    @property
    def grants_in_words(self) -> list[str]:
        """What it allows, in the order of `Grant`."""
        return [str(grant.label) for grant in Grant.in_use() if grant in self.grants]
