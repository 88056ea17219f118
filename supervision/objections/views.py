"""Pages of objections: the list, making one, one objection, and the acts on it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.forms import AGAIN
from pages.listing.views import list_page
from pages.refused import Refused
from responsibility.files.attach import attached_uploads
from responsibility.files.views import answer_with, with_uploads
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to
from supervision.objections.about.base import Contested
from supervision.objections.about.kinds import contested_by, find_contested
from supervision.objections.choices import files_of
from supervision.objections.decide import decide_objection, foresee_decision, withdraw_objection
from supervision.objections.forms import (
    DecideForm,
    ObjectForm,
    StateForm,
    TryForm,
    WithdrawForm,
    WithFiles,
)
from supervision.objections.listing import ObjectionListing
from supervision.objections.make import ask_review, make_objection, why_not_object, why_not_review
from supervision.objections.models import Objection
from supervision.objections.page import ObjectionPage
from supervision.objections.rights import concerns, may_decide, may_withdraw, side_of
from supervision.objections.state import state_facts, why_not_state
from supervision.objections.states import What
from supervision.objections.words import rulings_in_words

PAGES = "supervision/objections"


@require_safe
@login_required
def objection_list(request: HttpRequest) -> HttpResponseBase:
    """The objections that the person sees; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, ObjectionListing)


