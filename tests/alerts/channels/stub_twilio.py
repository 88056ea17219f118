"""A Twilio on this machine: real HTTP, scripted try by try, keeps all it was given and all it took.

What the official client asks it answers in Twilio's own shapes: creating, listing (newest first,
in pages, later than the truth if told to lag) and fetching messages. As at Twilio a listed message
has no field of ours but its text. Signed status callbacks are posted by `tests.faults.callbacks`.
"""

import itertools
import json
import re
import socket
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import parse_qs, urlencode, urlsplit

# As alerts.wording.words makes them; this file runs without Django too.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
REFERENCE = re.compile(rf"(?<![0-9A-Z])[{LETTERS}]{{8}}(?![0-9A-Z])")
ACCOUNT = "/2010-04-01/Accounts/"


@dataclass
class Taken:
    """One message the provider took, as it keeps it."""

    sid: str
    reference: str
    form: dict[str, str]
    at: datetime
    status: str = "queued"
    error_code: int | None = None


@dataclass(frozen=True)
class Post:
    """One request to create a message, taken or not."""

    reference: str
    to: str
    at: datetime


Behaviour = Callable[["Answers", dict[str, str]], None]


@dataclass
class Book:
    """What the provider knows, and how it is told to behave.

    `lag` delays its list alone. `shows` are messages it shows besides those it took, as Twilio
    writes them; `looked_up` answers in place of its list and of a message asked for.
    """

    script: list[Behaviour] = field(default_factory=list)
    scripts: dict[str, list[Behaviour]] = field(default_factory=dict)  # by the number's ending
    taken: list[Taken] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # addresses and forms
    shows: list[dict] = field(default_factory=list)
    looked_up: Behaviour | None = None
    lists: int = 0
    tries: Counter = field(default_factory=Counter)
    lag: timedelta = timedelta()
    list_fails: int = 0  # so many lists are answered with an error
    page_at_most: int = 50
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)
    sids: itertools.count = field(default_factory=lambda: itertools.count(1))

    def take(self, form: dict[str, str]) -> Taken:
        with self.lock:
            taken = Taken(f"SM{next(self.sids):032x}", reference_of(form), form, clock())
            self.taken.append(taken)
        return taken

    def behaviour(self, form: dict[str, str]) -> Behaviour:
        """What the script says for this try of this message; its last word holds for the rest."""
        with self.lock:
            reference = reference_of(form)
            self.posts.append(Post(reference, form.get("To", ""), clock()))
            endings = [end for end in self.scripts if form.get("To", "").endswith(end)]
            script = (self.scripts[endings[0]] if endings else self.script) or [accept]
            number = self.tries[reference]
            self.tries[reference] += 1
        return script[min(number, len(script) - 1)]

    def of(self, reference: str) -> list[Taken]:
        with self.lock:
            return [taken for taken in self.taken if taken.reference == reference]

    def times_taken(self) -> dict[str, int]:
        """How often each reference was taken."""
        counts: dict[str, int] = defaultdict(int)
        with self.lock:
            for taken in self.taken:
                counts[taken.reference] += 1
        return dict(counts)


def clock() -> datetime:
    return datetime.now(UTC)


def reference_of(form: dict[str, str]) -> str:
    found = REFERENCE.search(form.get("Body", ""))
    return found[0] if found else form.get("Body", "")


