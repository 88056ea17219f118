"""The audit log as a list."""

from datetime import datetime
from urllib.parse import urlencode

import django_filters
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.audit.models import AuditEntry, AuditEntryQuerySet
from alerts.audit.read import Sentence, sentences_of
from alerts.audit.words import object_choices
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, Day, ListFilter, Search
from pages.listing.listing import Listing
from pages.templatetags.look import instant

MOST_LETTERS = 60  # of an object's name
MINOR = '<div class="xs mut">{}</div>'


def _time(sentence: Sentence, now: datetime):
    at = timezone.localtime(sentence.entry.at)
    return format_html('{}<span class="mut">:{}</span>', instant(at, now), f"{at:%S}")


def _who(sentence: Sentence) -> str:
    return str(sentence.entry.user or _("the platform"))


def _account(sentence: Sentence) -> str:
    return sentence.entry.user.get_username() if sentence.entry.user else ""


def _person(sentence: Sentence, now: datetime):
    minor = [text for text in (sentence.post, sentence.entry.address) if text]
    return format_html(
        '{} <span class="xs mut">{}</span>{}',
        _who(sentence), _account(sentence), format_html_join("", MINOR, ((m,) for m in minor)),
    )  # fmt: skip


def _act(sentence: Sentence, now: datetime):
    """What was done to what: its name leads to its page, else to all about it."""
    entry, name = sentence.entry, Truncator(sentence.name).chars(MOST_LETTERS)
    about = urlencode({"kind": entry.kind, "object_id": entry.object_id})
    history = f"{reverse('audit')}?{about}"
    more = format_html('<a class="xs mut" href="{}">{}</a>', history, _("all about it"))
    return format_html(
        '<b>{}</b><div class="sm">{} <a href="{}">{}</a> {}</div>',
        entry.act, entry.what, sentence.page or history, name, more if sentence.page else "",
    )  # fmt: skip


def _changes(sentence: Sentence, now: datetime):
    return format_html_join(
        "",
        '<div><span class="mut">{}</span> <s>{}</s>{}{}</div>',
        (
            (
                change.word,
                change.was,
                " → " if change.was and change.becomes else "",
                change.becomes,
            )
            for change in sentence.changes
        ),
    )


def _changes_in_words(sentence: Sentence) -> str:
    return "\n".join(
        f"{change.word}: " + " → ".join(filter(None, (change.was, change.becomes)))
        for change in sentence.changes
    )


class AuditFilter(ListFilter):
    person = Search(method="by", hint=gettext_lazy("Name or account"))
    kind = Choice(
        label=gettext_lazy("Object"), choices=object_choices, empty_label=gettext_lazy("Everything")
    )
    object_id = django_filters.CharFilter(
        label=gettext_lazy("Number"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Number")}),
    )
    day = Day(field_name="at", label=gettext_lazy("Day"))

    def by(self, entries: AuditEntryQuerySet, name: str, person: str) -> AuditEntryQuerySet:
        return entries.by_person(person)


class AuditListing(Listing):
    """Who did what to what, when and from where; the newest first."""

    name, title = "audit", gettext_lazy("Audit log")
    lead = gettext_lazy("Who did what, when and from where; newest first")
    filters = AuditFilter
    columns = [
        Column("at", gettext_lazy("Time"), "entry.at", _time, order=("pk",), phone="below",
               css="nw num"),
        Column("person", gettext_lazy("Person"), _who, _person, phone="sub"),
        Column("account", gettext_lazy("Account"), _account, only="file"),
        Column("post", gettext_lazy("Post"), only="file"),
        Column("address", gettext_lazy("Network address"), "entry.address", only="file"),
        Column("act", gettext_lazy("Act"), "entry.act", _act, phone="title"),
        Column("what", gettext_lazy("Object"), "entry.what", only="file"),
        Column("object", gettext_lazy("Name"), "name", only="file"),
        Column("noted", gettext_lazy("What was noted"), _changes_in_words, _changes, css="xs"),
    ]  # fmt: skip
    order = "-at"
    most = 10_000
    empty = Empty(gettext_lazy("No entries"), icon="shield")

    def rows(self) -> AuditEntryQuerySet:
        return AuditEntry.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: AuditEntryQuerySet) -> AuditEntryQuerySet:
        return rows.select_related("user")

    def with_facts(self, rows: list) -> list[Sentence]:
        return sentences_of(rows, user=self.user, at=self.now)
