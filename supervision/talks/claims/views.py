"""The page on which a problem that somebody brought up is entered into the ledger."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page
from supervision.checkups.forms import EnterForm
from supervision.problems.choices import terms
from supervision.talks.claims.enter import enter_claim, may_enter
from supervision.talks.models import Talk, TalkClaim
from supervision.talks.rights import Case, may_do
from supervision.talks.states import Act


@require_http_methods(ASK)
@login_required
def talk_claim(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Enter it as a problem of the unit."""
    visible = Talk.objects.visible_to(request.user, at=request.now).select_related("unit")
    talk = get_object_or_404(visible, pk=pk)
    case = Case.of(talk, at=request.now)
    talks = may_do(Act.ENTER, request.user, case, at=request.now)
    if not (talks and may_enter(request.user, case, at=request.now)):
        raise PermissionDenied
    claim = get_object_or_404(TalkClaim, pk=row, person__talk=talk)
    first = {"title": claim.text[:60], "text": claim.text}
    form = EnterForm(request.POST or None, rows=terms(talk.county_id), initial=first)
    act = {"talk_id": pk, "claim_id": row, "by": request.actor, "now": request.now}
    if request.method == "POST" and (problem := form.carry_out(enter_claim, **act)):
        words = _("Entered as %(number)s. Now it is to be assigned.")
        return done(request, words % {"number": problem.called}, problem)
    return form_page(
        request, form, title=_("Enter as a problem"), submit=pgettext("verb", "Enter"),
        back=talk.get_absolute_url(), lead=f"{talk.called} · {talk.unit.name}",
        notes=[_("The unit sees the problem only once it is assigned.")],
    )  # fmt: skip
