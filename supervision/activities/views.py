"""Pages of activities: the list, coverage, recording one, one with its notes, correcting it."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.forms import AGAIN
from pages.listing.views import list_page
from pages.numbers import number
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.files.attach import attached_uploads
from responsibility.files.views import answer_with, with_uploads
from responsibility.organisation.standing import standing_of
from supervision.activities.choices import kinds_of, open_lines
from supervision.activities.coverage import CoverageListing
from supervision.activities.end import correct_activity, withdraw_activity
from supervision.activities.forms import (
    ActivityForm,
    CorrectionForm,
    NoteForm,
    ReasonForm,
    ReplyForm,
)
from supervision.activities.listing import ActivityListing
from supervision.activities.models import Activity
from supervision.activities.note import note_of_unit, withdraw_note
from supervision.activities.own_record import own_tasks
from supervision.activities.page import ActivityPage
from supervision.activities.record import record_activity
from supervision.activities.reply import may_reply, reply_to_note
from supervision.activities.rights import (
    is_kept_by,
    notes_open_to,
    posts_at,
    reached_units,
    reads_all,
)

PAGES = "supervision/activities"


@require_safe
@login_required
def activity_list(request: HttpRequest) -> HttpResponseBase:
    """The activities that the person sees; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, ActivityListing)


@require_safe
@login_required
def activity_coverage(request: HttpRequest) -> HttpResponseBase:
    """Unit by kind; for who supervises units, and the county's office and leaders."""
    standing = standing_of(request.user, at=request.now)
    if not (standing.face_counties or standing.supervised_units):
        raise Http404
    return list_page(request, CoverageListing)


@require_http_methods(ASK)
@login_required
def activity_new(request: HttpRequest) -> HttpResponse:
    """Record an activity with its files; `unit` in the address is ticked already."""
    units = reached_units(request.user, at=request.now)
    if not units:
        raise Http404
    fields, refused = with_uploads(request) if request.method == "POST" else (None, [])
    dropped = fields.get(AGAIN) if fields else None
    if fields and dropped:  # without JavaScript: a file is to leave the form
        fields.setlist("files", [file for file in fields.getlist("files") if file != dropped])
    first = {"happened_on": day_of(request.now), "units": [number(request.GET.get("unit"))]}
    rows = {
        "kind": kinds_of(units[0].the_county_id),
        "units": units,
        "tasks": own_tasks(request.user, at=request.now),
        "lines": open_lines(request.user, at=request.now),
    }
    form = ActivityForm(fields, rows=rows, initial=first)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    act = {"by": request.actor, "now": request.now}
    if fields and not dropped and (made := form.carry_out(record_activity, **act)):
        return done(request, _("Recorded. Now note what concerns each unit."), made)
    files = attached_uploads(request.user, form["files"].value(), at=request.now)
    context = {"form": form, "files": files, "most": settings.UPLOADS_PER_RECORD}
    return render(request, f"{PAGES}/new.html", context, status=status_of(form))


