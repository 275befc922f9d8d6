"""A case with components of the report's seven companies, made by hand on the real facts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image

from teardown.attribution.wording import wording
from teardown.bom.evidence import evidence_wording
from teardown.case.case_file import load_case
from teardown.case.records import Anchor, CaseRecord, Decision, Signature, Verdict
from teardown.model import (
    AttributedSighting,
    Attribution,
    Bom,
    Candidate,
    CaptureQuality,
    ClaimLevel,
    Component,
    DateCode,
    Evidence,
    EvidenceKind,
    Marking,
    Photo,
    PhotoAnalysis,
    Quad,
    Reading,
    Sighting,
    Surface,
    TextLine,
    Token,
    TokenKind,
)
from teardown.parts import load_facts

FACTS = load_facts()
SAMPLE = Path(__file__).resolve().parent.parent.parent / "samples" / "case"
START = datetime(2026, 11, 20, 9, tzinfo=UTC)
SHA = "ab" * 32
CASE = load_case(SAMPLE / "case.toml", FACTS)


def quad(n: int) -> Quad:
    x = 10.0 + 100.0 * n
    return ((x, 10.0), (x + 80.0, 10.0), (x + 80.0, 60.0), (x, 60.0))


def jpeg() -> bytes:
    """A photo wide enough for all components."""
    pixels = np.random.default_rng(1).integers(0, 255, (8, 130, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).resize((1300, 80)).save(buffer, "JPEG")
    return buffer.getvalue()


def component(
    n: int,
    manufacturer: str,
    part: str,
    category: str,
    lines: Sequence[str],
    *dates: DateCode,
    brand: str = "",
    sha256: str = SHA,
) -> Component:
    """A component at level 3; with `brand`, the maker's name is on it."""
    maker = FACTS.manufacturers[manufacturer]
    said = Attribution(
        ClaimLevel.PART,
        0.97,
        wording(ClaimLevel.PART, company=maker.short_name, part_number=part, bears_mark=bool(brand)),
        manufacturer,
        part,
        category,
        candidates=(Candidate(manufacturer, part, category, f"family:{manufacturer}/x", "datasheet", 0.97, part),),
    )
    read = tuple(TextLine(quad(n), (Reading("reader", text, (0.9,) * len(text)),)) for text in lines)
    tokens = (Token(brand, TokenKind.BRAND, 0),) if brand else ()
    seen = AttributedSighting(
        Sighting(sha256, quad(n), read, Surface.CHIP, 0.9), Marking(tuple(lines), tokens, tuple(dates)), said
    )
    return Component(f"C{n:03d}", (seen,), said)


def sensor(n: int) -> Component:
    """Sony's bare image sensor, which an analyst knows by the board's text."""
    noted = Evidence(
        EvidenceKind.BOARD_TEXT, "IMX291 SENSOR BD", "IMX291LQR-C", "sony", "ann", "board", "U40", SHA, quad(n), "image_sensor"
    )
    candidate = Candidate("sony", "IMX291LQR-C", "image_sensor", "evidence:board text", "board", 1.0, noted.text)
    said = Attribution(
        ClaimLevel.PART,
        1.0,
        evidence_wording(noted, FACTS),
        "sony",
        "IMX291LQR-C",
        "image_sensor",
        candidates=(candidate,),
    )
    return Component(f"C{n:03d}", (), said, "U40", (noted,))


def components() -> tuple[Component, ...]:
    """The seven companies' chips, and one of a company that the table does not show."""
    return (
        component(1, "rohm", "BR24G64", "memory", ("ROHM", "4G64", "033 217"), DateCode("033", 2020, 33), brand="ROHM"),
        component(2, "rohm", "BU24020GU", "lens_driver", ("U24020", "202184")),
        component(3, "invensense", "ICM-42688-P", "motion_sensor", ("I428P", "1932"), DateCode("1932", 2019, 32)),
        component(4, "akm", "AK4951EN", "audio_codec_amplifier", ("AKM", "4951EN"), DateCode("805", 2008, 5), brand="AKM"),
        component(5, "thine", "THC63LVD827", "lvds", ("THC63LVD827", "1912"), DateCode("1912", 2019, 12)),
        sensor(6),
        component(7, "epson", "RX8900CE", "rtc", ("8900", "E912A"), DateCode("912", 2009, 12), DateCode("912", 2019, 12)),
        component(8, "micron", "MT29F1G08ABAEA", "flash", ("29F1G08ABAEA", "1927"), DateCode("1927", 2019, 27)),
        component(9, "ti", "TPS62140", "dcdc", ("TI", "PA71"), DateCode("19", 2019, None), brand="TI"),
    )


def analysis(sha256: str = SHA) -> PhotoAnalysis:
    photo = Photo("front.jpg", sha256, 1000, "JPEG", 1300, 80)
    return PhotoAnalysis(photo, CaptureQuality(0.9, 0.0, 0.5), ())


def record(*found: Component) -> CaseRecord:
    """The sample case with these components, or with those of all seven companies."""
    bom = Bom("unit-1", found or components(), (analysis(),), "method 1", "facts 1")
    return CaseRecord(CASE.case, CASE.units, boms=(bom,))


def signed(kept: CaseRecord, *ids: str) -> CaseRecord:
    """The record after ann accepted these components and ben signed."""
    decisions, signatures = [], []
    for n, id_ in enumerate(ids, start=1):
        chosen = next(c for c in kept.boms[0].components if c.id == id_)
        place = chosen.sightings[0].sighting.quad if chosen.sightings else chosen.evidence[0].quad
        said = chosen.attribution
        assert place is not None
        decisions.append(
            Decision(
                f"d{n}",
                "unit-1",
                Anchor(SHA, place),
                Verdict.ACCEPT,
                "ann",
                START,
                "seen",
                said.manufacturer,
                said.part_number,
                said.category,
            )
        )
        signatures.append(Signature(f"d{n}", "ben", START + timedelta(hours=1)))
    return replace(kept, decisions=tuple(decisions), signatures=tuple(signatures))
