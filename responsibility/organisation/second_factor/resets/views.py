"""Who must have a second factor and has one; resets, proposed and decided. Views."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from responsibility.organisation.powers.models import decides_powers
from responsibility.organisation.second_factor.resets.administrators import administrators
from responsibility.organisation.second_factor.resets.forms import ProposeResetForm
from responsibility.organisation.second_factor.resets.models import FactorReset
from responsibility.organisation.second_factor.resets.reset import decide_reset, propose_reset
from responsibility.organisation.sign_in.again import asks_password

SHOWN = 50  # the newest resets


@require_safe
@login_required
def factor_resets(request):
    """Administrators, auditors and offices with their second factors; what is proposed and was
    decided."""
    resets = _resets(request)
    context = {"people": administrators(at=request.now), "resets": resets[:SHOWN]}
    return render(request, "responsibility/organisation/second_factor/resets.html", context)


@require_http_methods(ASK)
@login_required
@asks_password
def factor_reset_propose(request):
    _resets(request)
    form = ProposeResetForm(
        request.POST or None, initial={"account": request.GET.get("account", "")}
    )
    if request.method == "POST" and form.carry_out(
        propose_reset, by=request.actor, now=request.now
    ):
        return done(
            request, _("The reset is proposed. A second person has to agree."), "factor-resets"
        )
    return form_page(
        request,
        form,
        title=_("Propose to reset a second factor"),
        submit=_("Propose a reset"),
        back=reverse("factor-resets"),
        notes=[
            _("For who has lost the device and the recovery codes. See for yourself that it is "
              "this person who asks."),
            _("Once a second person agrees, the person is signed out everywhere, and is told."),
        ],
    )  # fmt: skip


@require_POST
@login_required
@asks_password
def factor_reset_decide(request, pk):
    """Agree (`agree`), or turn down (`turn_down`); neither is no decision."""
    get_object_or_404(_resets(request), pk=pk, decided_at=None)
    decision = request.POST.get("decision")
    if decision in ("agree", "turn_down"):
        agree = decision == "agree"
        press(request, decide_reset, say=_("Decided."), reset_id=pk, agree=agree)
    return redirect("factor-resets")


def _resets(request):
    """404 for who may not propose or decide."""
    if not decides_powers(request.user, at=request.now):
        raise Http404
    return FactorReset.objects.visible_to(request.user, at=request.now)
