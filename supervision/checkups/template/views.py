"""Pages of checking templates: the list, one with its versions, writing and retiring one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.guard import office_of
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from supervision.checkups.choices import checks_any_unit
from supervision.checkups.template.forms import RetireForm, TemplateForm
from supervision.checkups.template.listing import TemplateListing
from supervision.checkups.template.models import CheckupTemplate
from supervision.checkups.template.write import change_template, make_template, retire_template

PAGES = "supervision/checkups"


@require_safe
@login_required
def template_list(request: HttpRequest) -> HttpResponseBase:
    """The templates, for who opens checkups."""
    standing = standing_of(request.user, at=request.now)
    if not (standing.office_counties or urged_units(standing)):
        raise Http404
    return list_page(request, TemplateListing)


@require_safe
@login_required
def template_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: what each of its versions asks, the newest first."""
    visible = CheckupTemplate.objects.visible_to(request.user, at=request.now)
    template = get_object_or_404(visible.select_related("retired_by"), pk=pk)
    versions = template.versions.select_related("made_by").prefetch_related("questions")
    rows = list(versions.order_by("-number"))
    today = day_of(request.now)
    begun = [version for version in rows if version.first_on <= today]
    in_force = max(begun, key=lambda version: (version.first_on, version.number), default=None)
    managed = CheckupTemplate.objects.managed_by(request.user, at=request.now)
    context = {
        "template": template,
        "versions": rows,
        "in_force": None if template.retired_at else in_force,
        "opens": checks_any_unit(request.user, at=request.now),
        "may_change": template.retired_at is None and managed.filter(pk=pk).exists(),
    }
    return render(request, f"{PAGES}/template.html", context)


@require_http_methods(ASK)
@login_required
def template_new(request: HttpRequest) -> HttpResponse:
    """Make a template, for the commission office."""
    office_of(request)
    form = TemplateForm(request.POST or None, initial={"first_on": day_of(request.now)})
    if made := form.carry_out(make_template, by=request.actor, now=request.now):
        return done(request, _("The template is made."), made)
    title, back = _("Make a template"), reverse("checkup-templates")
    context = {"form": form, "title": title, "submit": pgettext("verb", "Make"), "back": back}
    return render(request, f"{PAGES}/template_form.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def template_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write another version of it, beginning from the newest."""
    template = _managed(request, pk)
    newest = template.versions.prefetch_related("questions").latest("number")
    first = {"name": newest.name, "basis": newest.basis, "first_on": day_of(request.now)}
    form = TemplateForm(request.POST or None, version=newest, initial=first)
    act = {"template_id": pk, "by": request.actor, "now": request.now}
    if form.carry_out(change_template, **act):
        return done(request, _("The new version is written."), template)
    title = _("Change the template: %(name)s") % {"name": newest.name}
    back = template.get_absolute_url()
    context = {"form": form, "title": title, "submit": _("Write the version"), "back": back}
    return render(request, f"{PAGES}/template_form.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire it, with a reason."""
    template = _managed(request, pk)
    form = RetireForm(request.POST or None)
    act = {"template_id": pk, "by": request.actor, "now": request.now}
    if form.carry_out(retire_template, **act):
        return done(request, _("The template is retired."), template)
    return form_page(
        request, form, title=_("Retire the template"), submit=pgettext("verb", "Retire"),
        back=template.get_absolute_url(), lead=template.versions.latest("number").name,
        notes=[_("Nothing more is opened from it. What was opened goes on and stays readable.")],
    )  # fmt: skip


def _managed(request: HttpRequest, pk: int) -> CheckupTemplate:
    """The template, for the office of its county; one that is retired has no such page."""
    managed = CheckupTemplate.objects.managed_by(request.user, at=request.now)
    template = get_object_or_404(managed, pk=pk)
    if template.retired_at and request.method != "POST":
        raise Http404
    return template
