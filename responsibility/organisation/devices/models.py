"""Where a person is signed in: one row for each session."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext as _

from responsibility.organisation.devices.browser import BROWSERS, SYSTEMS

TRUSTED_FOR = timedelta(days=30)


class DeviceQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The devices on which `user` is signed in, the newest sign-in first."""
        own = self.filter(user=user.pk, session__expire_date__gt=at)
        return own.select_related("session").order_by("-signed_in_at", "-pk")


class Device(models.Model):
    """A browser that somebody signed in with; gone with its session.

    `browser` and `system` are codes of browser.py. `trusted`: signed in for 30 days, else for the
    working day (settings.SESSION_COOKIE_AGE). No address is kept: the audit log has it.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices"
    )
    browser = models.CharField(max_length=12)
    system = models.CharField(max_length=12)
    trusted = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField()
    seen_on = models.DateField()

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.browser} {self.system}"

    @property
    def name(self) -> str:
        """Which it is, in plain words."""
        browser, system = str(BROWSERS[self.browser].name), str(SYSTEMS[self.system].name)
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}

    @property
    def until(self) -> datetime:
        """When it is signed out by itself."""
        return self.session.expire_date
