"""What analysts send: decisions and evidence. The pages lay the fields out themselves; here they are checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teardown.case.records import Verdict
from teardown.casework import facts as instance
from teardown.casework.models import Component
from teardown.model import EvidenceKind
from teardown.web.reviewing.choices import EVIDENCE_KINDS, joined, reason_of, sentence
from teardown.web.reviewing.lookup import company_named


class _NamedForm(forms.Form):
    """A form in which a company, and perhaps a part of it, is named."""

    company = forms.CharField(max_length=200, required=False)
    """As typed; `manufacturer` is what was chosen from the list."""
    manufacturer = forms.CharField(max_length=60, required=False)
    part_number = forms.CharField(max_length=120, required=False)
    category = forms.CharField(max_length=60, required=False)

    def clean_category(self) -> str:
        category: str = self.cleaned_data["category"]
        return category if category in instance.facts().categories else ""

    def named(self, given: dict[str, Any]) -> str:
        """The id of the company that is named; an error where the parts database has none of that name."""
        facts = instance.facts()
        chosen, typed = given.get("manufacturer", ""), given.get("company", "").strip()
        found = chosen if chosen in facts.manufacturers else company_named(typed, facts)
        if not found and typed:
            self.add_error(
                "company",
                _("The parts database knows no company “%(name)s”, or several. Choose one from the list.") % {"name": typed},
            )
        elif not found:
            self.add_error("company", _("Name the company. Where none can be named, choose “Not identified”."))
        return found


class DecisionForm(_NamedForm):
    """One decision about one component."""

    verdict = forms.ChoiceField(choices=[(v.value, v.value) for v in Verdict])
    choice = forms.CharField(max_length=20, required=False)
    """A key of `choices`."""
    why = forms.CharField(max_length=2000, required=False)
    read = forms.CharField(max_length=2000, required=False)
    """The marking as the person reads it, line by line."""

    def __init__(self, *args: Any, component: Component, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._component = component

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "verdict" not in given:
            return given
        verdict = given["verdict"] = Verdict(given["verdict"])
        choice, words = given.get("choice", ""), given.get("why", "").strip()
        given["why"] = joined(sentence(verdict, choice), words)
        given["reason"] = reason_of(choice) if verdict is Verdict.UNIDENTIFIED else None
        if verdict is Verdict.CORRECT:
            given["manufacturer"] = self.named(given)
        if verdict is not Verdict.ACCEPT and not given["why"]:
            self.add_error("why", _("Choose a reason, or give one in your own words, so that somebody else can follow it."))
        lines = tuple(line.strip() for line in given.get("read", "").splitlines() if line.strip())
        given["read"] = () if "\n".join(lines) == self._component.marking else lines
        return given


class EvidenceForm(_NamedForm):
    """Evidence that is not the marking of a chip."""

    kind = forms.ChoiceField(
        label=_("What kind of evidence is it?"),
        choices=[(k.value, v) for k, v in EVIDENCE_KINDS.items()],
        widget=forms.RadioSelect,
        initial=EvidenceKind.CHIP_IDENTIFIER.value,
    )
    text = forms.CharField(
        label=_("What was seen, letter by letter"),
        max_length=2000,
        help_text=_("For instance: chip id 0x0291; sensor: imx291"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("Where and how it was seen"),
        max_length=2000,
        help_text=_("So that somebody else finds it: tool and command, file and its SHA-256, page of the document."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    designator = forms.CharField(
        label=_("Reference printed beside it on the board"), max_length=20, required=False, help_text=_("For instance: U7")
    )
    photo = forms.IntegerField(required=False, widget=forms.HiddenInput)
    box = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    """`x,y,width,height` in pixels of the upright photo."""

    def clean_box(self) -> tuple[float, float, float, float] | None:
        return box_of(self.cleaned_data["box"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["manufacturer"] = self.named(given)
        if not given.get("part_number", "").strip():
            self.add_error("part_number", _("Say which part it shows to be there."))
        return given


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """A box as pages send it (`x,y,width,height`), or None for what is none."""
    pieces = text.split(",")
    try:
        x, y, width, height = (float(piece) for piece in pieces)
    except ValueError:
        return None
    finite = all(abs(v) < 1_000_000 for v in (x, y, width, height))
    return (x, y, width, height) if finite and width > 0 and height > 0 else None
