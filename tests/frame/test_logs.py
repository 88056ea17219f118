"""What is logged: as JSON or as text, with the id of the request that was being answered."""

import json
import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings
from django.http import HttpResponse

from config.logs import Json, Readable, asked, logging_as
from config.middleware import PERSON, numbered
from tests.make import make_person

GIVEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def logged():
    """A logger of its own, and what a handler with this formatter writes for it."""
    logger = logging.Logger("alerts.engine.loops")
    written = StringIO()

    def with_formatter(formatter: logging.Formatter):
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter)
        logger.addHandler(handler)
        return logger, written

    return with_formatter


@pytest.fixture
def within_a_request():
    mark = asked.set({"request": GIVEN, "person": 12, "address": "192.0.2.7"})
    yield
    asked.reset(mark)


def lines(written: StringIO) -> list[dict]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_json_is_one_line_with_when_what_and_where(logged):
    logger, written = logged(Json())
    logger.info("Swept: %s lamps turned.", 12)
    (line,) = lines(written)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO", "logger": "alerts.engine.loops", "message": "Swept: 12 lamps turned.",
    }  # fmt: skip


def test_json_keeps_chinese_and_a_traceback_in_one_line(logged):
    logger, written = logged(Json())
    try:
        raise ValueError("第一行\n第二行")
    except ValueError:
        logger.exception("县纪委")
    (line,) = lines(written)
    assert "县纪委" in written.getvalue()
    assert line["error"].startswith("Traceback") and "第二行" in line["error"]


@pytest.mark.usefixtures("within_a_request")
def test_json_names_the_request(logged):
    logger, written = logged(Json())
    logger.warning("x")
    (line,) = lines(written)
    assert (line["request"], line["person"], line["address"]) == (GIVEN, 12, "192.0.2.7")


@pytest.mark.usefixtures("within_a_request")
def test_text_names_the_request(logged):
    logger, written = logged(Readable())
    logger.warning("Slow.")
    assert written.getvalue().endswith(
        f"WARNING alerts.engine.loops: Slow. [{GIVEN} 12 192.0.2.7]\n"
    )


def test_text_outside_of_a_request_names_none(logged):
    logger, written = logged(Readable())
    logger.warning("Slow.")
    assert written.getvalue().endswith("WARNING alerts.engine.loops: Slow.\n")


@pytest.mark.parametrize("json_lines", [True, False])
def test_ours_is_kept_from_info_on_and_of_others_what_presses(json_lines):
    described = logging_as(json_lines=json_lines)
    logging.config.DictConfigurator(described).configure_formatter(described["formatters"]["line"])
    assert described["root"]["level"] == "WARNING"
    ours = {app.partition(".")[0] for app in settings.INSTALLED_APPS} & set(described["loggers"])
    assert ours >= {"pages", "alerts", "responsibility", "supervision", "dashboards"}
    assert {logger["level"] for logger in described["loggers"].values()} == {"INFO"}


# The request's id


def answered(rf, **headers) -> tuple[str, str]:
    """The id while the request was answered, and that of the answer's header."""
    during = []

    def page(request):
        during.append(asked.get()["request"])
        return HttpResponse()

    response = numbered(page)(rf.get("/", headers=headers))
    assert asked.get() is None
    return during[0], response.headers["X-Request-ID"]


def test_every_request_has_an_id_of_its_own(rf):
    first, second = answered(rf), answered(rf)
    assert first[0] == first[1] and second[0] == second[1]
    assert len({*first, *second}) == 2


def test_behind_our_proxy_its_id_is_taken(rf, settings):
    settings.BEHIND_PROXY = True
    assert answered(rf, x_request_id=GIVEN) == (GIVEN, GIVEN)


def test_without_a_proxy_nobody_chooses_the_id(rf, settings):
    settings.BEHIND_PROXY = False
    assert GIVEN not in answered(rf, x_request_id=GIVEN)


@pytest.mark.parametrize("bad", ["", "short", "x" * 65, 'a"b,c:d{e}f'])
def test_what_is_no_id_is_not_taken(rf, settings, bad):
    settings.BEHIND_PROXY = True
    taken, _header = answered(rf, x_request_id=bad)
    assert taken != bad and len(taken) == 32


def test_the_id_ends_with_the_request_also_where_it_failed(rf):
    def fails(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        numbered(fails)(rf.get("/"))
    assert asked.get() is None


@pytest.mark.django_db
def test_what_django_logs_after_the_answer_names_the_request_too(client, caplog):
    given = client.get("/nowhere").headers["X-Request-ID"]
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert json.loads(Json().format(record))["request"] == given


@pytest.mark.django_db
def test_whose_request_it_was_is_logged_by_number_and_said_to_our_own_proxy_alone(
    client, caplog, settings
):
    person = make_person(name="李明")
    client.force_login(person)
    answer = client.get("/nowhere")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    line = json.loads(Json().format(record))
    assert (line["person"], line["address"]) == (person.pk, "127.0.0.1")
    assert "李明" not in str(line) and PERSON not in answer.headers
    settings.BEHIND_PROXY = True
    assert client.get("/nowhere").headers[PERSON] == str(person.pk)
