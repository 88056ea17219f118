"""Whose accounts ask for a second factor, and who has set one up."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership


def administrators(*, at: datetime) -> QuerySet:
    """The open accounts of system administrators, auditors and who keeps an office at `at`, with
    `has_factor`; the same people as factor.is_administrator says, one by one."""
    keeps = {"post__role_kind__keeps_office": True, "period__contains": day_of(at)}
    appointments = Appointment.objects.filter(**keeps)
    joined = Membership.objects.filter(**keeps).exclude(role=Membership.Role.CLERK)
    people = User.objects.filter(
        Q(is_system_administrator=True)
        | Q(is_auditor=True)
        | Q(pk__in=appointments.values("user"))
        | Q(pk__in=joined.values("user")),
        is_active=True,
    )
    device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return people.annotate(has_factor=Exists(device)).order_by("pinyin", "pk")
