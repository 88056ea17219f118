"""The proxy as deploy/nginx.conf describes it: a real nginx before a small web server."""

import json
import re
import shutil
import socket
import ssl
import subprocess
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection, RemoteDisconnected
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from config.stack.crew import ROOT
from config.stack.processes import wait_for

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not NGINX, reason="nginx is missing: apt-get install nginx-light"),
]
HOST = "liangze.example.cn"


class Web(BaseHTTPRequestHandler):
    """Says what the proxy handed on."""

    def do_GET(self):
        body = str(self.headers).encode()
        self.send_response(200)
        self.send_header("X-Person", "12")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def make_certificate(folder) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """(port of HTTP, port of HTTPS, where its log is)."""
    folder, plain, safe = tmp_path_factory.mktemp("proxy"), free_port(), free_port()
    folder.chmod(0o755)
    make_certificate(folder)
    web = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    Thread(target=web.serve_forever, daemon=True).start()
    ours = (ROOT / "deploy" / "nginx.conf").read_text()
    for theirs, here in {
        "${ALLOWED_HOSTS}": f"other.example.cn, {HOST}",
        "server web:8000;": f"server 127.0.0.1:{web.server_port};",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ssl ": f"listen 127.0.0.1:{safe} ssl ",
        "http2 on;": "",  # since nginx 1.25
        "/etc/nginx/certificates/": f"{folder}/",
        "root /srv;": f"root {ROOT / 'deploy'};",
        "/dev/stdout": f"{folder}/access.log",
    }.items():
        assert theirs in ours
        ours = ours.replace(theirs, here)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"user root; pid {folder}/pid; error_log {folder}/error.log; daemon off;\n"
        f"events {{}} http {{ types {{ text/html html; }} {temporary} {ours} }}"
    )
    words = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*words, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        assert wait_for(lambda: answers(safe), within=20)
        yield plain, safe, folder / "access.log"
    finally:
        server.terminate()
        server.wait(20)
        web.shutdown()
        web.server_close()


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def ask(port: int, path: str = "/", *, host: str = HOST, headers=None, line=None):
    line = line or HTTPSConnection("127.0.0.1", port, timeout=20, context=trusting())
    line.request("GET", path, headers={"Host": host} | (headers or {}))
    response = line.getresponse()
    body = response.read().decode()
    line.close()
    return response, body


def test_a_known_host_is_led_to_https(proxy):
    line = HTTPConnection("127.0.0.1", proxy[0], timeout=20)
    response, _ = ask(proxy[0], "/desk/?a=1", line=line)
    assert (response.status, response.headers["Location"]) == (308, f"https://{HOST}/desk/?a=1")


@pytest.mark.parametrize("host", ["evil.example.com", "xliangze.example.cn", "example.cn"])
def test_a_foreign_host_gets_no_answer(proxy, host):
    with pytest.raises(RemoteDisconnected):
        ask(proxy[0], host=host, line=HTTPConnection("127.0.0.1", proxy[0], timeout=20))
    with pytest.raises(RemoteDisconnected):
        ask(proxy[1], host=host)


def test_no_version_is_said_and_the_address_is_the_one_it_sees(proxy):
    response, body = ask(proxy[1], headers={"X-Forwarded-For": "8.8.8.8", "X-Request-ID": "mine"})
    assert response.status == 200 and response.headers["Server"] == "nginx"
    assert "X-Forwarded-For: 127.0.0.1" in body and "8.8.8.8" not in body
    assert re.search(r"X-Request-ID: [0-9a-f]{32}", body)


def test_whose_request_it_was_is_in_the_log_and_not_in_the_answer(proxy):
    response, _ = ask(proxy[1], "/desk/")
    assert "X-Person" not in response.headers

    def line() -> dict:
        lines = map(json.loads, proxy[2].read_text().splitlines())
        return next((line for line in lines if line["path"] == "/desk/" and line["person"]), {})

    assert wait_for(line, within=20)
    assert (line()["person"], line()["address"]) == ("12", "127.0.0.1")


@pytest.mark.parametrize("suite", ["AES128-GCM-SHA256", "AES256-SHA", "DHE-RSA-AES128-GCM-SHA256"])
def test_suites_without_forward_secrecy_or_of_slow_groups_are_refused(proxy, suite):
    context = trusting()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(f"{suite}:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError), socket.create_connection(("127.0.0.1", proxy[1])) as line:
        context.wrap_socket(line, server_hostname=HOST)


def test_what_is_too_large_gets_a_sentence(proxy):
    response, body = ask(proxy[1], headers={"Content-Length": str(10**9)})
    assert response.status == 413 and "上传内容过大" in body and "too large" in body


def test_who_signs_in_again_and_again_is_slowed_down(proxy):
    """Sixty at once and one a second: how many pass until then depends on how fast they come."""
    assert ask(proxy[1], "/sign-in/")[0].status == 200
    answers = (ask(proxy[1], "/sign-in/") for _ in range(300))
    response, body = next(answer for answer in answers if answer[0].status != 200)
    assert response.status == 429 and "请求过于频繁" in body
    assert ask(proxy[1], "/desk/")[0].status == 200
