"""Pages of prompts for talks: the list, one of them, and deciding without a talk of its own."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.listing.views import list_page
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from supervision.talks.forms import MergeForm, ReasonForm
from supervision.talks.prompts.decide import drop_prompt, may_decide, merge_prompt, other_talks
from supervision.talks.prompts.listing import PromptListing
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.prompts.page import PromptPage


@require_safe
@login_required
def talk_prompts(request: HttpRequest) -> HttpResponseBase:
    """Who is to be decided about; for who supervises, and the commission office."""
    standing = standing_of(request.user, at=request.now)
    if not (standing.office_counties or urged_units(standing)):
        raise Http404
    return list_page(request, PromptListing)


@require_safe
@login_required
def talk_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """One prompt with each red and what weighs for the person."""
    prompt = _visible(request, pk)
    view = PromptPage.of(prompt, user=request.user, now=request.now)
    owed = view.page.deadline if view.page else None
    context = {"prompt": prompt, "view": view, "page": view.page, "owed": owed}
    return render(request, "supervision/talks/prompt.html", {**context, **view.decisions})


@require_http_methods(ASK)
@login_required
def talk_prompt_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up in another open talk with the person."""
    prompt = _decided(request, pk)
    talks = other_talks(request.user, prompt, at=request.now)
    form = MergeForm(request.POST or None, talks=talks)
    act = {"prompt_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(merge_prompt, **act):
        return done(request, _("Taken up in that talk."), prompt)
    return form_page(
        request, form, title=_("Take up in another talk"), submit=_("Take up"),
        back=prompt.get_absolute_url(), lead=prompt.user.name,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def talk_prompt_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that no talk is needed."""
    prompt = _decided(request, pk)
    form = ReasonForm(request.POST or None)
    act = {"prompt_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(drop_prompt, **act):
        return done(request, _("Decided: no talk is needed."), prompt)
    return form_page(
        request, form, title=_("No talk needed"), submit=_("Decide"),
        back=prompt.get_absolute_url(), lead=prompt.user.name,
        notes=[_("The lamps stay as they are; this is not counted against anybody.")],
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> TalkPrompt:
    visible = TalkPrompt.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related("user", "post__unit", "unit", "talk"), pk=pk)


def _decided(request: HttpRequest, pk: int) -> TalkPrompt:
    """The prompt, for who decides about it."""
    prompt = _visible(request, pk)
    if not may_decide(request.user, prompt, at=request.now):
        raise PermissionDenied
    return prompt
