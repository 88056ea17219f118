"""`python -m config.healthcheck`: whether the web server in this container says that all is well.

It asks as the proxy would, by the installation's own name and over TLS, else the settings of a
county's server would refuse or redirect it.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

ADDRESS = "http://127.0.0.1:8000/healthz"


def main() -> int:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    request = Request(ADDRESS, headers={"Host": host, "X-Forwarded-Proto": "https"})
    try:
        with urlopen(request, timeout=8) as answer:
            print(answer.read().decode())
    except URLError as reason:  # a status of 503 too
        print(reason)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
