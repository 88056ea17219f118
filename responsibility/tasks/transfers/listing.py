"""The list of transfers: planned, done, taken back."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.days import day_of
from pages.listing.column import Column
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.organisation.posts.models import Post
from responsibility.tasks.transfers.models import Transfer, TransferQuerySet


def state_of(transfer: Transfer, now: datetime) -> tuple[str, str]:
    """Where it stands, as kind and word of a status."""
    if transfer.taken_back_at:
        return "none", _("Taken back")
    if transfer.first_on > day_of(now):
        return "wait", _("Planned")
    return "ok", _("In effect")


def _state(transfer: Transfer, now: datetime):
    return status(*state_of(transfer, now))


def called(post: Post | None) -> str:
    """A post with its unit; "" for none."""
    return f"{post.unit.name} · {post.title}" if post else ""


def _person(transfer: Transfer, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{}</div>',
        transfer.get_absolute_url(), transfer.person.name, called(transfer.from_post),
    )  # fmt: skip


class TransferListing(Listing):
    """The transfers of the office's county, the latest day first."""

    name, title = "transfers", gettext_lazy("Transfers")
    lead = gettext_lazy("Who went where and who followed, each entered in one act")
    tabs = [
        Tab("", gettext_lazy("In force"), Q(taken_back_at=None)),
        Tab("back", gettext_lazy("Taken back"), Q(taken_back_at__isnull=False)),
    ]
    columns = [
        Column("first_on", gettext_lazy("Day"), order=("first_on",), css="nw num"),
        Column("person", gettext_lazy("Person"), "person.name", _person, phone="title"),
        Column("from", gettext_lazy("Left"), lambda row: called(row.from_post), only="file"),
        Column("to", gettext_lazy("New post"), lambda row: called(row.to_post)),
        Column("follower", gettext_lazy("Who follows"),
               lambda row: row.follower.name if row.follower else ""),
        Column("basis", gettext_lazy("Document number"), "basis"),
        Column("state", gettext_lazy("State"), lambda row: "", _state, phone="lead"),
    ]  # fmt: skip
    order = "-first_on"
    template = "responsibility/tasks/transfers/list.html"

    def rows(self) -> TransferQuerySet:
        return Transfer.objects.managed_by(self.user, at=self.now)

    def with_columns(self, rows: TransferQuerySet) -> TransferQuerySet:
        return rows.with_names()
