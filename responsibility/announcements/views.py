"""Pages of announcements: the list, writing one, what is chosen counted."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, status_of
from pages.forms import AGAIN
from pages.listing.views import list_page
from pages.refused import Refused
from responsibility.announcements.forms import AnnouncementForm
from responsibility.announcements.listing import AnnouncementListing
from responsibility.announcements.reach import reach_of
from responsibility.announcements.write import write_announcement
from responsibility.files.attach import attached_uploads
from responsibility.files.views import with_uploads
from responsibility.organisation.guard import county_given_out_in
from responsibility.tasks.dispatches.whom import Whom, chosen_posts

PAGES = "responsibility/announcements"


@require_safe
@login_required
def announcement_list(request: HttpRequest) -> HttpResponseBase:
    """What one received, and what one sent."""
    return list_page(request, AnnouncementListing)


@require_http_methods(ASK)
@login_required
def announcement_new(request: HttpRequest) -> HttpResponse:
    county = county_given_out_in(request)
    if request.method != "POST":
        return _page(request, _form(request, None))
    fields, refused = with_uploads(request)
    if dropped := fields.get(AGAIN):  # without JavaScript: a file is to leave the form
        fields.setlist("files", [one for one in fields.getlist("files") if one != dropped])
    form = _form(request, fields)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    valid = form.is_valid()
    if dropped or not valid:
        return _page(request, form)
    posts = list(chosen_posts(request.user, form, now=request.now))
    act = {"county_id": county, "by": request.actor, "now": request.now}
    if written := form.carry_out(write_announcement, posts=posts, **act):
        words = _("Written down: %(title)s")
        return done(request, words % {"title": written.title}, written)
    return _page(request, form)


@require_POST
@login_required
def announcement_reach(request: HttpRequest) -> HttpResponse:
    """The running totals beside the form, for what is chosen so far."""
    form = _form(request, request.POST)
    form.is_valid()
    return render(request, f"{PAGES}/_reach.html", {"reach": _reach(request, form)})


def _form(request: HttpRequest, data) -> AnnouncementForm:
    whom = Whom(request.user, county_id=county_given_out_in(request), now=request.now)
    return AnnouncementForm(data, initial={"units": whom.unit_ids}, whom=whom)


def _reach(request: HttpRequest, form: AnnouncementForm):
    posts = chosen_posts(request.user, form, now=request.now)
    return reach_of(posts, form.cleaned_data.get("people", []), at=request.now)


def _page(request: HttpRequest, form: AnnouncementForm) -> HttpResponse:
    """The form; what is attached already stands in it."""
    context = {
        "form": form,
        "files": attached_uploads(request.user, form["files"].value(), at=request.now),
        "most": settings.UPLOADS_PER_RECORD,
        "reach": _reach(request, form) if form.is_bound else None,
    }
    return render(request, f"{PAGES}/new.html", context, status=status_of(form))
