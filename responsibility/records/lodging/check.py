"""Whether an entry can be lodged: all that speaks against it, by field."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from pages.days import day_of
from pages.refused import Refused
from responsibility.files.models import StoredFile
from responsibility.organisation.links.joined import joined_units
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.records.counting.count import counterparts_asked
from responsibility.records.files.models import Evidence
from responsibility.records.lodging.entry import Entry
from responsibility.records.lodging.needs import lacking
from responsibility.records.lodging.repeated import repeated_record
from responsibility.records.lodging.ticked import Ticked
from responsibility.records.models import DutyRecord
from responsibility.records.together.earlier import logged_by_others, sentence_of
from responsibility.records.zero.facts import contradiction, known_facts

Complaints = Iterator[tuple[str, str]]


def check_entry(
    entry: Entry, *, ticked: Ticked, user, now: datetime, instead_of: DutyRecord | None = None
) -> None:
    """Refuse what cannot be lodged; `instead_of` is the record that the entry corrects.

    Locks the files, so that no other record binds them meanwhile.

    Raises:
        Refused: with every reason, by field.
    """
    errors = defaultdict(list)
    complaints = [
        *_about_tasks(entry, ticked),
        *_about_day(entry, ticked, now),
        *_about_kind(entry, ticked),
        *(_about_new_one(entry, ticked, user, now) if instead_of is None else ()),
        *_about_counterparts(entry, ticked, now),
        *_about_the_other_side(entry, ticked, instead_of),
        *_about_files(entry, user, instead_of),
    ]
    for field, sentence in complaints:
        errors[field].append(sentence)
    if errors:
        raise Refused.because(errors)


def _about_tasks(entry: Entry, ticked: Ticked) -> Complaints:
    if not entry.task_ids:
        yield "tasks", _("Tick at least one task that this fulfils.")
    if ticked.unknown:
        yield "tasks", _("A ticked task is not open to you, or not yet open. Choose again.")
    for task in ticked.tasks:
        if task.exempt:
            yield "tasks", _("“%(task)s” is exempt: nothing is owed.") % {"task": task.title}
    by_item = Counter((task.post_id, task.item_code) for task in ticked.tasks)
    twice = {key for key, ticks in by_item.items() if ticks > 1}
    for title in {t.title for t in ticked.tasks if (t.post_id, t.item_code) in twice}:
        yield (
            "tasks",
            _("“%(task)s” is ticked for two periods. A record counts for one.") % {"task": title},
        )


def _about_day(entry: Entry, ticked: Ticked, now: datetime) -> Complaints:
    today = day_of(now)
    if entry.happened_on > today:
        yield (
            "happened_on",
            _("The day cannot be later than today (%(today)s).") % {"today": _short(today)},
        )
    for task in ticked.tasks:
        opened_on = day_of(task.opens_at)
        if entry.happened_on < opened_on:
            yield (
                "happened_on",
                _("“%(task)s” opened on %(day)s; what was done before does not count for it.")
                % {"task": task.title, "day": _short(opened_on)},
            )


def _about_kind(entry: Entry, ticked: Ticked) -> Complaints:
    if entry.kind not in DutyRecord.Kind.values:
        yield "kind", _("Choose what kind of record it is.")
    if entry.kind != DutyRecord.Kind.ZERO_REPORT:
        yield from lacking(entry)
        return
    for task in ticked.tasks:
        if task.counts_people or not task.allows_zero_report:
            yield (
                "kind",
                _("“%(task)s” is not fulfilled by a zero report.") % {"task": task.title},
            )


def _about_known_facts(entry: Entry, ticked: Ticked, user, now: datetime) -> Complaints:
    if entry.kind != DutyRecord.Kind.ZERO_REPORT:
        return
    facts = known_facts(ticked.own, user=user, now=now)
    for task in ticked.own:
        if facts.get(task.pk):
            yield "kind", contradiction(task, facts[task.pk])


def _about_new_one(entry: Entry, ticked: Ticked, user, now: datetime) -> Complaints:
    yield from _about_contradiction(entry)
    yield from _about_known_facts(entry, ticked, user, now)
    if first := repeated_record(entry, user=user, now=now):
        yield (
            "kind" if entry.kind == DutyRecord.Kind.ZERO_REPORT else "text",
            _(
                "You lodged the same at %(time)s. If it was another event, write what was "
                "different about it."
            )
            % {"time": time_format(timezone.localtime(first.lodged_at), "H:i")},
        )


def _about_contradiction(entry: Entry) -> Complaints:
    """Whoever wrote something down did something; a zero report that is corrected may explain."""
    written = (entry.text, entry.place, entry.participants, entry.file_ids)
    written += (entry.present, entry.document_number)
    if entry.kind == DutyRecord.Kind.ZERO_REPORT and any(written):
        yield (
            "kind",
            _("Text, names or files stand in the form. Lodge a record, or take them out first."),
        )


def _about_counterparts(entry: Entry, ticked: Ticked, now: datetime) -> Complaints:
    counting = [task for task in ticked.tasks if task.counts_people]
    asked = {task.pk: counterparts_asked(task) for task in counting}
    for task in counting:
        if not asked[task.pk] & entry.counterparts:
            yield (
                "counterparts",
                _("Say with whom: “%(task)s” counts %(whom)s.")
                % {"task": task.title, "whom": task.get_count_basis_display()},
            )
    foreign = counting and _strangers(entry, ticked, frozenset().union(*asked.values()), now)
    if foreign or not _all_of_county(entry, ticked):
        yield "counterparts", _("Someone chosen is not among those it counts. Choose again.")


def _strangers(entry: Entry, ticked: Ticked, asked: frozenset, now: datetime) -> bool:
    """Whether somebody is named whom the tasks do not count, and who is not of those with whom the
    unit does things together: these may have taken part besides."""
    besides = entry.counterparts - asked
    posts = [pk for what, pk in besides if what == "post"]
    if len(posts) < len(besides):
        return True
    units = joined_units(ticked.tasks[0].unit_id, at=now) if posts else ()
    return Post.objects.filter(pk__in=posts, unit__in=units).count() < len(posts)


def _about_the_other_side(
    entry: Entry, ticked: Ticked, instead_of: DutyRecord | None
) -> Complaints:
    party = entry.party(instead_of=instead_of.pk if instead_of else None)
    for credit in () if entry.apart else logged_by_others(ticked.own, party=party):
        yield "tasks", sentence_of(credit)


def _all_of_county(entry: Entry, ticked: Ticked) -> bool:
    if not ticked.tasks:
        return True
    county = ticked.tasks[0].county_id
    units = Unit.objects.filter(county=county) | Unit.objects.filter(pk=county)
    posts = Post.objects.filter(unit__in=units)
    return units.filter(pk__in=entry.counterpart_unit_ids).count() == len(
        entry.counterpart_unit_ids
    ) and posts.filter(pk__in=entry.counterpart_post_ids).count() == len(entry.counterpart_post_ids)


def _about_files(entry: Entry, user, instead_of: DutyRecord | None) -> Complaints:
    most = settings.UPLOADS_PER_RECORD
    if len(entry.file_ids) > most:
        yield "files", _("A record takes up to %(most)d files.") % {"most": most}
        return
    files = StoredFile.objects.filter(pk__in=entry.file_ids)
    list(files.order_by("pk").select_for_update())
    usable = set(files.filter(owner=user).unbound().values_list("pk", flat=True))
    if instead_of:
        bound = Evidence.objects.filter(stored_file__in=entry.file_ids, record=instead_of.pk)
        usable |= set(bound.values_list("stored_file", flat=True))
    if set(entry.file_ids) - usable:
        yield "files", _("A file is no longer there. Add it again.")


def _short(day) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
