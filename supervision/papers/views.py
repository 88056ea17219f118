"""Pages of the office: how papers are issued, changed from a day on."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, form_page, press
from responsibility.organisation.guard import office_of
from supervision.papers.change import set_paper_rule, take_back_paper_rule
from supervision.papers.forms import PaperRuleForm
from supervision.papers.rules import PaperRule


@require_http_methods(ASK)
@login_required
def paper_rule_set(request: HttpRequest, kind: str) -> HttpResponse:
    """Set the rule of a kind of papers anew from a day on."""
    newest = _of_office(request).filter(kind=kind).order_by("first_on").last()
    if newest is None:
        raise Http404
    first = {"word": newest.word, "approved": newest.approved, "seen": newest.pk}
    form = PaperRuleForm(request.POST or None, initial=first)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(set_paper_rule, kind=kind, **acting):
        return done(request, _("The rule is set."), "problem-terms")
    return form_page(
        request, form, title=_("Set how papers are issued: %(word)s") % {"word": newest.word},
        submit=_("Set"), back=reverse("problem-terms"),
        notes=[_("What was sent keeps its number; the numbers of the year go on.")],
    )  # fmt: skip


@require_POST
@login_required
def paper_rule_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a rule whose day has not come; that it is taken back already, the verb says."""
    office_of(request)
    try:
        press(request, take_back_paper_rule, rule_id=pk, say=_("The change is taken back."))
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    return redirect("problem-terms")


def _of_office(request: HttpRequest):
    """The rules of the person's county. Raises as `office_of`."""
    rules = PaperRule.objects.managed_by(request.user, at=request.now)
    return rules.filter(county_id=office_of(request))
