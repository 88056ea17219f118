"""Alibaba Cloud SMS through its official client: approved templates, our id carried as OutId.

Sending is not idempotent there either ("check the delivery receipt status before retrying"), but
what was sent can be asked for by our own id, so that an unknown outcome is cleared up exactly
(reliability study 1, 2.7). Its reports are not signed, so none are taken: it is asked instead.
"""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import QuerySendDetailsRequest, SendSmsRequest
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.exceptions import UnretryableException
from django.conf import settings
from django.utils import timezone
from requests.exceptions import RequestException

from alerts.channels.base import (
    Accepted,
    Channel,
    Found,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    NotFound,
    Outcome,
    Outgoing,
    Progress,
    Unknown,
    warnings_apart,
)
from alerts.channels.codes import Action, action_of, refused
from alerts.channels.never_left import never_left
from alerts.clock import database_now
from alerts.wording.models import ProviderTemplate

CONNECT, READ = 5_000, 30_000  # milliseconds
PAGE, DAYS = 50, 30  # what it lists at most of one day, and how far back
SHANGHAI = ZoneInfo("Asia/Shanghai")  # its days and times
STATUS = {1: Progress.ACCEPTED, 2: Progress.FAILED, 3: Progress.DELIVERED}
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


class Aliyun(Channel):
    key = "aliyun"
    of_templates = True
    longest_variable = 35  # by reports in public; its own pages do not say
    settle = timedelta(minutes=2)

    def __init__(self):
        protocol, _, host = settings.ALIYUN_API.partition("://")
        self.client = Client(
            Config(
                access_key_id=settings.ALIYUN_ACCESS_KEY_ID or "missing",
                access_key_secret=settings.ALIYUN_ACCESS_KEY_SECRET or "missing",
                protocol=protocol,
                endpoint=host,
                connect_timeout=CONNECT,
                read_timeout=READ,
            )
        )

    def missing_settings(self) -> list[str]:
        names = ["ALIYUN_ACCESS_KEY_ID", "ALIYUN_ACCESS_KEY_SECRET"]
        return [name for name in names if not getattr(settings, name)]

    @warnings_apart()
    def send(self, message: Outgoing) -> Outcome:
        template = ProviderTemplate.objects.filter(
            channel=self.key, template=message.template, version=message.version
        ).first()
        if template is None or not {*template.params.values()} <= message.params.keys():
            return Misconfigured("no_template")
        params = {theirs: str(message.params[ours]) for theirs, ours in template.params.items()}
        request = SendSmsRequest(
            phone_numbers=_domestic(message.to),
            sign_name=template.signature,
            template_code=template.code,
            template_param=json.dumps(params, ensure_ascii=False),
            out_id=str(message.id),
        )
        try:
            body = self.client.send_sms(request).body
            if body.code == "OK":
                return Accepted(body.biz_id)
            return refused(self.key, body.code, may_be_taken=False)
        except AlibabaCloudException as reason:
            return refusal(reason)
        except UnretryableException as reason:
            cause = _cause(reason)
            name = type(cause).__name__
            lost = isinstance(cause, RequestException) and never_left(cause)
            return NotAccepted(name) if lost else Unknown(name)
        except UNREADABLE as reason:
            return Unknown(type(reason).__name__)  # an answer, but none we can read

    @warnings_apart()
    def lookup(self, message: Outgoing, *, since: datetime) -> Found | NotFound | LookupFailed:
        """By our own id, on each day since then."""
        sent = []
        try:
            for day in _days(since, database_now()):
                for sms in self._sent_on(day, message.to):
                    if sms.out_id == str(message.id):
                        return _found(sms)
                    sent.append(_instant(sms.send_date))
        except AlibabaCloudException as reason:
            return LookupFailed(str(reason.code))
        except UnretryableException as reason:
            return LookupFailed(type(_cause(reason)).__name__)
        except UNREADABLE as reason:
            return LookupFailed(type(reason).__name__)
        return NotFound(reaches_to=max(sent, default=None))

    def _sent_on(self, day: date, to: str) -> list:
        request = QuerySendDetailsRequest(
            phone_number=_domestic(to),
            send_date=f"{day:%Y%m%d}",
            page_size=PAGE,
            current_page=1,
        )
        body = self.client.query_send_details(request).body
        if body.code != "OK":
            raise ValueError(body.code)
        return body.sms_send_detail_dtos.sms_send_detail_dto


def refusal(reason: AlibabaCloudException) -> Outcome:
    """What an error answer means; what is not listed is never tried again."""
    code = str(reason.code)
    if reason.status_code == 429 or action_of(Aliyun.key, code) == Action.WAIT:
        return NotAccepted(code)
    if reason.status_code >= 500:
        return Unknown(code)
    return refused(Aliyun.key, code, may_be_taken=False)


def _found(sms) -> Found:
    progress = STATUS.get(sms.send_status)
    code = (sms.err_code or "") if progress == Progress.FAILED else ""
    return Found(None, str(sms.send_status), progress, code)


def _cause(reason: UnretryableException) -> BaseException:
    """What really happened: the client wraps it twice."""
    inner = reason.inner_exception
    return inner.__context__ or inner


def _domestic(number: str) -> str:
    """A mainland number without +86, any other without +, as the provider takes them."""
    return number.removeprefix("+86").removeprefix("+")


def _days(since: datetime, until: datetime) -> list[date]:
    first, last = (timezone.localtime(at, SHANGHAI).date() for at in (since, until))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return days[-DAYS:]


def _instant(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
