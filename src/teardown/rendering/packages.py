"""Packages: sizes in millimetres, leads and pads, from the usual JEDEC and makers' outline drawings (nominal values, rounded)."""

from __future__ import annotations

from dataclasses import dataclass, replace

Rect = tuple[float, float, float, float]
"""Centre x, y and width, height in the package's own frame (text upright, x to the right, y down)."""


@dataclass(frozen=True, slots=True)
class Package:
    """Outline of a package seen from above."""

    style: str
    """How it is drawn; a key of `bodies.DRAW`."""
    kind: str
    """Ground truth kind, in the words of the labelled data: ic, transistor, crystal, module, connector, …"""
    width: float
    height: float
    z: float
    """Thickness above the board."""
    pins: int = 0
    pitch: float = 1.27
    lead: float = 1.0
    """How far the leads stand out of the body."""
    lead_width: float = 0.42
    sides: str = "tb"
    """On which sides leads are: t, b, l, r in the text's frame."""

    def sized(self, size: tuple[float, float, float] | None) -> Package:
        """The same package in another size."""
        return self if size is None else replace(self, width=size[0], height=size[1], z=size[2])


def _gull(
    width: float, height: float, z: float, pins: int, pitch: float, lead: float, wide: float, sides: str = "tb", kind: str = "ic"
) -> Package:
    return Package("gull", kind, width, height, z, pins, pitch, lead, wide, sides)