class Answers(BaseHTTPRequestHandler):
    """One request. `book` hangs on the server."""

    protocol_version = "HTTP/1.1"

    @property
    def book(self) -> Book:
        return self.server.book

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length).decode()
        if len(body) < length:  # the client died in the middle of its words: nothing was asked
            return self.break_line()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.book.asked.append((self.path, form))
        return self.book.behaviour(form)(self, form)

    def do_GET(self):
        self.book.asked.append((self.path, {}))
        if self.book.looked_up:
            return self.book.looked_up(self, {})
        parts = urlsplit(self.path)
        if found := re.search(r"/Messages/(SM\w+)\.json$", parts.path):
            return self._fetch(found[1])
        with self.book.lock:
            self.book.lists += 1
            failed = self.book.list_fails > 0
            self.book.list_fails -= failed
        if failed:
            return self.reply(500, problem(500, 20500))
        return self._list(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})

    def _fetch(self, sid: str) -> None:
        with self.book.lock:
            messages = [shown(taken) for taken in self.book.taken] + self.book.shows
        found = [message for message in messages if message["sid"] == sid]
        self.reply(200, found[0]) if found else self.reply(404, problem(404, 20404))

    def _list(self, path: str, asked: dict[str, str]) -> None:
        size = min(int(asked.get("PageSize", 50)), self.book.page_at_most)
        page = int(asked.get("Page", 0))
        with self.book.lock:
            newest = [
                *(
                    shown(taken)
                    for taken in reversed(self.book.taken)
                    if self._listed(taken, asked)
                ),
                *self.book.shows,
            ]
        here = newest[page * size : (page + 1) * size]
        more = {**asked, "PageSize": size, "Page": page + 1}
        rest = len(newest) > (page + 1) * size
        self.reply(
            200,
            {
                "messages": here,
                "page": page,
                "page_size": size,
                "uri": self.path,
                "next_page_uri": f"{path}?{urlencode(more)}" if rest else None,
            },
        )

    def _listed(self, taken: Taken, asked: dict[str, str]) -> bool:
        fresh = taken.at + self.book.lag <= clock()
        return fresh and asked.get("To") in (None, taken.form["To"])

    def reply(self, status: int, content: dict | bytes, *, more: dict | None = None) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def break_line(self) -> None:
        """Reset the connection instead of answering."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_):
        pass


def shown(taken: Taken) -> dict:
    """A message as Twilio shows it: nothing of ours but the text."""
    return {
        "sid": taken.sid,
        "account_sid": "AC1",
        "body": taken.form["Body"],
        "to": taken.form["To"],
        "from": taken.form.get("From"),
        "direction": "outbound-api",
        "status": taken.status,
        "error_code": taken.error_code,
        "error_message": None,
        "date_created": format_datetime(taken.at),
        "date_updated": format_datetime(taken.at),
        "date_sent": None,
        "num_segments": "1",
        "num_media": "0",
        "price": None,
        "price_unit": "USD",
        "api_version": "2010-04-01",
        "messaging_service_sid": None,
        "uri": f"{ACCOUNT}AC1/Messages/{taken.sid}.json",
        "subresource_uris": {},
    }


def problem(status: int, code: int | None) -> dict:
    return {"code": code, "message": "no", "more_info": "", "status": status}


# Behaviours: what one try meets.


def accept(answer: Answers, form: dict) -> None:
    answer.reply(201, shown(answer.book.take(form)))


def refuse(status: int, code: int | None = None, *, retry_after: int | None = None) -> Behaviour:
    more = {"Retry-After": str(retry_after)} if retry_after else None

    def say(answer: Answers, form: dict) -> None:
        answer.reply(status, problem(status, code), more=more)

    return say


def after_taking(say: Behaviour) -> Behaviour:
    """The message is taken, the answer says something else."""

    def taken(answer: Answers, form: dict) -> None:
        answer.book.take(form)
        say(answer, form)

    return taken


def answer_with(status: int, body: bytes) -> Behaviour:
    """A page of a hotel, half a document."""
    return lambda answer, form: answer.reply(status, body)


def reset(answer: Answers, form: dict) -> None:
    answer.break_line()


def stay_silent(seconds: float) -> Behaviour:
    """No answer for so long, then a broken line. Nothing is taken."""

    def say(answer: Answers, form: dict) -> None:
        answer.book.over.wait(seconds)
        answer.break_line()

    return say


def accept_late(seconds: float) -> Behaviour:
    """Take it only so long after the request, when the client may have given up."""

    def say(answer: Answers, form: dict) -> None:
        answer.book.over.wait(seconds)
        answer.book.take(form)
        answer.break_line()

    return say


def slowly(seconds: float, then: Behaviour = accept) -> Behaviour:
    """Nothing for so long, then what `then` does."""

    def say(answer: Answers, form: dict) -> None:
        answer.book.over.wait(seconds)
        then(answer, form)

    return say


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that was killed breaks its line: nothing to tell."""


class Stub:
    """A context: the provider is up inside it, and between `goes_down` and `comes_back` is not."""

    def __init__(self):
        self.book, self.port = Book(), 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def comes_back(self) -> None:
        self.server = Server(("127.0.0.1", self.port), Answers)
        self.server.book, self.port = self.book, self.server.server_port
        self.thread = Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def goes_down(self) -> None:
        """Nobody listens any more: connections are refused."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def __enter__(self) -> "Stub":
        self.comes_back()
        return self

    def __exit__(self, *_) -> None:
        self.book.over.set()
        self.goes_down()


def main() -> None:
    """A provider of its own process that takes everything; its address is what it prints. It ends
    with whoever started it."""
    with Stub() as stub:
        sys.stdout.write(f"{stub.address}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
