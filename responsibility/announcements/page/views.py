"""The page of one announcement: for its recipients the paper, for who manages it the receipts."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from pages.listing.views import list_page
from responsibility.announcements.forms import ReasonForm
from responsibility.announcements.listing import ReceiptListing
from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.announcements.page.receipts import receipts_of
from responsibility.announcements.receive import confirm_read, note_opened
from responsibility.announcements.remind import remind_missing
from responsibility.announcements.send import send_at_once
from responsibility.announcements.take_back import take_back
from responsibility.files.views import answer_with
from responsibility.organisation.guard import county_given_out_in

PAGES = "responsibility/announcements"


@require_safe
@login_required
def announcement_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Showing it to a recipient is its receipt."""
    seen = Announcement.objects.visible_to(request.user, at=request.now)
    announcement = get_object_or_404(seen.select_related("given_in__unit", "written_by"), pk=pk)
    receipt = None
    if request.method == "GET":
        receipt = note_opened(by=request.actor, now=request.now, announcement_id=announcement.pk)
    managed = Announcement.objects.managed_by(request.user, at=request.now).filter(pk=pk).exists()
    context = {
        "one": announcement,
        "receipt": receipt,
        "files": announcement.files.order_by("uploaded_at", "pk"),
        "receipts": receipts_of(announcement, now=request.now) if managed else None,
        "seconds": max(0, int((announcement.goes_at - request.now).total_seconds())),
    }
    return render(request, f"{PAGES}/announcement.html", context)


@require_safe
@login_required
def announcement_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A paper attached to it, for who may read it."""
    seen = Announcement.objects.visible_to(request.user, at=request.now)
    announcement = get_object_or_404(seen, pk=pk)
    return answer_with(request, get_object_or_404(announcement.files, pk=file_id))


@require_POST
@login_required
def announcement_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The press that it is read."""
    try:
        press(request, confirm_read, announcement_id=pk, say=_("Confirmed: you have read it."))
    except AnnouncementReceipt.DoesNotExist as absent:
        raise Http404 from absent
    return redirect("announcement", pk)


@require_POST
@login_required
def announcement_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send at once what waits."""
    announcement = _managed(request, pk)
    press(request, send_at_once, announcement_id=announcement.pk, say=_("It has gone out."))
    return redirect(announcement)


@require_POST
@login_required
def announcement_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who are missing."""
    announcement = _managed(request, pk)
    if people := press(request, remind_missing, announcement_id=announcement.pk):
        words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", people)
        return done(request, words % {"count": people}, announcement)
    return redirect(announcement)


@require_http_methods(ASK)
@login_required
def announcement_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back; what waits needs no reason and is taken back with one press."""
    announcement = _managed(request, pk)
    if announcement.waits and request.method == "POST" and "reason" not in request.POST:
        say = _("Taken back. Nobody was told of it.")
        press(request, take_back, announcement_id=announcement.pk, say=say)
        return redirect(announcement)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carry_out(
        take_back, announcement_id=announcement.pk, by=request.actor, now=request.now
    ):
        return done(request, _("Taken back."), announcement)
    words = pgettext("announcement", "Take it back")
    notes = [
        _("Each recipient gets one message that it is taken back; the reason stands on its page."),
        _("Who has opened it, and when, stays."),
    ]
    return form_page(
        request, form, title=words, submit=words,
        back=announcement.get_absolute_url(), lead=announcement.title, notes=notes,
    )  # fmt: skip


@require_safe
@login_required
def announcement_receipts(request: HttpRequest) -> HttpResponseBase:
    """The receipts as a list with its files."""
    county_given_out_in(request)
    return list_page(request, ReceiptListing)


@require_safe
@login_required
def announcement_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipts as a sheet."""
    announcement = _managed(request, pk)
    context = {"one": announcement, "receipts": receipts_of(announcement, now=request.now)}
    return render(request, f"{PAGES}/print.html", context)


def _managed(request: HttpRequest, pk: int) -> Announcement:
    managed = Announcement.objects.managed_by(request.user, at=request.now)
    return get_object_or_404(managed.select_related("given_in__unit", "written_by"), pk=pk)
