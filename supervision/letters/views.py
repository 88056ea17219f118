"""Pages of letters: the list, the counts, one letter, each act on it, its paper and files."""

from collections.abc import Callable
from io import BytesIO

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alerts.audit.export import record_export
from pages.answer import ASK, done, form_page, status_of
from pages.documents.official import DOCX
from pages.forms import RuleForm
from pages.listing.views import list_page
from pages.quarter import Quarter
from responsibility.files.views import answer_with
from responsibility.organisation.standing import standing_of
from supervision.letters.act_pages import ActPage
from supervision.letters.approve import approve_letter
from supervision.letters.close import close_letter, reopen_letter, withdraw_letter
from supervision.letters.counts import LetterCounts
from supervision.letters.draft import discard_letter, submit_letter
from supervision.letters.forms import PaperReplyForm, ReplyForm
from supervision.letters.listing import LetterListing
from supervision.letters.measures.lay import files_of
from supervision.letters.models import SHOWN_WITH, Letter
from supervision.letters.page import LetterPage
from supervision.letters.paper import paper_of
from supervision.letters.receive import receive_letter
from supervision.letters.reply import enter_paper_reply, reply_to_letter
from supervision.letters.rights import RULES, Case
from supervision.letters.states import Act
from supervision.letters.verify import take_verdict_back, verify_reply
from supervision.papers.forms import sent_with_files
from supervision.papers.paper import paper_document

PAGES = "supervision/letters"
VERBS: dict[Act, Callable] = {
    Act.SUBMIT: submit_letter,
    Act.RECEIVE: receive_letter,
    Act.APPROVE: approve_letter,
    Act.ACCEPT: verify_reply,
    Act.CLOSE: close_letter,
    Act.INSUFFICIENT: take_verdict_back,
    Act.REOPEN: reopen_letter,
    Act.WITHDRAW: withdraw_letter,
    Act.DISCARD: discard_letter,
}


@require_safe
@login_required
def letter_list(request: HttpRequest) -> HttpResponseBase:
    """The letters, as far as the person sees them; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, LetterListing)


@require_safe
@login_required
def letter_counts(request: HttpRequest) -> HttpResponse:
    """How many letters of a `quarter` are how far, by kind and unit, of those the person sees."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    quarter = Quarter.parse(request.GET.get("quarter")) or Quarter.at(request.now)
    counts = LetterCounts.of(request.user, quarter=quarter, now=request.now)
    quarters = [quarter.shifted(-1), quarter, quarter.shifted(1)]
    return render(request, f"{PAGES}/counts.html", {"counts": counts, "quarters": quarters})


@require_safe
@login_required
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter with all that was done about it, and what the person may do now."""
    letter = _visible(request, pk)
    view = LetterPage.of(letter, user=request.user, now=request.now)
    owed = view.page.deadline if view.page else None
    context = {"letter": letter, "view": view, "page": view.page, "owed": owed, "paper": view.paper}
    return render(request, f"{PAGES}/letter.html", {**context, **view.decisions})


@require_http_methods(ASK)
@login_required
def letter_act(request: HttpRequest, pk: int, page: ActPage) -> HttpResponse:
    """The page of one act, for who may do it now."""
    letter = _visible(request, pk)
    refuse_others(request, letter, page.act)
    form = page.form_for(letter, request.POST if request.method == "POST" else None)
    act = {"letter_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(VERBS[page.act], **act):
        return done(request, page.done, letter)
    return form_page(
        request, form, title=page.title, submit=page.label, back=letter.get_absolute_url(),
        lead=f"{letter.called} · {letter.unit.name} · {letter.post.title}", notes=page.notes,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def letter_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The reply, with files."""
    form_of = (Act.REPLY, ReplyForm, reply_to_letter)
    return _reply_page(request, pk, *form_of, title=_("Reply to the letter"))


@require_http_methods(ASK)
@login_required
def letter_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """A reply that came on paper, with its scan, entered by the side that issued the letter."""
    form_of = (Act.ENTER, PaperReplyForm, enter_paper_reply)
    return _reply_page(request, pk, *form_of, title=_("Enter a reply on paper"))


@require_safe
@login_required
def letter_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter on a sheet of A4, with its reply."""
    letter = _visible(request, pk)
    context = {"letter": letter, "paper": paper_of(letter, with_reply=True)}
    return render(request, f"{PAGES}/paper.html", context)


@require_safe
@login_required
def letter_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The letter as a document; taking it out is noted."""
    letter = _visible(request, pk)
    paper = paper_of(letter)
    content = paper_document(paper, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="letter", title=paper.title, form="docx",
            filters=letter.document_number or str(pk), rows=1,
        )  # fmt: skip
    name = f"{paper.title} {letter.document_number or pk}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


@require_safe
@login_required
def letter_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A file of a reply or measure, for who sees the letter."""
    letter = _visible(request, pk)
    return answer_with(request, get_object_or_404(files_of(letter), pk=file_id))


def _reply_page(
    request: HttpRequest, pk: int, act: Act, kind: type[RuleForm], verb: Callable, *, title: str
) -> HttpResponse:
    letter = _visible(request, pk)
    refuse_others(request, letter, act)
    form, files, sent = sent_with_files(request, kind)
    if not letter.kind.weighs:
        del form.fields["own_view"]
    acting = {"letter_id": pk, "by": request.actor, "now": request.now}
    if sent and form.carry_out(verb, **acting):
        return done(request, _("The reply is here. Who proposed the letter is told."), letter)
    context = {"form": form, "letter": letter, "files": files, "title": title}
    context |= {"most": settings.UPLOADS_PER_RECORD}
    return render(request, f"{PAGES}/reply.html", context, status=status_of(form))


def _visible(request: HttpRequest, pk: int) -> Letter:
    """The letter, as far as the person may see it."""
    visible = Letter.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related(*SHOWN_WITH), pk=pk)


def refuse_others(request: HttpRequest, letter: Letter, act: Act) -> None:
    """403 for whom the act is not; what is sent too late is answered by the verb."""
    case = Case.of(letter)
    ripe = request.method == "POST" or RULES.is_ripe(act, case, at=request.now)
    if not ripe or RULES.post_for(act, request.user, case, at=request.now) is None:
        raise PermissionDenied
