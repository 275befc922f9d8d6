"""Boards made of numbers: chips with texts in known places, photographed from known points of view."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from teardown.model import (
    AttributedSighting,
    Attribution,
    Candidate,
    CaptureQuality,
    Category,
    ClaimLevel,
    Manufacturer,
    Marking,
    Photo,
    PhotoAnalysis,
    Point,
    Quad,
    Reading,
    Reason,
    Sighting,
    Surface,
    TextLine,
)
from teardown.version import Version

VERSION = Version("0.1.0+test", "abcdef123456")


def maker(id: str, legal: str, country: str, **more: object) -> Manufacturer:  # noqa: A002
    return Manufacturer(id, legal, str(more.pop("short", legal.split()[0])), country, "test", **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class SmallFacts:
    """Companies and categories of these tests."""

    manufacturers: MappingProxyType[str, Manufacturer] = field(
        default_factory=lambda: MappingProxyType(
            {
                m.id: m
                for m in (
                    maker("rohm", "ROHM COMPANY LIMITED", "JP", report_name="ROHM Co., Ltd.", name_ja="ローム株式会社"),
                    maker("tdk", "TDK Corporation", "JP", report_name="TDK Corporation"),
                    maker("invensense", "InvenSense, Inc.", "US", parent="tdk", short="InvenSense"),
                    maker("epson", "Seiko Epson Corporation", "JP", short="Epson"),
                    maker(
                        "micron",
                        "Micron Technology, Inc.",
                        "US",
                        local_affiliates=(("JP", "Micron Japan Co., Ltd."), ("JP", "マイクロン ジャパン株式会社")),
                        report_name="Micron Japan Co., Ltd.",
                        name_ja="マイクロン・テクノロジ",
                    ),
                    maker("winbond", "Winbond Electronics Corporation", "TW"),
                    maker("gigadevice", "GigaDevice Semiconductor Inc.", "CN"),
                    maker("atmel", "Atmel Corporation", "US", successor="microchip"),
                    maker("microchip", "Microchip Technology Incorporated", "US"),
                )
            }
        )
    )
    categories: MappingProxyType[str, Category] = field(
        default_factory=lambda: MappingProxyType(
            {
                c.id: c
                for c in (
                    Category("eeprom", "EEPROM", "EEPROM", "Memory"),
                    Category("fram", "FRAM", "FRAM", "Memory"),
                    Category("lens_driver", "Lens driver", "レンズドライバ", "u-step System Lens Driver"),
                    Category("linear_regulator", "Linear regulator", "リニアレギュレータ", "Linear Regulator"),
                    Category("image_sensor", "Image sensor", "イメージセンサ", "Sensor"),
                    Category("flash", "Flash memory", "フラッシュメモリ", "Flash Memory"),
                    Category("rtc", "Real-time clock", "リアルタイムクロック", "Timing Device"),
                )
            }
        )
    )


FACTS = SmallFacts()


def named(
    manufacturer: str, part: str, category: str | None = None, p: float = 0.97, level: ClaimLevel = ClaimLevel.PART
) -> Attribution:
    candidate = Candidate(manufacturer, part, category or "", "family:test", "test", p, part)
    return Attribution(level, p, f"marking matches part {part}", manufacturer, part, category, candidates=(candidate,))


def nameless(reason: Reason = Reason.NOT_IN_DATABASE, level: ClaimLevel = ClaimLevel.TRANSCRIBED) -> Attribution:
    return Attribution(level, 0.0, f"not identified: {reason}", reason=reason)


@dataclass(frozen=True)
class Chip:
    """A chip on a board: centre and size in millimetres, its lines, whom it is attributed to."""

    x: float
    y: float
    lines: tuple[str, ...]
    attribution: Attribution = field(default_factory=nameless)
    size: float = 8.0
    turn: float = 0.0
    surface: Surface = Surface.CHIP


@dataclass(frozen=True)
class View:
    """A point of view: pixels per millimetre, turn in degrees, shift in pixels, perspective, and the reader's noise."""

    name: str
    scale: float = 20.0
    turn: float = 0.0
    shift: Point = (0.0, 0.0)
    perspective: Point = (0.0, 0.0)
    jitter: float = 1.0
    width: int = 2000
    height: int = 1500
    orientation: int = 1

    def place(self, x: float, y: float) -> Point:
        a = math.radians(self.turn)
        u, v = self.scale * (x * math.cos(a) - y * math.sin(a)), self.scale * (x * math.sin(a) + y * math.cos(a))
        w = 1 + self.perspective[0] * x + self.perspective[1] * y
        return u / w + self.shift[0], v / w + self.shift[1]


def photograph(chips: Sequence[Chip], view: View, *, seed: int = 0, misread: float = 0.0, cropped: bool = True) -> PhotoAnalysis:
    """What reading would say about a board seen from `view`; chips outside the photo are not seen."""
    rng = random.Random(f"{view.name}{seed}")
    sha = hashlib.sha256(view.name.encode()).hexdigest()
    sightings = []
    for chip in chips:
        quad = _quad(view, chip, -0.5, -0.5, 0.5, 0.5, rng)
        x, y = (sum(p[k] for p in quad) / 4 for k in (0, 1))
        if cropped and not (0 <= x < view.width and 0 <= y < view.height):
            continue
        lines = []
        for n, text in enumerate(chip.lines):
            top = -0.4 + 0.8 * n / max(1, len(chip.lines))
            line_quad = _quad(view, chip, -0.4, top, 0.4, top + 0.6 / max(1, len(chip.lines)), rng)
            read = "".join(c if rng.random() >= misread else rng.choice("ABCDEFGH0123456789") for c in text)
            lines.append(TextLine(line_quad, (Reading("test", read, (0.95,) * len(read)),)))
        sighting = Sighting(sha, quad, tuple(lines), chip.surface, 0.95, quality=CaptureQuality(0.7, 0.0, 0.5))
        sightings.append(AttributedSighting(sighting, Marking(tuple(line.text for line in lines), ()), chip.attribution))
    rng.shuffle(sightings)
    photo = Photo(view.name, sha, 1000, "JPEG", view.width, view.height, view.orientation)
    return PhotoAnalysis(photo, CaptureQuality(0.7, 0.0, 0.5), tuple(sightings))


def _quad(view: View, chip: Chip, left: float, top: float, right: float, bottom: float, rng: random.Random) -> Quad:
    a = math.radians(chip.turn)

    def corner(u: float, v: float) -> Point:
        u, v = u * chip.size, v * chip.size
        x, y = view.place(chip.x + u * math.cos(a) - v * math.sin(a), chip.y + u * math.sin(a) + v * math.cos(a))
        return x + rng.uniform(-1, 1) * view.jitter, y + rng.uniform(-1, 1) * view.jitter

    return corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)
