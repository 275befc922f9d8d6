"""The nouns of Teardown: frozen dataclasses that every step takes and returns.

One name per idea, in code, files, command line and documentation alike. Geometry is in pixels of the photo **as stored**
(before the EXIF turn) unless a docstring says otherwise; angles are degrees clockwise; probabilities lie in [0, 1].
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Point = tuple[float, float]
"""x, y in pixels; x to the right, y down."""

Quad = tuple[Point, Point, Point, Point]
"""Four corners clockwise, the first one top-left of the upright text, so that a quad carries its rotation."""

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels: the axis-aligned box around a quad."""


# ---------------------------------------------------------------------------------------------- intake


@dataclass(frozen=True, slots=True)
class Photo:
    """One image file as received. Its bytes never change; places and names in its EXIF are never copied here."""

    name: str
    """File name as received, without folders."""
    sha256: str
    """Lower-case hex digest over the bytes as received."""
    size_bytes: int
    format: str
    """JPEG, PNG, WEBP, TIFF or HEIF."""
    width: int
    """Pixels, as stored."""
    height: int
    orientation: int = 1
    """EXIF orientation 1 to 8: how a viewer must turn the stored pixels."""
    taken_at: str | None = None
    """What EXIF claims, ISO 8601 without zone; a claim, not a fact."""
    camera: str | None = None
    """Camera make and model that EXIF claims."""
    has_location: bool = False
    """EXIF carries a position: warn the volunteer. The position itself is not read."""
    damage: str = ""
    """What is wrong with a file that was taken in all the same, in words; empty for a sound one."""


@dataclass(frozen=True, slots=True)
class CaptureQuality:
    """How well something was photographed, and what to do about it in plain words."""

    sharpness: float
    """0 blurred to 1 sharp."""
    glare: float
    """Share of pixels that are burnt out, 0 to 1."""
    contrast: float
    """Spread between dark and light, 0 to 1 (5th to 95th percentile)."""
    text_height: float | None = None
    """Median height of the text in pixels; None where no text was found."""
    advice: tuple[str, ...] = ()
    """Plain sentences for a volunteer, the most useful first; empty when nothing is wrong."""


# --------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Reading:
    """What one engine read on one line."""

    engine: str
    text: str
    probabilities: tuple[float, ...]
    """One per character of `text`."""
    alternatives: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Per character of `text`, the next likely characters with their probabilities; empty where an engine tells none."""
    lattice: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Per narrow column of the line's image, the likely characters with their probabilities ("" is the gap between characters),
    so that any other text can be scored against the image (`reading.log_likelihood`); empty where an engine tells none."""

    @property
    def probability(self) -> float:
        """Geometric mean of the characters' probabilities; 0 for an empty reading."""
        if not self.probabilities:
            return 0.0
        product = 1.0
        for p in self.probabilities:
            product *= max(p, 1e-6)
        return float(product ** (1.0 / len(self.probabilities)))


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text found on a photo."""

    quad: Quad
    readings: tuple[Reading, ...]
    """The engines' readings, the one that is believed first."""

    @property
    def text(self) -> str:
        return self.readings[0].text if self.readings else ""

    @property
    def probability(self) -> float:
        return self.readings[0].probability if self.readings else 0.0


class Surface(enum.StrEnum):
    """What carries a text: only a chip can be attributed to a company."""

    CHIP = "chip"
    BOARD = "board"
    """Silkscreen printed on the circuit board."""
    STICKER = "sticker"
    CONNECTOR = "connector"
    SCREEN = "screen"
    """A screenshot, a display, a drawn call-out, a watermark."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Logo:
    """A maker's mark recognised as a picture, not as text."""

    manufacturer: str
    """Manufacturer id."""
    probability: float
    quad: Quad


@dataclass(frozen=True, slots=True)
class Sighting:
    """One component seen on one photo."""

    photo_sha256: str
    quad: Quad
    """The component's region; its rotation is that of its text."""
    lines: tuple[TextLine, ...]
    """Top to bottom as a person would read the upright component."""
    surface: Surface = Surface.UNKNOWN
    surface_probability: float = 0.5
    """That this is a chip (or crystal, module, sensor) and not something else that carries text."""
    logo: Logo | None = None
    quality: CaptureQuality | None = None


# --------------------------------------------------------------------------------------------- marking


class TokenKind(enum.StrEnum):
    """What a piece of a marking is."""

    PART = "part"
    BRAND = "brand"
    DATE = "date"
    LOT = "lot"
    PLACE = "place"
    """Country of assembly or diffusion."""
    FREQUENCY = "frequency"
    NOISE = "noise"
    """Not part of a chip marking: "94V-0", copyright lines, URLs, board reference designators."""