PACKAGES: dict[str, Package] = {
    "SOIC-8": _gull(4.9, 3.9, 1.6, 8, 1.27, 1.05, 0.42),
    "SOIC-8W": _gull(5.28, 5.28, 1.9, 8, 1.27, 1.3, 0.42),
    "SOIC-14": _gull(8.65, 3.9, 1.6, 14, 1.27, 1.05, 0.42),
    "SOIC-16": _gull(9.9, 3.9, 1.6, 16, 1.27, 1.05, 0.42),
    "SOIC-16W": _gull(10.3, 7.5, 2.4, 16, 1.27, 1.4, 0.42),
    "SOP-J8": _gull(4.9, 3.9, 1.5, 8, 1.27, 1.05, 0.42),
    "MSOP-8": _gull(3.0, 3.0, 1.0, 8, 0.65, 0.95, 0.3),
    "TSSOP-8": _gull(3.0, 4.4, 1.1, 8, 0.65, 1.0, 0.25),
    "TSSOP-14": _gull(5.0, 4.4, 1.1, 14, 0.65, 1.0, 0.25),
    "TSSOP-16": _gull(5.0, 4.4, 1.1, 16, 0.65, 1.0, 0.25),
    "TSSOP-20": _gull(6.5, 4.4, 1.1, 20, 0.65, 1.0, 0.25),
    "TSSOP-28": _gull(9.7, 4.4, 1.1, 28, 0.65, 1.0, 0.25),
    "TSSOP-56": _gull(14.0, 6.1, 1.1, 56, 0.5, 1.0, 0.2),
    "SSOP-28": _gull(10.2, 5.3, 1.9, 28, 0.65, 1.2, 0.3),
    "TSOP-48": _gull(18.4, 12.0, 1.1, 48, 0.5, 0.8, 0.22, "lr"),
    "TSOP-54": _gull(22.2, 10.16, 1.1, 54, 0.8, 0.8, 0.3),
    "SOT-23": _gull(2.9, 1.3, 1.1, 3, 1.9, 0.55, 0.42, kind="transistor"),
    "SOT-23-5": _gull(2.9, 1.6, 1.2, 5, 0.95, 0.6, 0.4),
    "SOT-23-6": _gull(2.9, 1.6, 1.2, 6, 0.95, 0.6, 0.4),
    "SOT-223": _gull(6.5, 3.5, 1.7, 4, 2.3, 1.7, 0.75),
    "SOT-89": _gull(4.5, 2.5, 1.5, 3, 1.5, 0.9, 0.5, kind="transistor"),
    "TO-252": _gull(6.5, 6.1, 2.3, 3, 2.28, 2.6, 0.75, kind="transistor"),
    "SSOP-5": _gull(2.9, 1.6, 1.2, 5, 0.95, 0.6, 0.4),
    "LQFP-48": _gull(7, 7, 1.5, 48, 0.5, 1.0, 0.22, "tblr"),
    "LQFP-64": _gull(10, 10, 1.5, 64, 0.5, 1.0, 0.22, "tblr"),
    "LQFP-100": _gull(14, 14, 1.5, 100, 0.5, 1.0, 0.22, "tblr"),
    "LQFP-128": _gull(14, 20, 1.5, 128, 0.5, 1.0, 0.22, "tblr"),
    "LQFP-144": _gull(20, 20, 1.5, 144, 0.5, 1.0, 0.22, "tblr"),
    "DIP-8": _gull(9.5, 6.4, 3.6, 8, 2.54, 0.8, 1.4),
    "DIP-14": _gull(19.3, 6.4, 3.6, 14, 2.54, 0.8, 1.4),
    "DIP-16": _gull(19.3, 6.4, 3.6, 16, 2.54, 0.8, 1.4),
    "DIP-28": _gull(35.6, 13.7, 3.9, 28, 2.54, 0.9, 1.4),
    "DIP-40": _gull(52.0, 13.7, 3.9, 40, 2.54, 0.9, 1.4),
    "PLCC-44": _gull(16.6, 16.6, 4.3, 44, 1.27, 0.45, 0.7, "tblr"),
    "QFN-16": Package("qfn", "ic", 3, 3, 0.8, 16, 0.5, 0.12, 0.26, "tblr"),
    "QFN-20": Package("qfn", "ic", 3, 3, 0.8, 20, 0.4, 0.12, 0.2, "tblr"),
    "QFN-24": Package("qfn", "ic", 4, 4, 0.9, 24, 0.5, 0.12, 0.26, "tblr"),
    "QFN-32": Package("qfn", "ic", 5, 5, 0.9, 32, 0.5, 0.12, 0.26, "tblr"),
    "QFN-32S": Package("qfn", "ic", 4, 4, 0.8, 32, 0.4, 0.12, 0.2, "tblr"),
    "QFN-40": Package("qfn", "ic", 6, 6, 0.9, 40, 0.5, 0.12, 0.26, "tblr"),
    "QFN-48": Package("qfn", "ic", 7, 7, 0.9, 48, 0.5, 0.12, 0.26, "tblr"),
    "QFN-56": Package("qfn", "ic", 8, 8, 0.9, 56, 0.5, 0.12, 0.26, "tblr"),
    "QFN-64": Package("qfn", "ic", 9, 9, 0.9, 64, 0.5, 0.12, 0.26, "tblr"),
    "QFN-76": Package("qfn", "ic", 9, 9, 0.9, 76, 0.4, 0.12, 0.2, "tblr"),
    "DFN-8": Package("qfn", "ic", 3, 3, 0.8, 8, 0.65, 0.12, 0.3, "tb"),
    "WSON-8": Package("qfn", "ic", 6, 5, 0.8, 8, 1.27, 0.12, 0.4, "lr"),
    "USON-8": Package("qfn", "ic", 3, 2, 0.6, 8, 0.5, 0.1, 0.25, "lr"),
    "LGA-14": Package("qfn", "ic", 3, 2.5, 0.91, 14, 0.5, 0.08, 0.25, "tblr"),
    "LGA-16": Package("qfn", "ic", 3, 3, 0.75, 16, 0.5, 0.08, 0.25, "tblr"),
    "BGA-289": Package("bga", "ic", 14, 14, 1.2),
    "BGA-324": Package("bga", "ic", 15, 15, 1.3),
    "BGA-256": Package("bga", "ic", 12, 12, 1.2),
    "FBGA-96": Package("bga", "ic", 13.3, 7.5, 1.2),
    "FBGA-78": Package("bga", "ic", 10.5, 7.5, 1.1),
    "FBGA-63": Package("bga", "ic", 11, 9, 1.0),
    "FBGA-153": Package("bga", "ic", 13, 11.5, 1.0),
    "TFBGA-72": Package("bga", "ic", 7, 7, 1.1),
    "WLCSP-25": Package("wlcsp", "ic", 2.4, 2.4, 0.6),
    "WLCSP-36": Package("wlcsp", "ic", 3.2, 3.2, 0.6),
    "WLCSP-6": Package("wlcsp", "ic", 1.2, 0.8, 0.5),
    "VCSP-56": Package("wlcsp", "ic", 4.0, 4.0, 0.8),
    "XTAL-2016": Package("metal", "crystal", 2.0, 1.6, 0.5),
    "XTAL-2520": Package("metal", "crystal", 2.5, 2.0, 0.6),
    "XTAL-3225": Package("metal", "crystal", 3.2, 2.5, 0.7),
    "XTAL-5032": Package("metal", "crystal", 5.0, 3.2, 0.9),
    "XTAL-3215": Package("metal", "crystal", 3.2, 1.5, 0.8),
    "OSC-7050": Package("metal", "crystal", 7.0, 5.0, 1.4),
    "HC-49S": Package("hc49", "crystal", 11.0, 4.6, 3.6),
    "SON-22": Package("qfn", "ic", 6.3, 4.8, 1.2, 22, 0.5, 0.15, 0.2, "tb"),
    "0402": Package("chip", "passive", 1.0, 0.5, 0.5),
    "0603": Package("chip", "passive", 1.6, 0.8, 0.8),
    "0805": Package("chip", "passive", 2.0, 1.25, 1.1),
    "1206": Package("chip", "passive", 3.2, 1.6, 1.2),
    "R0402": Package("chip", "passive", 1.0, 0.5, 0.35),
    "R0603": Package("chip", "passive", 1.6, 0.8, 0.45),
    "R0805": Package("chip", "passive", 2.0, 1.25, 0.5),
    "R1206": Package("chip", "passive", 3.2, 1.6, 0.55),
    "R2512": Package("chip", "passive", 6.3, 3.2, 0.6),
    "LED-0603": Package("led", "passive", 1.6, 0.8, 0.6),
    "ARRAY-4": Package("array", "passive", 2.0, 1.0, 0.4),
    "SOD-123": Package("diode", "diode", 2.7, 1.6, 1.1, 2, 0, 0.5, 0.7, "lr"),
    "SOD-323": Package("diode", "diode", 1.7, 1.25, 1.0, 2, 0, 0.4, 0.4, "lr"),
    "SMA": Package("diode", "diode", 4.3, 2.6, 2.2, 2, 0, 0.4, 1.4, "lr"),
    "SMB": Package("diode", "diode", 4.3, 3.6, 2.2, 2, 0, 0.4, 2.0, "lr"),
    "TANTAL-B": Package("diode", "passive", 3.5, 2.8, 1.9, 2, 0, 0.1, 2.2, "lr"),
    "IND-3": Package("inductor", "inductor", 3.0, 3.0, 1.5),
    "IND-4": Package("inductor", "inductor", 4.0, 4.0, 1.8),
    "IND-6": Package("inductor", "inductor", 6.0, 6.0, 3.0),
    "IND-7M": Package("moulded", "inductor", 7.0, 6.6, 3.0),
    "IND-4M": Package("moulded", "inductor", 4.2, 4.0, 2.0),
    "CAN-4": Package("can", "electrolytic", 4.3, 4.3, 5.4),
    "CAN-6": Package("can", "electrolytic", 6.6, 6.6, 6.0),
    "CAN-8": Package("can", "electrolytic", 8.3, 8.3, 8.0),
    "CAN-10": Package("radial", "electrolytic", 10.0, 10.0, 12.0),
    "MAGNETICS": _gull(16.0, 12.7, 6.0, 24, 1.27, 1.4, 0.5, kind="magnetics"),
    "MAGNETICS-16": _gull(12.7, 9.4, 5.6, 16, 1.27, 1.4, 0.5, kind="magnetics"),
    "RJ45": Package("rj45", "connector", 16.0, 21.0, 9.0),
    "USB-A": Package("metalbox", "connector", 13.1, 14.0, 6.5),
    "MICROSD": Package("microsd", "connector", 14.0, 14.5, 1.9),
    "JST-2": Package("jst", "connector", 6.0, 5.0, 4.0, 2, 1.25),
    "JST-4": Package("jst", "connector", 8.5, 5.0, 4.0, 4, 1.25),
    "JST-6": Package("jst", "connector", 11.0, 5.0, 4.0, 6, 1.25),
    "JST-8": Package("jst", "connector", 13.5, 5.0, 4.0, 8, 1.25),
    "JST-12": Package("jst", "connector", 18.5, 5.0, 4.0, 12, 1.25),
    "FPC-24": Package("fpc", "connector", 16.0, 4.6, 1.9, 24, 0.5),
    "FPC-40": Package("fpc", "connector", 24.0, 4.6, 1.9, 40, 0.5),
    "B2B-60": Package("b2b", "connector", 15.0, 4.2, 1.5, 60, 0.4),
    "HDR-4": Package("header", "connector", 10.16, 2.54, 2.5, 4, 2.54),
    "HDR-10": Package("header", "connector", 12.7, 5.08, 2.5, 10, 2.54),
    "DCJACK": Package("jack", "connector", 9.0, 14.0, 11.0),
    "TERM-2": Package("terminal", "connector", 10.0, 8.0, 10.0, 2, 5.0),
    "UFL": Package("ufl", "connector", 2.6, 2.6, 1.2),
    "BUTTON": Package("button", "connector", 6.0, 6.0, 3.5),
    "SHIELD": Package("shield", "shield", 20.0, 15.0, 2.5),
    "MODULE": Package("module", "module", 12.0, 12.0, 2.2, 44, 0.9, 0.3, 0.5, "tblr"),
    "SENSOR": Package("sensor", "sensor", 12.0, 10.0, 1.9),
    "LENS": Package("lens", "lens", 18.0, 18.0, 16.0),
    "HEATSINK": Package("heatsink", "heatsink", 14.0, 14.0, 5.0),
    "COIN": Package("coin", "battery", 12.5, 12.5, 2.0),
    "SPEAKER-AMP": Package("qfn", "ic", 4, 4, 0.9, 20, 0.5, 0.12, 0.26, "tblr"),
}


