"""Everything that the review screen shows about one component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teardown.bom import company_name
from teardown.case.records import Verdict
from teardown.case.rules import same_person
from teardown.case.standing import Standing, outcome
from teardown.casework import facts as instance
from teardown.casework.models import Component, Decision, Sighting, User
from teardown.casework.rows import seen_noun
from teardown.casework.services.review import AS_PROPOSED
from teardown.casework.services.standing import component_noun
from teardown.export.lines import Considered, claim_words, considered_words, date_words
from teardown.export.strings import Strings
from teardown.export.translate import translated
from teardown.model import AttributedSighting, NameStyle, TokenKind
from teardown.web.reviewing.choices import VERDICTS
from teardown.web.reviewing.differences import ReadLine, read_lines

KINDS = {
    TokenKind.PART: _("part number"),
    TokenKind.BRAND: _("company's name"),
    TokenKind.DATE: _("date code"),
    TokenKind.LOT: _("lot"),
    TokenKind.PLACE: _("country"),
    TokenKind.FREQUENCY: _("frequency"),
    TokenKind.NOISE: _("no marking of a chip"),
}


@dataclass(frozen=True, slots=True)
class View:
    """One sighting as the page shows it."""

    row: Sighting
    lines: tuple[ReadLine, ...]
    advice: tuple[str, ...]
    logo: str
    """Company whose logo was recognised, with the probability."""

    @property
    def differences(self) -> int:
        return sum(line.differences for line in self.lines)


@dataclass(frozen=True, slots=True)
class Past:
    """One decision in words."""

    handle: str
    by: str
    own: bool
    at: object
    """When; templates show it in the case's zone."""
    what: str
    company: str
    part_number: str
    why: str
    read: tuple[str, ...]
    blind: bool
    machine: str
    """What the machine had said then."""
    signed_by: tuple[str, ...]
    in_force: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A component with all that is known about it."""

    component: Component
    standing: Standing
    claim: str
    """The sentence that may be said now."""
    proposal: str
    """The sentence that the machine proposes, of the same ladder."""
    machine_company: str
    machine_function: str
    views: tuple[View, ...]
    tokens: tuple[tuple[str, tuple[str, ...]], ...]
    """Kind in words, and the tokens of that kind."""
    dates: tuple[str, ...]
    candidates: tuple[Considered, ...]
    notes: tuple[str, ...]
    past: tuple[Past, ...]
    """Decisions, the newest first."""

    @property
    def best(self) -> View | None:
        return self.views[0] if self.views else None

    @property
    def names(self) -> bool:
        """Whether the machine names a company that one may accept."""
        return bool(self.standing.machine.manufacturer)

    @property
    def in_force(self) -> Past | None:
        return self.past[0] if self.past else None


def chip_of(
    component: Component, standing: Standing, sightings: Sequence[Sighting], signers: Sequence[tuple[str, str]], user: User
) -> Chip:
    """Put together what a page shows.

    Args:
        sightings: of the component, the best first.
        signers: (decision's handle, pseudonym of who signed it).
    """
    facts, words = instance.facts(), strings()
    noun = component_noun(component)
    seen = [seen_noun(row) for row in sightings]
    best = seen[0] if seen else None
    machine = standing.machine
    return Chip(
        component=component,
        standing=standing,
        claim=claim_words(replace(noun, attribution=standing.said), facts, words, standing),
        proposal=claim_words(noun, facts, words, None),
        machine_company=company_name(machine.manufacturer, facts, style()) if machine.manufacturer else "",
        machine_function=_function(machine.category),
        views=tuple(_view(row, noun_seen) for row, noun_seen in zip(sightings, seen, strict=True)),
        tokens=_tokens(best) if best else (),
        dates=tuple(dict.fromkeys(date_words(d) for s in seen for d in s.marking.dates)),
        candidates=considered_words(machine, facts, words),
        notes=tuple(translated(note, words.language) for note in component.notes),
        past=_past(standing, signers, user),
    )


def strings() -> Strings:
    """The words of the exports in the reader's language."""
    return Strings("ja" if get_language() == "ja" else "en")


def style() -> NameStyle:
    """How companies are called in the reader's language."""
    return NameStyle.JAPANESE if get_language() == "ja" else NameStyle.SHORT


def _view(row: Sighting, seen: AttributedSighting) -> View:
    sighting = seen.sighting
    advice = tuple(translated(a, strings().language) for a in sighting.quality.advice) if sighting.quality else ()
    logo = ""
    if sighting.logo:
        logo = f"{company_name(sighting.logo.manufacturer, instance.facts(), style())} ({int(100 * sighting.logo.probability)} %)"
    return View(row, read_lines(sighting.lines), advice, logo)


def _tokens(seen: AttributedSighting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for kind, name in KINDS.items():
        texts = tuple(dict.fromkeys(t.text for t in seen.marking.of(kind) if t.share >= 1.0 and not t.joined))
        if texts:
            found.append((str(name), texts))
    return tuple(found)


def _past(standing: Standing, signers: Sequence[tuple[str, str]], user: User) -> tuple[Past, ...]:
    facts, words = instance.facts(), strings()
    past = []
    for decision in reversed(standing.decisions):
        named, machine = outcome(decision), decision.machine
        said = ""
        if machine:
            company = company_name(machine.manufacturer, facts, style()) if machine.manufacturer else words["nobody"]
            said = words.filled(
                "machine_words",
                level=str(int(machine.level)),
                company=" ".join(filter(None, (company, machine.part_number))),
                probability=f"{int(100 * machine.probability)} %",
                method=machine.method_version,
                parts_db=machine.parts_db_version,
            )
        reason = words[f"reason_{decision.reason.name.lower()}"] if decision.reason else ""
        what = str(VERDICTS[decision.verdict])
        past.append(
            Past(
                handle=decision.id,
                by=decision.by,
                own=same_person(decision.by, user.pseudonym),
                at=decision.at,
                what=f"{what} ({reason})" if reason else what,
                company=company_name(named.manufacturer, facts, style()) if named.manufacturer else "",
                part_number=named.part_number or "",
                why=str(_("The marking reads as proposed.")) if decision.why == AS_PROPOSED else decision.why,
                read=decision.marking_as_read,
                blind=decision.blind,
                machine=said,
                signed_by=tuple(by for handle, by in signers if handle == decision.id),
                in_force=decision is standing.in_force,
            )
        )
    return tuple(past)


def decided_words(decision: Decision) -> str:
    """What somebody decided, in a few words for a message."""
    what = str(VERDICTS[Verdict(decision.verdict)])
    company = company_name(decision.manufacturer, instance.facts(), style()) if decision.manufacturer else ""
    return ": ".join(filter(None, (what, " ".join(filter(None, (company, decision.part_number))))))


def _function(category: str | None) -> str:
    known = instance.facts().categories.get(category or "")
    if known is None:
        return ""
    return (known.label_ja or known.label_en) if get_language() == "ja" else known.label_en
