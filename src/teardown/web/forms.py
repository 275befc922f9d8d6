"""Forms of the pages about people, cases and units."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from teardown.case.records import UnitLink
from teardown.casework.models import Case, Event, Unit, User
from teardown.casework.roles import Role
from teardown.web.titles import case_title

ROLE_NAMES = {
    Role.VOLUNTEER: _("Volunteer: sends photos, sees their own"),
    Role.ANALYST: _("Analyst: examines units, decides, signs"),
    Role.ADVOCATE: _("Advocate: reads and exports, writes to companies"),
    Role.ADMINISTRATOR: _("Administrator: accounts, roles, membership of cases"),
}
SHORT_ROLE_NAMES = {
    Role.VOLUNTEER: _("volunteer"),
    Role.ANALYST: _("analyst"),
    Role.ADVOCATE: _("advocate"),
    Role.ADMINISTRATOR: _("administrator"),
}
LINK_NAMES = {
    UnitLink.SAME_UNIT: _("the very unit of concern"),
    UnitLink.SAME_MODEL: _("the same model"),
    UnitLink.SAME_SERIES: _("the same series"),
    UnitLink.SAME_KIND: _("the same kind of device"),
    UnitLink.NOT_STATED: _("not stated"),
}


class AcceptForm(forms.Form):
    """A new account, or a new password."""

    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("It need not be your real name. It is in no export: there you are a pseudonym that the program makes."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("Ten characters or more, and not one of the common ones. A few words in a row are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, account: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account = account
        if account:
            del self.fields["username"]
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Somebody else has this name. Choose another one."))
        return name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords differ. Type them again."))
        if given.get("password"):
            try:
                validate_password(given["password"], self._account or User(username=given.get("username", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class CaseField(forms.ModelChoiceField):
    """A case to choose, by its title in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return case_title(obj)


class InviteForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, ROLE_NAMES[r]) for r in Role], widget=forms.RadioSelect)
    case = CaseField(label=_("Member of the case"), queryset=Case.objects.all(), required=False, empty_label=_("none yet"))


class PersonForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(r.value, ROLE_NAMES[r]) for r in Role],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class PeopleField(forms.ModelMultipleChoiceField):
    """People to choose from, each with their roles."""

    def label_from_instance(self, obj: Any) -> str:
        roles = ", ".join(str(SHORT_ROLE_NAMES[Role(group.name)]) for group in obj.groups.all() if group.name in set(Role))
        return f"{obj.username} ({roles})" if roles else str(obj.username)


class MembersForm(forms.Form):
    members = PeopleField(
        label=_("Who may see this case"),
        queryset=User.objects.filter(is_active=True).order_by("username").prefetch_related("groups"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class CaseForm(forms.ModelForm):
    organisations = forms.CharField(
        label=_("Organisations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who signs the letters, one a line."),
    )
    organisations_ja = forms.CharField(
        label=_("Organisations in Japanese"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For Japanese letters, one a line; empty where the names are the same."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(z, z.replace("_", " ")) for z in sorted(zoneinfo.available_timezones()) if "/" in z or z == "UTC"],
        help_text=_("All times of this case are shown in it."),
    )

    class Meta:
        model = Case
        fields = (
            "title",
            "title_ja",
            "concern",
            "concern_ja",
            "country",
            "time_zone",
            "organisations",
            "organisations_ja",
            "contact",
            "answer_days",
        )
        labels = {
            "title": _("Title"),
            "title_ja": _("Title in Japanese"),
            "concern": _("The device of concern, and why"),
            "concern_ja": _("The device of concern, and why, in Japanese"),
            "country": _("Country in which companies are addressed"),
            "answer_days": _("Days a company has to answer"),
            "contact": _("Where answers are sent to"),
        }
        help_texts = {
            "country": _("Two letters, for instance JP. Leave empty to address head offices."),
            "contact": _("Address, e-mail, telephone, a line each; it stands on the letters."),
        }
        widgets = {
            "concern": forms.Textarea(attrs={"rows": 3}),
            "concern_ja": forms.Textarea(attrs={"rows": 3, "lang": "ja"}),
            "contact": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["organisations"] = "\n".join(self.instance.organisations)
            self.initial["organisations_ja"] = "\n".join(self.instance.organisations_ja)

    def clean_organisations(self) -> list[str]:
        return _lines(self.cleaned_data["organisations"])

    def clean_organisations_ja(self) -> list[str]:
        return _lines(self.cleaned_data["organisations_ja"])

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"].strip().upper()
        if code and (len(code) != 2 or not code.isascii() or not code.isalpha()):
            raise forms.ValidationError(_("Two letters are expected, for instance JP for Japan."))
        return code


class EventForm(forms.ModelForm):
    class Meta:
        model = Event
        fields = ("date", "title_en", "title_ja", "source")
        labels = {
            "date": _("Date"),
            "title_en": _("What happened"),
            "title_ja": _("What happened, in Japanese"),
            "source": _("Source"),
        }
        widgets = {
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "source": forms.Textarea(attrs={"rows": 2}),
        }


class UnitForm(forms.ModelForm):
    serial = forms.CharField(
        label=_("Serial number"),
        required=False,
        max_length=120,
        help_text=_("It is sealed: no page and no export shows it, only a digest that proves which one it was."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Unit
        fields = (
            "maker",
            "model",
            "serial",
            "acquired_how",
            "acquired_on",
            "described_ja",
            "link",
            "link_statement",
            "link_statement_ja",
            "link_source",
        )
        labels = {
            "maker": _("Maker of the device"),
            "model": _("Model"),
            "acquired_how": _("How it was acquired"),
            "acquired_on": _("When it was acquired"),
            "link": _("Compared with the unit of concern, it is"),
            "link_statement": _("To which unit of concern, and why one may say so"),
            "link_source": _("Source of that"),
            "described_ja": _("What it is and how it was acquired, in Japanese"),
            "link_statement_ja": _("The same in Japanese"),
        }
        help_texts = {"acquired_how": _("For instance: bought new from a shop; received from a person.")}
        widgets = {
            "acquired_how": forms.Textarea(attrs={"rows": 2}),
            "acquired_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "link": forms.Select(choices=[(k.value, v) for k, v in LINK_NAMES.items()]),
            "link_statement": forms.Textarea(attrs={"rows": 2}),
            "link_source": forms.Textarea(attrs={"rows": 2}),
            "described_ja": forms.Textarea(attrs={"rows": 2}),
            "link_statement_ja": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.serial_digest:
            self.fields["serial"].help_text = _("A serial number is sealed already. Leave this empty to keep it.")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
