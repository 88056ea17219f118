"""The list of people to call by hand."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pages.answer import form_page, press
from responsibility.organisation.guard import offices_of
from responsibility.organisation.sign_in.again import asks_password
from responsibility.outbox.calls.callees import Callee, to_be_called, told_by_telephone
from responsibility.outbox.forms import NOTE, NoteForm
from responsibility.outbox.show_number import show_numbers


@require_safe
@login_required
def calls(request: HttpRequest) -> HttpResponse:
    """Who was not told of what still stands; numbers are masked."""
    return _page(request, _callees(request), numbers={})


@require_POST
@login_required
@asks_password
def numbers(request: HttpRequest) -> HttpResponse:
    """The same list with the numbers in full, to be called or printed; the look is noted."""
    counties = offices_of(request)
    callees = _callees(request)
    people = {callee.person.pk for callee in callees}
    seen = show_numbers(people=people, counties=counties, by=request.actor, now=request.now)
    return _page(request, callees, numbers=seen)


@require_POST
@login_required
def called(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person `pk` was told by telephone."""
    callee = next((one for one in _callees(request) if one.person.pk == pk), None)
    if callee is None:
        raise Http404
    form, text = NoteForm(request.POST), _("%(name)s was told.") % {"name": callee.person.name}
    if not form.is_valid():
        return form_page(
            request,
            form,
            title=_("Note the call"),
            submit=_("Told"),
            back=resolve_url("outbox-calls"),
            lead=callee.person.name,
        )
    note = form.cleaned_data["note"]
    press(request, told_by_telephone, callee=callee, note=note, say=text)
    return redirect("outbox-calls")


def _callees(request: HttpRequest) -> list[Callee]:
    counties = offices_of(request)
    return to_be_called(counties=counties, at=request.now)


def _page(request: HttpRequest, callees: list[Callee], *, numbers: dict) -> HttpResponse:
    context = {
        "callees": [(callee, numbers.get(callee.person.pk, "")) for callee in callees],
        "in_full": bool(numbers),
        "note_length": NOTE,
    }
    return render(request, "responsibility/outbox/calls.html", context)
