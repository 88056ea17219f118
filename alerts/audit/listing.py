"""The audit log as a list."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from alerts.audit.filter import AuditFilter
from alerts.audit.models import AuditEntry, AuditEntryQuerySet
from alerts.audit.read import Change, Sentence, sentences_of
from alerts.audit.words import actions_of
from alerts.kinds.category import Category
from alerts.kinds.collected import collected
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import instant

CHANGED = '<li><span class="mut">{}</span> <s>{}</s> → <b>{}</b></li>'


def _time(sentence: Sentence, now: datetime):
    at = timezone.localtime(sentence.entry.at)
    return format_html('{}<span class="mut">:{}</span>', instant(at, now), f"{at:%S}")


def _who(sentence: Sentence) -> str:
    return str(sentence.entry.user or "")


def _account(sentence: Sentence) -> str:
    return sentence.entry.user.get_username() if sentence.entry.user else ""


def _sentence(sentence: Sentence, now: datetime):
    """What was done, below it why, what changed, and in which post and from where."""
    changed = [change for change in sentence.changes if change.was]
    beside = [change for change in sentence.changes if not change.was]
    return format_html(
        "<p>{}</p>{}{}{}",
        sentence.html,
        _minor([*_in_words(sentence.grounds), *_in_words(beside)]),
        _changed(changed),
        _minor([sentence.post, sentence.entry.address]),
    )


def _changed(changes: list[Change]):
    rows = format_html_join("", CHANGED, ((c.word, c.was, c.becomes or "—") for c in changes))
    return format_html('<ul class="au__c">{}</ul>', rows) if rows else ""


def _minor(texts: list[str]):
    shown = format_html_join(" · ", "{}", ((text,) for text in texts if text))
    return format_html('<div class="au__m">{}</div>', shown) if shown else ""


def _in_words(changes: list[Change]) -> list[str]:
    pattern = pgettext("a filter and its value", "%(label)s: %(value)s")
    return [
        pattern
        % {"label": change.word, "value": " → ".join(filter(None, (change.was, change.becomes)))}
        for change in changes
    ]


def _of(category: Category) -> Tab:
    return Tab(category.value, category.label, lambda _listing: Q(action__in=actions_of(category)))


class AuditListing(Listing):
    """Who did what to what, why, when and from where; the newest first."""

    name, title = "audit", gettext_lazy("Audit log")
    filters = AuditFilter
    tabs = [Tab("all", gettext_lazy("All")), *(_of(category) for category in Category)]
    columns = [
        Column("at", gettext_lazy("Time"), "entry.at", _time, order=("pk",), phone="below",
               css="nw num"),
        Column("person", gettext_lazy("Person"), _who, only="file"),
        Column("account", gettext_lazy("Account"), _account, only="file"),
        Column("post", gettext_lazy("Post"), only="file"),
        Column("address", gettext_lazy("Network address"), "entry.address", only="file"),
        Column("sentence", gettext_lazy("In words"), "text", _sentence, phone="title",
               css="au"),
        Column("act", gettext_lazy("Act"), "entry.act", only="file"),
        Column("what", gettext_lazy("Object"), "entry.what", only="file"),
        Column("object", gettext_lazy("Name"), "name", only="file"),
        Column("grounds", gettext_lazy("Basis or reason"),
               lambda sentence: "\n".join(_in_words(sentence.grounds)), only="file"),
        Column("noted", gettext_lazy("What changed"),
               lambda sentence: "\n".join(_in_words(sentence.changes)), only="file"),
        Column("category", gettext_lazy("Category"), phone="sub", css="nw mut"),
    ]  # fmt: skip
    order = "-at"
    most = 10_000
    empty = Empty(gettext_lazy("No entries"), icon="shield")

    @property
    def lead(self) -> str:
        """What all entries are about, where they are about one thing."""
        if name := self.filter.about():
            return _("All about %(name)s, newest first") % {"name": name}
        return _("Who did what, when and from where; newest first")

    def rows(self) -> AuditEntryQuerySet:
        entries = AuditEntry.objects.visible_to(self.user, at=self.now)
        if self.asked.get("automatic") == "with":
            return entries
        return entries.by_people(collected().by_command)

    def with_columns(self, rows: AuditEntryQuerySet) -> AuditEntryQuerySet:
        return rows.select_related("user")

    def with_facts(self, rows: list) -> list[Sentence]:
        return sentences_of(rows, user=self.user, at=self.now)
