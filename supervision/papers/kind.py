"""How a county issues its papers: the word of their numbers, and who approves them."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="paper",
    category=Category.TASKS,
    acts={
        "paper_rule.set": _("set how papers are issued"),
        "paper_rule.take_back": _("took back a change of how papers are issued"),
    },
    sentences={
        "paper_rule.set": _("%(who)s set how papers “%(word)s” are issued from %(first_on)s"),
        "paper_rule.take_back": _(
            "%(who)s took back the change of how papers “%(was_word)s” are issued from"
            " %(was_first_on)s"
        ),
    },
    objects=[Object("supervision.PaperRule", _("rule for papers"), called="{word}")],
    fields={
        "word": Field(_("word of the number")),
        "approved": Field(_("approved by another person"), shown="true"),
        "basis": Field(_("basis")),
        "first_on": Field(_("from")),
    },
    starter=["supervision.papers.rules.load_paper_rules"],
)
