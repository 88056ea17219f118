"""A small Twilio on this machine: real HTTP, answers as told, keeps what it took."""

import json
import socket
import struct
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from alerts.channels.twilio import Http

REAL = "https://api.twilio.com"


class Stub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.say, self.asked, self.listed = accept, [], []
        self.one, self.headers = {}, {}
        self.let_go = Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.server.asked.append((urlsplit(self.path).path, form))
        self.server.say(self, form)

    def do_GET(self):
        self.server.asked.append((self.path, {}))
        page = {"messages": self.server.listed, "end": 0, "next_page_uri": None}
        if "/Messages/" in self.path:
            page = self.server.one
        self.reply(200, page) if self.server.say is accept else self.server.say(self, {})

    def reply(self, status: int, content: dict | bytes) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def accept(answer: Answers, form: dict) -> None:
    answer.reply(201, {"sid": "SM1", "status": "queued", "to": form.get("To")})


def refuse(status: int, code: int | None = None):
    def say(answer: Answers, form: dict) -> None:
        answer.reply(status, {"code": code, "message": "no", "status": status})

    return say


def garble(answer: Answers, form: dict) -> None:
    answer.reply(201, b"<html>Welcome to the hotel</html>")


def reset(answer: Answers, form: dict) -> None:
    """The line breaks after the request was read."""
    answer.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    answer.connection.close()


def stay_silent(answer: Answers, form: dict) -> None:
    answer.server.let_go.wait(20)


class ToStub(Http):
    """Sends what is meant for Twilio to another address."""

    def __init__(self, address: str, read: float = 5):
        super().__init__()
        self.address, self.timeout = address, (2, read)

    def request(self, method, url, *args, **kwargs):
        return super().request(method, url.replace(REAL, self.address), *args, **kwargs)


@contextmanager
def stub_twilio():
    with Stub() as stub:
        serving = Thread(target=stub.serve_forever, args=(0.01,), daemon=True)
        serving.start()
        yield stub
        stub.let_go.set()
        stub.shutdown()
        serving.join()
