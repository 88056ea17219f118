"""What the commission office's pages have in common: a form, asked and answered."""

from collections.abc import Sequence

from django.contrib import messages
from django.shortcuts import get_list_or_404, redirect, render

from pages.days import day_of
from responsibility.organisation.units.models import Unit

PAGES = "responsibility/organisation"
ASK = ["GET", "HEAD", "POST"]


def form_page(
    request, form, *, title: str, submit: str, back: str, lead: str = "", notes: Sequence[str] = ()
):
    """A page with one form. `back` is the address to return to; `notes` say what it will do."""
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "lead": lead,
        "notes": notes,
    }
    return render(request, f"{PAGES}/form.html", context, status=422 if form.errors else 200)


def standing_units(request):
    """The standing units the person keeps, in order; 404 for who keeps none."""
    units = Unit.objects.managed_by(request.user, at=request.now)
    units = units.standing_on(day_of(request.now)).in_order()
    get_list_or_404(units[:1])
    return units


def done(request, said: str, to, *args):
    """Say what happened, and go to the page `to`."""
    messages.success(request, said)
    return redirect(to, *args)