@dataclass(frozen=True, slots=True)
class DateCode:
    """One way to read a date code. A marking can have several; all are kept."""

    text: str
    year: int
    week: int | None = None
    month: int | None = None
    layout: str = "YYWW"
    """Name of the layout in parts_db/date_codes."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a marking and what it is taken for."""

    text: str
    """As read."""
    kind: TokenKind
    line: int
    """Index of the line it starts on, from 0."""
    probability: float = 1.0
    """Of having been read rightly: the lowest of its characters'."""
    joined: bool = False
    """Made by joining two neighbouring lines or words."""
    alternatives: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Per character of `text`, other likely characters; empty where the engine tells none."""
    share: float = 1.0
    """1 for what was read. Less for a text that the image allows as well: its probability as a share of the best reading's."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What the lines on one component say once decoded."""

    lines: tuple[str, ...]
    """As read, top to bottom; `?` for a character that cannot be read."""
    tokens: tuple[Token, ...]
    """Pieces in reading order; part tokens may overlap (a joined token and its halves are both kept)."""
    dates: tuple[DateCode, ...] = ()

    def of(self, kind: TokenKind) -> tuple[Token, ...]:
        """The tokens of one kind, in order."""
        return tuple(t for t in self.tokens if t.kind is kind)


# ------------------------------------------------------------------------------------------------ parts


@dataclass(frozen=True, slots=True)
class Manufacturer:
    """A company that makes, or whose name stands on, components."""

    id: str
    """Short lower-case handle, for instance `rohm`."""
    legal_name: str
    short_name: str
    """What people say: "ROHM", "Texas Instruments"."""
    headquarters: str
    """ISO 3166 alpha-2 code of the country of its head office; empty where it is not known."""
    source: str
    report_name: str = ""
    """Name as a report prints it, where that differs from the legal one."""
    name_ja: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    brand_texts: tuple[str, ...] = ()
    """As printed on its packages."""
    parent: str = ""
    """Manufacturer id of the parent group, empty when independent."""
    parent_since: str = ""
    successor: str = ""
    """Manufacturer id of the company that carries on its products, empty while it exists."""
    successor_since: str = ""
    local_affiliates: tuple[tuple[str, str], ...] = ()
    """(country, name) of an affiliated local company that may be addressed: ("JP", "Micron Japan Co., Ltd.")."""


@dataclass(frozen=True, slots=True)
class Category:
    """What a part does, in the vocabulary of the tables."""

    id: str
    label_en: str
    label_ja: str
    report_label: str
    """The report's own label: "u-step System Lens Driver", "Timing Device"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the part-number database."""

    part_number: str
    manufacturer: str
    """Manufacturer id."""
    category: str
    """Category id, empty where unknown."""
    source: str
    top_mark: str = ""
    """What is printed on the package where that is not the part number."""
    package: str = ""
    evidence: str = ""
    """V: mark and number verified in the source; V-mpn: number verified, mark inferred; K: unchecked."""
    reviewed: bool = True
    """False for rows of an imported catalogue, which rank below reviewed facts."""


# ------------------------------------------------------------------------------------------ attribution


class ClaimLevel(enum.IntEnum):
    """The ladder of claims. The machine proposes up to PART; people climb further."""

    UNIDENTIFIED = 0
    TRANSCRIBED = 1
    BRAND = 2
    PART = 3
    CONFIRMED = 4
    ACKNOWLEDGED = 5


class Reason(enum.StrEnum):
    """Why a component is not identified."""

    UNREADABLE = "unreadable"
    NO_MARKING = "no marking"
    CUSTOMER_MARKING = "customer marking"
    NOT_IN_DATABASE = "not in the database"
    AMBIGUOUS = "ambiguous"
    NOT_A_CHIP = "not a chip marking"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One part or family that would explain a marking."""

    manufacturer: str
    part_number: str
    """Empty when only the company is known (brand, logo)."""
    category: str
    rule: str
    """Which rule found it, for instance `family:rohm/br24` or `brand:winbond`."""
    source: str
    likelihood: float
    """Relative weight among the candidates, 0 to 1; the candidates of one marking sum to at most 1."""
    matched: str = ""
    """The text as read that the rule matched."""
    rejected_because: str = ""
    """Why it lost; empty for the winner."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The machine's decision about one component."""

    level: ClaimLevel
    probability: float
    """That the named manufacturer is right; for an unidentified component the best losing candidate's, at most 0.5."""
    wording: str
    """The fixed sentence of the ladder that may be said."""
    manufacturer: str | None = None
    """Manufacturer id, None below level BRAND."""
    part_number: str | None = None
    category: str | None = None
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()
    """The winner first, then those that lost."""


@dataclass(frozen=True, slots=True)
class AttributedSighting:
    """A sighting with what its marking says and whom it is attributed to."""

    sighting: Sighting
    marking: Marking
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class PhotoAnalysis:
    """Everything found on one photo: a pure function of its bytes, the method's and the parts database's version."""

    photo: Photo
    quality: CaptureQuality
    sightings: tuple[AttributedSighting, ...]


# -------------------------------------------------------------------------------------------------- bom


