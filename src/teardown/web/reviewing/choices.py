"""The reasons that decisions are usually given for, ready to be chosen by a key; one's own words may take their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teardown.case.records import Verdict
from teardown.model import EvidenceKind, Reason

NAMED_BECAUSE: Mapping[str, Any] = {
    "read": _("The marking reads as written here."),
    "mark": _("The company's name or logo is on the package."),
    "documented": _("The marking is documented for this part."),
    "other-photo": _("Another photo shows the marking clearly."),
}
UNIDENTIFIED_BECAUSE: Mapping[str, tuple[Reason, Any, Any]] = {
    "unreadable": (Reason.UNREADABLE, _("unreadable"), _("The marking cannot be read on any photo.")),
    "no-marking": (Reason.NO_MARKING, _("no marking"), _("Nothing is printed on this component.")),
    "customer": (Reason.CUSTOMER_MARKING, _("a customer's own marking"), _("The marking is one that a customer had printed.")),
    "unknown": (
        Reason.NOT_IN_DATABASE,
        _("not in the parts database"),
        _("The marking is readable, but neither the parts database nor a search says whose it is."),
    ),
    "ambiguous": (Reason.AMBIGUOUS, _("several makers are possible"), _("Several makers print such a marking.")),
}
"""Reason, its name, and the sentence that is recorded."""
NOT_A_CHIP_BECAUSE: Mapping[str, Any] = {
    "board": _("It is printed on the board."),
    "connector": _("It is a connector, a coil or another part without a maker's marking."),
    "sticker": _("It is a sticker or a label."),
    "nothing": _("There is nothing here but a shadow, a scratch or a reflection."),
    "no-chip": _("This text is no marking of a chip."),
}
VERDICTS: Mapping[Verdict, Any] = {
    Verdict.ACCEPT: _("as the machine proposes"),
    Verdict.CORRECT: _("another company or part"),
    Verdict.UNIDENTIFIED: _("not identified"),
    Verdict.NOT_A_CHIP: _("not a chip"),
}
EVIDENCE_KINDS: Mapping[EvidenceKind, Any] = {
    EvidenceKind.CHIP_IDENTIFIER: _("identifier that the chip answered with (over I2C, SPI, …)"),
    EvidenceKind.FIRMWARE: _("text in the firmware"),
    EvidenceKind.BOARD_TEXT: _("text printed on the board"),
    EvidenceKind.DOCUMENT: _("brochure, manual or another document"),
}


def sentence(verdict: Verdict, choice: str) -> str:
    """The sentence that a chosen reason stands for, in the reader's language; empty for none."""
    if verdict is Verdict.UNIDENTIFIED:
        found = UNIDENTIFIED_BECAUSE.get(choice)
        return str(found[2]) if found else ""
    known = NOT_A_CHIP_BECAUSE if verdict is Verdict.NOT_A_CHIP else NAMED_BECAUSE
    return str(known.get(choice, ""))


def reason_of(choice: str) -> Reason | None:
    """The reason that a choice of UNIDENTIFIED_BECAUSE stands for."""
    found = UNIDENTIFIED_BECAUSE.get(choice)
    return found[0] if found else None


def choice_for(reason: Reason | None) -> str:
    """The choice that stands for a reason of the machine, so that one key agrees with it."""
    found = next((key for key, (known, _name, _words) in UNIDENTIFIED_BECAUSE.items() if known is reason), "")
    return found or "ambiguous"


def joined(*sentences: str) -> str:
    """Sentences one after the other, without a space between Japanese ones."""
    # Translators: what stands between two sentences; Japanese has nothing there.
    return (
        gettext("%(first)s %(second)s") % {"first": sentences[0], "second": sentences[1]}
        if all(sentences)
        else "".join(sentences)
    )
