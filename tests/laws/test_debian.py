"""The server without containers (deploy/debian) runs what docker-compose.yml runs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DEBIAN = ROOT / "deploy" / "debian"
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
INSTALL = (DEBIAN / "install.sh").read_text()
LASTING = ("web", "worker", "ticker")


def values(service: str, name: str) -> list[str]:
    """All that a unit of systemd says under one name, in order."""
    text = (DEBIAN / f"liangze-{service}.service").read_text()
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)


def commands(name: str) -> list[str]:
    """What the unit starts, as the container would write it."""
    return [line.removeprefix("/opt/liangze/.venv/bin/") for line in values(name, "ExecStart")]


@pytest.mark.parametrize("name", LASTING[1:])
def test_a_service_starts_what_its_container_starts(name):
    assert commands(name) == [" ".join(SERVICES[name]["command"])]
    assert values(name, "TimeoutStopSec") == ["2min"]
    assert SERVICES[name]["stop_grace_period"] == "2m"


def test_the_web_server_is_the_containers_but_listens_on_the_machine_alone():
    words = re.search(r"^CMD \[(.+)\]$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]
    same = words.replace('"', "").replace(",", "")
    assert commands("web") == [f"{same} --bind 127.0.0.1:8000"]


def test_the_setup_is_the_containers():
    assert " && ".join(commands("setup")) == SERVICES["setup"]["command"][2]


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_has_not_the_role_that_owns_the_tables(name):
    files = values(name, "EnvironmentFile")
    assert files == ["/etc/liangze/settings", "/etc/liangze/app.env"]
    assert [*files, "/etc/liangze/owner.env"] == values("setup", "EnvironmentFile")


@pytest.mark.parametrize("name", [*LASTING, "setup", "backup"])
def test_a_service_has_no_more_rights_than_it_needs(name):
    assert values(name, "User") == ["liangze"]
    assert values(name, "NoNewPrivileges") == ["yes"]
    assert values(name, "CapabilityBoundingSet") == [""]
    assert values(name, "ProtectSystem") == ["strict"]


def written(file: str) -> set[str]:
    """The names that install.sh writes into a file of settings."""
    text = re.search(rf"cat >\$etc/{re.escape(file)} <<END\n(.*?)\nEND", INSTALL, re.DOTALL)[1]
    return {line.partition("=")[0] for line in text.splitlines()}


def test_every_setting_of_a_container_is_asked_for_or_made():
    asked = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    given = set(SERVICES["web"]["environment"])
    assert given <= asked | written("app.env")
    assert set(SERVICES["backup"]["environment"]) <= written("owner.env")


def test_every_unit_is_named_where_it_is_started():
    assert "liangze-*.service" in INSTALL and "liangze-*.timer" in INSTALL
    assert all(f"liangze-{name}" in INSTALL for name in LASTING)
    assert "liangze-backup.timer" in INSTALL


def test_the_proxys_places_are_all_put_right():
    """install.sh writes deploy/nginx.conf for this machine: no place of a container is left."""
    command = INSTALL[INSTALL.index("    sed -e") : INSTALL.index("    rm -f /etc/nginx")]
    command = command.partition(">/etc/nginx")[0]
    words = f"hosts=liangze.example.cn etc=/etc/liangze here={ROOT}\n{command}"
    put = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=True).stdout
    assert "liangze.example.cn" in put and "/var/lib/liangze/static/" in put
    for left in ("${ALLOWED_HOSTS}", "web:8000", "/srv/", "/dev/stdout", "/etc/nginx/cert"):
        assert left not in put


@pytest.mark.parametrize("script", ["install.sh", "liangze"])
def test_a_script_is_one_of_the_plain_shell(script):
    shell = shutil.which("dash") or "sh"
    assert subprocess.run([shell, "-n", DEBIAN / script], check=False).returncode == 0
