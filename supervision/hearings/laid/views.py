"""Acts on a report: laying it before the committee, notes, that it was heard, its decisions."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from alerts.audit.export import record_export
from pages.answer import ASK, done, form_page
from pages.days import day_of
from responsibility.organisation.guard import units_of_office
from responsibility.organisation.units.models import Unit
from supervision.hearings.content import canonical
from supervision.hearings.decide import enter_decision, take_back_decision
from supervision.hearings.forms import DecisionForm, HeardForm, LayForm, NoteForm, ReasonForm
from supervision.hearings.lay import hear, lay, take_back
from supervision.hearings.models import IN_FORCE, Hearing, HearingDecision, HearingNote
from supervision.hearings.note import enter_note, take_back_note


@require_http_methods(ASK)
@login_required
def hearing_lay(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay it before the committee: asked once more, since from then on it is kept as it is."""
    mine = _managed(request, pk)
    form = LayForm(request.POST or None, initial={"digest": request.GET.get("digest", "")})
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (laid := form.carry_out(lay, **act)):
        text = _("Laid before the committee as %(number)s.") % {"number": laid.number}
        return done(request, text, mine)
    return form_page(
        request, form, title=_("Lay it before the committee"),
        submit=_("Lay it before the committee"), back=mine.get_absolute_url(), lead=_lead(mine),
        notes=[
            _("It is frozen as it is now, with number and fingerprint; the leaders read it."),
            _("Until it is heard it can be taken back with a reason; later changes are notes."),
        ],
    )  # fmt: skip


@require_safe
@login_required
def hearing_content(request: HttpRequest, pk: int) -> HttpResponse:
    """What the fingerprint is of, as a text file; taking it out is noted."""
    visible = Hearing.objects.visible_to(request.user, at=request.now)
    laid = get_object_or_404(visible, pk=pk).laid.filter(IN_FORCE).first()
    if laid is None:
        raise Http404
    with transaction.atomic():
        record_export(
            request=request, listing="hearing-list", title=laid.number, form="txt", filters="",
            rows=1,
        )  # fmt: skip
    content = canonical(laid.number, laid.content)
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{laid.number}.txt"'
    return answer


@require_http_methods(ASK)
@login_required
def hearing_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back before it was heard, with a reason."""
    mine = _managed(request, pk)
    form = ReasonForm(request.POST or None)
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back, **act):
        return done(request, _("Taken back. It is a draft again."), mine)
    return _take_back_page(request, form, mine, _("Take the report back"))


@require_http_methods(ASK)
@login_required
def hearing_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a numbered note beside the report that was laid."""
    mine = _managed(request, pk)
    form = NoteForm(request.POST or None)
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (note := form.carry_out(enter_note, **act)):
        return done(request, _("Note No. %(number)d is entered.") % {"number": note.number}, mine)
    return form_page(
        request, form, title=_("Enter a note"), submit=_("Enter"), back=mine.get_absolute_url(),
        lead=_lead(mine),
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def note_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note back, with a reason."""
    mine = Hearing.objects.managed_by(request.user, at=request.now)
    note = get_object_or_404(HearingNote, IN_FORCE, pk=pk, hearing__in=mine)
    form = ReasonForm(request.POST or None)
    act = {"note_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_note, **act):
        return done(request, _("The note is taken back."), note.hearing)
    title = _("Take back note No. %(number)d") % {"number": note.number}
    return _take_back_page(request, form, note.hearing, title)


@require_http_methods(ASK)
@login_required
def hearing_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the day on which the committee heard it."""
    mine = _managed(request, pk)
    form = HeardForm(
        request.POST or None, initial={"heard_on": mine.meeting_on or day_of(request.now)}
    )
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(hear, **act):
        return done(request, _("Recorded. Now record its decisions."), mine)
    return form_page(
        request, form, title=_("The committee has heard it"), submit=_("Save"),
        back=mine.get_absolute_url(), lead=_lead(mine),
        notes=[_("From now on it is taken back no more.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def hearing_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a decision of the committee, and who carries it out."""
    mine = _managed(request, pk)
    units = units_of_office(request).exclude(kind=Unit.Kind.COUNTY)
    initial = {"text": request.GET.get("text", "")}
    form = DecisionForm(request.POST or None, units=units, now=request.now, initial=initial)
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(enter_decision, **act):
        return done(request, _("The decision is recorded."), mine)
    return form_page(
        request, form, title=_("Record a decision"), submit=_("Save"),
        back=mine.get_absolute_url(), lead=_lead(mine), one_of_many=True,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def decision_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision that was recorded wrongly back, with a reason."""
    mine = Hearing.objects.managed_by(request.user, at=request.now)
    decision = get_object_or_404(HearingDecision, IN_FORCE, pk=pk, hearing__in=mine)
    form = ReasonForm(request.POST or None)
    act = {"decision_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_decision, **act):
        return done(request, _("The decision is taken back."), decision.hearing)
    title = _("Take back decision No. %(number)d") % {"number": decision.number}
    notes = [_("The units' answers are owed no more, where they are not accepted already.")]
    return _take_back_page(request, form, decision.hearing, title, notes)


def _managed(request: HttpRequest, pk: int) -> Hearing:
    return get_object_or_404(Hearing.objects.managed_by(request.user, at=request.now), pk=pk)


def _lead(hearing: Hearing) -> str:
    return f"{hearing.of_quarter.name} · {hearing.name}"


def _take_back_page(request, form, hearing: Hearing, title: str, notes=()) -> HttpResponse:
    return form_page(
        request, form, title=title, submit=pgettext("verb", "Take back"),
        back=hearing.get_absolute_url(), lead=_lead(hearing),
        notes=[*notes, _("It stays readable, its number is not used again.")],
    )  # fmt: skip
