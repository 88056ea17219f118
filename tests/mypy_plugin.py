"""What mypy cannot read off Django's classes: which attributes ours have besides.

A plugin, named in pyproject.toml, so that views go on taking Django's own request and the ground
does not have to import the floor where people are.
"""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from mypy.nodes import MypyFile, TypeInfo
from mypy.plugin import AttributeContext, ClassDefContext, Plugin, SemanticAnalyzerPluginInterface
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, Instance, Type, TypeOfAny

REQUEST = "django.http.request.HttpRequest"
# Set on every request by config/middleware.py and django_htmx.
OF_REQUESTS = {
    "now": "datetime.datetime",
    "actor": "alerts.audit.actor.Actor",
    "wants_part": "builtins.bool",
    "htmx": "django_htmx.middleware.HtmxDetails",
}
# A form's fields are of many classes, each with attributes of its own.
FORM = "django.forms.forms.BaseForm"
# alerts knows people as AUTH_USER_MODEL alone.
ACTOR = "alerts.audit.actor.Actor"
# What queries annotate and pages note on a row, and what an abstract model has once it is concrete.
OF_ROWS = {
    "alerts.deadlines.matter.Matter": "objects",
    "alerts.outbox.models.Message": "first_tried last_tried",
    "alerts.reminders.models.Reminder": "rings",
    "responsibility.organisation.told.ToldUnit": "supervises tasks",
    "responsibility.organisation.people.models.User": "held joined",
    "responsibility.organisation.units.models.Unit": "posts_now vacant_now",
    "responsibility.organisation.posts.models.Post": "owes has_card people holders holding",
    "alerts.deadlines.models.Deadline": "lamp_now rolls_forward unit post",
    "responsibility.owed.models.OwedByPost": (
        "may_urge untold unanswered told_today people last_on told"
    ),
    "responsibility.lists.models.DutyList": "state review",
    "responsibility.records.models.DutyRecord": (
        "body_open unanswered returned after_closing line duties state"
    ),
    "responsibility.cards.issues.CardIssue": "leads_on received given told answered summed_up",
    "responsibility.records.bodies.models.BodyGrant": "over state readings_made last_read_at",
    "alerts.decisions.models.Extension": "owed",
    "supervision.problems.rectification.Measure": "newest",
    "supervision.checks.models.SpotCheck": "owed owed_id",
    "supervision.checkups.models.Checkup": "owed owed_id finding_count",
    "supervision.checkups.template.models.CheckupTemplate": "newest newest_id question_count",
    "supervision.demands.models.Demand": "number answered asked sent_back may_decide",
}


class OurClasses(Plugin):
    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if file.fullname == module_of(REQUEST):
            return [(10, module_of(name), -1) for name in OF_REQUESTS.values()]
        if file.fullname == module_of(ACTOR):
            return [(10, get_user_model().__module__, -1)]
        return []

    def get_customize_class_mro_hook(
        self, fullname: str
    ) -> Callable[[ClassDefContext], None] | None:
        hooks = {REQUEST: widen_request, FORM: widen_form, **dict.fromkeys(OF_ROWS, widen_row)}
        return hooks.get(fullname)

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        return self.user_of_actor if fullname == f"{ACTOR}.user" else None

    def user_of_actor(self, context: AttributeContext) -> Type:
        user = get_user_model()
        found = self.lookup_fully_qualified(f"{user.__module__}.{user.__qualname__}")
        if found is None or not isinstance(found.node, TypeInfo):
            return context.default_attr_type
        return Instance(found.node, [])


def module_of(fullname: str) -> str:
    return fullname.rpartition(".")[0]


def widen_request(context: ClassDefContext) -> None:
    for name, fullname in OF_REQUESTS.items():
        kind = instance_of(context.api, fullname)
        add_attribute_to_class(context.api, context.cls, name, kind)


def widen_form(context: ClassDefContext) -> None:
    text = instance_of(context.api, "builtins.str")
    kind = instance_of(context.api, "builtins.dict", text, AnyType(TypeOfAny.explicit))
    add_attribute_to_class(context.api, context.cls, "fields", kind)


def widen_row(context: ClassDefContext) -> None:
    for name in OF_ROWS[context.cls.fullname].split():
        anything = AnyType(TypeOfAny.explicit)
        add_attribute_to_class(context.api, context.cls, name, anything)


def instance_of(api: SemanticAnalyzerPluginInterface, fullname: str, *parts: Type) -> Type:
    found = api.lookup_fully_qualified_or_none(fullname)
    if found is None or not isinstance(found.node, TypeInfo):
        return AnyType(TypeOfAny.explicit)
    return Instance(found.node, list(parts))


def plugin(version: str) -> type[Plugin]:
    return OurClasses
