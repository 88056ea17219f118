"""What the acts of the audit log are about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What an act is about, in the order of the log's tabs; each room's acts are of one."""

    ORGANISATION = "organisation", _("Units and people")
    LISTS = "lists", _("Duty lists")
    TASKS = "tasks", _("Tasks and reminders")
    RECORDS = "records", _("Records")
    MESSAGES = "messages", _("Messages")
    ACCOUNTS = "accounts", _("Accounts and powers")
    EXPORTS = "exports", _("Exports")
