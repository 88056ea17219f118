"""First passwords of the accounts an import has opened: made as they are handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from operator import attrgetter
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.audit.actor import Actor
from pages.listing.column import Column
from pages.listing.export import xlsx_file
from pages.rows_in.models import Upload
from responsibility.organisation.people.models import User
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.posts.models import Appointment, Post


def waiting_accounts(upload: Upload, *, by: Actor, now: datetime):
    """The accounts that `upload` opened and nobody has signed in with yet."""
    accounts = User.objects.managed_by(by.user, at=now)
    new = upload.result.kept.get("accounts", []) if upload.imported_at else []
    return accounts.filter(pk__in=new, is_active=True, last_login=None)


@transaction.atomic
def hand_out_passwords(*, upload: Upload, by: Actor, now: datetime) -> list[tuple[User, str]]:
    """Give each waiting account of an import a new password, and return them; they are kept
    nowhere. What was handed out before no longer holds."""
    return [
        (account, reset_password(user_id=account.pk, by=by, now=now))
        for account in waiting_accounts(upload, by=by, now=now)
        if account.pk != by.user.pk
    ]


def list_of_passwords(handed_out: Sequence[tuple[User, str]], *, now: datetime) -> BinaryIO:
    """A workbook to print and cut into slips, by unit and post; to be read from its beginning."""
    accounts = [account.pk for account, _password in handed_out]
    holding = Appointment.objects.filter(user__in=accounts).now_or_later(at=now)
    holding = holding.select_related("post__unit").order_by("-period")
    posts = {held.user_id: held.post for held in holding}
    slips = [Slip(account, password, posts.get(account.pk)) for account, password in handed_out]
    file = BytesIO()
    xlsx_file(file, COLUMNS, sorted(slips, key=attrgetter("place")), _("First passwords"))
    file.seek(0)
    return file


@dataclass(frozen=True)
class Slip:
    """What one person is handed."""

    account: User
    password: str
    post: Post | None

    @property
    def place(self) -> tuple:
        """In the order of the organisation; first who has no post."""
        return (self.post.unit.order_key, self.post.position) if self.post else ("", 0)


COLUMNS = [
    Column("unit", gettext_lazy("Unit"), lambda slip: slip.post.unit.name if slip.post else ""),
    Column("post", gettext_lazy("Post"), lambda slip: slip.post.title if slip.post else ""),
    Column("name", gettext_lazy("Name"), lambda row: row.account.name),
    Column("account", gettext_lazy("Account"), lambda row: row.account.staff_number),
    Column("password", gettext_lazy("Password")),
]
