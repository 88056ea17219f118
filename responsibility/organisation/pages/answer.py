"""What the commission office's pages have in common: a form, asked and answered."""

from collections.abc import Sequence

from django.contrib import messages
from django.shortcuts import redirect, render

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


def done(request, said: str, to, *args):
    """Say what happened, and go to the page `to`."""
    messages.success(request, said)
    return redirect(to, *args)
