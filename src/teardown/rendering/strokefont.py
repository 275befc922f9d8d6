"""A single-stroke alphabet drawn by us, as laser markers, plotters and silkscreens use.

Each glyph is polylines on a grid 8 wide and 12 high, y down, baseline at 12. A point is two characters, x then y, in base 16. A
line that starts with `~` is bent smoothly, one with `@` is closed and smooth, one with `.` is a dot.
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float32]

GRID = 12.0
"""Height of a capital on the glyphs' grid."""

_GLYPHS: dict[str, tuple[float, str]] = {
    "A": (8, "0c 40 8c|18 78"),
    "B": (7, "0c 00|~00 50 70 71 75 56 06|~06 56 76 77 7c 5c 0c"),
    "C": (8, "~83 81 60 20 02 05 07 0a 2c 6c 8b 89"),
    "D": (8, "0c 00|~00 30 60 83 89 6c 3c 0c"),
    "E": (7, "70 00 0c 7c|06 56"),
    "F": (7, "70 00 0c|06 56"),
    "G": (8, "~83 81 60 20 02 05 07 0a 2c 6c 8b 87|87 57"),
    "H": (8, "00 0c|80 8c|06 86"),
    "I": (4, "20 2c|00 40|0c 4c"),
    "J": (6, "~60 6a 6c 3c 0c 09"),
    "K": (7, "00 0c|70 07|35 7c"),
    "L": (6, "00 0c 6c"),
    "M": (9, "0c 00 48 90 9c"),
    "N": (8, "0c 00 8c 80"),
    "O": (8, "@40 70 83 89 7c 4c 1c 09 03 10"),
    "P": (7, "0c 00|~00 50 70 71 76 57 07"),
    "Q": (8, "@40 70 83 89 7c 4c 1c 09 03 10|58 8d"),
    "R": (7, "0c 00|~00 50 70 71 76 57 07|47 7c"),
    "S": (7, "~72 70 50 20 00 01 05 36 46 77 7b 7c 5c 2c 0c 0a"),
    "T": (8, "00 80|40 4c"),
    "U": (8, "~00 0a 0c 4c 8c 8a 80"),
    "V": (8, "00 4c 80"),
    "W": (10, "00 2c 52 8c a0"),
    "X": (8, "00 8c|80 0c"),
    "Y": (8, "00 46 80|46 4c"),
    "Z": (7, "00 70 0c 7c"),
    "0": (6, "@30 50 63 69 5c 3c 1c 09 03 10"),
    "1": (4, "03 30 3c"),
    "2": (7, "~02 00 20 50 70 72 74 66 0c|0c 7c"),
    "3": (7, "~01 00 30 70 71 75 56 26|~26 56 77 7b 7c 4c 0c 0b"),
    "4": (8, "6c 60 09 89"),
    "5": (7, "60 00 05|~05 45 75 77 7a 7c 4c 0c 0b"),
    "6": (7, "~61 60 40 00 03 08 0b 0c 3c 7c 7a 77 75 35 05 08"),
    "7": (7, "00 70 3c"),
    "8": (7, "@20 50 61 64 56 26 14 11|@26 56 78 7a 5c 2c 0a 08"),
    "9": (7, "~1b 1c 3c 7c 79 74 71 70 40 00 02 05 07 47 77 74"),
    "-": (5, "07 57"),
    ".": (1.5, ".1b"),
    ",": (2, "1b 0d"),
    ":": (2, ".13|.1a"),
    "/": (6, "0d 60"),
    "\\": (6, "00 6d"),
    "+": (7, "34 3b|07 77"),
    "_": (7, "0d 7d"),
    "(": (3, "~30 04 08 3d"),
    ")": (3, "~00 34 38 0d"),
    "#": (8, "20 1c|70 6c|04 84|08 88"),
    "*": (6, "33 39|04 68|64 08"),
    "=": (7, "05 75|09 79"),
    "%": (9, "0c 90|@00 30 33 03|@69 99 9c 6c"),
    "&": (8, "~8c 15 10 30 50 53 07 0a 0c 4c 87"),
    "'": (2, "10 13"),
    "?": (6, "~02 00 30 60 62 64 36 38|.3b"),
    "!": (2, "10 18|.1b"),
    "@": (9, "~65 45 34 38 69 75 75 99 90 20 02 0a 2c 8c"),
    " ": (5, ""),
    "a": (6, "@35 65 68 6c 3c 0c 08 05|65 6c"),
    "b": (6, "00 0c|@34 65 68 6c 3c 0c 08 05"),
    "c": (6, "~65 44 04 08 0c 4c 6b"),
    "d": (6, "60 6c|@35 65 68 6c 3c 0c 08 05"),
    "e": (6, "08 68|~68 65 34 04 08 0c 3c 6b"),
    "f": (4, "~40 20 12 1c|04 44"),
    "g": (6, "@35 65 68 6c 3c 0c 08 05|~65 6d 6f 3f 0e"),
    "h": (6, "00 0c|~06 24 64 67 6c"),
    "i": (1.5, "15 1c|.12"),
    "j": (3, "~25 2d 1f 0f|.22"),
    "k": (6, "00 0c|54 08|27 6c"),
    "l": (1.5, "10 1c"),
    "m": (9, "05 0c|~06 24 44 47 4c|~46 64 94 97 9c"),
    "n": (6, "05 0c|~06 24 64 67 6c"),
    "o": (6, "@35 65 68 6c 3c 0c 08 05"),
    "p": (6, "05 0f|@35 65 68 6c 3c 0c 08 05"),
    "q": (6, "65 6f|@35 65 68 6c 3c 0c 08 05"),
    "r": (4, "05 0c|~07 25 45"),
    "s": (5, "~55 34 04 07 38 58 5c 2c 0b"),
    "t": (4, "~10 1b 2c 4c|04 44"),
    "u": (6, "~05 0a 0c 4c 6a|65 6c"),
    "v": (6, "05 3c 65"),
    "w": (8, "05 2c 46 6c 85"),
    "x": (6, "05 6c|65 0c"),
    "y": (6, "05 3c|65 1f"),
    "z": (6, "05 65 0c 6c"),
    "\u00b5": (6, "05 0f|~05 0b 0c 3c 6a|65 6c"),
}


