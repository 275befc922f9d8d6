"""What may be said about components now, written into their rows: `teardown.case.standing` decides."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Upper

from teardown.bom import company_name
from teardown.case.records import CaseRecord
from teardown.case.standing import Standing, standings
from teardown.casework import facts as instance
from teardown.casework.models import Answer, Case, Component, Decision, Sighting, Signature
from teardown.casework.models import Evidence as EvidenceRow
from teardown.casework.models.components import ReviewState
from teardown.casework.rows import answer_noun, case_noun, decision_noun, evidence_noun, machine_noun, seen_noun, signature_noun
from teardown.casework.services.remembered import changed
from teardown.model import Attribution, Bom, Evidence, NameStyle
from teardown.model import Component as ComponentNoun
from teardown.parts import Facts

_SEARCHED = 500
"""Characters of a component that are searched: some ten times what is printed on a chip."""


@transaction.atomic
def refresh(case: Case, components: QuerySet[Component] | Iterable[Component]) -> None:
    """Bring the rows of components up to what people decided and signed."""
    facts = instance.facts()
    for row in components:
        said = standing_of_component(case, row)
        if said is None:
            continue
        row.level = int(said.said.level)
        row.probability = said.said.probability
        row.manufacturer = said.said.manufacturer or ""
        row.part_number = said.said.part_number or ""
        row.category = said.said.category or ""
        row.reason = said.said.reason.value if said.said.reason else ""
        row.review = review_state(said)
        row.search = search_text(row.designator, row.marking.splitlines(), row.part_number, row.manufacturer, facts)
        row.save()
    changed(case)


def search_text(designator: str, lines: Iterable[str], part_number: str, manufacturer: str, facts: Facts) -> str:
    """What the search box looks in, in lower case; as much of it as an index takes."""
    company = company_name(manufacturer, facts, NameStyle.SHORT) if manufacturer else ""
    return " ".join((designator, *lines, part_number, company)).lower()[:_SEARCHED]


def confirmed_by_companies(case: Case) -> QuerySet[Component]:
    """Components of which some company said, in an answer, that a part of this number is its own."""
    answers = Answer.objects.filter(case=case).values_list("parts_confirmed", flat=True)
    parts = {part.strip().upper() for confirmed in answers for part in confirmed}
    return Component.objects.filter(case=case).annotate(part=Upper("part_number")).filter(part__in=parts)


def standing_of_component(case: Case, row: Component) -> Standing | None:
    """What may be said about one component; None for one that no photo shows any more."""
    decisions = Decision.objects.filter(component=row).select_related("unit", "photo", "by")
    signatures = Signature.objects.filter(decision__component=row).select_related("decision", "by")
    answers = Answer.objects.filter(case=case)
    noun = component_noun(row)
    record = CaseRecord(
        case=case_noun(case),
        boms=(Bom(row.unit.handle, (noun,), (), "", ""),),
        decisions=tuple(decision_noun(d) for d in decisions),
        signatures=tuple(signature_noun(s) for s in signatures),
        answers=tuple(answer_noun(a) for a in answers),
    )
    return next(iter(standings(record, instance.facts())), None)


def component_noun(row: Component) -> ComponentNoun:
    """A component of the bill of materials, as the machine made it."""
    seen = tuple(seen_noun(s) for s in Sighting.objects.filter(component=row).order_by("rank"))
    machine = machine_noun(row)
    return ComponentNoun(row.number, seen, machine, row.designator, _evidence(row, machine), tuple(row.notes))


def _evidence(row: Component, machine: Attribution) -> tuple[Evidence, ...]:
    """The noted evidence that a component's attribution rests on: without it, nothing says where one without sightings is."""
    if not any(c.rule.startswith("evidence:") for c in machine.candidates):
        return ()
    noted = EvidenceRow.objects.filter(unit_id=row.unit_id, manufacturer=machine.manufacturer or "")
    noted = noted.filter(part_number=machine.part_number or "").select_related("photo", "noted_by")
    return tuple(evidence_noun(e) for e in noted if e.designator == row.designator or not row.designator)


def review_state(said: Standing) -> str:
    """Where a component stands on its way to being signed."""
    if not said.decisions:
        return ReviewState.OPEN
    if said.differs:
        return ReviewState.DISPUTED
    return ReviewState.SIGNED if said.second else ReviewState.DECIDED
