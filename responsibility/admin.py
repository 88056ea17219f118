"""Django's admin: accounts are looked at here and jobs kept, by the system administrator alone.

Nothing is written through it: that would go round the verbs, the second person and the audit.
Accounts are kept on the pages of people, powers on theirs.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.views import admin_door

WORDS = {
    "staff_number": _("Staff number"),
    "name": _("Name"),
    "is_active": _("active"),
    "is_system_administrator": _("system administrator"),
    "is_auditor": _("auditor"),
}


def own_password(request, extra_context=None):
    """The own password is changed on our page: the admin's would leave sessions and audit out."""
    return redirect("password-change")


admin.site.unregister(Group)
for _device in (TOTPDevice, StaticDevice):  # their pages show secrets, and give devices to anybody
    admin.site.unregister(_device)
admin.site.login = admin_door
admin.site.password_change = own_password


def _in_words(name: str):
    """The field `name` under its own word: the words of a model make migrations."""

    @admin.display(description=WORDS[name], ordering=name, boolean=name.startswith("is_"))
    def shown(user: User):
        return getattr(user, name)

    shown.__name__ = name
    return shown


def _filter_by(name: str) -> type[SimpleListFilter]:
    """Yes or no to the field `name`, under its own word."""

    class YesOrNo(SimpleListFilter):
        title, parameter_name = WORDS[name], name

        def lookups(self, request, model_admin):
            return [("1", _("Yes")), ("0", _("No"))]

        def queryset(self, request, queryset):
            return queryset.filter(**{name: self.value() == "1"}) if self.value() else queryset

    return YesOrNo


@admin.register(User)
class AccountAdmin(ModelAdmin):
    """Who may sign in, and as administrator or auditor. No hash is shown, nothing changed."""

    list_display: list[Any] = [_in_words(name) for name in WORDS]
    list_filter = [_filter_by(name) for name in WORDS if name.startswith("is_")]
    search_fields = ["staff_number", "name", "pinyin"]
    ordering = ["pinyin", "pk"]
    fields = [*list_display, "last_login", "page"]
    readonly_fields = [*list_display, "page"]

    @admin.display(description=_("person"))
    def page(self, user: User) -> str:
        """The way to the page on which the account is kept."""
        return format_html('<a href="{}">{}</a>', reverse("person", args=[user.pk]), user.name)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
