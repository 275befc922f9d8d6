"""Pieces of SVG: everything is an attribute, so that a page's content security policy and every drawing program can show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from teardown.export.cells import visible

FONTS = {
    "en": "Noto Sans, Helvetica, Arial, sans-serif",
    "ja": "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif",
}
INK, SOFT, LINE = "#1d2327", "#4c565f", "#d9d6cf"
SURE, UNSURE, NOBODY, EVENT = "#0b5cad", "#9cc3ea", "#b9bec4", "#b03a00"
"""What two people signed, what nobody signed yet, what is not identified, and dated events. They differ in lightness as well, and
what is not signed is hatched, so that a print in black and white says the same."""


class Canvas:
    """Collects the elements of one drawing."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._parts: list[str] = []

    def add(self, name: str, text: str = "", **attributes: object) -> None:
        """An element; `_` in an attribute's name stands for `-`. Texts are escaped, what is invisible in them is shown."""
        told = "".join(f" {key.replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items() if value != "")
        body = f">{escape(visible(text))}</{name}>" if text else "/>"
        self._parts.append(f"<{name}{told}{body}")

    def text(self, x: float, y: float, text: str, *, size: float = 15, **attributes: object) -> None:
        """One line of text whose baseline is at `y`."""
        if text:
            self.add("text", text, x=x, y=y, font_size=size, **({"fill": INK} | attributes))

    def lines(self, x: float, y: float, text: str, width: float, *, size: float, **attributes: object) -> float:
        """Text in lines of at most `width`; returns the baseline after the last one."""
        for line in wrapped(text, width, size):
            self.text(x, y, line, size=size, **attributes)
            y += size * 1.45
        return y

    def svg(self, width: float, height: float, title: str) -> str:
        """The whole drawing on white."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_value(width)}" height="{_value(height)}" '
            f'viewBox="0 0 {_value(width)} {_value(height)}" xml:lang="{self.language}" role="img" '
            f'font-family="{FONTS.get(self.language, FONTS["en"])}"><title>{escape(visible(title))}</title>'
        )
        hatch = (
            '<defs><pattern id="unsure" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="7" height="7" fill="{UNSURE}"/><rect width="2" height="7" fill="{SURE}"/></pattern></defs>'
        )
        ground = f'<rect width="{_value(width)}" height="{_value(height)}" fill="#ffffff"/>'
        return head + hatch + ground + "".join(self._parts) + "</svg>\n"


def text_width(text: str, size: float) -> float:
    """About how wide a text is; rather too wide than too narrow."""
    return size * sum(_em(c) for c in text)


def wrapped(text: str, width: float, size: float) -> Sequence[str]:
    """A text in lines; broken at spaces, in Japanese between any two characters that may be parted."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def shortened(text: str, width: float, size: float) -> str:
    """A text cut to a width, with an ellipsis where something was cut off."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for c in text:
        last = pieces[-1][-1] if pieces else ""
        # A full stop or a closing bracket never begins a line.
        stays = c == " " or c in "、。，．）」』・ー"
        joins = bool(pieces) and (stays or (last != " " and not _wide(c) and not _wide(last)))
        if joins:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces


def _em(c: str) -> float:
    if _wide(c):
        return 1.0
    if c in "il.,:;'|!()[]jtfrI ":
        return 0.36
    return 0.72 if c.isupper() or c in "mw%@" else 0.58


def _wide(c: str) -> bool:
    return unicodedata.east_asian_width(c) in "WF"


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
