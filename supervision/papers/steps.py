"""The log of a case: one row an act, who did it, when, in which post, and why; never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.versions import names_on


class Step(models.Model):
    """One act on a case, and the state it left it in. A concrete one says the choices of both, and
    names its case by a foreign key whose rows there are called `steps`."""

    act = models.CharField(max_length=24)
    state = models.CharField(max_length=12)
    text = models.TextField(max_length=4000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_in = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    unit_called = ""  # as the unit of `made_in` was called on that day; set by `log_of`

    class Meta:
        abstract = True


def write_step(
    case: Any,
    act: models.TextChoices,
    *,
    by: Actor | None,
    now: datetime,
    post_id: int | None,
    state: str,
    text: str = "",
    after: dict | None = None,
) -> Any:
    """Write an act on a locked `case` into its log and into the audit; it stands already as the act
    left it.

    `after` is what the audit notes; what was written (`text`) stays out of it. `by` is None for
    what the platform does by itself, where the case has such acts.
    """
    step = case.steps.create(
        act=act, state=state, text=text, made_by=by.user if by else None, made_in_id=post_id,
        made_at=now,
    )  # fmt: skip
    record_audit(by=by, now=now, action=act.value, about=case, post_id=post_id, after=after)
    return step


def log_of(steps: models.QuerySet) -> list:
    """The steps, the newest first, with the names their units had on those days; two queries."""
    log = list(steps.select_related("made_by", "made_in__unit").order_by("-made_at", "-pk"))
    name_units(log)
    return log


def name_units(log: Iterable) -> None:
    """Give each step the name its unit had on its day."""
    placed = [step for step in log if step.made_in]
    pairs = {(step.made_in.unit_id, day_of(step.made_at)) for step in placed}
    names = names_on(pairs) if pairs else {}
    for step in placed:
        unit = step.made_in.unit
        step.unit_called = names.get((unit.pk, day_of(step.made_at)), unit.name)
