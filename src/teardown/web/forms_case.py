"""Forms about what a case asks of companies."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teardown.case.records import Questionnaire


class QuestionnaireForm(forms.Form):
    """The questions put to every company, in one language."""

    subject = forms.CharField(label=_("Subject of the letter"), max_length=300)
    introduction = forms.CharField(label=_("Introduction"), widget=forms.Textarea(attrs={"rows": 6}))
    questions = forms.CharField(
        label=_("Questions"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("An empty line between two questions; the numbers are put before them by the letter."),
    )
    closing = forms.CharField(label=_("Closing"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    ask_to_confirm = forms.BooleanField(
        label=_("Ask the company as well to confirm part, maker and route of the parts found"), required=False
    )

    def clean_questions(self) -> tuple[str, ...]:
        text = str(self.cleaned_data["questions"]).replace("\r\n", "\n")
        found = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
        if not found:
            raise forms.ValidationError(_("Write at least one question."))
        return found

    def questionnaire(self, language: str) -> Questionnaire:
        """What the form holds."""
        given = self.cleaned_data
        return Questionnaire(
            language=language,
            subject=given["subject"].strip(),
            introduction=given["introduction"].replace("\r\n", "\n").strip(),
            questions=given["questions"],
            closing=given["closing"].replace("\r\n", "\n").strip(),
            ask_to_confirm=given["ask_to_confirm"],
        )


def first_values(kept: Questionnaire | None) -> dict[str, Any]:
    """What the form shows at first."""
    if kept is None:
        return {"ask_to_confirm": True}
    names = ("subject", "introduction", "closing", "ask_to_confirm")
    return {name: getattr(kept, name) for name in names} | {"questions": "\n\n".join(kept.questions)}
