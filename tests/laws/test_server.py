"""The county's server as described agrees with the settings and the evaluation's stack."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from config.gunicorn import logconfig_dict
from config.middleware import PERSON, REQUEST_ID

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("setup", "web", "worker", "ticker")
SETTINGS = (ROOT / "config" / "settings.py").read_text()
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()


def test_all_that_a_county_needs_is_there():
    always = {"db", "redis", "setup", "web", "worker", "ticker", "proxy"}
    assert {name for name, service in SERVICES.items() if "profiles" not in service} == always
    assert set(SERVICES) - always == {"backup"}


def test_a_backup_reads_the_folder_and_the_database_that_the_platform_writes():
    backup = SERVICES["backup"]
    assert backup["image"] == SERVICES["db"]["image"], "pg_dump of the server's own version"
    assert "files:/data/files" in backup["volumes"] and backup["environment"]["PGHOST"] == "db"
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert f"--uid {backup['user'].partition(':')[0]} " in dockerfile
    for script in ("backup.sh", "restore.sh"):
        assert f"./deploy/{script}:/srv/{script}:ro" in backup["volumes"]
        asked = set(re.findall(r"\$\{?([A-Z]+)\b", (ROOT / "deploy" / script).read_text()))
        assert asked - {"FOLDER", "SNAPSHOT"} <= set(backup["environment"])


@pytest.mark.parametrize("name", OURS)
def test_every_variable_given_is_one_that_the_settings_read(name):
    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
    assert set(SERVICES[name]["environment"]) <= read


def test_every_variable_that_production_must_have_is_given():
    must = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)", None if PRODUCTION', SETTINGS))
    assert must and must <= set(SERVICES["web"]["environment"])


def test_the_proxy_hands_on_whole_bodies_alone():
    assert NGINX.count("proxy_request_buffering on;") == NGINX.count("proxy_pass ")


def test_a_missing_secret_stops_the_start():
    text = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()
    wanted = set(re.findall(r"\$\{([A-Z_]+):\?", text))
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "ALLOWED_HOSTS", "SMS_CHANNEL"} <= wanted
    named = set(re.findall(r"\$\{([A-Z_]+):", text))
    assert named == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_postgresql_is_the_version_of_the_embedded_one_with_its_collation():
    places = (ROOT / "config" / "stack" / "places.py").read_text()
    embedded = re.search(r"pginstall(\d+)", places)[1]
    assert SERVICES["db"]["image"].startswith(f"postgres:{embedded}")
    assert "--builtin-locale=C.UTF-8" in SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_images_and_python_name_their_versions():
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert all(re.search(r":\d", image) for image in images)


def test_the_proxy_serves_what_the_volumes_hold_and_lets_our_answer_through():
    mounts = dict(volume.split(":")[:2] for volume in SERVICES["proxy"]["volumes"])
    for name in ("files", "static"):
        assert f"alias {mounts[name]}/" in NGINX
        assert f"{name}:/data/{name}" in SERVICES["web"]["volumes"]
    assert SERVICES["web"]["environment"]["SENDFILE_PREFIX"] in NGINX
    allowed = int(re.search(r"client_max_body_size (\d+)m", NGINX)[1]) * 1024 * 1024
    assert allowed > settings.UPLOAD_MAX_BYTES


def test_the_worker_reads_json_alone():
    assert SERVICES["worker"]["command"][4:6] == ["--serializer", "json"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_log_fills_the_disk(name):
    options = SERVICES[name]["logging"]["options"]
    assert options.keys() == {"max-size", "max-file"}


def test_the_id_of_a_request_is_the_proxys_own():
    """Whoever asks could send the header too; the proxy writes its own over it."""
    assert f"proxy_set_header {REQUEST_ID} $request_id;" in NGINX
    assert '"request":"$request_id"' in NGINX
    variable = "$upstream_http_" + PERSON.lower().replace("-", "_")
    assert f'"person":"{variable}"' in NGINX and f"proxy_hide_header {PERSON};" in NGINX


def test_the_web_server_says_its_own_lines_as_json():
    assert "python:config.gunicorn" in (ROOT / "Dockerfile").read_text()
    assert logconfig_dict["formatters"]["line"]["()"] == "config.logs.Json"


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_more_rights_than_it_needs(name):
    service = SERVICES[name]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["cap_drop"] == ["ALL"] and service["read_only"]
    assert service["mem_limit"] and service["pids_limit"]


def test_the_proxy_reaches_neither_the_database_nor_redis():
    networks = {name: set(service["networks"]) for name, service in SERVICES.items()}
    assert networks["db"] == networks["redis"] == {"data"}
    assert networks["proxy"] == {"front"} and COMPOSE["networks"]["data"]["internal"]


def test_nothing_that_runs_owns_the_tables():
    for name in OURS:
        role = re.match(r"postgresql://(\w+):", SERVICES[name]["environment"]["DATABASE_URL"])[1]
        assert role == ("liangze_owner" if name == "setup" else "liangze_app")
    assert (
        "./deploy/roles.sql:/docker-entrypoint-initdb.d/roles.sql:ro" in SERVICES["db"]["volumes"]
    )


def test_redis_asks_for_a_password():
    assert "--requirepass" in SERVICES["redis"]["command"]
    assert SERVICES["web"]["environment"]["REDIS_URL"].startswith("redis://:${REDIS_PASSWORD:?")