@require_safe
@login_required
def activity_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: for its body all of it, for a unit what was noted of it."""
    activity = _one(request, pk)
    view = ActivityPage.of(activity, user=request.user, now=request.now)
    return render(request, f"{PAGES}/activity.html", {"activity": activity, "view": view})


@require_http_methods(ASK)
@login_required
def activity_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note something of one unit, or the next thing."""
    activity = _kept(request, pk)
    units = activity.units.order_by("order_key")
    first = {"unit": number(request.GET.get("unit")) or (units[0].pk if len(units) == 1 else None)}
    rows = {"unit": units, "post": posts_at(units, at=request.now)}
    form = NoteForm(request.POST or None, rows=rows, initial=first)
    about = {"activity_id": pk, "by": request.actor, "now": request.now}
    if form.carry_out(note_of_unit, **about):
        return done(request, _("It is noted; the unit reads it."), activity)
    return form_page(
        request, form, title=_("Note something of a unit"), submit=pgettext("verb", "Note"),
        back=activity.get_absolute_url(), lead=_about(activity, request.now), one_of_many=True,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def note_reply(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Answer what was noted, for of whom it is noted."""
    activity = _one(request, pk)
    noted = get_object_or_404(notes_open_to(request.user, activity, at=request.now), pk=note)
    if not may_reply(request.user, noted, at=request.now):
        raise PermissionDenied
    form = ReplyForm(request.POST or None)
    if form.carry_out(reply_to_note, by=request.actor, now=request.now, note_id=note):
        return done(request, _("The answer is written down."), activity)
    return form_page(
        request, form, title=_("Answer what was noted"), submit=pgettext("verb", "Answer"),
        back=activity.get_absolute_url(), lead=noted.text,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def note_withdraw(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Withdraw a note, with a reason."""
    activity = _kept(request, pk)
    noted = get_object_or_404(notes_open_to(request.user, activity, at=request.now), pk=note)
    if noted.ended_at and request.method != "POST":
        raise Http404
    form = ReasonForm(request.POST or None)
    about = {"activity_id": pk, "note_id": note, "by": request.actor, "now": request.now}
    if form.carry_out(withdraw_note, **about):
        return done(request, _("The note is withdrawn."), activity)
    return form_page(
        request, form, title=_("Withdraw the note"), submit=pgettext("verb", "Withdraw"),
        back=activity.get_absolute_url(), lead=noted.text,
        notes=[_("It stays readable with the reason.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def activity_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it anew in its place, with a reason."""
    activity = _kept(request, pk)
    rows = {
        "kind": kinds_of(activity.county_id),
        "units": reached_units(request.user, at=request.now),
    }
    names = ("kind", "happened_on", "place", "stage", "text")
    first = {name: getattr(activity, name) for name in names}
    first["units"] = list(activity.units.all())
    form = CorrectionForm(request.POST or None, rows=rows, initial=first)
    about = {"activity_id": pk, "by": request.actor, "now": request.now}
    if made := form.carry_out(correct_activity, **about):
        return done(request, _("It is corrected; what stood before stays readable."), made)
    return form_page(
        request, form, title=_("Correct the activity"), submit=pgettext("verb", "Correct"),
        back=activity.get_absolute_url(), lead=_about(activity, request.now),
        notes=[_("The record of your own body is corrected by the same act.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def activity_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw it, with a reason."""
    activity = _kept(request, pk)
    form = ReasonForm(request.POST or None)
    about = {"activity_id": pk, "by": request.actor, "now": request.now}
    if form.carry_out(withdraw_activity, **about):
        return done(request, _("The activity is withdrawn."), activity)
    return form_page(
        request, form, title=_("Withdraw the activity"), submit=pgettext("verb", "Withdraw"),
        back=activity.get_absolute_url(), lead=_about(activity, request.now),
        notes=[_("The record of your own body ends too, and its lamps follow.")],
    )  # fmt: skip


@require_safe
@login_required
def activity_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A file of it, for its body and the commission office."""
    activity = _one(request, pk)
    if not reads_all(request.user, activity, at=request.now):
        raise Http404
    return answer_with(request, get_object_or_404(activity.files, pk=file_id))


def _about(activity: Activity, now: datetime) -> str:
    return f"{activity.kind} · {day(activity.happened_on, now)}"


def _one(request: HttpRequest, pk: int) -> Activity:
    visible = Activity.objects.visible_to(request.user, at=request.now)
    people = ("kind", "post__unit", "made_by", "record", "ended_by", "superseded_by")
    return get_object_or_404(visible.select_related(*people), pk=pk)


def _kept(request: HttpRequest, pk: int) -> Activity:
    """The activity, for who keeps it; one that has ended has no such page."""
    activity = _one(request, pk)
    if not is_kept_by(request.user, activity, at=request.now):
        raise PermissionDenied
    if activity.ended_at and request.method != "POST":
        raise Http404
    return activity
