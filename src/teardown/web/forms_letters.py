"""Forms about letters and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teardown.case.records import AnswerStatus, QuestionAnswered, SupplyStatement
from teardown.casework.facts import facts
from teardown.casework.models import Answer
from teardown.casework.services.answers import Given

LANGUAGES = (("en", _("English")), ("ja", _("Japanese")))
STATUSES = {
    AnswerStatus.FULL: _("full response"),
    AnswerStatus.EXCERPT: _("excerpt: the rest is omitted"),
    AnswerStatus.NO_RESPONSE: _("no response"),
    AnswerStatus.DECLINED: _("declined to answer"),
    AnswerStatus.ACKNOWLEDGED: _("receipt acknowledged only"),
}
SUPPLY = {
    SupplyStatement.NOT_STATED: _("says nothing about it"),
    SupplyStatement.DIRECT: _("says that it supplied directly"),
    SupplyStatement.DISTRIBUTORS: _("says that supply went through distributors"),
    SupplyStatement.DENIED: _("denies having supplied"),
    SupplyStatement.NO_COMMENT: _("does not comment on it"),
}
_DAY = {"type": "date"}
_BETWEEN = re.compile(r"^…$", re.MULTILINE)


class DayForm(forms.Form):
    """One day on which something was done."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))


class DraftForm(forms.Form):
    """Which letters to write."""

    companies = forms.MultipleChoiceField(label=_("Companies"), widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple)
    deadline = forms.DateField(
        label=_("Last day for an answer"),
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("Empty: as many days from today as the case's settings say."),
    )

    def __init__(
        self, *args: Any, companies: Sequence[tuple[str, str]], languages: Sequence[str], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["companies"].choices = companies  # type: ignore[attr-defined]
        self.fields["languages"].choices = [pair for pair in LANGUAGES if pair[0] in languages]  # type: ignore[attr-defined]

    def clean_deadline(self) -> date | None:
        day: date | None = self.cleaned_data["deadline"]
        if day and day <= self._today:
            raise forms.ValidationError(_("The last day for an answer lies after today."))
        return day


class AnswerForm(forms.Form):
    """An answer in the company's own words."""

    company_name = forms.CharField(
        label=_("Company, as the table of responses prints it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    status = forms.ChoiceField(label=_("What came"), choices=[(k.value, v) for k, v in STATUSES.items()])
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("Answer, word for word"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Nothing is corrected or left out here. For an excerpt, the words that say so stand in it."),
    )
    marker = forms.CharField(
        label=_("Words that say it is an excerpt or the whole"), required=False, max_length=200,
        help_text=_("As they stand in the answer, for instance: (The rest is omitted.)"),
    )  # fmt: skip
    received_on = forms.DateField(label=_("Received on"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    no_response_by = forms.DateField(
        label=_("No response had come by"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("For “no response” alone."),
    )  # fmt: skip
    answered = forms.CharField(
        label=_("Numbers of the questions it answers"), required=False, max_length=60, help_text=_("For instance: 1 3")
    )
    supply = forms.ChoiceField(
        label=_("What it says about supply"), choices=[(k.value, v) for k, v in SUPPLY.items()],
        help_text=_("This stands beside the claims about chips and changes none of them."),
    )  # fmt: skip
    parts_confirmed = forms.CharField(
        label=_("Part numbers that it says are its own"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Only this raises a claim: to “acknowledged”."),
    )  # fmt: skip
    respondent = forms.CharField(
        label=_("Who signed the answer"), required=False, max_length=200,
        help_text=_("It is sealed: no page and no export shows it."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, manufacturer: str, questions: int, answer: Answer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._numbers = range(1, questions + 1)
        for n in self._numbers:
            self.fields[_field(n)] = forms.CharField(
                label=_("Words that answer question %(number)s") % {"number": n},
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("As they stand in the answer; between two passages a line with … alone."),
            )
        self._manufacturer, self._answer = manufacturer, answer
        if answer and answer.respondent_digest:
            self.fields["respondent"].help_text = _("A name is sealed already. Leave this empty to keep it.")

    def clean_answered(self) -> tuple[int, ...]:
        words = self.cleaned_data["answered"].replace(",", " ").replace("、", " ").split()
        if not all(w.isdecimal() and 0 < int(w) < 100 for w in words):
            raise forms.ValidationError(_("Whole numbers are expected, with spaces between: 1 3"))
        return tuple(sorted({int(w) for w in words}))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for part in self._by_question():
            if part.text not in values.get("text", ""):
                self.add_error(_field(part.question), _("These words do not stand in the answer; both are word for word."))
        return values

    def _by_question(self) -> tuple[QuestionAnswered, ...]:
        return tuple(
            QuestionAnswered(n, passage.strip("\n"))
            for n in self._numbers
            for passage in _BETWEEN.split(str(self.cleaned_data.get(_field(n), "")).replace("\r\n", "\n"))
            if passage.strip()
        )

    def clean_parts_confirmed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.strip() for line in self.cleaned_data["parts_confirmed"].splitlines() if line.strip()))

    def clean_text(self) -> str:
        # Browsers send line breaks as CR LF; the words are the same.
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip("\n")

    def given(self) -> Given:
        """The answer as the form has it."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in map(_field, self._numbers)}
        by_question = self._by_question()
        values["answered"] = tuple(sorted({*values["answered"], *(part.question for part in by_question)}))
        respondent = values.pop("respondent").strip()
        kept = bool(self._answer and self._answer.respondent_digest and not respondent)
        return Given(
            manufacturer=self._manufacturer,
            status=AnswerStatus(values.pop("status")),
            supply=SupplyStatement(values.pop("supply")),
            respondent=None if kept else respondent,
            by_question=by_question,
            **values,
        )


def first_values(manufacturer: str, answer: Answer | None, letter_to: str = "") -> dict[str, Any]:
    """What the form shows at first."""
    if answer is None:
        name = letter_to or facts().manufacturers[manufacturer].legal_name
        return {"company_name": name, "status": AnswerStatus.FULL.value, "supply": SupplyStatement.NOT_STATED.value}
    names = ("company_name", "status", "language", "text", "marker", "received_on", "no_response_by", "supply", "source")
    return {name: getattr(answer, name) for name in names} | {
        "answered": " ".join(str(n) for n in answer.answered),
        "parts_confirmed": "\n".join(answer.parts_confirmed),
        **_passages(answer),
    }


def _passages(answer: Answer) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for part in answer.by_question:
        told.setdefault(_field(part["question"]), []).append(part["text"])
    return {field: "\n…\n".join(texts) for field, texts in told.items()}


def _field(question: int) -> str:
    return f"question_{question}"
