"""Made-up text of the kinds that stand on boards, labels and packages and name no chip maker: what a decoder must keep silent at.

Each kind is a function that makes one text (one to three lines) from a source of random numbers. Nothing here is read from a
photo: layouts are those of the standards that prescribe them, and of habit (designators, date codes, network addresses).
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from teardown.curation.noise_words import WORDS

_UPPER, _DIGITS = string.ascii_uppercase, string.digits
_BOTH = _UPPER + _DIGITS
_LINE = _UPPER * 3 + string.ascii_lowercase + _DIGITS * 4
_MARKS = "-./:_,'|*()+#&%=\"~;"
_SILK = (
    "GND",
    "VCC",
    "5V",
    "3V3",
    "12V",
    "TX",
    "RX",
    "RST",
    "SDA",
    "SCL",
    "CLK",
    "USB",
    "LAN",
    "PWR",
    "SPK",
    "MIC",
    "LED",
    "KEY",
)
_SIGNS = (*"RCLDQJKFXYUTP", "CN", "TP", "RN", "SW", "LED", "FB", "IC", "RV", "ZD", "CE", "JP", "CON", "RLY", "FID")


def _of(r: random.Random, letters: str, least: int, most: int) -> str:
    return "".join(r.choices(letters, k=r.randint(least, most)))


def designators(r: random.Random) -> list[str]:
    """`R12 10K`, `U3 U4 U5`, `C101 / CN401`."""
    names = [
        f"{r.choice(_SIGNS)}{r.randint(1, r.choice((9, 99, 999, 9999)))}{r.choice(('', '', '', 'A', 'B'))}" for _ in range(4)
    ]
    values = ("10K", "4K7", "100R", "0R", "22P", "104", "1UF", "2.2U", "NC", "DNP", "470", "4R7", "10UH", "1%")
    return r.choice(
        ([names[0]], [" ".join(names[: r.randint(2, 4)])], [f"{names[0]} {r.choice(values)}"], [f"{names[0]}", f"{names[1]}"])
    )


def connectors(r: random.Random) -> list[str]:
    """`GND TX RX 3V3`, `1 2 3 4`, `CN3 WIFI`, `10P 1.25MM`."""
    return r.choice(
        (
            [" ".join(r.sample(_SILK, r.randint(2, 6)))],
            [" ".join(str(n) for n in range(1, r.randint(3, 12)))],
            [f"{r.choice(('CN', 'J', 'P', 'CON'))}{r.randint(1, 40)} {r.choice(_SILK)}"],
            [f"{r.randint(2, 40)}P {r.choice(('1.0', '1.25', '2.0', '2.54', '0.5'))}MM"],
            [f"{r.choice(_SILK)}{r.randint(0, 9)}", f"{r.choice(_SILK)}{r.choice('+-')}"],
            [f"{r.choice(('RJ45', 'HDMI', 'USB', 'SMA', 'BNC', 'DC', 'FPC', 'SATA'))}-{_of(r, _DIGITS, 1, 3)}"],
        )
    )


def date_codes(r: random.Random) -> list[str]:
    """`2134`, `1948A`, `WK 2314`, `23/05`, `2019.08.12`, with a lot below or not."""
    year, week, month = r.randint(70, 126) % 100, r.randint(1, 53), r.randint(1, 12)
    code = r.choice(
        (
            f"{year:02}{week:02}",
            f"{year:02}{week:02}{r.choice(_UPPER)}",
            f"{year % 10}{week:02}",
            f"WK {year:02}{week:02}",
            f"{year:02}/{month:02}",
            f"20{r.randint(5, 26):02}.{month:02}.{r.randint(1, 28):02}",
            f"{week:02}{year:02}",
            f"{r.choice(_UPPER)}{year:02}{week:02}",
        )
    )
    return [code] if r.random() < 0.6 else [code, lots(r)[0]]


def lots(r: random.Random) -> list[str]:
    """Lot codes: letters and digits, as makers print them below the number."""
    return [
        r.choice(
            (
                _of(r, _BOTH, 4, 9),
                _of(r, _DIGITS, 5, 10),
                f"{_of(r, _UPPER, 1, 3)}{_of(r, _DIGITS, 3, 7)}",
                f"{_of(r, _DIGITS, 1, 4)}{_of(r, _UPPER, 1, 3)}{_of(r, _DIGITS, 1, 4)}",
                f"{_of(r, _BOTH, 3, 7)}.{_of(r, _DIGITS, 1, 2)}",
                f"{_of(r, _BOTH, 2, 5)}-{_of(r, _BOTH, 2, 5)}",
                f"{_of(r, _BOTH, 2, 4)} {_of(r, _BOTH, 2, 6)}",
            )
        )
    ]


def package_noise(r: random.Random) -> list[str]:
    """Two or three lines of lots, dates and places: a package whose number was not read."""
    lines = [lots(r)[0], date_codes(r)[0], r.choice(("CHINA", "TAIWAN", "KOREA", "MALAYSIA", "PHI", "JAPAN", lots(r)[0]))]
    r.shuffle(lines)
    return lines[: r.randint(2, 3)]


def garbage(r: random.Random) -> list[str]:
    """What a reader makes of texture, edges and pads: characters without order."""
    return ["".join(r.choices(_LINE + _MARKS, k=r.randint(1, 14))).strip() or "|" for _ in range(r.randint(1, 3))]


def short_garbage(r: random.Random) -> list[str]:
    """One to five characters in one or two lines."""
    return [_of(r, _LINE, 1, 5) for _ in range(r.randint(1, 2))]


def board_marks(r: random.Random) -> list[str]:
    """Flammability, UL files, base materials, panel numbers, week of the board."""
    ul = f"E{r.randint(10_000, 599_999)}"
    week = f"{r.randint(5, 26):02}{r.randint(1, 53):02}"
    factory = f"{_of(r, _UPPER, 2, 3)}-{r.choice(('M', 'D', '2', '4', 'DS', 'MV', '1V0'))}"
    return r.choice(
        (
            [f"94V-0 {ul}", week],
            [factory, f"94V-0 {week}"],
            [f"{factory} 94V-0 {ul} {week}"],
            [ul],
            [f"UL {ul} 94V-0"],
            [f"FR-4 {r.choice(('1.6', '1.2', '0.8'))} {week}"],
            [f"{_of(r, _UPPER, 1, 4)}{_of(r, _DIGITS, 2, 6)}{r.choice(('', 'A', 'B'))} V{r.randint(0, 9)}.{r.randint(0, 9)}"],
            [f"{_of(r, _UPPER, 2, 4)}-{_of(r, _UPPER, 2, 5)}-V{r.randint(1, 4)}.{r.randint(0, 9)}", week],
            [f"{_of(r, _UPPER, 2, 5)}_{_of(r, _BOTH, 3, 6)}_REV{r.choice('ABC123')}"],
            [f"PCB {_of(r, _DIGITS, 4, 8)} REV.{r.choice('ABCD')}"],
        )
    )


def network_addresses(r: random.Random) -> list[str]:
    """Addresses of network interfaces, with and without their separators, in one line and two."""
    pairs = [f"{r.randint(0, 255):02X}" for _ in range(6)]
    mac = r.choice(("", ":", "-", " ")).join(pairs)
    return r.choice(([mac], [f"MAC:{mac}"], [f"MAC {mac}"], [mac[: len(mac) // 2], mac[len(mac) // 2 :]], [f"ID {mac}"]))


def serial_numbers(r: random.Random) -> list[str]:
    """Serial numbers, bar code numbers, IMEI, passwords of a label."""
    return r.choice(
        (
            [_of(r, _DIGITS, 8, 15)],
            [f"SN {_of(r, _BOTH, 8, 14)}"],
            [f"{_of(r, _UPPER, 1, 4)}{_of(r, _DIGITS, 7, 12)}"],
            [f"S/N: {_of(r, _BOTH, 10, 16)}"],
            [f"69{_of(r, _DIGITS, 11, 11)}"],
            [f"IMEI {_of(r, _DIGITS, 15, 15)}"],
            ["-".join(_of(r, _BOTH, 4, 4) for _ in range(r.randint(2, 4)))],
            [f"WIFI KEY {_of(r, _BOTH, 8, 8)}"],
            [f"P/N {_of(r, _DIGITS, 3, 5)}-{_of(r, _DIGITS, 3, 5)}-{_of(r, _DIGITS, 2, 2)}", f"REV {r.choice(_UPPER)}"],
        )
    )


def passives(r: random.Random) -> list[str]:
    """What stands on capacitors, coils, crystals, fuses and resistors."""
    return r.choice(
        (
            [f"{r.choice((10, 22, 47, 100, 220, 470, 680, 1000))}", f"{r.choice((6, 10, 16, 25, 35, 50))}V"],
            [f"{r.choice((22, 47, 100, 220, 470))}", f"{r.choice((16, 25, 35))}", _of(r, _UPPER, 2, 3)],
            [f"{r.choice((8, 12, 24, 25, 26, 27, 40))}.{r.choice(('000', '0000', '5'))}{r.choice(('', 'M', 'MHZ'))}"],
            [f"{_of(r, _DIGITS, 1, 1)}R{_of(r, _DIGITS, 1, 2)}"],
            [_of(r, _DIGITS, 3, 4)],
            [f"F{r.randint(1, 10)}A {r.choice((125, 250))}V"],
            [f"{r.randint(1, 99):02}{r.choice('ABCDEFRS')}"],
            [f"{_of(r, _DIGITS, 2, 3)}K {r.randint(1, 3)}KV", f"{r.choice('XY')}{r.randint(1, 2)}"],
        )
    )


def ratings(r: random.Random) -> list[str]:
    """Labels of devices and cables."""
    return r.choice(
        (
            [f"INPUT DC {r.choice((5, 9, 12, 24, 48))}V {r.randint(1, 5)}A"],
            [f"AWG{r.choice((22, 24, 26, 28))} VW-1 {r.choice((60, 80, 105))}C {r.choice((30, 150, 300))}V"],
            [f"100-240V~ 50/60HZ {r.randint(1, 9)}.{r.randint(0, 9)}A"],
            [f"FCC ID: {_of(r, _BOTH, 5, 5)}-{_of(r, _BOTH, 4, 10)}"],
            [f"CMIIT ID: 20{r.randint(10, 26)}DJ{_of(r, _DIGITS, 4, 4)}"],
            [f"IP{r.randint(54, 68)} {r.randint(1, 40)}W {r.choice((2700, 4000, 6500))}K"],
            [f"V{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 99)} build {r.randint(120_000, 261_231)}"],
            [f"LEVEL {r.choice(('V', 'VI', '3'))}", f"{r.choice(('EFUP', 'CLASS'))} {r.randint(1, 20)}"],
        )
    )


def words(r: random.Random) -> list[str]:
    """Words of many languages, as instructions and labels have them."""
    return [" ".join(r.choices(WORDS, k=r.randint(1, 4))) for _ in range(r.randint(1, 2))]


def misread_words(r: random.Random) -> list[str]:
    """Such words with a character or two read wrongly, in capitals or not."""
    text = list(words(r)[0])
    for _ in range(r.randint(1, 2)):
        text[r.randrange(len(text))] = r.choice(_BOTH)
    return ["".join(text).upper() if r.random() < 0.7 else "".join(text)]


def letters(r: random.Random) -> list[str]:
    """Syllables that no language has: what names could be, and are not."""

    def syllable() -> str:
        start, end = r.choice("BCDFGHJKLMNPRSTVWXYZ"), r.choice(("", "", *"NRSTLMXK"))
        return f"{start}{r.choice('AEIOUY')}{end}"

    return ["".join(syllable() for _ in range(r.randint(1, 4))) for _ in range(r.randint(1, 2))]


KINDS: dict[str, Callable[[random.Random], list[str]]] = {
    "reference designators": designators,
    "connectors and signals": connectors,
    "date codes": date_codes,
    "lot codes": lots,
    "lots, dates and places": package_noise,
    "random characters": garbage,
    "few random characters": short_garbage,
    "marks of boards": board_marks,
    "network addresses": network_addresses,
    "serial numbers": serial_numbers,
    "passive components": passives,
    "ratings and approvals": ratings,
    "words": words,
    "misread words": misread_words,
    "made-up names": letters,
}
"""What each kind is called, and how it is made."""
