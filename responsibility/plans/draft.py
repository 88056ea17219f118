"""Drafting a plan by hand: its head, and what it is called."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.units.models import Unit
from responsibility.plans.locked import locked_draft
from responsibility.plans.models import WorkPlan


@transaction.atomic
def draft_plan(
    *, by: Actor, now: datetime, unit_id: int, year: int, title: str, document_number: str = ""
) -> WorkPlan:
    """Begin the plan of a year that the unit issues.

    Raises:
        PermissionDenied: the unit is none of the office's county.
        Refused: there is such a plan already, or a text is missing or too long.
    """
    unit = Unit.objects.managed_by(by.user, at=now).filter(pk=unit_id).first()
    if unit is None:
        raise PermissionDenied(_("This unit is none of your county."))
    plan = WorkPlan(
        county_id=unit.the_county_id, authors=[by.user.pk], made_by=by.user, made_at=now
    )
    _write(plan, unit, year, title, document_number)
    audit_office(action="plan.draft", about=plan, by=by, now=now, after={"year": year})
    return plan


@transaction.atomic
def change_draft(
    *,
    by: Actor,
    now: datetime,
    plan_id: int,
    unit_id: int,
    year: int,
    title: str,
    document_number: str = "",
) -> WorkPlan:
    """Change the head of a draft. Raises as `locked_draft` and `draft_plan`."""
    plan = locked_draft(plan_id=plan_id, by=by, now=now)
    unit = Unit.objects.managed_by(by.user, at=now).get(pk=unit_id)
    _write(plan, unit, year, title, document_number)
    audit_office(action="plan.change", about=plan, by=by, now=now, after={"year": year})
    return plan


def _write(plan: WorkPlan, unit: Unit, year: int, title: str, document_number: str) -> None:
    plan.unit, plan.year = unit, year
    plan.title = fitting(title, of=WorkPlan, field="title", missing=_("Give it a title."))
    plan.document_number = fitting(document_number, of=WorkPlan, field="document_number")
    same = WorkPlan.objects.filter(county=plan.county_id, unit=unit, year=year, title=plan.title)
    if same.exclude(pk=plan.pk).exists():
        raise Refused(_("There is a plan of this title already."), field="title")
    plan.save()
