"""What the levels mean, how the method works, how often it was wrong when it was measured, and the versions.

Without a case, where there is no cover, also what a teardown is and is not, and how to verify and dispute.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.measured import CONFIDENCE, Measurement, Share, measurements, named_share, wrong_share
from teardown.export.names import footer_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import QUIET, SUBTITLE, Ink
from teardown.export.workbook.sheet import Column, body, head, print_layout, spread, total_width
from teardown.model import ClaimLevel

_WIDTHS = (30, 34, 34, 34, 34)
_SECTIONS = (("is_heading", "is"), ("method", "method"), ("verify_heading", "verify"), ("dispute_heading", "dispute"))


def write_method(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    wide = float(sum(_WIDTHS))
    row = _ladder(sheet, 1, strings)
    for heading, key in _SECTIONS if document.case is None else _SECTIONS[1:2]:
        row += 1
        spread(sheet, row, strings[heading], len(_WIDTHS), SUBTITLE, width=wide)
        for paragraph in strings.paragraphs(key):
            row += 1
            spread(sheet, row, paragraph, len(_WIDTHS), width=wide)
        row += 1
    row = _measured(sheet, row + 1, strings)
    spread(sheet, row + 1, strings["versions"], len(_WIDTHS), SUBTITLE, width=wide)
    for key, version in (
        ("method_version", document.bom.method_version),
        ("parts_db_version", document.bom.parts_db_version),
    ):
        row += 1
        spread(sheet, row + 1, f"{strings[key]}: {version}", len(_WIDTHS), Ink(mono=True), width=wide)
    for n, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDE"[n]].width = width
    print_layout(sheet, footer_of(document, strings), one_page=True)


def _ladder(sheet: Worksheet, row: int, strings: Strings) -> int:
    columns = [Column(strings[key], width) for key, width in zip(("level", "wording", "needs"), (30, 68, 68), strict=True)]
    spread(sheet, row, strings["ladder"], len(_WIDTHS), SUBTITLE, width=total_width(columns))
    # The columns of the widths above, two and two together.
    pairs = ((2, 3), (4, 5))
    head(sheet, row + 1, [columns[0], columns[1], Column("", 34), columns[2], Column("", 34)])
    for level in ClaimLevel:
        at, n = row + 2 + int(level), int(level)
        wide = [Column("", w) for w in _WIDTHS]
        values = (strings[f"level_{n}"], strings[f"says_{n}"], "", strings[f"needs_{n}"], "")
        body(sheet, at, wide, values, fills=[LOOKS[level].pale] * len(wide), merged=pairs)
    for first, last in pairs:
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=first, end_column=last)
    return row + 2 + len(ClaimLevel)


def _measured(sheet: Worksheet, row: int, strings: Strings) -> int:
    keys = ("measured_what", "measured_on_what", "measured_wrong", "measured_named", "measured_caveat")
    columns = [Column(strings[key], width) for key, width in zip(keys, _WIDTHS, strict=True)]
    wide = total_width(columns)
    spread(sheet, row, strings["measured_heading"], len(columns), SUBTITLE, width=wide)
    head(sheet, row + 1, columns)
    row += 1
    for measurement in measurements():
        row += 1
        body(sheet, row, columns, _values(measurement, strings))
    spread(sheet, row + 1, strings["interval_words"], len(columns), QUIET, width=wide)
    return row + 3


def _values(measurement: Measurement, strings: Strings) -> Sequence[str | Sequence[str]]:
    ja = strings.language == "ja"
    counted = strings.filled(
        "measured_chips" if measurement.photos else "measured_markings",
        photos=f"{measurement.photos:,}",
        chips=f"{measurement.chips:,}",
    )
    made = f"{measurement.measured_on}; Teardown {measurement.program}; {strings['parts_db_version']} {measurement.parts_db}"
    return (
        [measurement.what_ja if ja else measurement.what_en, measurement.command, made],
        [measurement.on_ja if ja else measurement.on_en, counted],
        share_words(wrong_share(measurement), strings),
        share_words(named_share(measurement), strings),
        measurement.caveat_ja if ja else measurement.caveat_en,
    )


def share_words(share: Share, strings: Strings) -> str:
    """A share with its interval: `0 of 156 (0.0 %); 95 % interval 0.0 % to 2.4 %`."""
    return strings.filled(
        "share_words",
        count=f"{share.count:,}",
        of=f"{share.of:,}",
        value=_percent(share.value),
        confidence=f"{CONFIDENCE:.0%}".replace("%", " %"),
        low=_percent(share.low),
        high=_percent(share.high),
    )


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"
