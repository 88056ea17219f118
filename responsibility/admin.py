"""Django's admin: accounts are looked at here and jobs kept, by the system administrator alone.

Nothing is written through it: that would go round the verbs, the second person and the audit.
Accounts are kept on the pages of people, powers on theirs.
"""

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.views import admin_door

SHOWN = ["staff_number", "name", "is_active", "is_system_administrator", "is_auditor"]


def own_password(request, extra_context=None):
    """The own password is changed on our page: the admin's would leave sessions and audit out."""
    return redirect("password-change")


admin.site.unregister(Group)
admin.site.login = admin_door
admin.site.password_change = own_password


@admin.register(User)
class AccountAdmin(ModelAdmin):
    """Who may sign in, and as administrator or auditor. No hash is shown, nothing changed."""

    list_display = SHOWN
    list_filter = ["is_active", "is_system_administrator", "is_auditor"]
    search_fields = ["staff_number", "name", "pinyin"]
    ordering = ["pinyin", "pk"]
    fields = [*SHOWN, "last_login", "page"]
    readonly_fields = ["page"]

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
