"""One message: its whole life, and what the office decides about it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alerts.outbox.call import call_by_hand
from alerts.outbox.cancel import cancel_message
from alerts.outbox.models import Message
from alerts.outbox.resend import decide_resend
from pages.answer import form_page, press
from responsibility.organisation.sign_in.again import asks_password
from responsibility.outbox.forms import NOTE, NoteForm
from responsibility.outbox.message.life import Life
from responsibility.outbox.seen import texts_of_office
from responsibility.outbox.show_number import show_number


@require_safe
@login_required
def message(request: HttpRequest, pk) -> HttpResponse:
    """What was said to whom, and every step since."""
    return _page(request, _message(request, pk))


@require_POST
@login_required
@asks_password
def number(request: HttpRequest, pk) -> HttpResponse:
    """The same page with the number in full; the look is noted."""
    one = _message(request, pk)
    return _page(request, one, number=show_number(message=one, by=request.actor, now=request.now))


@require_POST
@login_required
def resend(request: HttpRequest, pk) -> HttpResponse:
    """Send it again, by decision."""
    one = _message(request, pk)
    again = press(request, decide_resend, message=one, say=_("It will be sent again."))
    return redirect("outbox-message", again.pk if again else one.pk)


@require_POST
@login_required
def cancel(request: HttpRequest, pk) -> HttpResponse:
    """Let it never be sent, by decision."""
    one = _message(request, pk)
    press(request, cancel_message, message=one, say=_("It will not be sent."))
    return redirect("outbox-message", one.pk)


@require_POST
@login_required
def call(request: HttpRequest, pk) -> HttpResponse:
    """Note that the recipient was told by telephone."""
    one, form = _message(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        back = resolve_url("outbox-message", one.pk)
        title, submit = _("Note the call"), _("Told")
        return form_page(request, form, title=title, submit=submit, back=back)
    note = form.cleaned_data["note"]
    press(request, call_by_hand, message=one, note=note, say=_("The call is noted."))
    return redirect("outbox-message", one.pk)


def _message(request: HttpRequest, pk) -> Message:
    texts = texts_of_office(request.user, at=request.now)
    return get_object_or_404(texts.select_related("recipient", "supersedes"), pk=pk)


def _page(request: HttpRequest, one: Message, *, number: str = "") -> HttpResponse:
    life = Life.of(one, user=request.user, at=request.now)
    context = {"life": life, "row": life.row, "number": number, "note_length": NOTE}
    return render(request, "responsibility/outbox/message.html", context)
