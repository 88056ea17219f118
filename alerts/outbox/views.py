"""The inbox: what the platform told a person."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.outbox.contents import contents_of
from alerts.outbox.models import Message
from alerts.outbox.read import mark_read


@require_safe
@login_required
def inbox(request):
    """One's own messages, the newest first. Showing them is reading them."""
    messages = Message.objects.visible_to(request.user, at=request.now).inbox()
    page = Paginator(messages, 20).get_page(request.GET.get("page"))
    carried = contents_of(page.object_list, user=request.user, at=request.now)
    context = {
        "page": page,
        "entries": [(message, carried[message.pk]) for message in page],
        "sandbox": settings.SMS_CHANNEL == "sandbox",
    }
    response = render(request, "alerts/outbox/inbox.html", context)
    if request.method == "GET":
        mark_read(page.object_list, now=request.now)
    return response
