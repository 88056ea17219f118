"""People: one human being, one account (M002-04)."""

from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.standing import standing_of

phone_number = RegexValidator(
    r"^\+[1-9]\d{6,14}$", _("Write the number with its country code, such as +8613800000000.")
)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The people `user` may look up: everybody for the commission office, else oneself."""
        standing = standing_of(user, at=at)
        if standing.office_counties or standing.is_system_administrator:
            return self
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, staff_number: str, password: str | None = None, **fields):
        """Make an account that signs in with `staff_number`; without a password it cannot yet."""
        user = self.model(staff_number=staff_number, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One human being, never a body. Rights come from posts, memberships and charges in force.

    `phone` is E.164 and not unique: a clerk's number may serve two. `pinyin` is the sort key.
    """

    staff_number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=16, blank=True, default="", validators=[phone_number])
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_system_administrator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["pinyin", "pk"]

    def __str__(self) -> str:
        return self.name

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
