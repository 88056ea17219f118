"""Two pages, one draft: the older text overwrites nothing without a word (edge case 45), what was
lodged once is told so (44), and nothing typed is lost with a right (17)."""

from uuid import uuid4

import pytest

from responsibility.organisation.people.models import User
from responsibility.records.form.draft import Newer, drafts_of, keep_draft
from responsibility.records.models import DutyRecord
from tests.make import NOW, make_person, make_task
from tests.responsibility.records.cast import lodge_as
from tests.responsibility.records.form.page import HTMX, TEXT, filled, text_of, ticked, value_of

pytestmark = pytest.mark.django_db
FORM, HERE, THERE = uuid4(), uuid4(), uuid4()


def keep(user: User, text: str, **over):
    return keep_draft(user=user, nonce=FORM, fields={"text": [text]}, now=NOW, **over)


# by which page, upon which version, what it says: whether it is kept upon version 2 by THERE
ROWS = [
    ("the version it knows", {"version": 2, "page": HERE}, "Mine", True),
    ("its own last words", {"version": 1, "page": THERE}, "Mine", True),
    ("older", {"version": 1, "page": HERE}, "Mine", False),
    ("older, of a page without a name", {"version": 1, "page": None}, "Mine", False),
    ("never opened from a draft", {"version": 0, "page": HERE}, "Mine", False),
    ("older, and the same words", {"version": 1, "page": HERE}, "Theirs", True),
    ("nothing said of a version", {}, "Mine", True),
]


@pytest.mark.parametrize("sent, text, kept", [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_an_older_draft_takes_the_place_of_no_newer_one(sent, text, kept):
    user = make_person()
    keep(user, "First", version=0, page=HERE)
    keep(user, "Theirs", version=1, page=THERE)
    if kept:
        assert keep(user, text, **sent).version == 3
    else:
        with pytest.raises(Newer) as refusal:
            keep(user, text, **sent)
        assert refusal.value.draft.fields == {"text": ["Theirs"]}
    assert drafts_of(user).get().text == (text if kept else "Theirs")


def save(client, data, **over):
    return client.post("/log/draft/", data | over, headers=HTMX)


@pytest.fixture
def typed(client, cast):
    """A draft that THERE saved after the form sent here was opened."""
    data = filled(make_task(cast.post), version="0", page=HERE.hex)
    assert save(client, data).headers["X-Draft-Version"] == "1"
    save(client, data, text="Theirs & more", version="1", page=THERE.hex)
    return data | {"version": "1"}


def test_a_page_is_told_what_the_other_one_says_and_may_put_its_own_in_its_place(client, typed):
    answer = save(client, typed, text="Mine")
    assert answer.headers["X-Draft"] == "newer" and "Theirs &amp; more" in text_of(answer)
    answer = save(client, typed, text="Mine", instead="2")
    assert (answer.headers["X-Draft"], answer.headers["X-Draft-Version"]) == ("saved", "3")


def test_the_other_one_is_what_opens(client, cast, typed):
    text = text_of(client.get(drafts_of(cast.holder).get().get_absolute_url()))
    assert "Theirs &amp; more" in text and value_of(text, "version") == "2"


def test_lodging_an_older_text_asks_first_and_keeps_both(client, cast, typed):
    text = text_of(client.post("/log/", typed | {"text": "Mine"}), 422)
    assert "Theirs &amp; more" in text and "Mine" in text and 'name="instead"' in text
    assert not DutyRecord.objects.exists() and drafts_of(cast.holder).get().text != "Mine"
    client.post("/log/", typed | {"text": "Mine", "version": "2"})
    assert DutyRecord.objects.get().text == "Mine" and not drafts_of(cast.holder)


def test_correcting_upon_an_older_draft_asks_first_too(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    data = filled(task, record=str(record.pk), version="0", page=HERE.hex)
    save(client, data)
    save(client, data, text="Theirs", version="1", page=THERE.hex)
    address = f"/records/{record.pk}/correct/"
    assert "Theirs" in text_of(client.post(address, data | {"version": "1"}), 422)
    assert DutyRecord.objects.get() == record


def test_without_scripts_the_form_comes_back_with_both(client, typed):
    text = text_of(client.post("/log/draft/", typed | {"text": "Mine", "page": ""}), 422)
    assert "Theirs &amp; more" in text and "Mine" in text and value_of(text, "version") == "1"


def test_a_page_hears_that_its_form_was_lodged_with_these_words_or_without_them(client, cast):
    data = filled(make_task(cast.post))
    client.post("/log/", data)
    assert save(client, data).headers["X-Draft"] == "lodged"
    answer = save(client, data, text="And what came after.")
    assert answer.headers["X-Draft"] == "other" and "lodged meanwhile" in text_of(answer)
    assert not drafts_of(cast.holder) and DutyRecord.objects.count() == 1


def test_what_stayed_on_the_device_is_taken_upon_the_draft_there_is(client, cast, typed):
    text = text_of(client.post("/log/", typed | {"again": "device", "text": "Mine"}))
    assert "Mine" in text and value_of(text, "version") == "2" and "data-taken" in text
    assert ticked(text) == {str(typed["tasks"][0])}
    assert drafts_of(cast.holder).get().text == "Theirs & more"


def test_a_draft_that_came_from_the_device_says_so(client, cast):
    data = filled(make_task(cast.post))
    save(client, data)
    text = text_of(client.get(f"/log/?device={data['nonce']}"))
    assert "without a" in text and TEXT in text
    assert "This is your draft" in text_of(client.get(f"/log/?device={uuid4()}"))


def test_whose_right_ended_while_typing_keeps_what_is_typed(client, cast):
    """Edge case 17: the next request is checked; the words are a draft and not lost."""
    data = filled(make_task(cast.post))
    client.force_login(make_person())
    assert client.post("/log/", data).status_code == 404
    assert save(client, data).headers["X-Draft"] == "saved"