class EvidenceKind(enum.StrEnum):
    """Evidence for a component that is not the reading of its own top mark."""

    BOARD_TEXT = "board text"
    CHIP_IDENTIFIER = "chip identifier"
    """Read from the chip by a person over a bus, for instance I2C."""
    FIRMWARE = "firmware"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an analyst notes about a component whose name cannot be read from its package."""

    kind: EvidenceKind
    text: str
    """The text seen or the identifier read, verbatim: `IMX291`, `chip id 0x0291`."""
    part_number: str
    manufacturer: str
    """Manufacturer id."""
    noted_by: str
    """Pseudonym of who noted it."""
    source: str
    """Where it was seen and how: photo, tool, file."""
    designator: str = ""
    photo_sha256: str = ""
    quad: Quad | None = None
    category: str = ""
    """Category id of the part, empty where the analyst does not know it."""


@dataclass(frozen=True, slots=True)
class Component:
    """One physical chip of the examined unit."""

    id: str
    """`C001`, `C002`, … in the order of the bill of materials."""
    sightings: tuple[AttributedSighting, ...]
    """The same chip on several photos, the best first."""
    attribution: Attribution
    designator: str = ""
    """Reference designator of the board, or empty."""
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reviewer should know, in sentences: why sightings count as one chip, what speaks against it, what is in doubt."""

    @property
    def on_chip(self) -> bool:
        """Whether it is a chip or may well be one. What is not was read beside every chip body and named nobody: most of it is
        printed on the board or says the value of a passive part. It is listed too, apart, because a body may have been missed."""
        said = self.attribution
        if said.manufacturer or self.evidence or said.reason is Reason.CUSTOMER_MARKING:
            return True
        seen = (s.sighting for s in self.sightings)
        return any(s.surface is Surface.CHIP or (s.surface is Surface.UNKNOWN and s.surface_probability > 0.5) for s in seen)

    @property
    def place(self) -> tuple[str, Quad] | None:
        """(SHA-256 of the photo, quad) where it is seen best, or where evidence about it was noted; None where nobody says."""
        if self.sightings:
            best = self.sightings[0].sighting
            return best.photo_sha256, best.quad
        return next(((e.photo_sha256, e.quad) for e in self.evidence if e.photo_sha256 and e.quad is not None), None)


@dataclass(frozen=True, slots=True)
class Bom:
    """The components of one examined unit: everything photographed, identified or not."""

    unit: str
    components: tuple[Component, ...]
    """Chips first, then what may be none (`Component.on_chip`)."""
    photos: tuple[PhotoAnalysis, ...]
    method_version: str
    parts_db_version: str

    @property
    def chips(self) -> tuple[Component, ...]:
        """What counts as components: chips, and what may well be one."""
        return tuple(c for c in self.components if c.on_chip)

    @property
    def other_text(self) -> tuple[Component, ...]:
        """What was read beside every chip body and may stand on no component; it counts as none."""
        return tuple(c for c in self.components if not c.on_chip)

    @property
    def identified(self) -> tuple[Component, ...]:
        """Components for which a company is named."""
        return tuple(c for c in self.components if c.attribution.manufacturer)

    @property
    def unidentified(self) -> tuple[Component, ...]:
        """Chips for which no company is named."""
        return tuple(c for c in self.chips if not c.attribution.manufacturer)


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """A dated event that a unit's chips are set against, for instance an export restriction coming into force."""

    id: str
    date: date
    title_en: str
    title_ja: str
    source: str


class NameStyle(enum.StrEnum):
    """Which of a company's names a table prints."""

    REPORT = "report"
    LEGAL = "legal"
    SHORT = "short"
    JAPANESE = "ja"


@dataclass(frozen=True, slots=True)
class TableFilter:
    """Which companies of a bill of materials a company table shows. It is always printed with the table.

    The conditions that are set widen the table: a company is shown when any of them holds; with none set, all are.
    """

    countries: tuple[str, ...] = ()
    """Headquarters, ISO 3166 alpha-2."""
    affiliates_in: tuple[str, ...] = ()
    """Countries in which an affiliated local company may be addressed."""
    manufacturers: tuple[str, ...] = ()
    """Named companies, manufacturer ids in the order wanted."""
    minimum_level: ClaimLevel = ClaimLevel.PART
    order: tuple[str, ...] = ()
    """Manufacturer ids in the order in which their lines stand; it shows and hides no company. The rest follow by name."""


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One line of the company table."""

    no: int
    company_name: str
    confirmed_parts: str
    """Category labels joined by ", "."""
    manufacturer: str
    components: tuple[str, ...]
    """Component ids that the line rests on."""


@dataclass(frozen=True, slots=True)
class CompanyTable:
    """The report's table: No., Company Name, Confirmed Parts, and the filter it was made by."""

    rows: tuple[CompanyRow, ...]
    filter: TableFilter
    statement: str
    """The filter in words: which companies, why, and how many components it leaves out."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Components of identified companies that the filter leaves out, by manufacturer id."""
