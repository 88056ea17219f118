"""How I am told: what one may do without, and what always comes."""

import pytest
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.contacts.models import Preference
from alerts.contacts.prefer import prefer
from alerts.deadlines.kind import EXTENSION_DECIDED
from alerts.kinds.stages import stages, stages_where
from pages.refused import Refused
from responsibility.tasks.kind import MONTHLY
from tests.make import NOW, actor, days, make_person

pytestmark = pytest.mark.django_db

WISHES = {"quiet_stages": [EXTENSION_DECIDED], "mail": False, "email": ""}


@pytest.fixture
def person(client):
    person = make_person(phone="+8613800002046")
    client.force_login(person)
    return person


def test_a_wish_is_kept_and_noted_without_the_address(person):
    prefer(by=actor(person), now=NOW, **WISHES)
    prefer(
        by=actor(person), now=NOW + days(1), quiet_stages=[], mail=True, email="a@liangze.example"
    )
    wishes = Preference.objects.get()
    assert (wishes.quiet_stages, wishes.mail, wishes.changed_at) == ([], True, NOW + days(1))
    person.refresh_from_db()
    assert person.email == "a@liangze.example"
    entry = AuditEntry.objects.filter(action="preference.change").latest("pk")
    assert entry.before == {"quiet_stages": ["extension"], "mail": False}
    assert entry.after == {"quiet_stages": [], "mail": True, "other_address": True}


@pytest.mark.parametrize("stage", [stage.code for stage in stages() if not stage.optional])
def test_nobody_does_without_what_presses(person, stage):
    with pytest.raises(Refused, match="这类短信必须发送"):
        prefer(by=actor(person), now=NOW, **(WISHES | {"quiet_stages": [stage]}))
    assert not Preference.objects.exists()


def test_a_mail_needs_an_address(person):
    with pytest.raises(Refused, match="请填写接收邮件的邮箱"):
        prefer(by=actor(person), now=NOW, **(WISHES | {"mail": True}))


def test_the_page_ticks_what_is_texted_and_keeps_what_is_unticked(client, person):
    address = reverse("preferences")
    page = client.get(address).content.decode()
    assert page.count("checked") == len(stages_where("optional"))
    assert "138****2046" in page
    wanted = [stage.code for stage in stages_where("optional") if stage.code != MONTHLY]
    assert client.post(address, {"texts": wanted}).status_code == 302
    assert Preference.objects.get().quiet_stages == ["monthly"]
    assert client.get(address).content.decode().count("checked") == len(wanted)


def test_the_page_speaks_of_mail_only_where_mail_goes_out(client, person, settings):
    address = reverse("preferences")
    assert 'name="mail"' not in client.get(address).content.decode()
    settings.MAIL_CHANNEL = "mail"
    assert 'name="mail"' in client.get(address).content.decode()
    wrong = client.post(address, {"mail": "on", "email": ""})
    assert wrong.status_code == 422
    assert client.post(address, {"mail": "on", "email": "a@liangze.example"}).status_code == 302
    assert Preference.objects.get().mail


def test_a_stage_that_always_comes_is_no_choice_on_the_page(client, person):
    assert client.post(reverse("preferences"), {"texts": ["overdue"]}).status_code == 422
    assert not Preference.objects.exists()
