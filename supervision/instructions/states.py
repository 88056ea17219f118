"""How far an instruction is, on which level somebody has to do with it, and the acts on it."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """What its demands add up to: waiting for an answer, answered, done, taken back."""

    OPEN = "open", pgettext_lazy("instruction", "being carried out")
    ANSWERED = "answered", pgettext_lazy("instruction", "answered, to be looked at")
    DONE = "done", pgettext_lazy("instruction", "done")
    WITHDRAWN = "withdrawn", pgettext_lazy("instruction", "taken back")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"done": "ok", "withdrawn": "none"}.get(self.value, "wait")


class Level(TextChoices):
    """书记抓总、分管推动、部门落实 (M001-16)."""

    OVERALL = "overall", pgettext_lazy("instruction", "overall")
    PUSHING = "pushing", pgettext_lazy("instruction", "pushing it on")
    CARRYING = "carrying", pgettext_lazy("instruction", "carrying it out")


class Act(TextChoices):
    GIVE = "instruction.give", pgettext_lazy("instruction", "gave the instruction")
    RECORD = "instruction.record", pgettext_lazy("instruction", "recorded it for the leader")
    TAKE_BACK = "instruction.take_back", pgettext_lazy("instruction", "took it back")
