"""The six steps in words: what there is, what is missing, where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.outbox.channel_names import channel_name
from alerts.workdays.models import WorkDay, YearNotice
from pages.days import day_of
from responsibility.agenda.first_steps.done import STEPS, personal_posts, steps_done
from responsibility.lists.models import DutyList
from responsibility.lists.publications import Publication
from responsibility.organisation.links.models import Charge
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.units.models import Unit

NAMED = 3  # vacant posts named on the page
TITLES = {
    "calendar": gettext_lazy("Days off"),
    "units": gettext_lazy("Units"),
    "people": gettext_lazy("People and appointments"),
    "responsibilities": gettext_lazy("Responsibilities"),
    "lists": gettext_lazy("Duty lists"),
    "messages": gettext_lazy("Messages"),
}


class Part(NamedTuple):
    """A piece of a sentence; with an address it is a link."""

    text: str
    url: str = ""


class Missing(NamedTuple):
    """What is missing: of what, and in pieces."""

    what: str
    parts: Sequence[Part]


@dataclass
class Step:
    """One step: `url` and `word` are where it is done, and of the button."""

    code: str
    number: int
    is_done: bool
    there: str
    word: str = ""
    url: str = ""
    missing: list[Missing] = field(default_factory=list)

    @property
    def title(self) -> Promise:
        return TITLES[self.code]


def steps_of(county: Unit, *, now: datetime) -> list[Step]:
    """The six steps of `county`, in the order in which they depend on each other."""
    done = steps_done(county.pk, now=now)
    written = {
        "calendar": _calendar, "units": _units, "people": _people,
        "responsibilities": _responsibilities, "lists": _lists, "messages": _messages,
    }  # fmt: skip
    steps = []
    for number, code in enumerate(STEPS, 1):
        step = Step(code, number, done[code], "")
        written[code](step, county, now)
        steps.append(step)
    return steps


def _calendar(step: Step, county: Unit, now: datetime) -> None:
    year = day_of(now).year
    entered = YearNotice.objects.in_force().filter(county_id=county.pk, year=OuterRef("day__year"))
    waits = ExpressionWrapper(Q(provisional=True) & ~Exists(entered), BooleanField())
    known = WorkDay.objects.filter(day__year__gte=year).annotate(waits=waits)
    years = known.values_list("day__year", "waits")
    found = dict(sorted(set(years.order_by()), key=lambda one: (one[0], not one[1])))
    step.url, step.word = reverse("work-calendar"), _("Working calendar")
    step.there = _("Days off of %(year)d are loaded.") % {"year": year} if year in found else ""
    if year not in found:
        text = _("The days off of %(year)d: an administrator runs load_starter_data.")
        step.missing.append(Missing(_("Missing"), [Part(text % {"year": year})]))
    elif found.get(year + 1, True):
        step.there += " " + _("Those of %(year)d are provisional until they are announced.") % {
            "year": year + 1
        }


def _units(step: Step, county: Unit, now: datetime) -> None:
    counts = Unit.objects.filter(county=county.pk).standing_on(day_of(now)).aggregate(
        units=Count("pk"), branches=Count("pk", filter=Q(kind=Unit.Kind.BRANCH))
    )  # fmt: skip
    step.there = _("%(units)d units, %(branches)d of them branches.") % counts
    step.url, step.word = _import_or(step, "units")
    if not step.is_done:
        step.missing.append(Missing(_("Missing"), [
            Part(_("The bodies that bear duties.")),
            Part(_("Download the template"), reverse("organisation-import-template")),
        ]))  # fmt: skip


def _people(step: Step, county: Unit, now: datetime) -> None:
    people = User.objects.filter(county=county.pk, is_active=True)
    counts = people.aggregate(
        people=Count("pk"),
        silent=Count("pk", filter=Q(phone="")),
        new=Count("pk", filter=Q(last_login=None)),
    )
    held = Appointment.objects.in_force(at=now).filter(
        Q(post__unit__county=county.pk) | Q(post__unit=county.pk)
    )
    counts["held"] = held.count()
    step.there = _("%(people)d people, %(held)d appointments.") % counts
    step.url, step.word = _import_or(step, "people")
    vacant = personal_posts(county.pk, now=now).bearing_duties().filter(vacant=True)
    if count := vacant.count():
        step.missing.append(Missing(_("Vacant posts"), _named(vacant, count)))
    if counts["silent"]:
        text = _("%(silent)d without a mobile number get no texts.") % counts
        step.missing.append(Missing(_("Numbers"), [Part(text, reverse("people"))]))
    if counts["new"]:
        text = _("%(new)d have not signed in yet.") % counts
        step.missing.append(Missing(_("First passwords"), [Part(text, reverse("first-passwords"))]))


def _named(vacant, count: int) -> list[Part]:
    posts = vacant.select_related("unit").order_by("unit__order_key", "position")[:NAMED]
    parts = [Part(f"{post.unit.name} {post.title}", reverse("post", args=[post.pk]))
             for post in posts]  # fmt: skip
    if count > NAMED:
        parts.append(Part(_("%(count)d in all") % {"count": count}, reverse("units")))
    return parts


def _responsibilities(step: Step, county: Unit, now: datetime) -> None:
    leaders = personal_posts(county.pk, now=now).filter(
        Q(role_kind__on_team=True) | Q(role_kind__leads_charges=True)
    )
    charges = Charge.objects.in_force(at=now)
    counts = leaders.aggregate(
        leaders=Count("pk"), said=Count("pk", filter=Q(pk__in=charges.values("post")))
    )
    step.there = _("%(leaders)d posts of leaders; of %(said)d it is said what they lead.") % counts
    step.url, step.word = reverse("charges"), _("Enter them") if not step.is_done else _("Look")
    if not step.is_done:
        text = _("Which units and sections they lead. In the workbook, or one by one.")
        step.missing.append(Missing(_("Missing"), [Part(text)]))


def _lists(step: Step, county: Unit, now: datetime) -> None:
    lists = DutyList.objects.filter(county=county.pk).count()
    published = Publication.objects.filter(duty_list__county=county.pk)
    counts = {"lists": lists, "published": published.values("duty_list").distinct().count()}
    step.there = _("%(lists)d lists, %(published)d published.") % counts
    step.url, step.word = reverse("list-index"), _("Lists") if not step.is_done else _("Look")
    if not step.is_done:
        text = _(
            "Nothing is published yet. Fill the posts first: a vacant post has nobody to hear."
        )
        step.missing.append(Missing(_("Missing"), [Part(text)]))


def _messages(step: Step, county: Unit, now: datetime) -> None:
    step.url, step.word = reverse("outbox-health"), _("Look")
    if step.is_done:
        step.there = _("Texts go by %(channel)s.") % {"channel": channel_name(settings.SMS_CHANNEL)}
    else:
        text = _("No channel for texts is set: people read their messages here alone.")
        step.missing.append(Missing(_("Missing"), [Part(text)]))


def _import_or(step: Step, name: str) -> tuple[str, str]:
    if step.is_done:
        return reverse(name), _("Look")
    return reverse("organisation-import"), _("Import a workbook")
