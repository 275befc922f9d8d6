"""The bill of materials: a row per component with its enlarged, upright picture; and a row per candidate."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import Line, lines_of
from teardown.export.pictures import Encoded
from teardown.export.strings import Strings
from teardown.export.workbook.ink import PLAIN, TITLE, WARNING
from teardown.export.workbook.sheet import POINTS_PER_LINE, Column, Value, body, freeze, head, print_layout, put, spread
from teardown.model import ClaimLevel

_PICTURE_WIDE, _PICTURE_HIGH = 205, 130
"""Pixels on the sheet; the picture itself has more, so that it can be drawn larger."""
_PAD = 4
_EMU = 9525
"""English Metric Units in a pixel of 1/96 inch (Office Open XML part 1, 20.1.2.1)."""
_SHOWN_CANDIDATES = 2
_HEADING = 4


def write_components(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of the bill of materials."""
    columns = (
        Column(strings["id"], 7),
        Column(strings["picture"], 30),
        Column(strings["designator"], 11, mono=True),
        Column(strings["marking"], 19, mono=True),
        Column(strings["claim"], 26),
        Column(strings["level"], 14),
        Column(strings["company"], 21),
        Column(strings["headquarters"], 10),
        Column(strings["part_number"], 18, mono=True),
        Column(strings["function"], 13),
        Column(strings["probability"], 11, centred=True),
        Column(strings["considered"], 32),
        Column(strings["dates"], 19, mono=True),
        Column(strings["seen_on"], 22),
        Column(strings["notes"], 24),
        Column(strings["reviewer_1"], 10),
        Column(strings["reviewer_2"], 10),
    )
    bom = document.bom
    put(sheet, 1, 1, f"{strings['bom']}: {bom.unit or strings['unnamed']}", replace(TITLE, wrap=False))
    put(sheet, 2, 1, strings.warning(document.rendered, bom), replace(WARNING, wrap=False))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 18
    _legend(sheet, strings)
    head(sheet, _HEADING, columns)
    row = _HEADING
    for row, line in enumerate(lines_of(document, strings), start=_HEADING + 1):
        picture = document.pictures.crops.get(line.id)
        fill = LOOKS[line.level].pale
        body(
            sheet,
            row,
            columns,
            _values(line, picture, strings),
            fills=[fill if n in (0, 4, 5) else "" for n in range(len(columns))],
            at_least=(_PICTURE_HIGH + 2 * _PAD) * 0.75 if picture else 0.0,
        )
        if picture:
            _place(sheet, row, picture)
    freeze(sheet, _HEADING, len(columns), last=row, beside=2)
    print_layout(sheet, bom.unit, heading_row=_HEADING)


def _values(line: Line, picture: Encoded | None, strings: Strings) -> tuple[Value, ...]:
    return (
        line.id,
        "" if picture else strings["no_picture"],
        line.designator,
        line.marking,
        [line.claim, strings["rendered"]] if line.rendered else line.claim,
        line.level_name,
        [t for t in (line.company, line.group and f"{strings['group']}: {line.group}") if t],
        line.headquarters,
        line.part_number,
        line.function,
        line.probability,
        _considered(line, strings),
        line.dates,
        [f"{s.photo} ({', '.join(str(n) for n in s.box)})" for s in line.seen],
        [*line.notes, *(f"{strings[f'kind_{e.kind.name.lower()}']}: {e.text} ({e.noted_by}; {e.source})" for e in line.evidence)],
        "",
        "",
    )


def _considered(line: Line, strings: Strings) -> list[str]:
    lost = line.why_lost
    more = len(lost) - _SHOWN_CANDIDATES
    return [*lost[:_SHOWN_CANDIDATES], *([strings.filled("more_candidates", number=str(more))] if more > 0 else [])]


def _legend(sheet: Worksheet, strings: Strings) -> None:
    """Which colour is which level, above the table; the sheet of the method says what the levels mean."""
    for n, level in enumerate(ClaimLevel, start=2):
        put(sheet, 3, n, strings[f"level_{int(level)}"], replace(PLAIN, fill=LOOKS[level].pale, border=True))
    put(sheet, 3, 1, strings["level"], replace(PLAIN, bold=True, wrap=False))
    sheet.row_dimensions[3].height = 2 * POINTS_PER_LINE + 4


def _place(sheet: Worksheet, row: int, picture: Encoded) -> None:
    scale = min(_PICTURE_WIDE / picture.width, _PICTURE_HIGH / picture.height)
    image = SheetImage(io.BytesIO(picture.data))
    size = XDRPositiveSize2D(round(picture.width * scale) * _EMU, round(picture.height * scale) * _EMU)
    # Held by its upper left corner, so that it goes with its row when the table is sorted.
    corner = AnchorMarker(col=1, colOff=_PAD * _EMU, row=row - 1, rowOff=_PAD * _EMU)
    image.anchor = OneCellAnchor(_from=corner, ext=size)
    sheet.add_image(image)


def write_candidates(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of all candidates of all components."""
    columns = (
        Column(strings["id"], 7),
        Column(strings["considered_company"], 28),
        Column(strings["part_number"], 24, mono=True),
        Column(strings["function"], 20),
        Column(strings["likelihood"], 9, centred=True),
        Column(strings["matched"], 26, mono=True),
        Column(strings["rejected"], 48),
        Column(strings["rule"], 30),
        Column(strings["source"], 60),
    )
    head(sheet, 1, columns)
    row = 1
    for line in lines_of(document, strings):
        for item in line.considered:
            row += 1
            chosen = not item.lost and line.identified
            body(
                sheet,
                row,
                columns,
                (
                    line.id,
                    item.company,
                    item.part_number,
                    item.function,
                    float(item.weight),
                    item.matched,
                    strings["chosen"] if chosen else item.lost,
                    item.rule,
                    item.source,
                ),
                fills=[LOOKS[line.level].pale if chosen else ""] * len(columns),
            )
    if row == 1:
        spread(sheet, 2, strings["no_candidates"], len(columns))
    freeze(sheet, 1, len(columns), last=row, beside=1)
    print_layout(sheet, document.bom.unit, heading_row=1)
