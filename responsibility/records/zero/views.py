"""The page on which a post's zero reports of a quarter are lodged together. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, status_of
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.records.zero.forms import ZeroForm
from responsibility.records.zero.report import report_nothing
from responsibility.records.zero.reportable import post_to_report, zero_lines


@require_http_methods(ASK)
@login_required
def zero_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a post and a quarter (`quarter`, else this one) of which nothing may be reported."""
    post = post_to_report(pk, user=request.user, now=request.now)
    if post is None:
        raise Http404
    quarter = Quarter.parse(request.GET.get("quarter")) or Quarter.of(day_of(request.now))
    form = ZeroForm(request.POST or None)
    if request.method == "POST":
        lodged = form.carry_out(report_nothing, by=request.actor, now=request.now, post_id=pk)
        if lodged:
            words = ngettext(
                "%(count)d zero report is lodged.",
                "%(count)d zero reports are lodged.",
                len(lodged),
            )
            messages.success(request, words % {"count": len(lodged)})
            return redirect("desk")
    duties = zero_lines(
        request.user,
        post_id=pk,
        quarter=quarter,
        now=request.now,
        ticked=form.values("tasks") if form.is_bound else None,
    )
    context = {"form": form, "post": post, "quarter": quarter, "duties": duties}
    page = "responsibility/records/zero_reports.html"
    return render(request, page, context, status=status_of(form))
