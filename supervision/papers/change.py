"""The office changes how papers are issued: from a day on, never for what was sent."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from supervision.papers.rules import PaperRule


@transaction.atomic
def set_paper_rule(
    *,
    kind: str,
    word: str,
    approved: bool,
    basis: str,
    first_on: date,
    by: Actor,
    now: datetime,
) -> PaperRule:
    """Set the rule of a kind of papers anew from a day on; the numbers go on.

    Raises:
        PermissionDenied: the person works in no commission office.
        PaperRule.DoesNotExist: the county has no rule of that kind.
        Refused: the day has begun, or the rule changes on it already; a word is missing.
    """
    county_id = _county_of(by, now)
    rules = PaperRule.objects.filter(county_id=county_id, kind=kind)
    rules.latest("first_on")
    if first_on <= day_of(now):
        raise Refused(_("It begins tomorrow at the earliest."), field="first_on")
    if rules.filter(first_on=first_on).exists():
        raise Refused(_("It changes on that day already."), field="first_on")
    missing = _("Give the word of the number.")
    rule = PaperRule.objects.create(
        county_id=county_id,
        kind=kind,
        word=fitting(word, of=PaperRule, field="word", missing=missing),
        approved=approved,
        basis=fitting(basis, of=PaperRule, field="basis", missing=_("Give the basis.")),
        first_on=first_on,
    )
    after = {"word": rule.word, "approved": approved, "basis": rule.basis, "first_on": first_on}
    audit_office(action="paper_rule.set", about=rule, by=by, now=now, after=after)
    return rule


@transaction.atomic
def take_back_paper_rule(*, rule_id: int, by: Actor, now: datetime) -> None:
    """Take back a rule whose day has not come: it never held.

    Raises:
        PermissionDenied: the person works in no commission office.
        PaperRule.DoesNotExist: the county has none such.
        Refused: its day has come.
    """
    county_id = _county_of(by, now)
    rule = PaperRule.objects.select_for_update().get(pk=rule_id, county_id=county_id)
    if rule.first_on <= day_of(now):
        raise Refused(_("It is in force. Set another one from a day on."))
    before = {"word": rule.word, "approved": rule.approved, "first_on": rule.first_on}
    audit_office(action="paper_rule.take_back", about=rule, by=by, now=now, before=before)
    rule.delete()


def _county_of(by: Actor, now: datetime) -> int:
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office decides how papers are issued."))
    return min(counties)
