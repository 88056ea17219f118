"""The log of texts, and the phone that stands in for all phones of an evaluation."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.listing.views import list_page
from responsibility.organisation.guard import offices_of
from responsibility.outbox.listing import MessageListing
from responsibility.outbox.rows import counted_today, rows_of, shown
from responsibility.outbox.seen import texts_of_office, texts_seen_by

ON_A_PHONE = 30


@require_safe
@login_required
def outbox(request):
    """The texts of the office's county: to whom, where they stand, since when."""
    offices_of(request)
    texts = texts_of_office(request.user, at=request.now)
    return list_page(request, MessageListing, today=counted_today(texts, now=request.now))


@require_safe
@login_required
def sandbox_phone(request):
    """The texts that were delivered to the phone in the platform, the newest first."""
    if settings.SMS_CHANNEL != "sandbox":
        raise Http404
    texts = texts_seen_by(request.user, at=request.now).filter(channel="sandbox")
    found = shown(texts, "delivered").select_related("recipient")[:ON_A_PHONE]
    part = "_bubbles" if request.wants_part else "phone"
    context = {"rows": rows_of(found)}
    return render(request, f"responsibility/outbox/{part}.html", context)
