"""E-mail beside a text, through the mail server of the settings (Django's own client).

A mail server says of each recipient at once whether it takes the mail, and then no more: taken is
sent, not delivered. What happens once the text itself is under way is unknown, and cannot be asked.
"""

from contextlib import suppress
from email.utils import parseaddr
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from alerts.channels.base import (
    Accepted,
    Channel,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    Outcome,
    Outgoing,
    Progress,
    Unknown,
    warnings_apart,
)
from alerts.channels.codes import action_of, refused


class Mail(Channel):
    key = "mail"
    reports_back = False

    def missing_settings(self) -> list[str]:
        return [name for name in ("EMAIL_HOST", "EMAIL_FROM") if not getattr(settings, name)]

    @warnings_apart()
    def send(self, message: Outgoing) -> Outcome:
        line = get_connection()
        try:
            line.open()
        except SMTPAuthenticationError as reason:
            return Misconfigured(str(reason.smtp_code))
        except (OSError, SMTPException) as reason:  # nothing was said of the mail yet
            return NotAccepted(type(reason).__name__)
        try:
            return _hand_over(line, message)
        finally:
            with suppress(OSError, SMTPException):
                line.close()

    @warnings_apart()
    def lookup(self, message, *, since):
        return LookupFailed("not_to_be_asked")


def _hand_over(line, message: Outgoing) -> Outcome:
    sender = settings.EMAIL_FROM
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    subject = " ".join(filter(None, [message.params.get("signature"), message.reference]))
    mail = EmailMessage(
        subject,
        message.text,
        sender,
        [message.to],
        headers={"Message-ID": f"<{message.id}@{domain}>"},
    )
    try:
        line.send_messages([mail])
    except SMTPRecipientsRefused as reason:
        return answered(*(code for code, _text in reason.recipients.values()))
    except SMTPSenderRefused as reason:
        code = reason.smtp_code
        return answered(code) if code < 500 else Misconfigured(str(code))
    except SMTPDataError as reason:
        return answered(reason.smtp_code)
    except (OSError, SMTPException) as reason:
        return Unknown(type(reason).__name__)
    return Accepted(progress=Progress.SENT)


def answered(code: int) -> Outcome:
    """What a mail server's three figures mean: fours are for now, fives for ever (RFC 5321)."""
    if action_of("mail", str(code)) is None and code < 500:
        return NotAccepted(str(code))
    return refused("mail", str(code), may_be_taken=False)
