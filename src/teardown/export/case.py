"""What the exports of a case show besides the bill of materials: units, people, decisions, letters, answers, releases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from teardown.bom.companies import CompanyFacts, addressed
from teardown.case.records import Answer, CaseRecord, Decision, Letter, ReceivedPhoto, Release, Signature, Unit
from teardown.case.standing import Standing, by_decision, decided_bom, signature_of, standings, unplaced
from teardown.model import Bom, Component


@dataclass(frozen=True)
class CaseView:
    """A case as its exports show it. Components are called by their ids in the combined bill of materials."""

    record: CaseRecord
    as_of: date
    """The day whose state this is; whoever makes the export says it, so that the same record gives the same bytes."""
    standings: Mapping[str, Standing]
    """By combined component id."""
    machine: Mapping[str, Component]
    """The components as the machine left them, by combined id."""
    unplaced: tuple[Decision, ...]
    sealed: bool = False
    """Whether this is for the sealed variant, which takes the place of a sealed one."""

    def unit_of(self, component: str) -> Unit | None:
        """The examined unit that a component belongs to."""
        return self._units.get(self.standings[component].unit)

    def received(self, sha256: str) -> ReceivedPhoto | None:
        """How a photo came into the case."""
        return self._photos.get(sha256)

    def component_of(self, decision: Decision) -> str:
        """Combined id of the component that a decision is about, empty when the present analysis sees none there."""
        return self._decided.get(decision.id, "")

    def signature_of(self, decision: Decision) -> Signature | None:
        """The signature that counts for a decision (`case.standing.signature_of`)."""
        return signature_of(decision, self._signatures.get(decision.id, ()))

    def letters_about(self, company: str, facts: CompanyFacts) -> tuple[Letter, ...]:
        """The letters about chips of makers that are addressed as this company (`bom.companies.addressed`), the oldest first."""
        found = (letter for letter in self.record.letters if addressed(letter.manufacturer, facts) == company)
        return tuple(sorted(found, key=lambda letter: (letter.drafted_at, letter.id)))

    # A large case is asked tens of thousands of times.

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self.record.units}

    @cached_property
    def _photos(self) -> Mapping[str, ReceivedPhoto]:
        return {received.photo.sha256: received for received in self.record.photos}

    @cached_property
    def _decided(self) -> Mapping[str, str]:
        return {decision.id: id_ for id_, standing in self.standings.items() for decision in standing.decisions}

    @cached_property
    def _signatures(self) -> Mapping[str, Sequence[Signature]]:
        return by_decision(self.record.signatures)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers; none is ever left out of an export."""
        return self.record.answers

    @property
    def supersedes(self) -> Release | None:
        """The release that a new one takes the place of: the latest package of this variant.

        Before the first package, the latest of anything else that was made public.
        """
        packages = [r for r in self.record.releases if r.kind == "package" and r.sealed == self.sealed]
        others = [] if self.sealed else [r for r in self.record.releases if r.kind != "package"]
        return max(packages or others, key=lambda r: (r.at, r.id), default=None)


def view_of(record: CaseRecord, facts: CompanyFacts, as_of: date) -> tuple[CaseView, Bom]:
    """A case as its exports show it, and its units' bills of materials as one, with what may be said now.

    A component of several units' cases is called by unit and id (`unit-2 C001`); with one unit its id stays as it is.
    """
    found = standings(record, facts)
    several = len(record.boms) > 1
    by_id = {_combined(s.unit, s.component, several): s for s in found}
    machine = {_combined(b.unit, c.id, several): c for b in record.boms for c in b.components}
    boms = [decided_bom(bom, found) for bom in record.boms]
    components = tuple(replace(c, id=_combined(b.unit, c.id, several)) for b in boms for c in b.components)
    combined = Bom(
        unit=record.case.title,
        components=components,
        photos=tuple(p for b in boms for p in b.photos),
        method_version=_joined([b.method_version for b in boms]),
        parts_db_version=_joined([b.parts_db_version for b in boms]),
    )
    return CaseView(record, as_of, by_id, machine, unplaced(record)), combined


def _combined(unit: str, component: str, several: bool) -> str:
    return f"{unit} {component}" if several else component


def _joined(versions: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(versions))
