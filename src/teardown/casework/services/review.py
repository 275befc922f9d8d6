"""What analysts do: decide, sign, draw, merge, split, note evidence. Nothing is overwritten: each is one more row and entry."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from teardown.case import records
from teardown.case.events import Decided, EvidenceNoted, Rearranged, Signed
from teardown.casework import facts as instance
from teardown.casework.custody import record
from teardown.casework.models import (
    Component,
    Decision,
    Drawn,
    Evidence,
    Photo,
    Rearrangement,
    Sighting,
    Signature,
    Unit,
    User,
)
from teardown.casework.rows import decision_noun, evidence_noun, machine_noun, quad_of, rearrangement_noun, signature_noun
from teardown.casework.services.cases import touch
from teardown.casework.services.standing import refresh
from teardown.errors import RuleError
from teardown.model import EvidenceKind, Quad, Reason
from teardown.serial import to_plain

AS_PROPOSED = "The marking reads as proposed."
"""The reason that is recorded where somebody accepts a proposal without a word of their own."""


@transaction.atomic
def decide(
    component: Component,
    *,
    by: User,
    verdict: records.Verdict,
    why: str = "",
    manufacturer: str = "",
    part_number: str = "",
    category: str = "",
    reason: Reason | None = None,
    marking_as_read: Sequence[str] = (),
    blind: bool = False,
) -> Decision:
    """Decide about a component. A signed one is open again: the new decision has no signature yet.

    Args:
        why: in the person's words; to accept needs none of its own.
        manufacturer: manufacturer id, for CORRECT.
        reason: for UNIDENTIFIED, why nobody can be named.

    Raises:
        RuleError: no photo shows the component, there is nothing to accept, no reason is given, or a name is not in the parts
            database.
    """
    machine = machine_noun(component)
    if component.photo_id is None or component.quad is None:
        raise RuleError("No photo shows this component. Mark its place on a photo, in its evidence, before deciding about it.")
    if verdict is records.Verdict.ACCEPT:
        if not machine.manufacturer:
            raise RuleError(
                "The machine names nobody here, so that there is nothing to accept. Name the company, or say why not."
            )
        manufacturer, part_number = machine.manufacturer, machine.part_number or ""
        category = machine.category or ""
        why = why or AS_PROPOSED
    elif verdict is records.Verdict.CORRECT:
        _known(manufacturer, category)
    else:
        manufacturer = part_number = category = ""
    version = instance.version()
    decision = Decision.objects.create(
        handle=f"d-{secrets.token_hex(8)}",
        unit=component.unit,
        component=component,
        photo=component.photo,
        quad=component.quad,
        verdict=verdict.value,
        manufacturer=manufacturer,
        part_number=part_number,
        category=category,
        reason=reason.value if reason else "",
        marking_as_read=list(marking_as_read),
        why=why.strip(),
        blind=blind,
        machine=to_plain(
            records.MachineProposal(
                machine.level, machine.manufacturer, machine.part_number, machine.probability, version.method, version.parts_db
            )
        ),
        by=by,
        at=timezone.now(),
    )
    record(component.case, Decided(decision_noun(decision)), by=by.pseudonym, row=decision)
    refresh(component.case, [component])
    return decision


@transaction.atomic
def sign(decision: Decision, *, by: User) -> Signature:
    """Confirm somebody else's decision.

    Raises:
        RuleError: it is one's own decision, a later one has taken its place, or one has signed it already.
    """
    component = Component.objects.select_for_update().select_related("case", "unit").get(pk=decision.component_id)
    if Signature.objects.filter(decision=decision, by=by).exists():
        raise RuleError("You have signed this already.")
    signature = Signature.objects.create(decision=decision, by=by, at=timezone.now())
    record(component.case, Signed(signature_noun(signature)), by=by.pseudonym, row=signature)
    refresh(component.case, [component])
    return signature


@transaction.atomic
def draw_region(photo: Photo, quad: Quad, *, by: User) -> Drawn:
    """Ask for a region of a photo to be read. A worker reads it within seconds; the component is there when it has.

    `quad` is in pixels of the photo as stored, clockwise from the upright text's top-left corner. The very same region is asked
    for once, however often somebody clicks: what stands there already is returned, unless it could not be read.

    Raises:
        RuleError: the region lies outside the photo or is too small to hold a marking.
    """
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    if max(xs) - min(xs) < 8 or max(ys) - min(ys) < 8:
        raise RuleError("This region is too small to be read. Draw it around the whole chip.")
    if min(xs) < 0 or min(ys) < 0 or max(xs) > photo.width or max(ys) > photo.height:
        raise RuleError("This region reaches over the photo's edge.")
    # One after the other: two requests at the same moment must not both find nothing.
    Photo.objects.select_for_update().get(pk=photo.pk)
    before = Drawn.objects.filter(photo=photo, quad=to_plain(quad), failure="").first()
    return before or Drawn.objects.create(photo=photo, quad=to_plain(quad), by=by, at=timezone.now())


@transaction.atomic
def merge(components: Iterable[Component], *, by: User, why: str = "") -> Rearrangement:
    """Hold several components of a unit to be one chip.

    Raises:
        RuleError: there are fewer than two, they are of different units, or two of them are seen on one photo.
    """
    chosen = sorted(components, key=lambda c: c.pk)
    if len(chosen) < 2 or len({c.unit_id for c in chosen}) > 1:
        raise RuleError("Choose two or more components of one unit.")
    sightings = list(Sighting.objects.filter(component__in=chosen).select_related("photo"))
    if len({s.photo_id for s in sightings}) < len(sightings):
        raise RuleError("Two of these are seen side by side on one photo, so that they are different chips.")
    return _rearrange(chosen[0].unit, records.RearrangementKind.MERGE, sightings, by, why)


@transaction.atomic
def split(component: Component, sighting: Sighting, *, by: User, why: str = "") -> Rearrangement:
    """Hold one sighting of a component to show another chip.

    Raises:
        RuleError: it is the component's only sighting.
    """
    others = list(component.sightings.exclude(pk=sighting.pk).select_related("photo"))
    if not others:
        raise RuleError("This component is seen once only; there is nothing to split.")
    return _rearrange(component.unit, records.RearrangementKind.SPLIT, [sighting, *others], by, why)


@transaction.atomic
def note_evidence(
    unit: Unit,
    *,
    by: User,
    kind: EvidenceKind,
    text: str,
    part_number: str,
    manufacturer: str,
    source: str,
    category: str = "",
    designator: str = "",
    photo: Photo | None = None,
    quad: Quad | None = None,
) -> Evidence:
    """Note evidence that is not a chip's own marking. A worker attaches it to the component it is about, or makes one.

    Raises:
        RuleError: the parts database has no such company or category, or it is not said where it was seen.
    """
    _known(manufacturer, category)
    if not text.strip() or not source.strip():
        raise RuleError("Say what was seen, letter by letter, and where and how: photo, tool, file.")
    row = Evidence.objects.create(
        unit=unit,
        kind=kind.value,
        text=text,
        part_number=part_number,
        manufacturer=manufacturer,
        category=category,
        source=source,
        designator=designator,
        photo=photo,
        quad=to_plain(quad) if quad else None,
        noted_by=by,
        at=timezone.now(),
    )
    record(unit.case, EvidenceNoted(unit.handle, evidence_noun(row)), by=by.pseudonym)
    touch(unit)
    return row


def _rearrange(unit: Unit, kind: records.RearrangementKind, sightings: Sequence[Sighting], by: User, why: str) -> Rearrangement:
    anchors = [records.Anchor(s.photo.sha256, quad_of(s.quad)) for s in sightings]
    row = Rearrangement.objects.create(
        unit=unit, kind=kind.value, anchors=[to_plain(a) for a in anchors], why=why.strip(), by=by, at=timezone.now()
    )
    record(unit.case, Rearranged(rearrangement_noun(row)), by=by.pseudonym)
    from teardown.casework.services.rebuild import rebuild_unit

    touch(unit)
    rebuild_unit(unit)
    return row


def _known(manufacturer: str, category: str) -> None:
    facts = instance.facts()
    if manufacturer not in facts.manufacturers:
        raise RuleError(f"The parts database knows no company “{manufacturer}”. Choose one from the list.")
    if category and category not in facts.categories:
        raise RuleError(f"The parts database knows no category “{category}”. Choose one from the list.")
