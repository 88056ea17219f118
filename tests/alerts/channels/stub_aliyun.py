"""A small Alibaba Cloud SMS on this machine, for its official client: answers as told."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit


class Stub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.say, self.asked, self.listed = accept, [], {}
        self.let_go = Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {name: all_[0] for name, all_ in parse_qs(urlsplit(self.path).query).items()}
        action = self.headers["x-acs-action"]
        self.server.asked.append((action, query, self.headers.get("Authorization", "")))
        if action == "QuerySendDetails" and self.server.say is accept:
            rows = self.server.listed.get(query["SendDate"], [])
            some = {"SmsSendDetailDTO": rows}
            self.reply(200, {"Code": "OK", "SmsSendDetailDTOs": some})
        else:
            self.server.say(self)

    def reply(self, status: int, content: dict | bytes) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def accept(answer: Answers) -> None:
    answer.reply(200, {"Code": "OK", "Message": "OK", "BizId": "9^0", "RequestId": "R"})


def refuse(status: int, code: str):
    return lambda answer: answer.reply(status, {"Code": code, "Message": "no", "RequestId": "R"})


def garble(answer: Answers) -> None:
    answer.reply(200, b"<html>Welcome to the hotel</html>")


def stay_silent(answer: Answers) -> None:
    answer.server.let_go.wait(20)


@contextmanager
def stub_aliyun():
    with Stub() as stub:
        serving = Thread(target=stub.serve_forever, args=(0.01,), daemon=True)
        serving.start()
        yield stub
        stub.let_go.set()
        stub.shutdown()
        serving.join()
