"""A unit made by hand: two photos, hostile texts, fragile markings, every kind of row that an export can have."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from teardown.bom import company_table
from teardown.export.document import Document, Unread, gather
from teardown.model import (
    AttributedSighting,
    Attribution,
    Bom,
    Candidate,
    CaptureQuality,
    CaseEvent,
    Category,
    ClaimLevel,
    CompanyTable,
    Component,
    DateCode,
    Evidence,
    EvidenceKind,
    Manufacturer,
    Marking,
    Photo,
    PhotoAnalysis,
    Quad,
    Reading,
    Reason,
    Sighting,
    Surface,
    TableFilter,
    TextLine,
)
from teardown.parts.rows import Affiliate, ChipMaker, CompanyName, Entity, Owner

FRAGILE = ("0723", "6E80", "03-12", "1E10", "00", "1/2", "TRUE", "#N/A", "12:30", "1,5", "0x1A", "１２３")
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "_x0041_",
    "a\x00b\x1b[31m",
    "abc\u202eexe",
    "“0723”",
    "'x",
    'a,b\n"c"',
)


@dataclass(frozen=True)
class FewFacts:
    """Two companies, two functions, one event."""

    manufacturers: dict[str, Manufacturer] = field(
        default_factory=lambda: {
            "alpha": Manufacturer(
                "alpha", "Alpha & Sons Corporation", "Alpha", "JP", "register", "Alpha <Report> Co., Ltd.", "アルファ株式会社"
            ),
            "beta": Manufacturer("beta", "=Beta Inc.", "Beta", "US", "register", parent="alpha"),
        }
    )
    categories: dict[str, Category] = field(
        default_factory=lambda: {"flash": Category("flash", "Flash memory", "フラッシュメモリ", "Flash Memory")}
    )
    names: tuple[CompanyName, ...] = ()
    entities: tuple[Entity, ...] = ()
    chip_makers: tuple[ChipMaker, ...] = ()
    owners: tuple[Owner, ...] = ()
    affiliates: tuple[Affiliate, ...] = ()
    events: tuple[CaseEvent, ...] = (CaseEvent("ban", date(2019, 10, 9), "A rule & its date", "規則の施行", "gazette"),)


def photo_bytes(*, noise: int) -> bytes:
    """A JPEG of 400 × 300 pixels that carries a position and a camera in its EXIF."""
    pixels = np.random.default_rng(noise).integers(0, 255, (30, 40, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[271], exif[272] = "SecretMake", "SecretModel"
    exif.get_ifd(34853)[1] = "N"
    buffer = io.BytesIO()
    Image.fromarray(pixels).resize((400, 300)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def rectangle(x: float, y: float, wide: float = 60, high: float = 30) -> Quad:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def sighting(sha256: str, lines: tuple[str, ...], said: Attribution, at: Quad, *dates: DateCode) -> AttributedSighting:
    read = tuple(TextLine(at, (Reading("reader", text, (0.9,) * len(text)),)) for text in lines)
    return AttributedSighting(Sighting(sha256, at, read, Surface.CHIP, 0.9), Marking(lines, (), dates), said)


def unknown(lines: tuple[str, ...], *candidates: Candidate) -> Attribution:
    wording = f"reads “{' / '.join(lines)}”; not identified: ambiguous"
    return Attribution(ClaimLevel.TRANSCRIBED, 0.3, wording, reason=Reason.AMBIGUOUS, candidates=candidates)


LOST = Candidate("beta", "0723", "", "family:beta/any", "a book", 0.3, "0723", "not certain enough")
PART = Attribution(
    ClaimLevel.PART,
    0.996,
    "marking matches part 6E80, documented for Alpha only",
    "alpha",
    "6E80",
    "flash",
    candidates=(Candidate("alpha", "6E80", "flash", "part", "datasheet", 0.996, "6E80"), LOST),
)
NOTED = Evidence(EvidenceKind.BOARD_TEXT, "=IMX", "1E10", "alpha", "@analyst", "photo of the board", "U9")
NOTED_CLAIM = Attribution(
    ClaimLevel.PART,
    1.0,
    "board text “=IMX”: part 1E10 of Alpha; noted by @analyst, not read from the package",
    "alpha",
    "1E10",
    "flash",
    candidates=(Candidate("alpha", "1E10", "flash", "evidence:board text", "photo of the board", 1.0, "=IMX"),),
)


def make_bom(first: str, second: str) -> Bom:
    """C001 is a part, C002 rests on noted evidence, one more per fragile and hostile text; `first` is a rendered sample."""
    code = (DateCode("0723", 2007, 23), DateCode("0723", 2023, None, 7, "YYMM"))
    others = [
        Component(
            f"C{n:03d}",
            (sighting(second, (text, "LINE 2"), said, rectangle(5, 7 * n)),),
            said,
            designator=text,
            notes=(text,),
        )
        for n, text in enumerate((*FRAGILE, *HOSTILE), start=3)
        for said in (unknown((text, "LINE 2"), replace(LOST, part_number=text)),)
    ]
    components = (
        Component(
            "C001",
            (
                sighting(first, ("6E80", "0723"), PART, rectangle(100, 100), *code),
                sighting(second, ("6E80",), PART, rectangle(-20, 280)),
            ),
            PART,
            "U1",
        ),
        Component("C002", (), NOTED_CLAIM, "U9", evidence=(NOTED,)),
        *others,
    )
    banner = sighting(first, ("RENDERED SAMPLE - NOT EVIDENCE",), unknown(("…",)), rectangle(0, 280, 400, 20))
    quality = CaptureQuality(0.8, 0.01, 0.6, 9.4, ("Come closer: the text on this photo is 9 px high, 20 is readable.",))
    photos = (
        PhotoAnalysis(Photo("=first.jpg", first, 1234, "JPEG", 400, 300), quality, (banner,)),
        PhotoAnalysis(Photo("<b>second</b>.jpg", second, 1234, "JPEG", 400, 300, has_location=True), quality, ()),
    )
    return Bom("Camera <X> & =co", components, photos, "0.1.0+test", "abc123")


@dataclass(frozen=True)
class Case:
    """The unit with its files."""

    bom: Bom
    facts: FewFacts
    photos: dict[str, Path]
    table: CompanyTable
    unread: tuple[Unread, ...]

    def document(self) -> Document:
        return gather(self.bom, self.facts, photos=self.photos, table=self.table, unread=self.unread)


def make_case(folder: Path) -> Case:
    photos = {}
    for n in (1, 2):
        data = photo_bytes(noise=n)
        path = folder / f"{n}.jpg"
        path.write_bytes(data)
        photos[hashlib.sha256(data).hexdigest()] = path
    bom = make_bom(*photos)
    unread = (
        Unread("copy.jpg", "duplicate", next(iter(photos)), "the same file as /home/somebody/photos/1.jpg"),
        Unread("=cmd.exe", "refused", "", "=cmd.exe is a Windows program, not a photo."),
    )
    facts = FewFacts()
    return Case(bom, facts, photos, company_table(bom, facts, TableFilter(countries=("JP",))), unread)
