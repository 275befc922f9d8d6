"""Makers' emblems, drawn by us from their geometry: what a person needs to recognise them, not the makers' artwork.

Each entry is one way a mark is printed: a function of a pen. A manufacturer may have several (outlined, filled, old, new).
"""

from __future__ import annotations

from collections.abc import Callable

from pen import Pen

Draw = Callable[[Pen], Pen]

_TEXAS = (
    "34 2 58 2 58 26 70 30 84 32 94 36 96 54 98 62 88 68 78 76 70 84 70 98 62 96 54 84 48 74 40 68 34 76 24 70 16 58 4 46 34 46"
)


def crab(p: Pen, letters: bool = True, filled: bool = False) -> Pen:
    for s in (-1, 1):

        def at(points: str, s: int = s) -> str:
            n = [float(v) for v in points.split()]
            return " ".join(f"{65 + s * n[i]} {n[i + 1]}" for i in range(0, len(n), 2))

        arm = at("5 54 20 50 30 42 33 30 38 22")
        p.line(arm, 13 if filled else 9).line(at("38 22 32 12 34 0"), 6).line(at("40 20 50 14 52 2"), 6).line(
            at("34 0 42 10 52 2"), 4
        )
        p.line(at("10 60 28 62 40 70"), 5).line(at("9 38 9 46"), 4)
        if filled:
            p.disc(65 + s * 46, 80, 18, 14)
        for r in (8, 15, 22):
            p.arc(65 + s * 38, 88, r, -100 if s > 0 else -190, 10 if s > 0 else -80, 4.5)
    p.arc(65, 42, 9, 20, 160, 4)
    return (
        p.text("RMC", 65, 84, 30, "plain", wide=0.95, stroke=2)
        if letters
        else p.fill("52 62 78 62 82 96 72 96 65 80 58 96 48 96")
    )


def toshiba(p: Pen) -> Pen:
    return p.fill("20 4 132 4 121 34 60 34 56 46 98 46 80 98 36 98 50 56 4 48")


def texas(p: Pen) -> Pen:
    p.line(_TEXAS, 6, closed=True)
    return p.text("i", 62, 46, 52, "", slant=12).line("44 36 56 34", 6).line("50 36 46 58 54 62", 6)


def texas_bare(p: Pen) -> Pen:
    return p.line(_TEXAS, 7, closed=True)


def texas_filled(p: Pen) -> Pen:
    return p.fill(_TEXAS).text("ti", 60, 48, 40, "", slant=12, ink=0)


def st(p: Pen) -> Pen:
    p.fill("34 4 170 4 162 24 118 24 88 98 62 98 92 24 60 24 55 36 74 56 57 98 4 98 14 74 46 74 50 64 26 42 30 14")
    return p


def freescale(p: Pen) -> Pen:
    for x, y in ((50, 0), (72, 10), (94, 20), (90, 38), (64, 50), (38, 62), (12, 74), (76, 58), (50, 70), (24, 82), (0, 92)):
        p.fill(f"{x} {y} {x + 26} {y + 5} {x + 18} {y + 18} {x - 8} {y + 13}")
    return p


def freescale_rows(p: Pen) -> Pen:
    for row, (x, y) in enumerate(((52, 4), (38, 62), (2, 88))):
        for i in range(3):
            a, b = (x + 20 * i, y + 12 * i) if row == 0 else (x + 22 * i, y - 12 * i)
            p.fill(f"{a} {b} {a + 24} {b - 2} {a + 16} {b + 12} {a - 8} {b + 14}")
    return p


def gigadevice(p: Pen) -> Pen:
    p.arc(58, 50, 54, -50, -290, 11, ry=44, turn=-12).line("60 50 106 44 96 72 76 92", 9)
    return p.arc(62, 56, 40, -150, -60, 7, ry=26, turn=-10)


def gigadevice_round(p: Pen) -> Pen:
    return p.arc(50, 50, 44, -40, -350, 13).line("94 58 92 46 54 46", 11).arc(60, 62, 22, 180, 300, 8)


