"""The result as JSON for other programs: what stands in `result.schema.json`, and nothing else.

The same bill of materials gives the same bytes: keys in a fixed order, numbers rounded, no time of writing. Texts are exactly
what was read or typed: JSON needs no protection from spreadsheets, and a program must not have to take one away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from teardown.bom import company_name, label
from teardown.bom.timeline import Dated
from teardown.export.document import Document
from teardown.export.pictures import box_on_photo
from teardown.model import (
    AttributedSighting,
    Candidate,
    CaptureQuality,
    Component,
    DateCode,
    Evidence,
    NameStyle,
    PhotoAnalysis,
    Quad,
    TextLine,
)

FORMAT = "teardown-result"
FORMAT_VERSION = 2
"""Raised when a program that reads the older format could misunderstand the newer one."""

Plain = dict[str, Any]


def json_text(document: Document) -> str:
    """The whole result as JSON text with a newline at its end."""
    return json.dumps(as_plain(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def as_plain(document: Document) -> Plain:
    """The whole result as dictionaries, lists, strings and numbers."""
    bom = document.bom
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "unit": bom.unit,
        "method_version": bom.method_version,
        "parts_db_version": bom.parts_db_version,
        "rendered_sample": document.rendered_only(a.photo.sha256 for a in bom.photos),
        "counts": {
            "photos": len(bom.photos),
            "components": len(bom.chips),
            "identified": len(bom.identified),
            "unidentified": len(bom.unidentified),
            "other_text": len(bom.other_text),
        },
        "company_table": _table(document),
        "components": [_component(c, document) for c in bom.components],
        "timeline": _timeline(document),
        "photos": [_photo(a, document) for a in bom.photos],
        "files_without_result": [{"name": u.name, "status": u.status, "sha256": u.sha256, "why": u.why} for u in document.unread],
        "manufacturers": _manufacturers(document),
    }


def _table(document: Document) -> Plain:
    table = document.table
    chosen = table.filter
    return {
        "statement": table.statement,
        "filter": {
            "countries": list(chosen.countries),
            "affiliates_in": list(chosen.affiliates_in),
            "manufacturers": list(chosen.manufacturers),
            "minimum_level": int(chosen.minimum_level),
        },
        "rows": [
            {
                "no": row.no,
                "company_name": row.company_name,
                "confirmed_parts": row.confirmed_parts,
                "manufacturer": row.manufacturer,
                "components": list(row.components),
            }
            for row in table.rows
        ],
        "left_out": dict(sorted(table.left_out.items())),
    }


def _component(component: Component, document: Document) -> Plain:
    said = component.attribution
    best = component.sightings[0] if component.sightings else None
    return {
        "id": component.id,
        "designator": component.designator,
        "on_chip": component.on_chip,
        "level": int(said.level),
        "level_name": said.level.name.lower(),
        "claim": said.wording,
        "manufacturer": said.manufacturer,
        "part_number": said.part_number,
        "category": said.category,
        "function": label(said.category, document.facts) if said.category else "",
        "probability": _rounded(said.probability, 4),
        "reason": str(said.reason) if said.reason else None,
        "rendered_sample": document.rendered_only(s.sighting.photo_sha256 for s in component.sightings),
        "marking": list(best.marking.lines) if best else [],
        "date_codes": _dates(dict.fromkeys(d for s in component.sightings for d in s.marking.dates)),
        "sightings": [_sighting(s, document) for s in component.sightings],
        "candidates": [_candidate(c) for c in said.candidates],
        "evidence": [_evidence(e) for e in component.evidence],
        "notes": list(component.notes),
    }


def _sighting(seen: AttributedSighting, document: Document) -> Plain:
    sighting = seen.sighting
    photo = next((a.photo for a in document.bom.photos if a.photo.sha256 == sighting.photo_sha256), None)
    return {
        "photo_sha256": sighting.photo_sha256,
        "box": list(box_on_photo(sighting.quad, photo)),
        "quad": _quad(sighting.quad),
        "surface": str(sighting.surface),
        "surface_probability": _rounded(sighting.surface_probability, 4),
        "marking": list(seen.marking.lines),
        "date_codes": _dates(seen.marking.dates),
        "claim": seen.attribution.wording,
        "logo": {"manufacturer": sighting.logo.manufacturer, "probability": _rounded(sighting.logo.probability, 4)}
        if sighting.logo
        else None,
        "lines": [_line(line) for line in sighting.lines],
        "quality": _quality(sighting.quality) if sighting.quality else None,
    }


def _line(line: TextLine) -> Plain:
    return {
        "quad": _quad(line.quad),
        "readings": [{"engine": r.engine, "text": r.text, "probability": _rounded(r.probability, 4)} for r in line.readings],
    }


def _candidate(candidate: Candidate) -> Plain:
    return {
        "manufacturer": candidate.manufacturer,
        "part_number": candidate.part_number,
        "category": candidate.category,
        "rule": candidate.rule,
        "source": candidate.source,
        "likelihood": _rounded(candidate.likelihood, 4),
        "matched": candidate.matched,
        "rejected_because": candidate.rejected_because,
    }


def _evidence(item: Evidence) -> Plain:
    return {
        "kind": str(item.kind),
        "text": item.text,
        "manufacturer": item.manufacturer,
        "part_number": item.part_number,
        "category": item.category,
        "noted_by": item.noted_by,
        "source": item.source,
        "photo_sha256": item.photo_sha256,
        "quad": _quad(item.quad) if item.quad else None,
    }


def _timeline(document: Document) -> Plain:
    found = document.timeline
    return {
        "events": [
            {"id": e.id, "date": e.date.isoformat(), "title_en": e.title_en, "title_ja": e.title_ja, "source": e.source}
            for e in found.events
        ],
        "components": [_dated(d) for d in found.components],
        "undated": list(found.undated),
    }


def _dated(dated: Dated) -> Plain:
    return {
        "component": dated.component,
        "earliest": dated.earliest.isoformat(),
        "latest": dated.latest.isoformat(),
        "relations": {event: str(relation) for event, relation in dated.relations},
    }


def _photo(analysis: PhotoAnalysis, document: Document) -> Plain:
    photo = analysis.photo
    return {
        "name": photo.name,
        "sha256": photo.sha256,
        "size_bytes": photo.size_bytes,
        "format": photo.format,
        "width": photo.width,
        "height": photo.height,
        "orientation": photo.orientation,
        "taken_at": photo.taken_at,
        "camera": photo.camera,
        "has_location": photo.has_location,
        "damage": photo.damage,
        "rendered_sample": photo.sha256 in document.rendered,
        "quality": _quality(analysis.quality),
    }


def _quality(quality: CaptureQuality) -> Plain:
    return {
        "sharpness": _rounded(quality.sharpness, 3),
        "glare": _rounded(quality.glare, 4),
        "contrast": _rounded(quality.contrast, 3),
        "text_height": None if quality.text_height is None else _rounded(quality.text_height, 1),
        "advice": list(quality.advice),
    }


def _manufacturers(document: Document) -> Plain:
    """The companies that are named anywhere above, by their ids."""
    bom, facts = document.bom, document.facts
    named = {row.manufacturer for row in document.table.rows} | set(document.table.left_out)
    for component in bom.components:
        named |= {component.attribution.manufacturer or ""} | {c.manufacturer for c in component.attribution.candidates}
        named |= {e.manufacturer for e in component.evidence}
        named |= {s.sighting.logo.manufacturer for s in component.sightings if s.sighting.logo}
    return {
        id_: {
            "legal_name": maker.legal_name,
            "report_name": company_name(id_, facts, NameStyle.REPORT),
            "name_ja": maker.name_ja,
            "headquarters": maker.headquarters,
            "parent": maker.parent,
            "successor": maker.successor,
            "source": maker.source,
        }
        for id_ in sorted(named)
        if (maker := facts.manufacturers.get(id_)) is not None
    }


def _dates(codes: Iterable[DateCode]) -> list[Plain]:
    return [{"text": d.text, "year": d.year, "week": d.week, "month": d.month, "layout": d.layout} for d in codes]


def _quad(quad: Quad) -> list[list[float]]:
    return [[_rounded(x, 1), _rounded(y, 1)] for x, y in quad]


def _rounded(number: float, digits: int) -> float:
    # Adding zero turns -0.0 into 0.0.
    return round(float(number), digits) + 0.0
