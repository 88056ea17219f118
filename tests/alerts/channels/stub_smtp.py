"""A small mail server on this machine: says what it is told to, keeps what it took."""

from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class Stub(ThreadingTCPServer):
    """`says` maps a verb to its answer ("550 no"), or to "" for a line that breaks."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, says: dict[str, str]):
        super().__init__(("127.0.0.1", 0), Answers)
        self.says, self.taken = says, []


class Answers(StreamRequestHandler):
    def handle(self):
        if not self.say("HELLO", "220 here"):
            return
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            usual = {"DATA": "354 go on", "QUIT": "221 bye", "EHLO": "250-here\r\n250 AUTH LOGIN"}
            if not self.say(verb, usual.get(verb, "250 ok")):
                return
            if verb == "DATA" and self.server.says.get(verb) is None and not self.take():
                return

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not self.server.says.get("BODY"):
            self.server.taken.append(b"".join(lines))
        return self.say("BODY", "250 taken")

    def say(self, verb: str, usual: str) -> bool:
        answer = self.server.says.get(verb, usual)
        if answer:
            self.wfile.write(f"{answer}\r\n".encode())
        return bool(answer)


@contextmanager
def stub_smtp(**says: str):
    with Stub(says) as stub:
        serving = Thread(target=stub.serve_forever, args=(0.01,), daemon=True)
        serving.start()
        yield stub
        stub.shutdown()
        serving.join()
