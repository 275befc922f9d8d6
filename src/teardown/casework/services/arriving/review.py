"""What people noted, drew, decided and signed in a case that came from elsewhere, as rows."""

from __future__ import annotations

from collections.abc import Mapping

from teardown.case.records import Anchor
from teardown.case.standing import Places
from teardown.casework import models
from teardown.casework.services.arriving.came import Came, saved
from teardown.model import Attribution, Bom, ClaimLevel
from teardown.serial import to_plain


def add_what_components_rest_on(came: Came) -> None:
    for (unit, noun), at in zip(came.record.evidence, came.noted_at, strict=True):
        saved(
            models.Evidence(
                unit=came.units[unit],
                kind=noun.kind.value,
                text=noun.text,
                part_number=noun.part_number,
                manufacturer=noun.manufacturer,
                category=noun.category,
                source=noun.source,
                designator=noun.designator,
                photo=came.photos.get(noun.photo_sha256),
                quad=to_plain(noun.quad) if noun.quad else None,
                noted_by=came.people[noun.noted_by],
                at=at,
            )
        )
    for region in came.record.regions:
        sighting = region.seen.sighting
        saved(
            models.Drawn(
                photo=came.photos[sighting.photo_sha256],
                quad=to_plain(sighting.quad),
                sighting=to_plain(region.seen),
                by=came.people[region.by],
                at=region.at,
            )
        )
    for change in came.record.rearrangements:
        saved(
            models.Rearrangement(
                unit=came.units[change.unit],
                kind=change.kind.value,
                anchors=to_plain(change.anchors),
                why=change.why,
                by=came.people[change.by],
                at=change.at,
            )
        )


def add_decisions(came: Came, case: models.Case, boms: Mapping[str, Bom]) -> None:
    """Decisions, each with the component that it is about, and signatures."""
    rows: dict[str, models.Decision] = {}
    places = {unit: Places(bom.components) for unit, bom in boms.items()}
    for noun in came.record.decisions:
        unit = came.units[noun.unit]
        rows[noun.id] = saved(
            models.Decision(
                handle=noun.id,
                unit=unit,
                component=_component(came, case, unit, noun.anchor, places[noun.unit]),
                photo=came.photos[noun.anchor.photo_sha256],
                quad=to_plain(noun.anchor.quad),
                verdict=noun.verdict.value,
                manufacturer=noun.manufacturer or "",
                part_number=noun.part_number or "",
                category=noun.category or "",
                reason=noun.reason.value if noun.reason else "",
                marking_as_read=list(noun.marking_as_read),
                why=noun.why,
                blind=noun.blind,
                machine=to_plain(noun.machine) if noun.machine else None,
                by=came.people[noun.by],
                at=noun.at,
            )
        )
    signed = [saved(models.Signature(decision=rows[s.decision], by=came.people[s.by], at=s.at)) for s in came.record.signatures]
    # Whoever decided or signed saw what others say: they cannot read the component blind any more.
    looks = {(row.decision.component_id, row.by_id): row.at for row in signed}
    looks |= {(row.component_id, row.by_id): row.at for row in rows.values()}
    models.Look.objects.bulk_create(
        models.Look(component_id=component, user_id=user, at=at) for (component, user), at in looks.items()
    )


def _component(came: Came, case: models.Case, unit: models.Unit, anchor: Anchor, places: Places) -> models.Component:
    """The component that a decision is about; a row of its own for one that the newest analysis does not see."""
    found = places.at(anchor)
    if found:
        return models.Component.objects.get(unit=unit, number=found.id, present=True)
    quad = to_plain(anchor.quad)
    before = models.Component.objects.filter(unit=unit, photo=came.photos[anchor.photo_sha256], quad=quad, present=False)
    return before.first() or saved(
        models.Component(
            case=case,
            unit=unit,
            photo=came.photos[anchor.photo_sha256],
            quad=quad,
            number="-",
            present=False,
            machine=to_plain(Attribution(ClaimLevel.UNIDENTIFIED, 0.0, "")),
        )
    )
