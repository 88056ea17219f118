"""Telling a request that never left this machine from one whose answer got lost."""

from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, InvalidURL, RequestException, SSLError
from urllib3.exceptions import NewConnectionError


def never_left(reason: RequestException) -> bool:
    """Whether the connection was never made, so that nothing can have been taken."""
    if isinstance(reason, (ConnectTimeout, SSLError, InvalidURL)):
        return True
    cause = reason.args[0] if isinstance(reason, NoConnection) and reason.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
