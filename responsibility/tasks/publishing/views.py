"""Pages of the commission office for publishing a list."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, press
from responsibility.lists.models import DutyList
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.burden import burden_of
from responsibility.tasks.publishing.forms import PublishForm
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.withdrawing.withdraw import left_to_withdraw
from responsibility.tasks.withdrawing.withdrawn import withdrawals_of

PAGES = "responsibility/tasks/publishing"


@require_http_methods(ASK)
@login_required
def list_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose items and a year and see what they ask; sent, publish them."""
    duty_list = _managed_list(request, pk)
    if request.method == "POST":
        return _publish(request, duty_list)
    sent = "codes" in request.GET or request.wants_part
    form = _form(request, duty_list, request.GET if sent else None)
    if request.wants_part and request.htmx.target == "burden":
        burden = _burden(request, duty_list, form)
        context = {"burden": burden, "form": form, "now": request.now}
        return render(request, f"{PAGES}/_chosen.html", context)
    return _choice(request, duty_list, form)


@require_safe
@login_required
def list_publish_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look before tasks are made."""
    duty_list = _managed_list(request, pk)
    form = _form(request, duty_list, request.GET)
    if not form.is_valid():
        return _choice(request, duty_list, form, status=422)
    burden = _burden(request, duty_list, form)
    before = _publications(request, duty_list, form.chosen_year).last()
    later_joiners = before is None or before.later_joiners
    context = {
        "duty_list": duty_list,
        "form": form,
        "burden": burden,
        "later_joiners": later_joiners,
    }
    return render(request, f"{PAGES}/check.html", context)


@require_safe
@login_required
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a publication has come; a fragment of it while it runs."""
    found = _publication(request, pk)
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(
        county_id=found.duty_list.county_id,
        role_kind=found.duty_list.role_kind,
        item_code__in=found.codes,
        period_start__year=found.year,
    )
    context = {
        "publication": found,
        "tasks": tasks.count(),
        "withdrawals": withdrawals_of(found),
        "may_withdraw": bool(left_to_withdraw(found)),
    }
    page = "_progress.html" if request.wants_part else "publication.html"
    return render(request, f"{PAGES}/{page}", context)


@require_POST
@login_required
def publication_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a publication that was broken off, or publish the same again."""
    found = _publication(request, pk)
    again = {"duty_list_id": found.duty_list_id, "year": found.year, "codes": found.codes}
    again["later_joiners"] = found.later_joiners
    press(request, publish, **again)
    return redirect("publication", found.pk)


def _publish(request: HttpRequest, duty_list: DutyList) -> HttpResponse:
    form = _form(request, duty_list, request.POST)
    act = {"duty_list_id": duty_list.pk, "by": request.actor, "now": request.now}
    if publication := form.carry_out(publish, **act):
        return done(request, _("The list is published."), "publication", publication.pk)
    return _choice(request, duty_list, form, status=422)


def _choice(request, duty_list: DutyList, form: PublishForm, status: int = 200) -> HttpResponse:
    year = form.chosen_year
    whole = burden_of(duty_list=duty_list, items=form.items, year=year, now=request.now)
    context = {
        "duty_list": duty_list,
        "form": form,
        "rows": [(item, whole.items[item.code]) for item in form.items],
        "ticked": {item.code for item in form.chosen},
        "published": _published_codes(request, duty_list, year),
        "burden": _burden(request, duty_list, form),
    }
    return render(request, f"{PAGES}/choose.html", context, status=status)


def _form(request: HttpRequest, duty_list: DutyList, data) -> PublishForm:
    this_year = timezone.localtime(request.now).year
    years = [this_year, this_year + 1]
    items = list(
        duty_list.items.select_related("category").order_by("category__position", "position")
    )
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else this_year
    codes = _preset(request, duty_list, items, year)
    return PublishForm(data, items=items, years=years, initial={"year": year, "codes": codes})


def _preset(request: HttpRequest, duty_list: DutyList, items, year: int) -> list[str]:
    """The items ticked at first: those asked for, else those published, else the core."""
    preset = request.GET.get("preset")
    published = _published_codes(request, duty_list, year)
    if preset == "all":
        return [item.code for item in items]
    if preset != "core" and published:
        return sorted(published)
    return [item.code for item in items if item.core]


def _published_codes(request: HttpRequest, duty_list: DutyList, year: int) -> set[str]:
    same = _publications(request, duty_list, year)
    return {code for codes in same.values_list("codes", flat=True) for code in codes}


def _publications(request: HttpRequest, duty_list: DutyList, year: int):
    """Those of the list for the year, the newest last."""
    publications = Publication.objects.visible_to(request.user, at=request.now)
    return publications.filter(duty_list=duty_list, year=year).order_by("published_at", "pk")


def _burden(request: HttpRequest, duty_list: DutyList, form: PublishForm):
    return burden_of(duty_list=duty_list, items=form.chosen, year=form.chosen_year, now=request.now)


def _managed_list(request: HttpRequest, pk: int) -> DutyList:
    """The list, for the commission office of its county; for all others there is none."""
    lists = DutyList.objects.visible_to(request.user, at=request.now)
    managed = lists.managed_by(request.user, at=request.now)
    return get_object_or_404(managed.select_related("role_kind", "county"), pk=pk)


def _publication(request: HttpRequest, pk: int) -> Publication:
    publications = Publication.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(
        publications.select_related("duty_list__role_kind", "published_by"), pk=pk
    )
