"""Carrying a revision out on its day: what is owed by then follows the new version."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alerts.audit.record import record_audit
from pages.days import day_of
from responsibility.lists.models import DutyItem
from responsibility.lists.publications import Publication
from responsibility.lists.revisions import Revision
from responsibility.lists.succession import years_to_revise
from responsibility.tasks.publishing.bearers import Bearers
from responsibility.tasks.publishing.plan import timetable_of
from responsibility.tasks.revising.changes import Changes, changes_of
from responsibility.tasks.revising.fate import Fate, counts_of
from responsibility.tasks.revising.revise_year import YearToRevise


def carry_out_due(*, now: datetime) -> None:
    """Carry out what takes effect by the aware instant `now`: at each sweep."""
    waiting = Revision.objects.waiting().filter(first_on__lte=day_of(now))
    for pk in list(waiting.order_by("first_on", "pk").values_list("pk", flat=True)):
        carry_out(revision_id=pk, now=now)


@transaction.atomic
def carry_out(*, revision_id: int, now: datetime) -> list[Fate]:
    """Let a version take the place of those before it; what becomes of each task it concerns.

    In every year that is published from an earlier version: items taken out are owed no longer in
    periods that begin on its first day or later; items that are new are owed from that day, of a
    running period the share that is left (lists/pro_rata.py); what is worded or due otherwise is so
    from the first period of the new rule that begins on that day or later. What is running goes on
    as it was given out, what something was done about stays as it is, and no record, lamp or turn
    is rewritten. Safe to repeat: it is carried out once.
    """
    rows = Revision.objects.select_related("duty_list__role_kind", "entered_by")
    revision = rows.select_for_update(of=("self",), no_key=True).get(pk=revision_id)
    if not revision.waits:
        return []
    fates: list[Fate] = []
    for changes in changes_of_revision(revision):
        fates += _revise(revision, changes, now)
        _note_publication(revision, changes, now)
    counts = counts_of(fates)
    revision.applied_at = now
    revision.made, revision.changed = counts["made"], counts["changed"]
    revision.withdrawn = counts["withdrawn"]
    revision.stayed = counts["running"] + counts["touched"]
    outcome = ["made", "changed", "withdrawn", "stayed"]
    revision.save(update_fields=["applied_at", *outcome])
    after = {name: getattr(revision, name) for name in outcome}
    record_audit(by=None, now=now, action="revision.carry_out", about=revision, after=after)
    return fates


def changes_of_revision(revision: Revision) -> list[Changes]:
    """What it changes in each year that is published."""
    years = years_to_revise(revision.duty_list, since=revision.first_on.year)
    return changes_of(revision.duty_list, years=years, codes=revision.codes)


def _revise(revision: Revision, changes: Changes, now: datetime) -> list[Fate]:
    what = revision.duty_list
    return YearToRevise(
        changes=changes,
        first_on=revision.first_on,
        end_running=revision.end_running,
        by=revision.entered_by,
        reason=reason_of(revision),
        bearers=Bearers(what.role_kind_id, what.county_id),
        timetable=timetable_of(what.county_id, now=now),
        now=now,
    ).revise()


def reason_of(revision: Revision) -> str:
    """Why tasks are owed no longer, in the language of the county."""
    what = revision.duty_list
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Taken out of the list: version %(number)d, %(document)s.")
        return words % {"number": what.version, "document": what.document_number or "—"}


def _note_publication(revision: Revision, changes: Changes, now: datetime) -> None:
    """The version is published for the year by this: who joins later gets it from here."""
    earlier = Publication.objects.filter(
        duty_list__county=revision.county_id,
        duty_list__role_kind=revision.duty_list.role_kind_id,
        year=changes.year,
    )
    last = earlier.order_by("duty_list__version", "published_at", "pk").last()
    Publication.objects.create(
        duty_list=revision.duty_list,
        year=changes.year,
        codes=_in_order(revision.duty_list_id, changes.codes),
        published_by=revision.entered_by,
        published_at=now,
        finished_at=now,
        later_joiners=bool(last and last.later_joiners),
    )


def _in_order(list_id: int, codes: list[str]) -> list[str]:
    items = DutyItem.objects.filter(duty_list=list_id, code__in=codes)
    return list(items.order_by("position").values_list("code", flat=True))