def hisilicon(p: Pen) -> Pen:
    p.disc(50, 50, 50).line("34 22 22 60", 11, ink=0).line("58 2 40 98", 11, ink=0).line("28 44 50 44", 9, ink=0)
    return (
        p.line("42 70 96 70", 6, ink=0).line("66 40 62 62", 9, ink=0).line("80 42 66 42", 5, ink=0).line("70 26 68 32", 9, ink=0)
    )


def micron(p: Pen) -> Pen:
    p.arc(56, 50, 68, 0, 360, 4, ry=26, turn=-38)
    p.line("20 88 32 30 44 24 52 30 56 52 64 32 78 24 90 32 94 78 84 78 80 44 72 40 58 66 50 64 44 42 32 88", 4.5, closed=True)
    return p


def micron_bold(p: Pen) -> Pen:
    return p.arc(56, 50, 68, 20, 330, 5, ry=26, turn=-38).line("26 88 38 32 46 32 56 64 70 32 80 32 88 82", 11)


def espressif(p: Pen) -> Pen:
    p.arc(50, 50, 48, 30, 280, 6).disc(32, 74, 8)
    p.arc(30, 76, 26, -95, 0, 11).arc(28, 78, 44, -100, 5, 11).arc(26, 80, 64, -85, 0, 11)
    return p


def allwinner(p: Pen) -> Pen:
    p.arc(60, 52, 62, 20, 325, 7, ry=42, turn=-14)
    p.line("24 78 50 26 62 78", 9).line("36 62 58 62", 6)
    return p.line("64 30 72 74 92 40", 9).line("92 40 100 66 120 14", 10).fill("128 2 128 34 108 20")


def xpowers(p: Pen) -> Pen:
    p.arc(44, 50, 44, 35, 325, 5).arc(106, 50, 44, 215, 505, 5).arc(44, 50, 33, 0, 360, 7).arc(106, 50, 33, 0, 360, 7)
    p.disc(44, 50, 28, ink=200).disc(106, 50, 28, ink=200)
    return p.line("75 62 75 42", 6).line("64 52 75 40 86 52", 5)


def qualcomm(p: Pen) -> Pen:
    p.line("4 4 96 4 96 96 4 96", 5, closed=True)
    return p.arc(62, 50, 24, 0, 360, 10).line("66 56 80 84", 11)


def national(p: Pen) -> Pen:
    for y in (0, 42):
        p.line(f"4 {52 + y} 30 {16 + y} 62 {48 + y} 94 {10 + y}", 17)
    return p


def national_round(p: Pen) -> Pen:
    p.disc(50, 50, 48)
    for y in (0, 30):
        p.line(f"10 {50 + y} 36 {24 + y} 58 {46 + y} 88 {18 + y}", 13, ink=0)
    return p


def fairchild(p: Pen) -> Pen:
    return p.line("50 2 50 98", 18).line("14 40 88 40", 15).line("50 10 84 10", 15)


def fairchild_f(p: Pen) -> Pen:
    return p.fill("40 0 76 0 76 14 58 14 58 36 92 36 92 50 58 50 58 98 40 98 40 50 4 50 4 36 40 36")


def motorola(p: Pen) -> Pen:
    p.disc(50, 50, 50).fill("8 74 34 12 50 52 66 12 92 74 82 60 66 40 50 66 34 40 18 60", 0)
    return p


def motorola_ring(p: Pen) -> Pen:
    return p.arc(50, 50, 47, 0, 360, 5).fill("12 72 34 18 50 52 66 18 88 72 78 60 66 44 50 64 34 44 22 60")


def aos(p: Pen) -> Pen:
    p.arc(64, 38, 60, 60, 400, 7, ry=30, turn=-6)
    return p.line("82 6 60 98", 7).line("82 8 40 46 20 50", 6).line("40 46 96 40", 6)


def samsung(p: Pen) -> Pen:
    for x, y in ((74, 24), (74, 78), (24, 51)):
        for a, b in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
            corners = ((3, 3), (22, 3), (20, 16), (14, 23), (3, 23))
            p.fill(" ".join(f"{x + a * u} {y + b * v}" for u, v in corners))
    return p


def signetics(p: Pen) -> Pen:
    return p.line("88 30 88 12 14 12 14 50 86 50 86 90 12 90 12 70", 20)


def signetics_boxed(p: Pen) -> Pen:
    return p.fill("0 0 100 0 100 100 0 100").line("78 36 78 20 24 20 24 50 76 50 76 80 22 80 22 64", 11, ink=0)


