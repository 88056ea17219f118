"""Pages of talks: the list, planning one, one talk, holding, signing, and each act in it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press, status_of
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from supervision.talks.act_pages import ActPage
from supervision.talks.brief import brief_of, is_briefed, open_brief
from supervision.talks.choices import kinds_for, talkers_beside
from supervision.talks.forms import HoldForm, PlanForm, SignForm
from supervision.talks.hold import hold_talk, own_talk_tasks
from supervision.talks.listing import TalkListing
from supervision.talks.models import Talk
from supervision.talks.page import TalkPage
from supervision.talks.people import persons_reached
from supervision.talks.plan import plan_talk
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.rights import Case, acts_open_to, may_do, may_talk
from supervision.talks.sign import sign_talk
from supervision.talks.states import Act

PAGES = "supervision/talks"


@require_safe
@login_required
def talk_list(request: HttpRequest) -> HttpResponseBase:
    """The talks whose face the person sees; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, TalkListing)


@require_http_methods(ASK)
@login_required
def talk_new(request: HttpRequest) -> HttpResponse:
    """Plan a talk; with the person of a prompt, or one that the address names."""
    user, now = request.user, request.now
    if not may_talk(standing_of(user, at=now)):
        raise Http404
    people = persons_reached(user, at=now)
    prompt = _prompt(request)
    person = prompt.user if prompt else _person(request, people)
    first = {"persons": person.staff_number if person else "", "planned_on": day_of(now)}
    form = PlanForm(
        request.POST or None, initial=first, kinds=kinds_for(user, at=now), people=people,
        beside=talkers_beside(user, at=now),
    )  # fmt: skip
    about = {"by": request.actor, "now": now, "prompt_id": prompt and prompt.pk}
    if request.method == "POST" and (talk := form.carry_out(plan_talk, **about)):
        return done(request, _("Planned as %(number)s.") % {"number": talk.called}, talk)
    back = prompt.get_absolute_url() if prompt else reverse("talk-list")
    return form_page(
        request, form, title=_("Plan a talk"), submit=_("Plan"), back=back,
        lead=person.name if person else "",
        notes=[_("Who is talked to is told the day, not the matter.")],
    )  # fmt: skip


def _prompt(request: HttpRequest) -> TalkPrompt | None:
    number = request.GET.get("prompt", "")
    if not number:
        return None
    prompts = TalkPrompt.objects.visible_to(request.user, at=request.now).select_related("user")
    return get_object_or_404(prompts, pk=int(number) if number.isdecimal() else 0)


def _person(request: HttpRequest, people):
    number = request.GET.get("person", "")
    return people.filter(pk=int(number)).first() if number.isdecimal() else None


@require_safe
@login_required
def talk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk, as far as the person reads it, and what they may do now."""
    talk = _visible(request, pk)
    view = TalkPage.of(talk, user=request.user, now=request.now)
    owed = view.page.deadline if view.page else None
    context = {"talk": talk, "view": view, "page": view.page, "owed": owed}
    return render(request, f"{PAGES}/talk.html", {**context, **view.decisions})


@require_http_methods(ASK)
@login_required
def talk_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of the talk, with the brief beside it."""
    talk = _visible(request, pk)
    case = _refuse_others(request, talk, Act.HOLD)
    tasks = own_talk_tasks(request.user, at=request.now)
    first = {"happened_on": day_of(request.now), "place": talk.place, "present": case.talkers}
    form = HoldForm(request.POST or None, initial=first, case=case, tasks=tasks)
    act = {"talk_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(hold_talk, **act):
        return done(request, _("Recorded. Who was talked to signs next."), talk)
    brief = None
    if is_briefed(talk, request.user, at=request.now):
        brief = brief_of(case, user=request.user, now=request.now)
    context = {"talk": talk, "form": form, "brief": brief}
    return render(request, f"{PAGES}/hold.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def talk_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The own part, to be signed by who was talked to."""
    talk = _visible(request, pk)
    case = _refuse_others(request, talk, Act.SIGN)
    tasks = own_talk_tasks(request.user, at=request.now)
    form = SignForm(request.POST or None, tasks=tasks)
    act = {"talk_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(sign_talk, **act):
        return done(request, _("Signed."), talk)
    person = case.person_of(request.user)
    context = {"talk": talk, "form": form, "written": talk.written}
    context["required"] = person.requirements.filter(exempt=False).order_by("pk")
    return render(request, f"{PAGES}/sign.html", context, status=status_of(form))


@require_POST
@login_required
def talk_brief_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the brief; the look at the facts is noted."""
    _visible(request, pk)
    pressed = press(request, open_brief, talk_id=pk)
    return redirect("talk-brief" if pressed else "talk", pk)


@require_safe
@login_required
def talk_brief(request: HttpRequest, pk: int) -> HttpResponse:
    """The brief, to be read and printed, for who has opened it lately."""
    talk = _visible(request, pk)
    case = _refuse_others(request, talk, Act.BRIEF)
    if not is_briefed(talk, request.user, at=request.now):
        raise Http404
    brief = brief_of(case, user=request.user, now=request.now)
    return render(request, f"{PAGES}/brief.html", {"talk": talk, "brief": brief})


@require_http_methods(ASK)
@login_required
def talk_act(request: HttpRequest, pk: int, page: ActPage, row: int | None = None) -> HttpResponse:
    """The page of one act, for who may do it now."""
    talk = _visible(request, pk)
    _refuse_others(request, talk, page.act)
    form = page.form(request.POST or None)
    act = {"talk_id": pk, "by": request.actor, "now": request.now}
    if page.row:
        act[page.row] = row
    if request.method == "POST" and form.carry_out(page.verb, **act):
        return done(request, page.done, talk)
    return form_page(
        request, form, title=page.label, submit=page.label, back=talk.get_absolute_url(),
        lead=f"{talk.called} · {talk.kind}", notes=page.notes,
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> Talk:
    """The talk, as far as the person may see it."""
    visible = Talk.objects.visible_to(request.user, at=request.now)
    shown_with = ("unit", "kind__terms", "made_by", "made_in__unit")
    return get_object_or_404(visible.select_related(*shown_with), pk=pk)


def _refuse_others(request: HttpRequest, talk: Talk, act: Act) -> Case:
    """The case; 403 for whom the act is not. What is sent too late is answered by the verb."""
    case = Case.of(talk, at=request.now)
    if request.method == "POST":
        may = may_do(act, request.user, case, at=request.now)
    else:
        may = act in acts_open_to(request.user, case, at=request.now)
    if not may:
        raise PermissionDenied
    return case
