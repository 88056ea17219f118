"""Django's admin: accounts, for the system administrator alone.

Nothing of the business is registered: it would go round `visible_to`, the verbs and the audit.
What is done to an account here is audited like everywhere else.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms import ModelForm
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.audit.record import record_audit
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.people.models import User
from responsibility.organisation.people.pinyin import pinyin_of
from responsibility.organisation.sign_in.views import admin_door

SHOWN = ["staff_number", "name", "is_active", "is_system_administrator", "is_auditor"]
POWERS = ["is_active", "is_system_administrator", "is_auditor"]

admin.site.unregister(Group)
admin.site.login = admin_door


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Who may sign in, and as administrator or auditor. No hash is shown, nobody is deleted."""

    list_display = SHOWN
    list_filter = POWERS
    search_fields = ["staff_number", "name", "pinyin"]
    ordering = ["pinyin", "pk"]
    filter_horizontal = []
    form = ModelForm
    readonly_fields = ["last_login", "new_password"]
    fieldsets = [
        (None, {"fields": ["staff_number", "name", "pinyin", "county", *POWERS]}),
        (None, {"fields": ["last_login", "new_password"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["staff_number", "name", "usable_password", "password1", "password2"]})
    ]

    @admin.display(description=_("Password"))
    def new_password(self, user: User) -> str:
        """The way to the page that sets another one; nothing of the present one is shown."""
        return format_html('<a href="../password/">{}</a>', _("Give a new password"))

    def has_delete_permission(self, request, obj=None) -> bool:
        """People are closed, never deleted: what they did stays theirs."""
        return False

    def save_model(self, request, obj, form, change):
        before = self._values(User.objects.filter(pk=obj.pk).first())
        obj.pinyin = obj.pinyin or pinyin_of(obj.name)
        super().save_model(request, obj, form, change)
        record_audit(
            by=request.actor,
            now=request.now,
            action="account.change",
            about=obj,
            before=before,
            after=self._values(obj),
        )

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        before = User.objects.filter(pk=id).values_list("password", flat=True).first()
        response = super().user_change_password(request, id, form_url)
        user = User.objects.get(pk=id)
        if user.password != before:
            record_audit(by=request.actor, now=request.now, action="account.password", about=user)
            end_sessions(user=user, but=request.session.session_key)
        return response

    @staticmethod
    def _values(user: User | None) -> dict | None:
        return {name: getattr(user, name) for name in SHOWN} if user else None
