"""Publishing items of a list for a year: their tasks (M000-03, M000-04)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication
from responsibility.lists.revisions import Revision
from responsibility.lists.versions.states import needs_review
from responsibility.tasks.appointing.appointed import entries_of_new_holders
from responsibility.tasks.joining.give import give_of_list
from responsibility.tasks.publishing.bearers import Bearers
from responsibility.tasks.publishing.make import make_tasks
from responsibility.tasks.publishing.plan import Entry, Timetable, by_item, plan_of, timetable_of
from responsibility.tasks.withdrawing.withdrawn import withdrawn_items

RUN = 20  # entries in one transaction: some seven thousand tasks for the largest role


def publish(
    *,
    duty_list_id: int,
    year: int,
    codes: Iterable[str] | None = None,
    later_joiners: bool = True,
    by: Actor | None,
    now: datetime,
) -> Publication:
    """Make the tasks of the items `codes` (default: the core items) of a list for `year`.

    For each post of the role that stands during a period, a task; none for a period that is over
    at `now`. The posts and counterparts are those of `now`. Not one transaction but a run of
    them, each with the progress it made (`Publication.made` of `planned`): a run that was broken
    off goes on from there when the same is published again, by whomever, and two at once share
    the work. What exists already, from this version or another, is never doubled; publishing
    again later adds what has become possible since (a holiday announced, a new post). With
    `later_joiners` posts opened or filled later get it by themselves (tasks/joining).

    `by` None is the platform itself.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: a version that is not reviewed, or closed; no items, unknown items, a withdrawn
            item published anew, a version that is superseded or waits for its day, a year that is
            over, or no post now or later.
    """
    lists = DutyList.objects.managed_by(by.user, at=now) if by else DutyList.objects.all()
    duty_list = lists.select_related("role_kind").get(pk=duty_list_id)
    _refuse_unpublished(duty_list)
    _refuse_superseded(duty_list, year)
    items = _chosen(duty_list, codes)
    _refuse_withdrawn(duty_list, year, items)
    if year < day_of(now).year:
        raise Refused(_("%(year)d is over. Choose this year or a later one.") % {"year": year})
    timetable = timetable_of(duty_list.county_id, now=now)
    plan = plan_of(items=items, year=year, timetable=timetable)
    runs = by_item(_since_revision(duty_list, plan), at_most=RUN)
    if not later_joiners:
        _refuse_nobody(duty_list, now)
    publication = _open(
        duty_list, year, items, planned=sum(map(len, runs)), later_joiners=later_joiners,
        by=by, now=now,
    )  # fmt: skip
    give_of_list(duty_list=duty_list, year=year, by=by, now=now)
    while _make_next(publication.pk, runs, duty_list, timetable, now):
        pass
    publication.refresh_from_db()
    return publication


def _refuse_unpublished(duty_list: DutyList) -> None:
    """Nothing is made from what another person has yet to review, nor from what is closed."""
    if duty_list.closed_at:
        raise Refused(_("This version is closed. Start a new version of it."))
    if needs_review(duty_list):
        raise Refused(_("This version is a draft. Submit it; another person publishes it first."))


def _refuse_superseded(duty_list: DutyList, year: int) -> None:
    """A version whose place another took, or is to take, makes nothing more for that year."""
    standing = Revision.objects.standing().select_related("duty_list")
    later = standing.filter(
        duty_list__county=duty_list.county_id,
        duty_list__role_kind=duty_list.role_kind_id,
        duty_list__version__gt=duty_list.version,
        applied_at__isnull=False,
        first_on__year__lte=year,
    )
    if newest := later.order_by("-duty_list__version").first():
        sentence = _("Version %(number)d is in force for that year. Publish the items of that one.")
        raise Refused(sentence % {"number": newest.duty_list.version})
    waiting = standing.filter(duty_list=duty_list, applied_at=None).first()
    if waiting and waiting.first_on.year <= year:
        raise Refused(_("This version waits for its day: its tasks are made then."))


def _since_revision(duty_list: DutyList, plan: list[Entry]) -> list[Entry]:
    """`plan` without the periods of revised items that had begun when the version took effect:
    those were settled then."""
    done = Revision.objects.filter(duty_list=duty_list, applied_at__isnull=False).first()
    if done is None:
        return plan
    codes = set(done.codes)
    return [
        entry
        for entry in plan
        if entry.period is None
        or entry.item.code not in codes
        or entry.period.start >= done.first_on
    ]


def _refuse_nobody(duty_list: DutyList, now: datetime) -> None:
    """A publication that reaches no post, now or later, is a mistake."""
    if Bearers(duty_list.role_kind_id, duty_list.county_id).days(now=now):
        return
    refusal = _(
        "No post of the role “%(role)s” stands. Open the posts first, or let posts opened or "
        "filled later get the tasks too."
    )
    raise Refused(refusal % {"role": duty_list.role_kind}, field="later_joiners")


def _refuse_withdrawn(duty_list: DutyList, year: int, items: list[DutyItem]) -> None:
    """A withdrawn item is given out again where it was withdrawn; publishing the same again leaves
    it out."""
    codes = [item.code for item in items]
    if Publication.objects.filter(duty_list=duty_list, year=year, codes=codes).exists():
        return
    gone = withdrawn_items(county_id=duty_list.county_id, role_kind_id=duty_list.role_kind_id)
    if withdrawn := [code for code in codes if (code, year) in gone]:
        words = _(
            "Withdrawn items are given out again on the page of their publication: %(codes)s."
        )
        raise Refused(words % {"codes": ", ".join(withdrawn)})


def _chosen(duty_list: DutyList, codes: Iterable[str] | None) -> list[DutyItem]:
    items = duty_list.items.order_by("position")
    if codes is None:
        chosen = list(items.filter(core=True))
    else:
        codes = set(codes)
        chosen = [item for item in items if item.code in codes]
        if unknown := codes - {item.code for item in chosen}:
            raise Refused(
                _("These items are not on the list: %(codes)s.")
                % {"codes": ", ".join(sorted(unknown))}
            )
    if not chosen:
        raise Refused(_("Choose at least one item."))
    return chosen


@transaction.atomic
def _open(
    duty_list: DutyList,
    year: int,
    items: list[DutyItem],
    *,
    planned: int,
    later_joiners: bool,
    by: Actor | None,
    now: datetime,
) -> Publication:
    """Begin the publication, take up the broken one, or begin the finished one again."""
    codes = [item.code for item in items]
    publication, _made = Publication.objects.get_or_create(
        duty_list=duty_list,
        year=year,
        codes=codes,
        defaults={"published_by": by.user if by else None, "published_at": now},
    )
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.finished_at or publication.planned != planned:
        publication.made = 0
    publication.planned, publication.finished_at = planned, None
    publication.later_joiners = later_joiners
    publication.save(update_fields=["made", "planned", "finished_at", "later_joiners"])
    # What the newest act says of later posts is said of all that is published of the list.
    of_year = Publication.objects.filter(duty_list=duty_list, year=year)
    of_year.update(later_joiners=later_joiners)
    DutyList.objects.filter(pk=duty_list.pk, published_at=None).update(published_at=now)
    record_audit(
        by=by,
        now=now,
        action="list.publish",
        about=publication,
        after={
            "duty_list": duty_list.pk,
            "year": year,
            "codes": codes,
            "later_joiners": later_joiners,
        },
    )
    return publication


@transaction.atomic
def _make_next(
    publication_id: int,
    runs: list[list[Entry]],
    duty_list: DutyList,
    timetable: Timetable,
    now: datetime,
) -> bool:
    """Make the tasks of the next run of entries; whether any are left after it.

    The publication's row is the lock: of two who publish the same, each run is made by one.
    """
    publication = Publication.objects.select_for_update().get(pk=publication_id)
    ends = accumulate(map(len, runs))
    for run, end in zip(runs, ends, strict=True):
        if end > publication.made:
            _make(run, duty_list, timetable, now)
            publication.made = end
            break
    if publication.made == publication.planned:
        publication.finished_at = publication.finished_at or now
    publication.save(update_fields=["made", "finished_at"])
    return publication.finished_at is None


def _make(run: list[Entry], duty_list: DutyList, timetable: Timetable, now: datetime) -> None:
    place = {"role_kind_id": duty_list.role_kind_id, "county_id": duty_list.county_id}
    bearers = Bearers(**place)
    recurring = [entry for entry in run if entry.period is not None]
    one_off = [entry.item for entry in run if entry.period is None]
    new_holders = entries_of_new_holders(items=one_off, timetable=timetable, **place)
    entries = recurring + new_holders
    make_tasks(entries=entries, bearers=bearers, timetable=timetable, now=now)
