"""Pages of the office: what problems are sorted by, and the time limits."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from responsibility.organisation.guard import office_of
from supervision.papers.rules import PaperRule
from supervision.problems.sorting.change import (
    add_term,
    set_time_limit,
    take_back_time_limit,
    use_term,
)
from supervision.problems.sorting.forms import TermForm, TimeLimitForm
from supervision.problems.terms import Term, TimeLimit

PAGE = "supervision/problems/terms.html"


@require_safe
@login_required
def problem_terms(request: HttpRequest) -> HttpResponse:
    """The words of each kind, those out of use last; each limit and rule for papers over time."""
    words = _of_office(Term, request).order_by("-in_use", "position")
    context = {
        "kinds": [(kind, [term for term in words if term.kind == kind]) for kind in Term.Kind],
        "limits": _of_office(TimeLimit, request).order_by("name", "-first_on"),
        "rules": _of_office(PaperRule, request).order_by("kind", "-first_on"),
        "today": day_of(request.now),
    }
    return render(request, PAGE, context)


@require_http_methods(ASK)
@login_required
def problem_term_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a word to one kind."""
    office_of(request)
    if kind not in Term.Kind.values:
        raise Http404
    form = TermForm(request.POST or None)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(add_term, kind=kind, **acting):
        return done(request, _("The word is added."), "problem-terms")
    return form_page(
        request,
        form,
        title=_("Add a word: %(kind)s") % {"kind": Term.Kind(kind).label},
        submit=_("Add"),
        back=reverse("problem-terms"),
        notes=[_("It cannot be renamed later: put it out of use and add another one.")],
        one_of_many=True,
    )


@require_POST
@login_required
def problem_term_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a word out of use, or into use again: as the pressed button says."""
    term = get_object_or_404(_of_office(Term, request), pk=pk)
    wanted = {"yes": True, "no": False}.get(request.POST.get("in_use", ""))
    if wanted is None:
        return redirect("problem-terms")
    words = _("“%(word)s” is in use again.") if wanted else _("“%(word)s” is out of use.")
    press(request, use_term, term_id=pk, in_use=wanted, say=words % {"word": term})
    return redirect("problem-terms")


@require_http_methods(ASK)
@login_required
def time_limit_set(request: HttpRequest, code: str) -> HttpResponse:
    """Set a limit anew from a day on."""
    limits = _of_office(TimeLimit, request).filter(code=code)
    newest = limits.order_by("first_on").last()
    if newest is None:
        raise Http404
    form = TimeLimitForm(request.POST or None, initial={"days": newest.days, "seen": newest.pk})
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(set_time_limit, code=code, **acting):
        return done(request, _("The limit is set."), "problem-terms")
    return form_page(
        request,
        form,
        title=_("Set the limit: %(limit)s") % {"limit": newest},
        submit=_("Set"),
        back=reverse("problem-terms"),
        notes=[newest.counted, _("What runs already keeps its day.")],
    )


@require_POST
@login_required
def time_limit_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a limit whose day has not come; that it is taken back already, the verb says."""
    office_of(request)
    try:
        press(request, take_back_time_limit, limit_id=pk, say=_("The change is taken back."))
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    return redirect("problem-terms")


def _of_office(model: type[Term] | type[TimeLimit] | type[PaperRule], request: HttpRequest):
    """The rows of the person's county. Raises as `office_of`."""
    rows = model.objects.managed_by(request.user, at=request.now)
    return rows.filter(county_id=office_of(request))
