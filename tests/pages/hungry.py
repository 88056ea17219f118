"""What a decoder may be made to do by a content that names it."""

import os
import signal


def main(content: bytes) -> bytes:
    return globals()[content.decode()]()


def answer() -> bytes:
    return b"done"


def spin() -> bytes:
    while True:
        pass


def sleep() -> bytes:
    signal.pause()
    return b""


def hoard() -> bytes:
    return b"x" * (1 << 30)


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def write() -> bytes:
    with open("/tmp/written-by-a-decoder", "wb") as stream:
        stream.write(b"x")
    return b""


def secrets() -> bytes:
    return " ".join(sorted(os.environ)).encode()
