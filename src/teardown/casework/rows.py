"""Rows to the nouns of `teardown.model` and `teardown.case.records`, and what rows hold of nouns."""

from __future__ import annotations

import zlib
from datetime import UTC, date
from typing import Any, TypeVar

from teardown.case import records
from teardown.casework import models
from teardown.model import (
    AttributedSighting,
    Attribution,
    CaptureQuality,
    CaseEvent,
    Evidence,
    EvidenceKind,
    NameStyle,
    Photo,
    Quad,
    Reason,
    TableFilter,
)
from teardown.serial import from_json, from_plain, to_json

T = TypeVar("T")
_DAY = date


def packed(noun: Any) -> bytes:
    """A noun as compressed JSON, the same bytes for the same noun."""
    return zlib.compress(to_json(noun).encode("utf-8"), level=6)


def unpacked(kind: type[T], data: bytes | memoryview) -> T:
    """A noun from what `packed` made of it."""
    return from_json(kind, zlib.decompress(bytes(data)))


def quad_of(plain: Any) -> Quad:
    """A quad from a row's JSON."""
    return from_plain(Quad, plain)  # type: ignore[arg-type]


def case_noun(row: models.Case) -> records.Case:
    return records.Case(
        id=row.handle,
        title=row.title,
        title_ja=row.title_ja,
        concern=row.concern,
        concern_ja=row.concern_ja,
        country=row.country,
        time_zone=row.time_zone,
        organisations=tuple(row.organisations),
        organisations_ja=tuple(row.organisations_ja),
        contact=row.contact,
        table=from_plain(TableFilter, row.table) if row.table else TableFilter(),
        name_style=NameStyle(row.name_style),
        events=tuple(CaseEvent(e.handle, e.date, e.title_en, e.title_ja, e.source) for e in row.events.order_by("date", "pk")),
        questionnaires=tuple(from_plain(records.Questionnaire, q) for q in row.questionnaires),
        answer_days=row.answer_days,
    )


def unit_noun(row: models.Unit) -> records.Unit:
    return records.Unit(
        id=row.handle,
        maker=row.maker,
        model=row.model,
        acquired_how=row.acquired_how,
        acquired_on=row.acquired_on,
        serial_digest=row.serial_digest,
        link=records.UnitLink(row.link),
        link_statement=row.link_statement,
        link_source=row.link_source,
        described_ja=row.described_ja,
        link_statement_ja=row.link_statement_ja,
    )


def photo_noun(row: models.Photo) -> Photo:
    return Photo(
        row.name, row.sha256, row.size_bytes, row.format, row.width, row.height, row.orientation, row.taken_at, row.camera,
        row.has_location, row.damage,
    )  # fmt: skip


def received_noun(row: models.Photo) -> records.ReceivedPhoto:
    return records.ReceivedPhoto(
        photo=photo_noun(row),
        unit=row.unit.handle,
        received_at=row.received_at.astimezone(UTC),
        received_from=row.received_by.pseudonym,
        board=row.board.name if row.board else "",
        side=row.side,
        claimed=_claimed(row),
    )


def _claimed(row: models.Photo) -> tuple[tuple[str, str], ...]:
    if row.claimed is not None:
        return tuple((name, value) for name, value in row.claimed)
    return tuple((k, v) for k, v in (("taken_at", row.taken_at), ("camera", row.camera)) if v)


def quality_noun(row: models.Photo) -> CaptureQuality:
    return from_plain(CaptureQuality, row.quality)


def decision_noun(row: models.Decision) -> records.Decision:
    return records.Decision(
        id=row.handle,
        unit=row.unit.handle,
        anchor=records.Anchor(row.photo.sha256 if row.photo else "", quad_of(row.quad)),
        verdict=records.Verdict(row.verdict),
        by=row.by.pseudonym,
        at=row.at.astimezone(UTC),
        why=row.why,
        manufacturer=row.manufacturer or None,
        part_number=row.part_number or None,
        category=row.category or None,
        reason=Reason(row.reason) if row.reason else None,
        marking_as_read=tuple(row.marking_as_read),
        blind=row.blind,
        machine=from_plain(records.MachineProposal, row.machine) if row.machine else None,
    )


def signature_noun(row: models.Signature) -> records.Signature:
    return records.Signature(row.decision.handle, row.by.pseudonym, row.at.astimezone(UTC))


def evidence_noun(row: models.Evidence) -> Evidence:
    return Evidence(
        kind=EvidenceKind(row.kind),
        text=row.text,
        part_number=row.part_number,
        manufacturer=row.manufacturer,
        noted_by=row.noted_by.pseudonym,
        source=row.source,
        designator=row.designator,
        photo_sha256=row.photo.sha256 if row.photo else "",
        quad=quad_of(row.quad) if row.quad else None,
        category=row.category,
    )


def drawn_noun(row: models.Drawn) -> records.DrawnRegion:
    seen = from_plain(AttributedSighting, row.sighting)
    return records.DrawnRegion(row.photo.unit.handle, seen, row.by.pseudonym, row.at.astimezone(UTC))


def rearrangement_noun(row: models.Rearrangement) -> records.Rearrangement:
    return records.Rearrangement(
        unit=row.unit.handle,
        kind=records.RearrangementKind(row.kind),
        anchors=tuple(from_plain(records.Anchor, a) for a in row.anchors),
        by=row.by.pseudonym,
        at=row.at.astimezone(UTC),
        why=row.why,
    )


def letter_noun(row: models.Letter) -> records.Letter:
    return records.Letter(
        id=row.handle,
        manufacturer=row.manufacturer,
        language=row.language,
        addressee=row.addressee,
        drafted_at=row.drafted_at.astimezone(UTC),
        deadline=row.deadline,
        sent_on=row.sent_on,
        reminded_on=tuple(from_plain(tuple[_DAY, ...], row.reminded_on)),
        sha256=tuple(row.sha256),
    )


def answer_noun(row: models.Answer) -> records.Answer:
    return records.Answer(
        id=row.handle,
        manufacturer=row.manufacturer,
        company_name=row.company_name,
        language=row.language,
        status=records.AnswerStatus(row.status),
        text=row.text,
        marker=row.marker,
        received_on=row.received_on,
        no_response_by=row.no_response_by,
        respondent_digest=row.respondent_digest,
        answered=tuple(row.answered),
        supply=records.SupplyStatement(row.supply),
        parts_confirmed=tuple(row.parts_confirmed),
        source=row.source,
        by_question=tuple(from_plain(records.QuestionAnswered, part) for part in row.by_question),
    )


def release_noun(row: models.Release) -> records.Release:
    return records.Release(row.handle, row.kind, row.sealed, row.sha256, row.at.astimezone(UTC), row.by.pseudonym, row.supersedes)


def machine_noun(row: models.Component) -> Attribution:
    """What the machine proposes about a component."""
    return from_plain(Attribution, row.machine)


def seen_noun(row: models.Sighting) -> AttributedSighting:
    return from_plain(AttributedSighting, row.data)