@require_http_methods(ASK)
@login_required
def objection_new(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Object to something, for who is concerned."""
    contested = find_contested(What(what), pk, now=request.now, lock=False)
    if contested is None or not concerns(request.user, contested, at=request.now):
        raise Http404
    against = why_not_object(contested, now=request.now)
    form, files = _with_files(request, ObjectForm)
    act = {"what": What(what), "contested_id": pk, "by": request.actor, "now": request.now}
    if form.data and (made := form.carry_out(make_objection, **act)):
        words = _("The objection %(number)s is made. It is decided by %(body)s.")
        return done(request, words % {"number": made.name, "body": made.unit.name}, made)
    return _ask(request, form, files, contested, against=against, title=pgettext("verb", "Object"))


@require_http_methods(ASK)
@login_required
def objection_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a review of what was not upheld in full."""
    objection = _visible(request, pk)
    contested = contested_by(objection, now=request.now, lock=False)
    own = objection.made_by_id == request.user.pk
    if not own and not concerns(request.user, contested, at=request.now):
        raise PermissionDenied
    against = why_not_review(objection, contested, now=request.now)
    form, files = _with_files(request, ObjectForm)
    act = {"objection_id": pk, "by": request.actor, "now": request.now}
    if form.data and (made := form.carry_out(ask_review, **act)):
        return done(request, _("A review is asked for. Another body decides."), made)
    title = _("Ask for a review")
    return _ask(request, form, files, contested, against=against, title=title)


@require_safe
@login_required
def objection_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_http_methods(ASK)
@login_required
def objection_state(request: HttpRequest, pk: int) -> HttpResponse:
    """State facts for the own side."""
    objection = _visible(request, pk)
    if side_of(request.user, objection, at=request.now) is None:
        raise PermissionDenied
    form, files = _with_files(request, StateForm)
    act = {"objection_id": pk, "by": request.actor, "now": request.now}
    if form.data and form.carry_out(state_facts, **act):
        return done(request, _("The facts are stated."), objection)
    contested = contested_by(objection, now=request.now, lock=False)
    return _ask(
        request, form, files, contested, against=why_not_state(objection), title=_("State facts"),
        back=objection.get_absolute_url(),
    )  # fmt: skip


@require_POST
@login_required
def objection_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide, once what follows was shown: without its mark the page shows it first."""
    form = _decide_form(request, pk, DecideForm)
    act = {"objection_id": pk, "by": request.actor, "now": request.now}
    if request.POST.get("mark") and form.carry_out(decide_objection, **act):
        return done(request, _("Decided. Both sides are told."), "objection", pk)
    form.is_valid()
    return _page(request, pk, form=form)


@require_POST
@login_required
def objection_try(request: HttpRequest, pk: int) -> HttpResponse:
    """What a decision would correct, before it is made."""
    return _page(request, pk, form=_decide_form(request, pk, TryForm))


@require_http_methods(ASK)
@login_required
def objection_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own objection back, with a reason."""
    objection = _visible(request, pk)
    if not may_withdraw(request.user, objection, at=request.now):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    act = {"objection_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(withdraw_objection, **act):
        return done(request, _("The objection is withdrawn."), objection)
    return form_page(
        request, form, title=_("Withdraw the objection"), submit=pgettext("verb", "Withdraw"),
        back=objection.get_absolute_url(), lead=f"{objection.name} · {objection.subject}",
        notes=[_("What is contested stands. No other objection to it is barred by this.")],
    )  # fmt: skip


@require_safe
@login_required
def objection_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A file of either side, for who sees the objection."""
    objection = _visible(request, pk)
    return answer_with(request, get_object_or_404(files_of(objection), pk=file_id))


def _visible(request: HttpRequest, pk: int) -> Objection:
    visible = Objection.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.for_rows(now=request.now).with_state(), pk=pk)


def _decide_form(request: HttpRequest, pk: int, kind: type[DecideForm]) -> DecideForm:
    objection = _visible(request, pk)
    if not may_decide(request.user, objection, at=request.now):
        raise PermissionDenied
    contested = contested_by(objection, now=request.now, lock=False)
    return kind(request.POST, choices=rulings_in_words(contested))


def _page(request: HttpRequest, pk: int, *, form: DecideForm | None = None) -> HttpResponse:
    """The objection; a decision that is being made stands beside what it would correct."""
    objection = _visible(request, pk)
    page = ObjectionPage.of(objection, user=request.user, now=request.now)
    context = {"objection": objection, "page": page, "owed": objection}
    context |= decisions_open_to(request.user, page=page, now=request.now)
    if page.decides or form:  # also a decision that came too late, with its words
        context |= _deciding(request, objection, page, form)
    status = status_of(form, context["form"]) if form else 200
    return render(request, f"{PAGES}/objection.html", context, status=status)


def _deciding(
    request: HttpRequest, objection: Objection, page: ObjectionPage, form: DecideForm | None
) -> dict:
    """The form, and what a choice in it would correct."""
    if form is None:
        return {"form": DecideForm(choices=page.rulings)}
    trial = TryForm(request.POST, choices=page.rulings)
    act = {"objection_id": objection.pk, "by": request.actor, "now": request.now}
    outcome = trial.carry_out(foresee_decision, **act)
    if outcome is None:
        return {"form": form if form.errors else trial}
    corrections, foresight = outcome
    return {"form": form, "foreseen": corrections, "mark": foresight.mark, "tried": True}


def _with_files(request: HttpRequest, kind: type[WithFiles]) -> tuple[WithFiles, list]:
    """The form with what was sent, files included; its `data` is empty where it is not to be
    carried out."""
    if request.method != "POST":
        return kind(), []
    fields, refused = with_uploads(request)
    dropped = fields.get(AGAIN)
    if dropped:  # without JavaScript: a file is to leave the form
        fields.setlist("files", [file for file in fields.getlist("files") if file != dropped])
    form = kind(fields)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    files = attached_uploads(request.user, form["files"].value(), at=request.now)
    if dropped:
        form = kind(initial={name: fields.get(name) for name in form.fields})
    return form, files


def _ask(
    request: HttpRequest, form, files, contested: Contested, *, title: str, against: str = "",
    back: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "files": files,
        "contested": contested,
        "against": against,
        "title": title,
        "back": back or contested.address,
        "most": settings.UPLOADS_PER_RECORD,
    }
    return render(request, f"{PAGES}/ask.html", context, status=status_of(form))
