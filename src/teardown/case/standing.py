"""What may be said about each component now: what the machine proposes, what people decided and signed, what its company says.

* The latest decision about a component is in force. Earlier ones and the machine's proposal stay beside it.
* Naming a company beyond the machine's proposal takes two people: a decision, and the signature of somebody else, or the same
  decision of somebody else who had not seen the first one. Until then nobody is named, because a wrong name harms somebody.
* Naming nobody takes one person.
* A company's own words lift a claim about its part to ACKNOWLEDGED. Its denial, or what it says about supply, changes no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from teardown.bom.companies import CompanyFacts, addressed, company_name, house
from teardown.case.records import Anchor, Answer, CaseRecord, Decision, Signature, Verdict
from teardown.case.rules import same_person
from teardown.geometry import overlap, share_inside
from teardown.model import Attribution, Bom, Candidate, ClaimLevel, Component, NameStyle, Quad, Reason

DECIDED = "decision:"
"""Prefix of the rule of a candidate that people named."""
STANDS_AGAINST = "a person's decision stands against it"
_SAME_REGION = 0.3
"""Overlap (or share inside above one half) from which an anchor is about the component seen there, as for noted evidence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision comes to."""

    verdict: Verdict
    """ACCEPT and CORRECT both name somebody and count as the same outcome when they name the same."""
    manufacturer: str | None
    part_number: str | None

    @property
    def names(self) -> bool:
        return self.manufacturer is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """One component of a case with everything that was said about it."""

    unit: str
    component: str
    machine: Attribution
    said: Attribution
    """What may be said now."""
    phrase: str
    """Which sentence of the ladder `said.wording` is: `machine`, `confirmed`, `confirmed_brand`, `unconfirmed`, `nobody`,
    `nobody_confirmed`, `not_a_chip` or `acknowledged`."""
    decisions: tuple[Decision, ...] = ()
    """The oldest first; the last one is in force."""
    second: str = ""
    """Pseudonym of the second person who confirmed the decision in force, empty while nobody has."""
    signature: Signature | None = None
    """The signature of the decision in force; None where the second person decided the same without having seen it."""
    differs: str = ""
    """Pseudonym of another reader whose latest decision comes to something else, empty when there is none."""
    answers: tuple[Answer, ...] = ()
    """Of the company that is named, or that the machine names."""

    @property
    def in_force(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None


def standings(record: CaseRecord, facts: CompanyFacts) -> tuple[Standing, ...]:
    """All components of all units of a case, in the order of the bills of materials."""
    found = []
    signed = by_decision(record.signatures)
    for bom in record.boms:
        about = _decisions_by_component(bom, record.decisions)
        found += [_standing(bom.unit, c, about.get(c.id, ()), signed, record.answers, facts) for c in bom.components]
    return tuple(found)


def decided_bom(bom: Bom, known: Iterable[Standing]) -> Bom:
    """A unit's bill of materials with what may be said now in the place of the machine's proposals."""
    said = {s.component: s.said for s in known if s.unit == bom.unit}
    return replace(bom, components=tuple(replace(c, attribution=said.get(c.id, c.attribution)) for c in bom.components))


def unplaced(record: CaseRecord) -> tuple[Decision, ...]:
    """Decisions about places at which the present analysis sees no component: they are listed, too."""
    placed: set[str] = set()
    for bom in record.boms:
        placed |= {d.id for found in _decisions_by_component(bom, record.decisions).values() for d in found}
    return tuple(d for d in record.decisions if d.id not in placed)


def outcome(decision: Decision) -> Outcome:
    """Whom a decision names, if anybody. To accept is to name what the machine had proposed."""
    if decision.verdict in (Verdict.UNIDENTIFIED, Verdict.NOT_A_CHIP):
        return Outcome(decision.verdict, None, None)
    named = decision.manufacturer or (decision.machine.manufacturer if decision.machine else None)
    part = decision.part_number or (
        decision.machine.part_number if decision.machine and decision.verdict is Verdict.ACCEPT else None
    )
    return Outcome(Verdict.ACCEPT, named, part) if named else Outcome(Verdict.UNIDENTIFIED, None, None)


def signature_of(decision: Decision, signatures: Iterable[Signature]) -> Signature | None:
    """The first signature of a decision by somebody else than who made it; nobody confirms themselves."""
    valid = [s for s in signatures if s.decision == decision.id and not same_person(s.by, decision.by)]
    return min(valid, key=lambda s: s.at, default=None)


class Places:
    """Where the components of a bill of materials lie: an anchor is compared with those on its own photo alone."""

    def __init__(self, components: Iterable[Component]) -> None:
        self._on: dict[str, list[tuple[Quad, Component]]] = {}
        for component in components:
            for seen in component.sightings:
                self._on.setdefault(seen.sighting.photo_sha256, []).append((seen.sighting.quad, component))
            for noted in component.evidence:
                if noted.quad is not None:
                    self._on.setdefault(noted.photo_sha256, []).append((noted.quad, component))

    def at(self, anchor: Anchor) -> Component | None:
        """The component that lies at an anchor, the one that covers it best when there are several."""
        on_photo = self._on.get(anchor.photo_sha256, ())
        fit, found = max(((_fit(anchor.quad, quad), c) for quad, c in on_photo), key=lambda item: item[0], default=(0.0, None))
        return found if fit > 0.0 else None


def by_decision(signatures: Iterable[Signature]) -> dict[str, list[Signature]]:
    """The signatures of each decision, by its id."""
    found: dict[str, list[Signature]] = {}
    for signature in signatures:
        found.setdefault(signature.decision, []).append(signature)
    return found


def _fit(anchor: Quad, place: Quad) -> float:
    shared = overlap(anchor, place)
    inside = max(share_inside(anchor, place), share_inside(place, anchor))
    return shared + inside if shared >= _SAME_REGION or inside > 0.5 else 0.0


def _decisions_by_component(bom: Bom, decisions: Sequence[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {}
    places = Places(bom.components)
    for decision in decisions:
        component = places.at(decision.anchor) if decision.unit == bom.unit else None
        if component is not None:
            found.setdefault(component.id, []).append(decision)
    return {id_: tuple(sorted(some, key=lambda d: (d.at, d.id))) for id_, some in found.items()}


def _standing(
    unit: str,
    component: Component,
    decisions: tuple[Decision, ...],
    signed: Mapping[str, Sequence[Signature]],
    given: Sequence[Answer],
    facts: CompanyFacts,
) -> Standing:
    machine = component.attribution
    said, phrase, second, signature, differs = machine, "machine", "", None, ""
    if decisions:
        latest = decisions[-1]
        signatures = signed.get(latest.id, ())
        signature = signature_of(latest, signatures)
        second = signature.by if signature else _same_without_seeing(decisions)
        differs = _other_reader(decisions, [s.by for s in signatures])
        said, phrase = _decided(component, latest, second, facts)
    named = said.manufacturer or machine.manufacturer
    answers = tuple(a for a in given if named and _same_company(a.manufacturer, named, facts))
    if any(_acknowledges(answer, said) for answer in answers):
        company = company_name(said.manufacturer or "", facts, NameStyle.SHORT)
        said = replace(said, level=ClaimLevel.ACKNOWLEDGED, wording=f"{company} states that {said.part_number} is its part")
        phrase = "acknowledged"
    return Standing(unit, component.id, machine, said, phrase, decisions, second, signature, differs, answers)


def _decided(component: Component, decision: Decision, second: str, facts: CompanyFacts) -> tuple[Attribution, str]:
    """The claim that a decision allows, and which sentence it is."""
    machine, came_to = component.attribution, outcome(decision)
    if decision.verdict is Verdict.NOT_A_CHIP:
        return _nobody(machine, Reason.NOT_A_CHIP, f"not identified: {Reason.NOT_A_CHIP}"), "not_a_chip"
    if not came_to.names:
        reason = decision.reason or machine.reason or Reason.AMBIGUOUS
        agreed = "; two people agree" if second else ""
        wording = f"not identified: {reason}{agreed}"
        return _nobody(machine, reason, wording), "nobody_confirmed" if second else "nobody"
    company = company_name(came_to.manufacturer or "", facts, NameStyle.SHORT)
    as_proposed = (came_to.manufacturer, came_to.part_number) == (machine.manufacturer, machine.part_number)
    if not second:
        if as_proposed:
            return machine, "machine"
        what = f"part {came_to.part_number} of {company}" if came_to.part_number else company
        wording = f"not identified: {decision.by} says {what}; no second person has confirmed it"
        return _nobody(machine, Reason.AMBIGUOUS, wording), "unconfirmed"
    said = machine if as_proposed else _named(machine, decision, came_to, second)
    if came_to.part_number:
        wording = f"identified as {came_to.part_number} by {company}; confirmed by two people"
        return replace(said, level=ClaimLevel.CONFIRMED, wording=wording), "confirmed"
    # Without a part there is nothing to be identified as: two people have seen the mark.
    wording = f"bears the mark of {company}; confirmed by two people"
    return replace(said, level=ClaimLevel.BRAND, wording=wording), "confirmed_brand"


def _nobody(machine: Attribution, reason: Reason, wording: str) -> Attribution:
    return replace(
        machine,
        level=ClaimLevel.UNIDENTIFIED,
        probability=min(machine.probability, 0.5),
        wording=wording,
        manufacturer=None,
        part_number=None,
        category=None,
        reason=reason,
        candidates=_lost(machine.candidates),
    )


def _named(machine: Attribution, decision: Decision, came_to: Outcome, second: str) -> Attribution:
    """What people name where the machine had said something else. Its probability is 1: it is stated, not estimated."""
    chosen = Candidate(
        manufacturer=came_to.manufacturer or "",
        part_number=came_to.part_number or "",
        category=decision.category or "",
        rule=f"{DECIDED}{decision.id}",
        source=f"{decision.by}, {second}",
        likelihood=1.0,
        matched=" / ".join(decision.marking_as_read),
    )
    return replace(
        machine,
        probability=1.0,
        manufacturer=came_to.manufacturer,
        part_number=came_to.part_number,
        category=decision.category,
        reason=None,
        candidates=(chosen, *(replace(c, likelihood=0.0) for c in _lost(machine.candidates))),
    )


def _lost(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(replace(c, rejected_because=c.rejected_because or STANDS_AGAINST) for c in candidates)


def _same_without_seeing(decisions: Sequence[Decision]) -> str:
    """Somebody else whose latest decision comes to the same as the one in force, one of the two made without seeing the other."""
    latest = decisions[-1]
    for other in _latest_of_others(decisions):
        if outcome(other) == outcome(latest) and (latest.blind or other.blind):
            return other.by
    return ""


def _other_reader(decisions: Sequence[Decision], signers: Sequence[str]) -> str:
    """Another reader who came to something else; who signed the decision in force after that has come round to it."""
    others = (d for d in _latest_of_others(decisions) if not any(same_person(d.by, signer) for signer in signers))
    return next((d.by for d in others if outcome(d) != outcome(decisions[-1])), "")


def _latest_of_others(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    latest: dict[str, Decision] = {d.by: d for d in decisions if not same_person(d.by, decisions[-1].by)}
    return tuple(sorted(latest.values(), key=lambda d: (d.at, d.id), reverse=True))


def _same_company(first: str, second: str, facts: CompanyFacts) -> bool:
    return addressed(first, facts) == addressed(second, facts) or house(first, facts) == house(second, facts)


def _acknowledges(answer: Answer, said: Attribution) -> bool:
    part = (said.part_number or "").upper()
    return bool(said.manufacturer and part) and part in {p.strip().upper() for p in answer.parts_confirmed}
