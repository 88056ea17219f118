"""Pages of the commission office for exempting what is owed, and for lifting that again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alerts.decisions.exempt import exempt, lift_exemption, why_not_lift
from pages.answer import ASK, done, form_page
from pages.forms import RuleForm
from responsibility.owed.exemptions.forms import ExemptForm
from responsibility.owed.models import OwedByPost
from responsibility.owed.named import owed_or_404


@require_http_methods(ASK)
@login_required
def exempt_owed(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Decide that it is not owed."""
    owed = _owed(request, model, pk)
    form = ExemptForm(request.POST or None)
    if request.method == "POST":
        if form.carry_out(exempt, deadline=owed, by=request.actor, now=request.now):
            return done(request, _("It is exempt now."), owed)
    elif owed.exempt:
        messages.info(request, _("It is exempt already."))
        return redirect(owed)
    return form_page(
        request,
        form,
        title=_("Exempt it"),
        submit=_("Exempt it"),
        back=owed.get_absolute_url(),
        lead=_line(owed),
        notes=[
            _("From now on it has no lamp and is in no rate; it is counted beside."),
            _("What was red stays in the ledger. The exemption can be lifted again."),
        ],
    )


@require_http_methods(ASK)
@login_required
def lift_owed(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Decide that what is exempt is owed again."""
    owed = _owed(request, model, pk)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.carry_out(lift_exemption, deadline=owed, by=request.actor, now=request.now):
            return done(request, _("The exemption is lifted."), owed)
    elif against := why_not_lift(deadline=owed, now=request.now):
        messages.info(request, against)
        return redirect(owed)
    return form_page(
        request,
        form,
        title=_("Lift the exemption"),
        submit=_("Lift it"),
        back=owed.get_absolute_url(),
        lead=_line(owed),
        notes=[
            _("From now on the lamp follows the deadline and the records again."),
            _("If the deadline has passed, it turns red with this decision."),
        ],
    )


def _owed(request: HttpRequest, model: type[OwedByPost], pk: int) -> OwedByPost:
    owed = owed_or_404(request, model, pk)
    if not owed.is_exempted_by(request.user, at=request.now):
        raise PermissionDenied
    return owed


def _line(owed: OwedByPost) -> str:
    return f"{owed.title} · {owed.unit.name} · {owed.post.title}"