def philips(p: Pen) -> Pen:
    p.line("4 4 86 4 86 62 78 84 45 98 12 84 4 62", 5, closed=True).text("PHILIPS", 45, 18, 13, "plain").arc(
        45, 60, 30, 0, 360, 4
    )
    for y in (54, 62, 70):
        p.line(f"18 {y} 30 {y - 4} 45 {y + 2} 60 {y - 4} 73 {y}", 3)
    return p.line("30 38 30 52", 3).line("23 45 37 45", 3).line("58 74 58 86", 3).line("52 80 64 80", 3)


def harris(p: Pen) -> Pen:
    p.fill("0 0 100 0 100 100 0 100")
    return p.line("24 10 24 90", 12, ink=0).line("76 10 76 90", 12, ink=0).line("30 50 70 50", 10, ink=0).disc(50, 50, 14)


def intel(p: Pen) -> Pen:
    return p.fill("10 34 32 34 32 98 10 98").fill("10 4 32 4 32 22 10 22")


def intel_drop(p: Pen) -> Pen:
    p.fill("2 40 14 40 14 82 2 82").disc(8, 30, 7).text("n", 36, 61, 42, "round").line("66 26 66 82", 11).line("56 42 78 42", 9)
    return p.arc(112, 62, 20, 20, -320, 10).line("94 62 132 62", 8).line("146 10 146 82", 11)


def cypress(p: Pen) -> Pen:
    p.disc(56, 50, 54, 46).stripes(6, 98, 11, 0.42)
    return p.fill("58 34 130 20 128 40 66 52 62 98 44 98 56 60", 0).fill("70 30 126 26 120 34 74 42").line("66 50 54 94", 6)


def hitachi(p: Pen) -> Pen:
    p.arc(50, 50, 32, 0, 360, 9).line("36 38 64 38", 8).line("36 62 64 62", 8).line("50 38 50 62", 9)
    return p.line("50 2 50 20", 9).line("50 80 50 98", 9).line("2 50 20 50", 9).line("80 50 98 50", 9)


def mitsubishi(p: Pen) -> Pen:
    p.fill("56 0 72 28 56 56 40 28")
    return p.fill("54 60 38 88 4 88 20 60").fill("58 60 74 88 108 88 92 60")


def marvell(p: Pen) -> Pen:
    p.fill("34 0 68 0 52 62 20 98 0 98").fill("84 0 118 0 132 98 108 98 96 40 72 98 58 98")
    return p.stripes(2, 60, 6, 0.2)


def beken(p: Pen) -> Pen:
    for x in (0, 52, 104):
        p.fill(f"{x} 6 {x + 34} 6 {x + 50} 42 {x + 14} 42").fill(f"{x} 94 {x + 34} 94 {x + 50} 58 {x + 14} 58")
    return p


def onsemi(p: Pen) -> Pen:
    return p.disc(50, 50, 50).text("ON", 50, 50, 36, "", ink=0)


def microchip(p: Pen) -> Pen:
    p.disc(50, 50, 50)
    return p.line("2 34 20 76 38 22 54 78 72 20 100 78", 13, ink=0)


def adi(p: Pen) -> Pen:
    return p.fill("0 0 100 0 100 100 0 100").fill("26 16 86 50 26 84", 0)


def adi_triangle(p: Pen) -> Pen:
    return p.line("6 6 94 6 94 94 6 94", 6, closed=True).fill("30 20 82 50 30 80")


def goke(p: Pen) -> Pen:
    p.line("4 4 96 4 96 96 4 96", 9, closed=True).fill("50 16 84 50 50 84 16 50").fill("50 36 64 50 50 64 36 50", 0)
    return p


def siliconix(p: Pen) -> Pen:
    p.fill("30 4 112 4 104 36 110 44 96 98 4 98 14 58 24 50")
    return p.fill("46 20 86 20 80 40 42 40", 0).fill("36 60 78 60 72 82 32 82", 0)


def nextchip(p: Pen) -> Pen:
    return p.line("6 96 22 8 90 8", 8).line("26 96 38 28 62 28 54 74 92 74", 8).line("74 28 68 56 98 56", 7)