def _smooth(points: Points, closed: bool, times: int = 3) -> Points:
    """Chaikin's corner cutting: each corner is replaced by two points, so that bends become round."""
    for _ in range(times):
        follow = np.roll(points, -1, axis=0) if closed else points[1:]
        start = points if closed else points[:-1]
        cut = np.stack([0.75 * start + 0.25 * follow, 0.25 * start + 0.75 * follow], axis=1).reshape(-1, 2)
        points = cut if closed else np.concatenate([points[:1], cut[1:-1], points[-1:]])
    return np.concatenate([points, points[:1]]) if closed else points


@functools.lru_cache(maxsize=512)
def glyph(character: str, rounded: bool = True) -> tuple[float, tuple[Points, ...]]:
    """Advance width and strokes of a character, in units of the height of a capital. Unknown characters are drawn as a box."""
    width, text = _GLYPHS.get(character, _GLYPHS.get(character.upper(), (6, "00 60 6c 0c 00")))
    strokes: list[Points] = []
    for line in filter(None, text.split("|")):
        flag = line[0] if line[0] in "~@." else ""
        pairs = line[len(flag) :].split()
        points = np.array([[int(p[0], 16), int(p[1], 16)] for p in pairs], dtype=np.float32)
        if flag == ".":
            points = np.concatenate([points, points + np.float32(0.4)])
        elif flag and len(points) > 2:
            points = _smooth(points, closed=flag == "@", times=3 if rounded else 1)
        if len(points) > 1:
            strokes.append((points / GRID).astype(np.float32))
    return width / GRID, tuple(strokes)


def has(character: str) -> bool:
    """Whether the alphabet draws this character itself."""
    return character in _GLYPHS or character.upper() in _GLYPHS
