"""One's own calendar address: its page, giving, ending; and what a calendar program reads."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.forms import RuleForm
from responsibility.notebook.feed.calendar import CALENDAR, calendar_of_entries, tag_of
from responsibility.notebook.feed.entries import entries_of, owner_of
from responsibility.notebook.feed.forms import IssueForm
from responsibility.notebook.feed.issue import issue_feed, revoke_feed
from responsibility.notebook.feed.models import CalendarFeed
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.standing import standing_of

PAGE = "responsibility/notebook/feed.html"
FRESH = 15 * 60  # seconds for which a program need not ask again


@never_cache
@require_safe
@login_required
def feed(request: HttpRequest) -> HttpResponse:
    """Whether an address works and since when; the address itself is not known any more."""
    _has_post(request)
    return _page(request, IssueForm())


@never_cache
@require_POST
@login_required
@asks_password
def feed_issue(request: HttpRequest) -> HttpResponse:
    """Another address; this answer alone shows it."""
    _has_post(request)
    form = IssueForm(request.POST)
    secret = form.carry_out(issue_feed, by=request.actor, now=request.now)
    if not secret:
        return _page(request, form)
    address = f"{_here(request)}{reverse('calendar-feed')}?key={secret}"
    return _page(request, form, address=address)


@require_http_methods(ASK)
@login_required
def feed_revoke(request: HttpRequest) -> HttpResponse:
    _has_post(request)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carry_out(revoke_feed, by=request.actor, now=request.now):
        return done(request, _("The calendar address no longer works."), "feed")
    return form_page(
        request,
        form,
        title=_("End the calendar address"),
        submit=_("End the address"),
        back=reverse("feed"),
        notes=[_("Programs that read it get nothing any more. You may make another one.")],
    )


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The calendar of whoever has the address with this `key`, for whoever knows it. An unknown
    key, one that was ended and one of a closed account are the same 404."""
    user = owner_of(request.GET.get("key", ""))
    if user is None:
        return HttpResponseNotFound()  # a program reads no page, and no page has to repeat the key
    entries = entries_of(user, here=_here(request), now=request.now)
    tag = tag_of(entries)
    same = get_conditional_response(request, etag=tag)
    response = same or HttpResponse(
        calendar_of_entries(entries, now=request.now), content_type=CALENDAR
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"private, max-age={FRESH}"
    response.headers["Content-Disposition"] = 'inline; filename="duties.ics"'
    return response


def _page(request: HttpRequest, form: IssueForm, *, address: str = "") -> HttpResponse:
    own = CalendarFeed.objects.visible_to(request.user, at=request.now)
    context = {"form": form, "address": address, "feed": own.in_force().first()}
    return render(request, PAGE, context, status=status_of(form))


def _here(request: HttpRequest) -> str:
    """The platform's address, from wherever it is read."""
    return settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")


def _has_post(request: HttpRequest) -> None:
    """404 for who has no deadlines."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
