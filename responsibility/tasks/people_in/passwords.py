"""First passwords of the accounts an import has opened: made as they are handed out."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from alerts.audit.actor import Actor
from pages.rows_in.models import Upload
from responsibility.organisation.people.models import User
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.posts.models import Appointment

WIDTHS = {"A": 26, "B": 16, "C": 12, "D": 14, "E": 22}  # characters; together an A4 page
LINE = Side(style="thin", color="FFBBBBBB")


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


def list_of_passwords(handed_out: Sequence[tuple[User, str]], *, now: datetime) -> bytes:
    """A workbook to print and cut into slips: unit, post, name, account and password."""
    held_by = Appointment.objects.filter(user__in=[account.pk for account, _password in handed_out])
    held_by = held_by.now_or_later(at=now).select_related("post__unit").order_by("-period")
    posts = {held.user_id: held for held in held_by}
    in_order = sorted(handed_out, key=lambda pair: _place(posts.get(pair[0].pk)))
    book = Workbook()
    sheet = book.active
    sheet.title = _("First passwords")
    sheet.append([_("Unit"), _("Post"), _("Name"), _("Account"), _("Password")])
    for account, password in in_order:
        held = posts.get(account.pk)
        unit, title = (held.post.unit.name, held.post.title) if held else ("", "")
        sheet.append([unit, title, account.name, account.staff_number, password])
    _lay_out(sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _place(held: Appointment | None) -> tuple:
    """By unit and post in the order of the organisation; first who has no post."""
    return (held.post.unit.order_key, held.post.position) if held else ("", 0)


def _lay_out(sheet) -> None:
    for row in sheet.iter_rows():
        sheet.row_dimensions[row[0].row].height = 24
        for cell in row:
            cell.data_type, cell.number_format = "s", "@"
            cell.border = Border(bottom=LINE)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if cell.row == 1:
                cell.font = Font(bold=True)
            elif cell.column_letter == "E":
                cell.font = Font(name="Consolas")
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = False
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
