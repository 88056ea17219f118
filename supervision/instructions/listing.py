"""The list of instructions: the leader's own, for the office all of the county."""

from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.templatetags.look import status
from supervision.instructions.models import Instruction, InstructionQuerySet


def _text(row: Instruction, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{}</div>',
        row.get_absolute_url(), row.text, row.about,
    )  # fmt: skip


def _state(row: Instruction, now: datetime):
    return status(row.state.sign, row.state.label)


class InstructionListing(Listing):
    """By the day they were given, the newest first."""

    name, title = "instruction-list", _("Leaders' instructions")
    lead = _("What a leader wished, of whom an answer is owed, and what was answered")
    columns = [
        Column("text", _("What is wished"), "text", _text, phone="title"),
        Column("about", _("About"), only="file"),
        Column("leader", _("Leader"), "leader.name", order=("leader__name",), css="nw",
               phone="below"),
        Column("given", pgettext_lazy("instruction", "Given on"), "given_on",
               order=("given_on", "pk"), css="nw"),
        Column("paper", _("Number of the paper"), phone="hidden"),
        Column("state", _("State"), "state.label", _state, phone="end", css="nw"),
    ]  # fmt: skip
    order = "-given"
    empty = Empty(
        _("No instruction yet"),
        _("From a figure or a row a leader says what is wished; or the office records it."),
        "flag",
    )

    @property
    def button(self) -> Act | None:
        return Act(_("Give an instruction"), "instruction-new", "flag")

    def rows(self) -> InstructionQuerySet:
        return Instruction.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: InstructionQuerySet) -> InstructionQuerySet:
        return rows.with_state().select_related("leader")
