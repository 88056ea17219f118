"""The short link of a text: /t/<reference>, after sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alerts.links.find import find
from alerts.outbox.read import mark_read


@require_safe
@login_required
def follow(request, reference):
    """What one's own message is about: the one page it leads to, else all of them.

    Another's reference and an unknown one are the same 404.
    """
    text = find(reference, user=request.user, at=request.now)
    if text is None:
        raise Http404
    if len(text.pages) == 1:
        response = redirect(text.pages.pop())
    else:
        response = render(request, "alerts/links/message.html", {"found": text})
    if request.method == "GET":
        mark_read(text.entries, now=request.now)
    return response


@require_safe
@login_required
def typed(request):
    """A reference typed from a text that has no link in it."""
    reference = request.GET.get("reference", "").strip()
    text = find(reference, user=request.user, at=request.now)
    if text:
        return redirect("short-link", text.message.reference)
    if reference:
        messages.error(request, _("None of your messages has this reference. Check it."))
    return redirect("inbox")
