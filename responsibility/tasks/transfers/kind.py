"""Transfers: who goes where, and who follows."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="transfer",
    category=Category.ORGANISATION,
    acts={
        "transfer.make": _("transferred a person"),
        "transfer.take_back": _("took back a transfer"),
        "transfer.restore": _("restored a transfer that had been taken back"),
    },
    sentences={
        "transfer.make": _("%(who)s transferred %(user)s from %(post)s on %(first_on)s"),
        "transfer.take_back": _("%(who)s took back the transfer of %(user)s from %(post)s"),
        "transfer.restore": _("%(who)s restored the transfer of %(user)s from %(post)s"),
    },
    objects=[
        Object(
            "responsibility.Transfer",
            _("transfer"),
            called="{person__name} · {from_post__unit__name} · {from_post__title}",
            page="transfer",
            seen_by="managed_by",
            unit="from_post__unit__path",
            person="person",
        ),
    ],
    fields={
        "user": Field(_("person"), of="user"),
        "post": Field(_("post"), of="post"),
        "to_post": Field(_("new post"), of="post"),
        "follower": Field(_("who follows"), of="user"),
        "first_on": Field(_("from")),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
    },
    asks_password=["transfer.make", "transfer.take_back", "transfer.restore"],
)