def pins_of(package: Package) -> list[tuple[str, float]]:
    """Side and place along it of every lead, counter-clockwise from pin 1 (bottom left)."""
    if package.pins == 0 or package.style not in ("gull", "qfn", "diode", "module"):
        return []
    if package.style == "diode":
        return [("l", 0.0), ("r", 0.0)]
    p = package.pitch
    if package.kind in ("transistor", "ic") and package.pins in (3, 4, 5) and package.style == "gull":
        if package.pins == 5:
            return [("b", -p), ("b", 0), ("b", p), ("t", p), ("t", -p)]
        if package.width > 4:
            return [("b", -p), ("b", 0.0), ("b", p), ("t", 0.0)]
        return [("b", -p / 2), ("b", p / 2), ("t", 0.0)]
    share = _share(package)
    places: list[tuple[str, float]] = []
    for side in ("b", "r", "t", "l"):
        count = share.get(side, 0)
        along = [(i - (count - 1) / 2) * p for i in range(count)]
        places += [(side, a if side in "br" else -a) for a in along]
    return places


def _share(package: Package) -> dict[str, int]:
    sides = [s for s in "tblr" if s in package.sides]
    if len(sides) == 2:
        return dict.fromkeys(sides, package.pins // 2)
    # Four sides: as many as the longer and shorter sides hold, in proportion to their lengths.
    half = package.pins // 2
    horizontal = round(half * package.width / (package.width + package.height))
    return {"t": horizontal, "b": horizontal, "l": half - horizontal, "r": half - horizontal}


def lead_rects(package: Package) -> list[Rect]:
    """Where the leads stand out of the body, as rectangles in the package's frame."""
    rects: list[Rect] = []
    for side, along in pins_of(package):
        wide = package.lead_width
        if package.kind in ("transistor", "ic") and package.width > 4 and package.pins in (3, 4) and side == "t":
            wide = package.width * (0.5 if package.pins == 3 and package.height < 4 else 0.82)
        out = package.lead
        if side in "tb":
            sign = -1 if side == "t" else 1
            rects.append((along, sign * (package.height / 2 + out / 2), wide, out))
        else:
            sign = -1 if side == "l" else 1
            rects.append((sign * (package.width / 2 + out / 2), along, out, wide))
    return rects


def pads(package: Package) -> list[Rect]:
    """Solder pads on the board under and around the package, in its frame."""
    rects: list[Rect] = []
    for x, y, w, h in lead_rects(package):
        grow = 0.35 if package.style == "gull" else 0.25
        if abs(y) / package.height > abs(x) / package.width:
            rects.append((x, y + (grow / 2 if y > 0 else -grow / 2) * 0.6, w * 1.25, h * 0.8 + grow))
        else:
            rects.append((x + (grow / 2 if x > 0 else -grow / 2) * 0.6, y, w * 0.8 + grow, h * 1.25))
    w, h = package.width, package.height
    if package.style in ("chip", "led"):
        side = 0.45 * w
        rects = [(-w / 2 + 0.02 * w, 0, side, h * 1.15), (w / 2 - 0.02 * w, 0, side, h * 1.15)]
    elif package.style == "array":
        rects = [(x * w / 4, y * h / 2, w / 6, h * 0.5) for x in (-1.5, -0.5, 0.5, 1.5) for y in (-1, 1)]
    elif package.style in ("inductor", "moulded"):
        rects = [(-w / 2 + 0.1, 0, w * 0.22, h * 0.6), (w / 2 - 0.1, 0, w * 0.22, h * 0.6)]
    elif package.style == "can":
        rects = [(-w / 2, 0, w * 0.45, 1.2), (w / 2, 0, w * 0.45, 1.2)]
    elif package.style == "metal":
        rects = [(sx * w * 0.36, sy * h * 0.36, w * 0.42, h * 0.42) for sx in (-1, 1) for sy in (-1, 1)]
    elif package.style in ("jst", "fpc", "b2b"):
        half = (package.pins - 1) / 2
        rects = [((i - half) * package.pitch, h / 2 + 0.3, package.pitch * 0.5, 1.3) for i in range(package.pins)]
        rects += [(sx * (w / 2 + 0.1), -h * 0.2, 1.4, 2.0) for sx in (-1, 1)]
    elif package.style == "ufl":
        rects = [(-w / 2, 0, 0.8, 2.0), (w / 2, 0, 0.8, 2.0), (0, h / 2, 0.8, 0.8)]
    elif package.style == "shield":
        rects = [(0, s * h / 2, w + 0.8, 0.8) for s in (-1, 1)] + [(s * w / 2, 0, 0.8, h + 0.8) for s in (-1, 1)]
    return rects
