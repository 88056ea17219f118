"""Pages of those who get a card."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alerts.audit.export import record_export
from pages.days import day_of
from pages.documents.official import DOCX
from pages.qr import qr_svg
from pages.quarter import Quarter
from responsibility.cards.document import card_document
from responsibility.cards.face import face_of_card
from responsibility.cards.linked_items import linked_items
from responsibility.cards.models import ReminderCard
from responsibility.cards.qr import scanned
from responsibility.cards.receive import receive_card
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.standing import standing_of

PAGES = "responsibility/cards"


@require_safe
@login_required
def card_mine(request: HttpRequest) -> HttpResponse:
    """The cards of the own posts, and of those clerked for: the running quarter's first, then
    those made out to who was in the post before."""
    cards = _cards(request).on_desk_of(request.user, at=request.now).prefetch_related("lines")
    running = Quarter.at(request.now)
    cards = list(cards)
    in_office = InOffice.of({card.post_id for card in cards})
    today = day_of(request.now)
    holders = {card.post_id: in_office.on(card.post_id, today) for card in cards}
    current = [
        card
        for card in cards
        if card.holder_id in {request.user.pk, *(one.user_id for one in holders[card.post_id])}
    ]
    context = {
        "now_running": [one for one in current if one.issue.quarter == running],
        "others": [one for one in current if one.issue.quarter != running],
        "of_others": [card for card in cards if card not in current],
        "quarter": running,
    }
    return render(request, f"{PAGES}/mine.html", context)


@require_safe
@login_required
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    shown = get_object_or_404(_cards(request), uuid=uuid)
    from_office = shown.county_id in standing_of(request.user, at=request.now).office_counties
    context = {
        "card": shown,
        "back": shown.issue.get_absolute_url() if from_office else reverse("card-mine"),
        "face": face_of_card(shown, qr=reverse("card-qr", args=[shown.uuid])),
        "items": linked_items(shown),
        "is_mine": shown.holder_id == request.user.pk,
        "summary": getattr(shown, "summary", None),
    }
    return render(request, f"{PAGES}/card.html", context)


@require_safe
@login_required
def card_docx(request: HttpRequest, uuid: UUID) -> FileResponse:
    """The card as a document, with what was answered and summed up; taking it out is noted."""
    shown = get_object_or_404(_cards(request), uuid=uuid)
    content = card_document(shown, now=request.now)
    title = shown.issue.title
    with transaction.atomic():
        record_export(
            request=request, listing="card", title=title, form="docx", filters=shown.number, rows=1
        )
    name = f"{title} {shown.number}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


@require_POST
@login_required
def card_receive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    shown = get_object_or_404(_cards(request), uuid=uuid)
    try:
        receive_card(card_uuid=uuid, by=request.actor, now=request.now)
    except ReminderCard.DoesNotExist as missing:  # addressed to somebody else
        raise Http404 from missing
    messages.success(request, _("Received: card %(number)s") % {"number": shown.number})
    return redirect(shown)


@require_safe
@login_required
def card_qr(request: HttpRequest, uuid: UUID) -> HttpResponse:
    shown = get_object_or_404(_cards(request), uuid=uuid)
    return HttpResponse(qr_svg(scanned(shown, here=_here(request))), content_type="image/svg+xml")


@require_safe
@login_required
def card_open(request: HttpRequest, token: UUID) -> HttpResponse:
    """Where the QR code leads: to the card, until its quarter is over."""
    shown = get_object_or_404(_cards(request), token=token)
    if request.now >= shown.issue.quarter.ends_at:
        return render(request, f"{PAGES}/expired.html", {"card": shown}, status=410)
    return redirect(shown)


def _cards(request: HttpRequest):
    cards = ReminderCard.objects.visible_to(request.user, at=request.now)
    return cards.with_replacement().select_related("issue", "summary")


def _here(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
