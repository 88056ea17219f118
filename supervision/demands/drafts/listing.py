"""The list of drafts, for who may demand in the name of the commission."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import instant, status
from supervision.demands.drafts.models import DemandDraft, DemandDraftQuerySet
from supervision.demands.states import OPEN_DRAFTS


def _text(draft: DemandDraft, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{} · {}</div>',
        draft.get_absolute_url(), draft.text, draft.unit.name, draft.post.title,
    )  # fmt: skip


def _made(draft: DemandDraft, now: datetime):
    return format_html(
        '<div>{}</div><div class="xs mut">{}, {}</div>',
        draft.made_in.unit.name, draft.made_by.name, instant(draft.made_at, now),
    )  # fmt: skip


def _state(draft: DemandDraft, now: datetime):
    return status(draft.whose_state.sign, draft.get_state_display())


class DraftFilter(ListFilter):
    q = Search(method="called", hint=_("What is demanded, or a unit"))

    def called(self, drafts: DemandDraftQuerySet, name: str, typed: str) -> DemandDraftQuerySet:
        return drafts.called(typed)


class DraftListing(Listing):
    """Drafts of the own body, and for the office of the county; the newest first."""

    name, title = "demand-drafts", _("Drafts of demands")
    lead = _("Another person approves a draft; then it is sent under its number")
    filters = DraftFilter
    tabs = [Tab("", _("Not sent yet"), Q(state__in=OPEN_DRAFTS)), Tab("all", _("All"))]
    columns = [
        Column("text", _("What is demanded"), "text", _text, phone="title"),
        Column("unit", _("Unit"), "unit.name", only="file"),
        Column("post", _("Post"), "post.title", only="file"),
        Column("made", _("Drafted by"), "made_by.name", _made, order=("made_at",)),
        Column("made_at", _("Drafted on"), only="file"),
        Column("reply_by", _("Answer by"), order=("reply_by",), phone="below", css="nw"),
        Column("state", _("State"), "get_state_display", _state, order=("state", "-pk"),
               phone="end", css="nw"),
    ]  # fmt: skip
    order = "-made"
    empty = Empty(_("No draft here"), _("A demand that another person approves stands here."),
                  "gavel")  # fmt: skip

    def rows(self) -> DemandDraftQuerySet:
        return DemandDraft.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: DemandDraftQuerySet) -> DemandDraftQuerySet:
        return rows.select_related("unit", "post", "made_in__unit", "made_by")
