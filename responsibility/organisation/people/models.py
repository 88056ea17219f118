"""People: one human being, one account (M002-04)."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.management import CommandError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Upper
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pages.clean import identifier
from pages.masked import masked
from responsibility.organisation.people.phone import phone_number
from responsibility.organisation.people.pinyin import initials_pattern
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.standing import standing_of


class UserQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The people `user` may look up: those whose accounts they keep, and oneself."""
        standing = standing_of(user, at=at)
        if standing.is_system_administrator:
            return self
        return self.filter(Q(pk=user.pk) | _of_counties(standing.office_counties))

    def managed_by(self, user, *, at: datetime) -> Self:
        """The accounts `user` keeps: all for the system administrator.

        For the commission office those of its county, but not the system administrator's, the
        auditor's, or of who also has a post in another county: whoever gives such an account a
        new password could act in their place.
        """
        standing = standing_of(user, at=at)
        if standing.is_system_administrator:
            return self
        counties = standing.office_counties
        return self.filter(
            _of_counties(counties), is_system_administrator=False, is_auditor=False
        ).exclude(pk__in=_with_posts_outside(counties, at))

    def without_post(self, *, at: datetime) -> Self:
        """Those who hold, belong to and clerk for nothing, now and later."""
        held, joined = (rows.now_or_later(at=at).values("user") for rows in _rows())
        return self.exclude(pk__in=held).exclude(pk__in=joined)

    def matching(self, typed: str) -> Self:
        """Those whose name, pinyin, initials or staff number `typed` is a part of."""
        words = typed.lower().split()
        joined = "".join(words)
        found = Q(name__contains=typed.strip()) | Q(staff_number__icontains=typed.strip())
        if joined.isascii() and joined.isalpha():
            spelled = r"\m" + r"\s?".join(joined)
            found |= Q(pinyin__regex=spelled) | Q(pinyin__regex=initials_pattern(joined))
        return self.filter(found)


def _of_counties(counties) -> Q:
    """People registered by one of `counties`, or who ever held or belonged to a post there."""
    held, joined = (rows.filter(_post_in(counties)).values("user") for rows in _rows())
    return Q(county__in=counties) | Q(pk__in=held) | Q(pk__in=joined)


def _with_posts_outside(counties, at: datetime) -> models.QuerySet:
    held, joined = (
        rows.now_or_later(at=at).exclude(_post_in(counties)).values("user") for rows in _rows()
    )
    return held.union(joined)


def _post_in(counties) -> Q:
    return Q(post__unit__county__in=counties) | Q(post__unit__in=counties)


def _rows() -> list[Any]:
    return [Appointment.objects.all(), Membership.objects.all()]


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def of_account(self, typed: str) -> "User | None":
        """Whose account was `typed`: in any letters, wide or narrow, large or small."""
        found = self.annotate(account=Upper("staff_number"))
        return found.filter(account=Upper(Value(identifier(typed)))).first()

    def get_by_natural_key(self, username: str) -> "User":
        """The account to sign in with, as Django asks for it. Raises User.DoesNotExist."""
        if user := self.of_account(username):
            return user
        raise self.model.DoesNotExist

    def create_user(self, staff_number: str, password: str | None = None, **fields):
        """Make an account that signs in with `staff_number`; without a password it cannot yet."""
        user = self.model(staff_number=identifier(staff_number), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, **fields):
        """Django's command of that name asks for it: powers are given in another way."""
        raise CommandError("Use `manage.py appoint_first --account ...`: it is audited.")


class User(AbstractBaseUser):
    """One human being, never a body. Rights come from posts, memberships and charges in force.

    `phone` is E.164 and not unique: a clerk's number may serve two. `pinyin` is the sort key.
    `county` is the county whose commission office registered the account, if one did.
    `must_change_password`: the present one was given, not chosen. `session_stamp` is another one
    each time all sessions end, noted as devices or not.
    """

    staff_number = models.CharField(max_length=32, unique=True)
    must_change_password = models.BooleanField(default=False, db_default=False)
    session_stamp = models.CharField(max_length=16, blank=True, default="", db_default="")
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=120, blank=True, default="")
    county = models.ForeignKey(
        "responsibility.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    phone = models.CharField(max_length=16, blank=True, default="", validators=[phone_number])
    email = models.EmailField(max_length=80, blank=True, default="")
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_system_administrator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name, verbose_name_plural = _("account"), _("accounts")  # in Django's admin
        ordering = ["pinyin", "pk"]
        constraints = [models.UniqueConstraint(Upper("staff_number"), name="user_account_once")]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What every session of the person holds; with another one it is a stranger's."""
        return self._stamped(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        """The same by the secret keys of before."""
        return map(self._stamped, super().get_session_auth_fallback_hash())

    def _stamped(self, password_hash: str) -> str:
        if not self.session_stamp:
            return password_hash
        return salted_hmac(self.session_stamp, password_hash, algorithm="sha256").hexdigest()

    @property
    def masked_phone(self) -> str:
        """The number as pages show it: 138****2046."""
        return masked(self.phone)

    @property
    def is_staff(self) -> bool:
        """Django's admin is for the system administrator alone."""
        return self.is_active and self.is_system_administrator

    def has_perm(self, perm, obj=None) -> bool:
        """Asked by Django's admin only; business rights never come from here."""
        return self.is_staff

    def has_module_perms(self, app_label) -> bool:
        """Asked by Django's admin only."""
        return self.is_staff
