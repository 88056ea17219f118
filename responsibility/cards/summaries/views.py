"""Pages of summaries: the office's list, one summary with the lines of its card, its acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page
from pages.listing.views import list_page
from responsibility.cards.answers.answer import answer_line, records_to_link
from responsibility.cards.summaries.forms import AnswerForm, SummaryForm, TakeBackForm
from responsibility.cards.summaries.listing import SummaryListing
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.page import SummaryPage
from responsibility.cards.summaries.rights import may_confirm, may_write
from responsibility.cards.summaries.write import (
    confirm_summary,
    take_back_summary,
    why_not_take_back,
    write_summary,
)
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to

PAGES = "responsibility/cards/summaries"


@require_safe
@login_required
def card_summaries(request: HttpRequest) -> HttpResponseBase:
    """What the recipients of the county answered and summed up; for its commission office."""
    if not standing_of(request.user, at=request.now).office_counties:
        raise Http404
    return list_page(request, SummaryListing)


@require_safe
@login_required
def card_summary(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _summary(request, pk))


@require_POST
@login_required
def card_summary_write(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft is saved, or with the other button confirmed."""
    summary = _summary(request, pk)
    confirms = "confirm" in request.POST
    if not (may_confirm(request.user, summary) if confirms else _writes(request, summary)):
        raise PermissionDenied
    form = SummaryForm(request.POST)
    verb = confirm_summary if confirms else write_summary
    if form.carry_out(verb, summary_id=pk, by=request.actor, now=request.now):
        words = _("Confirmed: the quarter is summed up.") if confirms else _("The draft is saved.")
        return done(request, words, summary)
    return _page(request, summary, form)


@require_http_methods(ASK)
@login_required
def card_summary_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the confirmation back, with a reason."""
    summary = _summary(request, pk)
    if not may_confirm(request.user, summary):
        raise PermissionDenied
    form = TakeBackForm(request.POST or None)
    act = {"summary_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST":
        if form.carry_out(take_back_summary, **act):
            return done(request, _("Taken back. The summary is a draft again."), summary)
    elif against := why_not_take_back(summary):
        messages.info(request, against)
        return redirect(summary)
    notes = [
        _("The summary is owed again by the same day; after it the lamp is red until then."),
        _("What was confirmed stays to be read, with the reason."),
    ]
    return form_page(
        request, form, title=_("Take the summary back"), submit=pgettext("verb", "Take back"),
        back=summary.get_absolute_url(), lead=summary.title, notes=notes,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def card_line_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was done about a line of a card."""
    visible = CardSummary.objects.visible_to(request.user, at=request.now)
    rows = visible.select_related("card__issue")
    summary = get_object_or_404(rows, card__lines=pk)
    if not _writes(request, summary):
        raise PermissionDenied
    line = summary.card.lines.get(pk=pk)
    records = records_to_link(summary, user=request.user, at=request.now)
    last = line.answers.order_by("pk").last()
    form = AnswerForm(request.POST or None, records=records, initial=_as_before(last))
    act = {"line_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST":
        if form.carry_out(answer_line, **act):
            return done(
                request, _("Line %(place)d is answered.") % {"place": line.position}, summary
            )
    elif not summary.is_open:
        return redirect(summary)
    return form_page(
        request, form, title=_("Answer line %(place)d") % {"place": line.position},
        submit=_("Answer it"), back=summary.get_absolute_url(), lead=str(line),
    )  # fmt: skip


def _as_before(last) -> dict:
    """The newest answer, to be changed where it is answered anew."""
    names = ("text", "figure", "figure_before", "figure_after")
    return (
        {name: getattr(last, name) for name in names} | {"record": last.record_id} if last else {}
    )


def _summary(request: HttpRequest, pk: int) -> CardSummary:
    visible = CardSummary.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.for_rows(now=request.now), pk=pk)


def _writes(request: HttpRequest, summary: CardSummary) -> bool:
    return may_write(request.user, summary, at=request.now)


def _page(
    request: HttpRequest, summary: CardSummary, form: SummaryForm | None = None
) -> HttpResponse:
    """The summary; a form that was refused keeps what is typed in it."""
    page = SummaryPage.of(summary, user=request.user, now=request.now)
    status = 422 if form else 200
    if form is None and page.writes:
        form = SummaryForm(initial=page.initial(summary, now=request.now))
    context = {
        "summary": summary,
        "owed": summary,
        "page": page,
        "form": form,
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    return render(request, f"{PAGES}/summary.html", context, status=status)
