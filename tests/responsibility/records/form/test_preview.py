"""What ticking a task shows at once."""

import pytest

from tests.make import at, make_task
from tests.responsibility.records.cast import people_task
from tests.responsibility.records.form.page import HTMX, text_of, ticked

pytestmark = pytest.mark.django_db


def test_the_preview_follows_what_is_ticked(client, cast):
    task, (first, _second) = people_task(cast, required=1, asked=2)
    plain = make_task(cast.post)
    asked = f"/log/preview/?tasks={task.pk}&tasks={plain.pk}&shown={plain.pk}&shown={task.pk}"
    text = text_of(client.get(asked, headers=HTMX))
    assert "lights 1 lamp" in text and "choose with whom" in text
    assert text.index(f'id="task-{plain.pk}"') < text.index(f'id="task-{task.pk}"')
    assert text.count('hx-swap-oob="true"') == 7
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
