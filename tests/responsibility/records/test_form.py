"""The form of a record: what it offers, what it says of mistakes, that it never loses a word."""

import re
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.roles import Role
from responsibility.files.models import StoredFile
from responsibility.records.form.draft import drafts_of, keep_draft
from responsibility.records.models import Credit, DutyRecord
from tests.make import (
    NOW,
    appoint,
    at,
    days,
    join,
    make_category,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
)
from tests.responsibility.records.cast import (
    confirm_as,
    lodge_as,
    make_cast,
    people_task,
    withdraw_as,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
OF_ANOTHER = "of another"
TEXT = "Talked about the works at the reservoir."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def client(client, cast):
    """The holder's browser, in English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cast.holder)
    return client


def filled(*tasks, **over) -> dict:
    return {
        "tasks": [task.pk for task in tasks],
        "happened_on": "2026-09-23",
        "place": "Room 503",
        "participants": "Li Si",
        "text": TEXT,
        "nonce": str(uuid4()),
    } | over


def text_of(response, status=200) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def value_of(text: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


def ticked(text: str, name: str = "tasks") -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]+)"[^>]*? checked', text))


# What the form offers


def test_from_the_desk_the_task_is_ticked_and_the_day_is_today(client, cast):
    task, other = make_task(cast.post), make_task(cast.post)
    text = text_of(client.get(f"/log/?task={task.pk}"))
    assert ticked(text) == {str(task.pk)}
    assert 'value="2026-09-24"' in text and 'max="2026-09-24"' in text
    assert text.index(f'id="task-{task.pk}"') < text.index(f'id="task-{other.pk}"')
    assert "lights 1 lamp" in text


def test_the_most_urgent_are_shown_the_others_wait(client, cast):
    item = make_item(cast.county)
    unlit = make_task(cast.post, item, warns_at=at("2026-09-25 00:00"))
    done = make_task(cast.post)
    lodge_as(cast.holder, done)
    urgent = [make_task(cast.post) for _ in range(4)]
    text = text_of(client.get("/log/"))
    fold = text.index('id="others"')
    assert all(text.index(f'id="task-{task.pk}"') < fold for task in urgent)
    assert all(text.index(f'id="task-{task.pk}"') > fold for task in (unlit, done))
    assert "Show 1 other task" in text and ticked(text) == set()
    apart = text.index("1 is done already")
    places = [text.index(f'id="task-{task.pk}"') for task in (unlit, done)]
    assert places[0] < apart < places[1]


def test_what_is_folded_stands_under_its_categories(client, cast):
    for _ in range(4):
        make_task(cast.post)
    later = {"warns_at": at("2026-09-25 00:00")}
    style, study = make_category("C07", 7), make_category("C02", 2)
    first, second, third = (
        make_task(cast.post, make_item(cast.county, category=category), **later)
        for category in (style, study, style)
    )
    text = text_of(client.get("/log/"))
    folded = text[text.index('id="others-picks"') :]
    order = [f"{study}</p>", f'"task-{second.pk}"', f"{style}</p>", f'"task-{first.pk}"']
    places = [folded.index(part) for part in [*order, f'"task-{third.pk}"']]
    assert places == sorted(places) and folded.count(f"{style}</p>") == 1


def test_tasks_of_others_and_nonsense_in_the_address_are_not_offered(client, cast):
    foreign = make_task(make_holder(make_unit(cast.county))[0])
    for asked in (foreign.pk, "x", 10**30, -1, ""):
        text = text_of(client.get(f"/log/?task={asked}"))
        assert "No task is open for you to log." in text and foreign.title not in text


def test_people_are_named_and_those_reached_stand_apart(client, cast):
    task, (first, second) = people_task(cast, required=2, asked=2)
    person = appoint(second)
    lodge_as(cast.holder, task, counterpart_post_ids=[first.pk])
    text = text_of(client.get(f"/log/?task={task.pk}"))
    whom = text[text.index('id="id_counterparts_field"') :]
    assert whom.index(person.name) < whom.index("is-done") < whom.index("reached")
    assert "choose with whom" in text


def test_the_same_event_is_offered_for_other_posts_and_own_ones(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy = make_post(cast.unit, Role.TEAM_MEMBER, "Deputy")
    appoint(deputy)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    committee = make_post(cast.unit, Role.PARTY_COMMITTEE)
    join(committee, cast.holder, role="head", grants=["log", "view", "approve"])
    own = make_task(committee, make_item(cast.county, **meeting), warns_at=at("2026-09-30 00:00"))
    for _ in range(4):
        make_task(cast.post)
    text = text_of(client.get(f"/log/?task={mine.pk}"))
    assert text.index(f'id="task-{own.pk}"') < text.index('id="others"')
    assert "The same event also counts for" in text and f'id="task-{theirs.pk}"' in text
    client.post("/log/", filled(mine, theirs))
    assert Credit.objects.get(task=theirs).counts_at is None
    assert Credit.objects.get(task=mine).counts_at == NOW


def test_a_zero_report_is_one_tap_where_it_is_allowed(client, cast):
    nothing = {"kind": "zero_report", "text": "", "place": "", "participants": ""}
    allowed = make_task(cast.post, make_item(cast.county, zero_report=True))
    other = make_task(cast.post)
    assert 'value="zero_report"' not in text_of(client.get(f"/log/?task={other.pk}"))
    assert 'value="zero_report"' in text_of(client.get(f"/log/?task={allowed.pk}"))
    client.post("/log/", filled(allowed, **nothing))
    assert DutyRecord.objects.get().kind == "zero_report"
    text = text_of(client.post("/log/", filled(other, **nothing)), 422)
    assert "is not fulfilled by a zero report" in text


def test_who_may_not_log_has_no_form(client, cast):
    client.force_login(join(cast.post, role="clerk", grants=["view"]))
    assert client.get("/log/").status_code == 404
    assert client.post("/log/", filled(make_task(cast.post))).status_code == 404


# Lodging


def test_after_lodging_the_desk_names_the_lamps_lit(client, cast):
    task = make_task(cast.post)
    response = client.post("/log/", filled(task), follow=True)
    assert response.redirect_chain == [("/desk/", 302)]
    text = response.content.decode()
    assert f"Logged. 1 lamp is lit: {task.title}" in text and "lamp--just" in text
    record = DutyRecord.objects.get()
    assert (record.place, record.participants, record.text) == ("Room 503", "Li Si", TEXT)


def test_a_fragment_is_sent_on_to_the_desk(client, cast):
    response = client.post("/log/", filled(make_task(cast.post)), headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/desk/")


def test_progress_is_told_where_no_lamp_is_lit(client, cast):
    task = make_task(cast.post, required=3)
    text = text_of(client.post("/log/", filled(task), follow=True))
    assert f"Logged. {task.title}: 1 of 3" in text and "lamp--just" not in text


def test_a_lamp_lit_before_is_not_lit_again(client, cast):
    task = make_task(cast.post)
    lodge_as(cast.holder, task, now=NOW - days(1))
    text = text_of(client.post("/log/", filled(task), follow=True))
    assert "<span>Logged.</span>" in text and "lamp--just" not in text


def test_two_taps_make_one_record_with_the_same_answer(client, cast, clock):
    data = filled(make_task(cast.post))
    first = client.post("/log/", data, headers=HTMX)
    clock.move_to(NOW + days(0.0001))
    second = client.post("/log/", data, headers=HTMX)
    assert first.headers["HX-Redirect"] == second.headers["HX-Redirect"] == "/desk/"
    assert DutyRecord.objects.count() == 1
    assert text_of(client.get("/desk/")).count("Logged. 1 lamp is lit") == 2


def test_a_form_sent_again_with_other_words_is_not_taken_for_a_second_tap(client, cast, clock):
    data = filled(make_task(cast.post))
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    text = text_of(client.post("/log/", data | {"text": "Another talk."}), 422)
    assert "was lodged as" in text and "Another talk." in text
    assert value_of(text, "nonce") != data["nonce"] and DutyRecord.objects.count() == 1


def test_what_was_added_before_the_second_try_is_not_dropped(client, cast, clock):
    """The answer to the first sending was lost; a duty, a photo, a person came in meanwhile."""
    task, (first, second) = people_task(cast, required=2, asked=2)
    other, photo = make_task(cast.post), upload(client)
    data = filled(task, counterparts=[f"post-{first.pk}"], files=[photo])
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    more = [
        {"tasks": [task.pk, other.pk]},
        {"files": [photo, upload(client, "% Another\n")]},
        {"files": []},
        {"counterparts": [f"post-{second.pk}"]},
    ]
    for added in more:
        text = text_of(client.post("/log/", data | added), 422)
        record = DutyRecord.objects.get()
        assert "was lodged as" in text and f"/records/{record.pk}/correct/" in text, added
    corrected = data | more[0] | more[1] | {"nonce": value_of(text, "nonce")}
    assert client.post(f"/records/{record.pk}/correct/", corrected).status_code == 302
    record = DutyRecord.objects.in_force().get()
    assert (record.credits.count(), record.evidence.count()) == (2, 2)


def test_without_javascript_a_second_tap_with_the_same_photo_is_a_second_tap(client, cast, clock):
    data = filled(make_task(cast.post))
    for _tap in range(2):
        paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
        assert client.post("/log/", data | {"upload": paper}).status_code == 302
        clock.move_to(NOW + days(0.01))
    assert DutyRecord.objects.get().evidence.count() == 1


def test_a_form_whose_record_was_withdrawn_meanwhile_becomes_another(client, cast, clock):
    data = filled(make_task(cast.post))
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    withdraw_as(cast.holder, DutyRecord.objects.get(), now=NOW + days(0.01))
    text = text_of(client.post("/log/", data | {"text": "Another talk."}), 422)
    assert "lodge another record" in text and "/correct/" not in text


def test_counterparts_and_files_go_with_the_record(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    photo = upload(client)
    data = filled(task, counterparts=[f"post-{first.pk}"], files=[photo])
    assert client.post("/log/", data).status_code == 302
    record = DutyRecord.objects.get()
    assert record.counterparts.get().post == first
    assert str(record.evidence.get().stored_file_id) == photo


def upload(client, says: str = "") -> str:
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n" + says.encode() + b"%%EOF\n")
    tile = text_of(client.post("/log/files/", {"upload": paper}, headers=HTMX))
    return value_of(tile, "files")


# Mistakes


def test_every_mistake_stands_at_its_field_and_nothing_typed_is_lost(client, cast):
    photo = upload(client)
    data = filled(
        happened_on="2026-09-25", text="", place="Room 503", files=[photo], participants="x" * 301
    )
    response = client.post("/log/", data, headers=HTMX)
    text = text_of(response, 422)
    assert "<html" not in text and text.count('id="log"') == 1
    assert "Ensure this value has at most 300 characters" in text
    assert 'value="Room 503"' in text and 'value="2026-09-25"' in text and photo in text
    text = text_of(client.post("/log/", data | {"participants": "Li Si"}), 422)
    for sentence in (
        "Tick at least one task",
        "cannot be later than today",
        "Write what was done.",
    ):
        assert sentence in text
    assert value_of(text, "nonce") == data["nonce"] and not DutyRecord.objects.exists()


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "0000-00-00", "99999-01-01"])
def test_a_day_that_is_none(client, cast, day):
    text = text_of(client.post("/log/", filled(make_task(cast.post), happened_on=day)), 422)
    assert "Give the day" in text or "This is not a day." in text


def test_too_long_a_text_is_kept_whole(client, cast):
    long = "很" * 2001
    text = text_of(client.post("/log/", filled(make_task(cast.post), text=long)), 422)
    assert long in text and "at most 2000 characters" in text


def test_the_ends_of_lines_count_once(client, cast):
    typed = "a\r\n" * 999 + "b"
    assert client.post("/log/", filled(make_task(cast.post), text=typed)).status_code == 302
    assert DutyRecord.objects.get().text == "a\n" * 999 + "b"


def test_a_task_closed_meanwhile_says_so_and_keeps_the_text(client, cast):
    task = make_task(cast.post)
    data = filled(task)
    task.exempt, task.lamp, task.lamp_since = True, "exempt", NOW
    task.lamp_cause = "exempted"
    task.save()
    text = text_of(client.post("/log/", data), 422)
    assert "is exempt: nothing is owed" in text and TEXT in text
    text = text_of(client.post("/log/", data | {"tasks": [10**6]}), 422)
    assert "not open to you" in text and TEXT in text


@pytest.mark.parametrize("values", [
    {"tasks": ["x"]}, {"tasks": [10**30]}, {"counterparts": [f"post-{10**30}", "unit--1"]},
    {"counterparts": ["post-x", "boss-1", "post-"]}, {"files": ["not-a-uuid"]}, {"nonce": "x"},
    {"shown": ["x", "-3"]}, {"kind": "bribe"},
])  # fmt: skip
def test_forged_values_break_nothing(client, cast, values):
    response = client.post("/log/", filled(make_task(cast.post)) | values)
    assert response.status_code in {302, 422}


def test_words_are_shown_as_words(client, cast):
    text = text_of(client.post("/log/", filled(text="<script>alert(1)</script>")), 422)
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_without_javascript_files_come_with_the_form(client, cast):
    good = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    bad = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42")
    data = filled(make_task(cast.post), upload=[good, bad])
    text = text_of(client.post("/log/", data), 422)
    assert "“film.mp4” is neither" in text and not DutyRecord.objects.exists()
    kept = StoredFile.objects.get()
    assert str(kept.pk) in text and "minutes.pdf" in text
    again = filled(make_task(cast.post), files=[str(kept.pk)])
    assert client.post("/log/", again).status_code == 302


def test_without_javascript_the_form_asks_again_for_what_is_ticked(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    text = text_of(client.post("/log/", filled(task, again="1", text="Half a sen")))
    assert f'value="post-{first.pk}"' in text and "Half a sen" in text
    assert not re.search('class="f__e"', text)


def test_without_javascript_a_file_is_taken_out_and_the_rest_stays(client, cast):
    task, photo, paper = make_task(cast.post), upload(client), upload(client)
    data = filled(task, files=[photo, paper], again=photo)
    text = text_of(client.post("/log/", data))
    assert photo not in text and paper in text and TEXT in text
    assert not DutyRecord.objects.exists()


# What ticking shows


def test_the_preview_follows_what_is_ticked(client, cast):
    task, (first, _second) = people_task(cast, required=1, asked=2)
    plain = make_task(cast.post)
    asked = f"/log/preview/?tasks={task.pk}&tasks={plain.pk}&shown={plain.pk}&shown={task.pk}"
    text = text_of(client.get(asked, headers=HTMX))
    assert "lights 1 lamp" in text and "choose with whom" in text
    assert text.index(f'id="task-{plain.pk}"') < text.index(f'id="task-{task.pk}"')
    assert text.count('hx-swap-oob="true"') == 4
    text = text_of(client.get(f"{asked}&counterparts=post-{first.pk}", headers=HTMX))
    assert "lights 2 lamps" in text and "Lodge, light 2 lamps" in text
    assert ticked(text, "counterparts") == {f"post-{first.pk}"}


def test_the_preview_of_a_late_entry_and_of_one_too_late(client, cast, clock):
    late, closed = make_task(cast.post), make_task(cast.post, closes_at=at("2026-10-02 00:00"))
    clock.move_to(at("2026-10-05 09:00"))
    client.force_login(cast.holder)
    text = text_of(client.get(f"/log/preview/?tasks={late.pk}&tasks={closed.pk}"))
    assert "late entry; that it was red stays in the ledger" in text
    assert "late entry is closed, the lamp stays red" in text and "lights 1 lamp" in text


@pytest.mark.parametrize("query", ["?record=x", "?record=999999", "?tasks=&tasks=x&counterparts=1"])
def test_a_forged_preview_breaks_nothing(client, query):
    assert client.get(f"/log/preview/{query}").status_code in {200, 404}


# Drafts


def test_the_draft_is_kept_and_comes_back(client, cast):
    task = make_task(cast.post)
    text = text_of(client.post("/log/draft/", filled(task), headers=HTMX))
    assert "Draft saved 10:20" in text and "toast" not in text
    text = text_of(client.get(f"/log/?task={task.pk}"))
    assert "This is your draft of 24 Sep 10:20." in text and TEXT in text
    assert 'value="Room 503"' in text and ticked(text) == {str(task.pk)}
    client.post("/log/", filled(task, nonce=value_of(text, "nonce")))
    assert "your draft" not in text_of(client.get("/log/"))


def test_going_on_with_a_draft_goes_on_with_its_form(client, cast):
    data = filled(make_task(cast.post))
    client.post("/log/draft/", data, headers=HTMX)
    text = text_of(client.get("/log/"))
    assert value_of(text, "nonce") == data["nonce"]
    text = text_of(client.post("/log/", data | {"again": "1"}))
    assert value_of(text, "nonce") == data["nonce"]
    client.post("/log/draft/", data | {"text": "Talked on."}, headers=HTMX)
    assert drafts_of(cast.holder).get().fields["text"] == ["Talked on."]


def test_saving_by_the_button_says_so(client, cast):
    data = filled(make_task(cast.post), said="1")
    assert "The draft is saved." in text_of(client.post("/log/draft/", data, headers=HTMX))
    response = client.post("/log/draft/", data, follow=True)
    draft = drafts_of(cast.holder).get()
    assert response.redirect_chain == [(f"/log/?draft={draft.pk}", 302)]
    assert "The draft is saved." in response.content.decode()


def test_nothing_typed_or_nothing_new_is_no_draft(client, cast):
    task = make_task(cast.post)
    empty = filled(task, text=" ", place="", participants="")
    assert client.post("/log/draft/", empty, headers=HTMX).status_code == 204
    assert not drafts_of(cast.holder)
    data = filled(task)
    client.post("/log/draft/", data, headers=HTMX)
    assert client.post("/log/draft/", data, headers=HTMX).status_code == 204


def test_several_drafts_are_named_on_the_form_and_on_the_desk_and_none_is_replaced(client, cast):
    tasks = make_task(cast.post), make_task(cast.post)
    for number, task in enumerate(tasks):
        client.post("/log/draft/", filled(task, text=f"Half {number}"), headers=HTMX)
    desk, third = text_of(client.get("/desk/")), make_task(cast.post)
    for address in ("/log/", f"/log/?task={third.pk}", "/log/?new=1"):
        text = text_of(client.get(address))
        assert "Half" not in text and "data-autosave" in text, address
        for task, draft in zip(tasks, drafts_of(cast.holder).order_by("pk"), strict=True):
            link = f'<a href="/log/?draft={draft.pk}">Draft: {task.title}</a>'
            assert link in text and f"/log/?draft={draft.pk}" in desk, address
    first = drafts_of(cast.holder).order_by("pk")[0]
    text = text_of(client.get(f"/log/?draft={first.pk}"))
    assert "Half 0" in text and "This is your draft" in text
    client.post("/log/draft/", filled(third), headers=HTMX)
    assert drafts_of(cast.holder).count() == 3


@pytest.mark.parametrize("draft", ["x", "0", "9" * 30, OF_ANOTHER])
def test_a_draft_that_is_not_ones_own_is_not_there(client, cast, draft):
    others = keep_draft(user=cast.clerk, nonce=uuid4(), fields={"text": [TEXT]}, now=NOW)
    address = f"/log/?draft={others.pk if draft == OF_ANOTHER else draft}"
    assert TEXT not in text_of(client.get(address))


def test_a_draft_is_thrown_away(client, cast):
    form, other = uuid4(), uuid4()
    for each in (form, other):
        keep_draft(user=cast.holder, nonce=each, fields={"text": [TEXT]}, now=NOW)
    assert client.post("/log/draft/", {"discard": "1", "nonce": str(form)}).url == "/log/"
    assert drafts_of(cast.holder).get().nonce == other


def test_too_long_a_draft_says_so(client, cast):
    text = text_of(client.post("/log/draft/", filled(text="x" * 20_001), headers=HTMX))
    assert "too long" in text and not drafts_of(cast.holder)
    assert client.post("/log/draft/", filled(text="x" * 20_001)).status_code == 302


# The session ends while one types


def end_session(client) -> None:
    """The cookie stays in the browser; the server no longer knows it."""
    client.session.flush()


def test_what_was_typed_comes_back_in_its_form(client, cast):
    """How it passes the door: tests/pages/test_signed_out.py."""
    task = make_task(cast.post)
    text = text_of(client.post("/log/", filled(task, again="typed")))
    assert "The session had ended." in text and TEXT in text and 'value="Room 503"' in text
    assert ticked(text) == {str(task.pk)}
    assert not DutyRecord.objects.exists()


def test_ticking_and_saving_do_not_throw_one_out(client, cast):
    task = make_task(cast.post)
    end_session(client)
    preview = text_of(client.get(f"/log/preview/?tasks={task.pk}", headers=HTMX))
    assert "The session has ended." in preview and task.title not in preview
    data = filled(task)
    assert "The session has ended." in text_of(client.post("/log/draft/", data, headers=HTMX))
    assert not Session.objects.exists(), "what nobody typed is stored nowhere"


def test_adding_and_removing_files_says_so_at_the_form(client, cast):
    photo = upload(client)
    end_session(client)
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    for address, data in [("/log/files/", {"upload": paper}), (f"/files/{photo}/remove/", {})]:
        response = client.post(address, data, headers=HTMX)
        assert "The session has ended." in text_of(response, 422)
        assert response.headers["HX-Reswap"] == "none"
        assert client.post(address, data).status_code == 401
    assert StoredFile.objects.count() == 1


# Correcting


def test_correcting_starts_from_what_the_record_says(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    photo = upload(client)
    client.post("/log/", filled(task, counterparts=[f"post-{first.pk}"], files=[photo]))
    record = DutyRecord.objects.get()
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert TEXT in text and 'value="2026-09-23"' in text and photo in text
    assert ticked(text) == {str(task.pk)}
    assert ticked(text, "counterparts") == {f"post-{first.pk}"}
    assert "is-done" not in text  # its own words do not stand in its way
    data = filled(
        task, counterparts=[f"post-{first.pk}"], files=[photo], text="Talked about the dam."
    )
    response = client.post(f"/records/{record.pk}/correct/", data, follow=True)
    newer = DutyRecord.objects.get(supersedes=record)
    assert response.redirect_chain == [(f"/records/{newer.pk}/", 302)]
    text = response.content.decode()
    assert "The record is corrected." in text and "Talked about the dam." in text
    assert f"/records/{record.pk}/" in text  # the history leads to the older one
    assert "has been corrected" in text_of(client.get(f"/records/{record.pk}/"))


def test_what_others_confirmed_stays_ticked_in_a_correction(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy, person = make_holder(cast.unit, Role.TEAM_MEMBER)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    record = lodge_as(cast.holder, mine, theirs)
    confirm_as(person, Credit.objects.get(task=theirs))
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert ticked(text) == {str(mine.pk), str(theirs.pk)}


def test_a_zero_report_stays_one_when_corrected(client, cast):
    task = make_task(cast.post, make_item(cast.county, zero_report=True))
    client.post("/log/", filled(task, kind="zero_report", text="", place="", participants=""))
    record = DutyRecord.objects.get()
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert value_of(text, "kind") == "zero_report"


def test_the_second_of_two_correctors_sees_both_texts_and_decides(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    address = f"/records/{record.pk}/correct/"
    client.post(address, filled(task, text="Theirs."))
    theirs = DutyRecord.objects.get(supersedes=record)
    client.force_login(cast.clerk)
    text = text_of(client.post(address, filled(task, text="Mine."), headers=HTMX), 422)
    both = text[text.index('id="both"') :]
    assert "Theirs." in both and "Mine." in both
    assert f'action="/records/{theirs.pk}/correct/"' in text
    assert not DutyRecord.objects.filter(supersedes=theirs).exists()
    assert (
        client.post(f"/records/{theirs.pk}/correct/", filled(task, text="Mine.")).status_code == 302
    )
    assert DutyRecord.objects.get(supersedes=theirs).text == "Mine."


def test_a_record_withdrawn_meanwhile_leaves_the_text_to_its_author(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    client.post(f"/records/{record.pk}/withdraw/", {"reason": "Entered twice."})
    text = text_of(client.post(f"/records/{record.pk}/correct/", filled(task, text="Mine.")), 422)
    assert "was withdrawn meanwhile" in text and "Mine." in text and 'action="/log/"' in text


def test_an_old_form_of_correction_leads_to_the_newest(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    client.post(f"/records/{record.pk}/correct/", filled(task))
    newer = DutyRecord.objects.get(supersedes=record)
    assert client.get(f"/records/{record.pk}/correct/").url == f"/records/{newer.pk}/correct/"
    client.post(f"/records/{newer.pk}/withdraw/", {"reason": "Entered twice."})
    assert client.get(f"/records/{newer.pk}/correct/").url == f"/records/{newer.pk}/"


def test_what_was_typed_comes_back_in_the_form_that_corrects(client, cast):
    record = lodge_as(cast.holder, make_task(cast.post))
    address = f"/records/{record.pk}/correct/"
    text = text_of(client.post(address, filled(text="Better words.", again="typed")))
    assert "The session had ended." in text and "Better words." in text
    assert DutyRecord.objects.count() == 1


# How much it asks of the database


def test_the_number_of_queries_does_not_grow(client, cast):
    def fill(number):
        for _ in range(number):
            make_task(cast.post), make_task(cast.post, warns_at=at("2026-09-28 00:00"))
            lodge_as(cast.holder, make_task(cast.post))
            appoint(make_post(cast.unit, Role.TEAM_MEMBER))

    task, _posts = people_task(cast, required=2, asked=2)
    fill(2)
    client.get("/log/")
    few = queries(client, f"/log/?task={task.pk}")
    fill(18)
    many, posts = people_task(cast, required=20, asked=20)
    for post in posts:
        appoint(post)
    assert queries(client, f"/log/?task={many.pk}") == few <= 24


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        text_of(client.get(address))
    return len(captured)


def test_nothing_is_written_by_looking(client, cast):
    task = make_task(cast.post)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/log/?task={task.pk}")
        client.get(f"/log/preview/?tasks={task.pk}")
    writing = [one["sql"] for one in captured if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert not [sql for sql in writing if "django_session" not in sql]


def test_for_whom_a_clerk_logs_is_said_on_the_form_and_after_it(client, cast):
    """The holder reads nothing of it on the own form."""
    make_task(cast.post)
    task = make_task(cast.post)
    whom = f"{cast.post.title} {cast.holder.name}"
    client.force_login(cast.holder)
    assert "as clerk for" not in text_of(client.get("/log/"))
    client.force_login(cast.clerk)
    assert f"You log as clerk for {whom}" in text_of(client.get("/log/"))
    after = client.post("/log/", filled(task), follow=True)
    assert f"Logged as clerk for {whom}, who is asked to confirm it." in text_of(after)


def test_colleagues_of_the_same_event_are_offered_by_name(client, cast):
    item = make_item(cast.county, event_key="study")
    own = make_task(cast.post, item)
    post, colleague = make_holder(cast.post.unit)
    theirs = make_task(post, make_item(cast.county, event_key="study"))
    text = text_of(client.get(f"/log/?task={own.pk}"))
    offered = text[text.index(f'id="task-{theirs.pk}"') :]
    assert colleague.name in offered[: offered.index("</label>")]