def commodore(p: Pen) -> Pen:
    p.arc(50, 50, 38, 50, 310, 22)
    return p.fill("72 24 110 24 98 46 72 46").fill("72 54 98 54 110 76 72 76")


def diodes(p: Pen) -> Pen:
    return p.arc(46, 50, 40, 60, 300, 12).line("62 8 62 92", 11).line("62 50 140 50", 9)


def amd(p: Pen) -> Pen:
    return p.fill("0 0 100 0 100 100 72 72 72 28 28 28").fill("26 34 26 74 66 74 42 98 2 98 2 58")


def ingenic(p: Pen) -> Pen:
    return p.line("92 10 10 10 10 90 90 90 90 48 44 48", 17)


def sigmastar(p: Pen) -> Pen:
    return p.arc(50, 52, 42, -30, 320, 11).arc(50, 52, 22, 0, 360, 7).disc(50, 52, 9).line("60 22 92 2", 9)


def lattice(p: Pen) -> Pen:
    for i in range(3):
        for j in range(3):
            p.fill(
                f"{i * 34} {j * 34} {i * 34 + 26} {j * 34} {i * 34 + 26} {j * 34 + 26} {i * 34} {j * 34 + 26}",
                255 if i != 1 or j != 1 else 0,
            )
    return p


def xilinx(p: Pen) -> Pen:
    return p.fill("0 4 44 4 66 30 44 54 58 98 4 98 34 56 16 30").fill("70 34 96 4 60 4")


def etron(p: Pen) -> Pen:
    p.disc(46, 50, 46).stripes(6, 60, 6, 0.35)
    return p.text("E", 58, 58, 72, "slab", ink=0, stroke=8).text("E", 60, 60, 68, "slab")


def aithinker(p: Pen) -> Pen:
    return p.arc(50, 50, 46, 0, 360, 6).text("Ai", 50, 52, 52, "")


def jieli(p: Pen) -> Pen:
    p.fill("36 2 150 2 142 24 122 24 104 76 138 76 130 98 72 98 96 24 84 24 64 84 46 98 0 98 2 62 22 62 20 78 38 76 58 24 28 24")
    return p


def zbit(p: Pen) -> Pen:
    return p.line("14 14 88 10 16 88 92 88", 15)


def infineon(p: Pen) -> Pen:
    p.text("infineon", 130, 58, 46, "round")
    return p.arc(110, 52, 116, 130, 320, 6, ry=48).disc(2, 24, 6)


EMBLEMS: tuple[tuple[str, Draw], ...] = (
    ("realtek", crab),
    ("realtek", lambda p: crab(p, filled=True)),
    ("realtek", lambda p: crab(p, letters=False, filled=True)),
    ("toshiba", toshiba),
    ("ti", texas),
    ("ti", texas_bare),
    ("ti", texas_filled),
    ("st", st),
    ("freescale", freescale),
    ("freescale", freescale_rows),
    ("gigadevice", gigadevice),
    ("gigadevice", gigadevice_round),
    ("hisilicon", hisilicon),
    ("micron", micron),
    ("micron", micron_bold),
    ("espressif", espressif),
    ("allwinner", allwinner),
    ("xpowers", xpowers),
    ("qualcomm", qualcomm),
    ("nsc", national),
    ("nsc", national_round),
    ("fairchild", fairchild),
    ("fairchild", fairchild_f),
    ("motorola", motorola),
    ("motorola", motorola_ring),
    ("aos", aos),
    ("samsung", samsung),
    ("signetics", signetics),
    ("signetics", signetics_boxed),
    ("philips", philips),
    ("harris", harris),
    ("intel", intel_drop),
    ("cypress", cypress),
    ("hitachi", hitachi),
    ("mitsubishi", mitsubishi),
    ("marvell", marvell),
    ("beken", beken),
    ("onsemi", onsemi),
    ("microchip", microchip),
    ("adi", adi),
    ("adi", adi_triangle),
    ("goke", goke),
    ("siliconix", siliconix),
    ("nextchip", nextchip),
    ("csg", commodore),
    ("diodes", diodes),
    ("amd", amd),
    ("sigmastar", sigmastar),
    ("etron", etron),
    ("jieli", jieli),
    ("infineon", infineon),
)
