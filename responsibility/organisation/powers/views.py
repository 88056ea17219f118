"""Administrators and auditors: who they are, proposals, decisions. Views."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from responsibility.organisation.powers.change import decide_power, propose_power
from responsibility.organisation.powers.forms import ProposeForm
from responsibility.organisation.powers.models import PowerChange, decides_powers, holders
from responsibility.organisation.sign_in.again import asks_password

SHOWN = 50  # the newest changes


@require_safe
@login_required
def powers(request):
    """Who holds which power, what is proposed, what was decided."""
    changes = _changes(request)
    context = {"holders": holders(), "changes": changes[:SHOWN]}
    return render(request, "responsibility/organisation/powers.html", context)


@require_http_methods(ASK)
@login_required
@asks_password
def power_propose(request):
    _changes(request)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.carry_out(
        propose_power, by=request.actor, now=request.now
    ):
        return done(request, _("Proposed. A second person has to agree."), "powers")
    title = _("Propose an administrator or auditor")
    return form_page(request, form, title=title, submit=_("Propose"), back=redirect("powers").url)


@require_POST
@login_required
@asks_password
def power_decide(request, pk):
    """Agree (`agree`), or turn down (`turn_down`); neither is no decision."""
    get_object_or_404(_changes(request), pk=pk, decided_at=None)
    decision = request.POST.get("decision")
    if decision in ("agree", "turn_down"):
        agree = decision == "agree"
        press(request, decide_power, say=_("Decided."), change_id=pk, agree=agree)
    return redirect("powers")


def _changes(request):
    """404 for who may not propose or decide."""
    if not decides_powers(request.user, at=request.now):
        raise Http404
    return PowerChange.objects.visible_to(request.user, at=request.now)
