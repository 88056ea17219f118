"""A port for the web server: the first free one."""

import errno
import socket
from contextlib import closing

HOST = "127.0.0.1"
FIRST = 8000
TRIES = 100


def listen(first: int = FIRST) -> socket.socket:
    """A socket that listens on the first free port from `first` on, to be handed to the server.

    Raises:
        OSError: none of a hundred ports is free.
    """
    for port in range(first, first + TRIES):
        # macOS lets us bind beside a server that listens on all addresses: so ask for it first.
        if _answers(port):
            continue
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(512)
        except OSError as reason:
            listener.close()
            if reason.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return listener
    raise OSError(f"No port from {first} to {first + TRIES - 1} is free.")


def _answers(port: int) -> bool:
    with closing(socket.socket()) as line:
        line.settimeout(1)
        return line.connect_ex((HOST, port)) == 0
