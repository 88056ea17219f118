"""The office changes how papers are issued: from a day on, never for what was sent."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from supervision.papers.dated import lock_ahead, lock_newest, refuse_unset, sent_before
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
    seen: int | None = None,
) -> PaperRule:
    """Set the rule of a kind of papers anew from a day on; the numbers go on. The same sent twice
    sets it once. `seen` is the newest one that the page showed.

    Raises:
        PermissionDenied: the person works in no commission office.
        PaperRule.DoesNotExist: the county has no rule of that kind.
        Refused: as `refuse_unset`, or a word is missing.
    """
    county_id = _county_of(by, now)
    rules = PaperRule.objects.filter(county_id=county_id, kind=kind)
    newest, missing = lock_newest(rules), _("Give the word of the number.")
    values = {
        "first_on": first_on,
        "word": fitting(word, of=PaperRule, field="word", missing=missing),
        "approved": approved,
        "basis": fitting(basis, of=PaperRule, field="basis", missing=_("Give the basis.")),
    }
    if first := sent_before(rules, **values):
        return first
    refuse_unset(rules, newest, first_on=first_on, seen=seen, now=now)
    rule = PaperRule.objects.create(county_id=county_id, kind=kind, **values)
    after = {"word": rule.word, "approved": approved, "basis": rule.basis, "first_on": first_on}
    audit_office(action="paper_rule.set", about=rule, by=by, now=now, after=after)
    return rule


@transaction.atomic
def take_back_paper_rule(*, rule_id: int, by: Actor, now: datetime) -> None:
    """Take back a rule whose day has not come: it never held.

    Raises:
        PermissionDenied: the person works in no commission office.
        ObjectDoesNotExist, Refused: as `lock_ahead`.
    """
    rules = PaperRule.objects.filter(county_id=_county_of(by, now))
    rule = lock_ahead(rules, rule_id, act="paper_rule.take_back", by=by, now=now)
    before = {"word": rule.word, "approved": rule.approved, "first_on": rule.first_on}
    audit_office(action="paper_rule.take_back", about=rule, by=by, now=now, before=before)
    rule.delete()


def _county_of(by: Actor, now: datetime) -> int:
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office decides how papers are issued."))
    return min(counties)
