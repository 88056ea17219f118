"""The plan and the report of a body's quarter (一季一检查、一季一报告; M003-06)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.quarter import Quarter
from pages.templatetags.look import day
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.quarter.models import ActivityPlanLine

NONE = "\u2014"


def bodies_with_reports(user, *, at: datetime) -> QuerySet[Post]:
    """The bodies whose plans and reports the person reads: the own ones first; all of the county
    for its office and leaders."""
    standing = standing_of(user, at=at)
    over = Q(unit__county_id__in=standing.face_counties, role_kind__supervises=True)
    own = Q(pk__in=standing.supervising_posts | standing.office_posts)
    posts = Post.objects.filter(own | over).standing_on(day_of(at)).select_related("unit")
    return posts.order_by("unit__order_key", "position", "pk")


@dataclass(frozen=True)
class QuarterReport:
    """What the body `post` planned and did in `quarter`."""

    post: Post
    quarter: Quarter
    lines: Sequence[Any]  # lines of the plan, each with the activities in force that are its `done`
    activities: Sequence[Activity]
    notes: dict[int, list[ActivityNote]]
    units: Sequence[Unit]

    @property
    def title(self) -> str:
        words = {"body": self.post.unit.name, "quarter": self.quarter.name}
        return _("Supervision report of %(body)s, %(quarter)s") % words

    @property
    def planned(self) -> list[Any]:
        """The lines that stand."""
        return [line for line in self.lines if line.dropped_at is None]

    @property
    def done(self) -> int:
        return sum(bool(line.done) for line in self.planned)

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How often each kind of activity, the most frequent first."""
        return Counter(str(activity.kind) for activity in self.activities).most_common()

    @property
    def visited(self) -> int:
        """At how many of the units supervised something was done."""
        reached = {unit.pk for activity in self.activities for unit in activity.units.all()}
        return sum(unit.pk in reached for unit in self.units)

    @property
    def noted(self) -> int:
        return sum(map(len, self.notes.values()))

    @property
    def not_visited(self) -> list[Unit]:
        reached = {unit.pk for activity in self.activities for unit in activity.units.all()}
        return [unit for unit in self.units if unit.pk not in reached]

    @property
    def left_out(self) -> str:
        return listed(unit.name for unit in self.not_visited)

    @property
    def rows(self) -> list[tuple[Activity, list[ActivityNote]]]:
        return [(activity, self.notes.get(activity.root_id, [])) for activity in self.activities]

    @classmethod
    def of(cls, post: Post, quarter: Quarter, *, user, at: datetime) -> Self:
        """As `user` may read it, in a fixed number of queries."""
        standing = Prefetch(
            "activities", Activity.objects.in_force().order_by("happened_on"), to_attr="done"
        )
        lines = ActivityPlanLine.objects.visible_to(user, at=at).of_quarter(quarter)
        lines = lines.filter(post=post).select_related("unit", "kind", "dropped_by")
        within = {"happened_on__gte": quarter.start, "happened_on__lt": quarter.end}
        activities = Activity.objects.visible_to(user, at=at).in_force().filter(post=post, **within)
        activities = activities.select_related("kind", "made_by").prefetch_related("units")
        done = list(activities.order_by("happened_on", "pk"))
        notes: dict[int, list[ActivityNote]] = defaultdict(list)
        read = ActivityNote.objects.visible_to(user, at=at).in_force()
        read = read.filter(activity__in={activity.root_id for activity in done}).select_related(
            "unit"
        )
        for note in read.order_by("pk"):
            notes[note.activity_id].append(note)
        return cls(
            post=post,
            quarter=quarter,
            lines=list(lines.prefetch_related(standing).order_by("planned_on", "pk")),
            activities=done,
            notes=dict(notes),
            units=list(_supervised(post, at)),
        )


def _supervised(post: Post, at: datetime) -> QuerySet[Unit]:
    """The bodies that the post's unit supervises today."""
    today = day_of(at)
    links = {"supervised_by__body": post.unit_id, "supervised_by__period__contains": today}
    units = Unit.objects.filter(kind=Unit.Kind.BODY, **links).standing_on(today)
    return units.distinct().in_order()


def report_document(report: QuarterReport, *, now: datetime) -> bytes:
    """The report as an official document (.docx)."""
    document = OfficialDocument(report.title, now=now)
    document.facts(facts_of(report))
    document.heading(_("Activities planned"))
    document.table(
        [_("Unit"), _("Kind of activity"), _("Planned for"), _("Done on")],
        [_of_line(line, now) for line in report.planned] or [[NONE] * 4],
        widths=[30, 25, 20, 25],
    )
    document.heading(_("Activities done"))
    document.table(
        [_("Day"), _("Kind of activity"), _("Units concerned"), _("What was noted")],
        [_of_activity(activity, notes, now) for activity, notes in report.rows] or [[NONE] * 4],
        widths=[14, 18, 28, 40],
    )
    if report.not_visited:
        document.paragraph(_("Nothing was done at: %(units)s.") % {"units": report.left_out})
    document.signed(by=report.post.unit.name, on=day_of(now))
    return document.content()


def facts_of(report: QuarterReport) -> list[tuple[str, str]]:
    """The figures of the report, in words."""
    return [
        (_("Planned and done"), f"{report.done}/{len(report.planned)}"),
        (_("Activities"), str(len(report.activities))),
        (_("Units reached"), f"{report.visited}/{len(report.units)}"),
        (_("Notes"), str(report.noted)),
    ]


def listed(names: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(names)


def _of_line(line: Any, now: datetime) -> list[str]:
    days = listed(day(activity.happened_on, now) for activity in line.done)
    planned = day(line.planned_on, now) if line.planned_on else NONE
    return [line.unit.name, str(line.kind), planned, days or _("not done yet")]


def _of_activity(activity: Activity, notes: Sequence[ActivityNote], now: datetime) -> list[str]:
    colon = pgettext("between a word and what it is about", ": ")
    texts = "\n".join(f"{note.unit.name}{colon}{note.text}" for note in notes)
    return [day(activity.happened_on, now), str(activity.kind), activity.where, texts or NONE]
