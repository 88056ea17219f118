"""The pages on which what is dated gets its last day, or is taken back as entered by mistake."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page
from pages.days import day_of
from responsibility.organisation.dated.forms import LastDayForm, RestoreForm, TakeBackForm
from responsibility.organisation.dated.restore import restore
from responsibility.organisation.dated.take_back import ENTRIES, take_back
from responsibility.organisation.dated.taken_back import name_of
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.span import span

BACK_TO = {
    "appointments": lambda row: ("post", row.post_id),
    "memberships": lambda row: ("post", row.post_id),
    "charges": lambda row: ("charges",),
    "supervision": lambda row: ("supervision",),
}


def last_day_page(request, row, *, entries: str, verb: Callable, title: str, lead: str = ""):
    """The page on which `row`, of the `entries` of that name, gets its last day by `verb`. A later
    one than before gives rights: the password is asked first."""
    form = LastDayForm(request.POST or None, row=row, today=day_of(request.now))
    page = asks_password(_last_day_page) if form.lengthens() else _last_day_page
    return page(request, row, entries=entries, verb=verb, title=title, lead=lead)


def _last_day_page(request, row, *, entries: str, verb: Callable, title: str, lead: str):
    to = BACK_TO[entries](row)
    form = LastDayForm(request.POST or None, row=row, today=day_of(request.now))
    notes = form.unseen() if form.is_bound and form.is_valid() else []
    act = {"by": request.actor, "now": request.now}
    if request.method == "POST" and not notes and form.carry_out(verb, **act):
        return done(request, _("The last day is entered."), *to)
    return form_page(
        request,
        form,
        title=title,
        submit=_("Enter the last day as shown") if notes else _("Enter the last day"),
        back=reverse(to[0], args=to[1:]),
        lead=lead,
        notes=notes,
        other=(reverse("entry-take-back", args=[entries, row.pk]), _("Entered by mistake?")),
    )


@require_http_methods(ASK)
@login_required
def entry_take_back(request, entries, pk):
    """Take back the entry `pk` of the kind `entries`, with a reason."""
    if entries not in ENTRIES:
        raise Http404
    model, _kind = ENTRIES[entries]
    row = get_object_or_404(model.objects.managed_by(request.user, at=request.now).kept(), pk=pk)
    to = BACK_TO[entries](row)
    form = TakeBackForm(request.POST or None)
    act = {"entries": entries, "entry_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back, **act):
        text = _("The entry (%(time)s) is taken back.") % {"time": span(row.period)}
        return done(request, text, *to)
    return form_page(
        request,
        form,
        title=_("Take back an entry made by mistake"),
        submit=_("Take back"),
        back=reverse(to[0], args=to[1:]),
        lead=f"{name_of(row)} · {span(row.period)}",
        notes=[
            _("It is then as if it had never been in force. What was done meanwhile stays."),
            _("Whoever left by it does not come back by itself: enter that again."),
            _("Whoever only leaves gets a last day instead."),
        ],
    )


@require_http_methods(ASK)
@login_required
@asks_password
def entry_restore(request, entries, pk):
    """Restore the entry `pk` of the kind `entries` that was taken back, with a reason."""
    if entries not in ENTRIES:
        raise Http404
    model, _kind = ENTRIES[entries]
    found = model.objects.managed_by(request.user, at=request.now).restorable()
    row = get_object_or_404(found, pk=pk)
    to = BACK_TO[entries](row)
    form = RestoreForm(request.POST or None, with_seats=entries == "appointments")
    act = {"entries": entries, "entry_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(restore, **act):
        text = _("The entry (%(time)s) is in force again.") % {"time": span(row.taken_back)}
        return done(request, text, *to)
    return form_page(
        request,
        form,
        title=_("Restore an entry that was taken back"),
        submit=_("Restore"),
        back=reverse(to[0], args=to[1:]),
        lead=f"{name_of(row)} · {span(row.taken_back)}",
        notes=[_("It is in force again for these days, with all that was taken back with it.")],
    )
