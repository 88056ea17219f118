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
    found = find(reference, user=request.user, at=request.now)
    if found is None:
        raise Http404
    if len(found.pages) == 1:
        response = redirect(found.pages.pop())
    else:
        response = render(request, "alerts/links/message.html", {"found": found})
    if request.method == "GET":
        mark_read(found.entries, now=request.now)
    return response


@require_safe
@login_required
def typed(request):
    """A reference typed from a text that has no link in it."""
    reference = request.GET.get("reference", "").strip()
    found = find(reference, user=request.user, at=request.now)
    if found:
        return redirect("short-link", found.message.reference)
    if reference:
        messages.error(request, _("None of your messages has this reference. Check it."))
    return redirect("inbox")
