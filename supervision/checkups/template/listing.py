"""The list of a county's checking templates."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.organisation.standing import standing_of
from supervision.checkups.template.models import CheckupTemplate, CheckupTemplateQuerySet
from supervision.checkups.template.newest import with_newest_versions


class TemplateFilter(ListFilter):
    q = Search(method="called", hint=_("Name of the template"))

    def called(
        self, templates: CheckupTemplateQuerySet, name: str, typed: str
    ) -> CheckupTemplateQuerySet:
        return templates.called(typed)


def _state(template: CheckupTemplate, now):
    return status("none", str(RETIRED)) if template.retired_at else ""


RETIRED = pgettext_lazy("template", "retired")


class TemplateListing(Listing):
    """Those from which the person opens checkups, and those retired."""

    name, title = "checkup-templates", _("Checking templates")
    lead = _("What a checkup asks; a change is another version, nothing is overwritten")
    filters = TemplateFilter
    tabs = [
        Tab("", pgettext_lazy("tab", "In use"), Q(retired_at=None)),
        Tab("retired", pgettext_lazy("tab", "Retired"), Q(retired_at__isnull=False)),
    ]
    columns = [
        Column("name", _("Name of the template"), order=("name",), link="checkup-template",
               phone="title"),
        Column("version", _("Version"), "newest.number", phone="hidden", css="num"),
        Column("first_on", _("In force from"), "newest.first_on", phone="end", css="nw"),
        Column("questions", _("Questions"), "question_count", phone="hidden", css="num"),
        Column("basis", _("Basis"), "newest.basis", phone="sub"),
        Column("state", _("State"), lambda row: str(RETIRED) if row.retired_at else "", _state,
               phone="below", css="nw"),
    ]  # fmt: skip
    order = "name"
    empty = Empty(
        _("No checking template here"),
        _("The commission office makes templates; a starter template comes with the platform."),
        "clipboard-list",
    )

    @property
    def button(self) -> Act | None:
        """For the commission office."""
        if not standing_of(self.user, at=self.now).office_counties:
            return None
        return Act(_("Make a template"), "checkup-template-new", "plus")

    def rows(self) -> CheckupTemplateQuerySet:
        return CheckupTemplate.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: CheckupTemplateQuerySet) -> CheckupTemplateQuerySet:
        return rows.with_newest()

    def with_facts(self, rows: list[CheckupTemplate]) -> Sequence[CheckupTemplate]:
        return with_newest_versions(rows)
