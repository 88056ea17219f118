"""Dispatches: the acts by which temporary tasks were given out."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from responsibility.lists.models import Category
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit


class DispatchQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The dispatches of the counties whose commission office `user` works in."""
        return self.filter(county__in=standing_of(user, at=at).office_counties)

    def with_progress(self) -> Self:
        """Newest first, with counts of their tasks (`given`) and those fulfilled, exempt ones
        left out."""
        newest = self.order_by("-dispatched_at", "-pk")
        return newest.select_related("category", "dispatched_by").annotate(
            given=models.Count("tasks", filter=Q(tasks__exempt=False)),
            fulfilled=models.Count(
                "tasks", filter=Q(tasks__fulfilled_at__isnull=False, tasks__exempt=False)
            ),
        )


class Dispatch(models.Model):
    """派发: one act of giving a temporary task to many posts (M000-07)."""

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dispatches")
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=2000, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    required = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=120, blank=True)
    nonce = models.UUIDField(unique=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dispatched_at = models.DateTimeField()

    objects = DispatchQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dispatch", args=[self.pk])
