"""How a page answers: a form shown again, a verb carried out, what came of it said."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render

from pages.refused import Refused

NEXT = "and_next"  # the name of the button that saves and enters the next
ASK = ["GET", "HEAD", "POST"]  # methods of a page with a form


def form_page(
    request,
    form,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    notes: Sequence[str] = (),
    other: tuple[str, str] | None = None,
    one_of_many: bool = False,
):
    """A page with one form. `back` is the address to return to; `notes` say what it will do;
    `other` is the address and the words of another act that may be meant; `one_of_many` offers to
    save and enter the next (`done`)."""
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "lead": lead,
        "notes": notes,
        "other": other,
        "next_one": NEXT if one_of_many else "",
    }
    return render(request, "pages/form.html", context, status=status_of(form))


def status_of(*forms) -> int:
    """The HTTP status of a page that shows `forms`: 422 where one of them says what is wrong."""
    return 422 if any(form.errors for form in forms) else 200


def done(request, text: str, to, *args, again: str = ""):
    """Say what happened, and go to the page `to`; where the next is to be entered, to the form
    once more, with the query `again`."""
    messages.success(request, text)
    if NEXT in request.POST:
        return redirect(f"{request.path}?{again}" if again else request.get_full_path())
    return redirect(to, *args)


def attempt(verb: Callable, **arguments) -> tuple[Any, str]:
    """Carry out `verb` where the page goes on whatever it says: what it returns and "", or None and
    the sentence of its refusal."""
    try:
        return verb(**arguments), ""
    except Refused as refusal:
        return None, str(refusal)


def press(request, verb: Callable, *, say: str = "", **arguments) -> Any:
    """Carry out `verb` for a button pressed by request.actor at request.now.

    Returns what the verb returns (True where that is None), and `say` is shown; None where the
    verb says no, and its sentence is shown.
    """
    outcome, refusal = attempt(verb, by=request.actor, now=request.now, **arguments)
    if refusal:
        messages.error(request, refusal)
        return None
    if say:
        messages.success(request, say)
    return True if outcome is None else outcome
