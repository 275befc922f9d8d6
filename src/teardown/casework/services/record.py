"""The one function that turns rows into a `CaseRecord`: all that leaves is made from it."""

from __future__ import annotations

from teardown.case.records import CaseRecord
from teardown.case.standing import Standing
from teardown.casework import rows
from teardown.casework.custody import DatabaseLedger
from teardown.casework.models import Case, Component, Decision, Drawn, Evidence, Rearrangement, Signature, UnitBom
from teardown.casework.services.standing import standing_of_component
from teardown.model import Bom


def case_record(case: Case) -> CaseRecord:
    """Everything that is on record about a case, always in the same order."""
    units = list(case.units.order_by("pk"))
    boms = {b.unit_id: b for b in UnitBom.objects.filter(unit__case=case)}
    last = DatabaseLedger(case).last()
    photos = case.photos.select_related("unit", "board", "received_by").order_by("received_at", "pk")
    drawn = (
        Drawn.objects.filter(photo__case=case, sighting__isnull=False).select_related("photo__unit", "by").order_by("at", "pk")
    )
    return CaseRecord(
        case=rows.case_noun(case),
        units=tuple(rows.unit_noun(u) for u in units),
        photos=tuple(rows.received_noun(p) for p in photos),
        boms=tuple(rows.unpacked(Bom, boms[u.pk].data) if u.pk in boms else Bom(u.handle, (), (), "", "") for u in units),
        evidence=tuple(
            (e.unit.handle, rows.evidence_noun(e))
            for e in Evidence.objects.filter(unit__case=case).select_related("unit", "photo", "noted_by")
        ),
        decisions=tuple(
            rows.decision_noun(d) for d in Decision.objects.filter(unit__case=case).select_related("unit", "photo", "by")
        ),
        signatures=tuple(
            rows.signature_noun(s) for s in Signature.objects.filter(decision__unit__case=case).select_related("decision", "by")
        ),
        regions=tuple(rows.drawn_noun(d) for d in drawn),
        rearrangements=tuple(
            rows.rearrangement_noun(r) for r in Rearrangement.objects.filter(unit__case=case).select_related("unit", "by")
        ),
        letters=tuple(rows.letter_noun(x) for x in case.letters.all()),
        answers=tuple(rows.answer_noun(x) for x in case.answers.all()),
        releases=tuple(rows.release_noun(x) for x in case.releases.select_related("by")),
        ledger_head=last.hash if last else "",
        ledger_length=last.number if last else 0,
    )


def standing_of(component: Component) -> Standing | None:
    """What may be said about one component now, with everybody's decisions."""
    return standing_of_component(component.case, component)
