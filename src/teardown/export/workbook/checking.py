"""How to verify, how to dispute, what changed since the last version, and which versions there were."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.case import CaseView
from teardown.export.case_lines import moment_in
from teardown.export.changes import changes_since
from teardown.export.document import Document
from teardown.export.names import footer_of
from teardown.export.strings import Strings
from teardown.export.workbook.about import superseded
from teardown.export.workbook.ink import SUBTITLE
from teardown.export.workbook.sheet import Column, body, head, print_layout, spread, total_width, widths

_WIDTHS = (20, 24, 46, 70)


def write_checking(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    case = document.case
    if case is None:
        raise ValueError("this sheet needs a case")
    wide, row = float(sum(_WIDTHS)), 0
    # A first version has no table here that would set them.
    widths(sheet, _WIDTHS)
    for heading, keys in (("verify_heading", ("verify", "verify_package")), ("dispute_heading", ("dispute",))):
        row += 1
        spread(sheet, row, strings[heading], len(_WIDTHS), SUBTITLE, width=wide)
        for key in keys:
            for paragraph in strings.paragraphs(key):
                row += 1
                spread(sheet, row, paragraph, len(_WIDTHS), width=wide)
        row += 1
    row = _changes(sheet, row + 1, case, strings)
    if case.record.releases:
        _releases(sheet, row + 1, case, strings)
    print_layout(sheet, footer_of(document, strings))


def _changes(sheet: Worksheet, row: int, case: CaseView, strings: Strings) -> int:
    columns = [Column(strings[k], w) for k, w in zip(("decided_at", "change", "change_what", "supersedes"), _WIDTHS, strict=True)]
    wide = total_width(columns)
    spread(sheet, row, strings["changes_heading"], len(_WIDTHS), SUBTITLE, width=wide)
    if case.supersedes is None:
        spread(sheet, row + 1, strings["first_version"], len(_WIDTHS), width=wide)
        return row + 2
    spread(sheet, row + 1, f"{strings['supersedes']}: {superseded(case, strings)}", len(_WIDTHS), width=wide)
    spread(sheet, row + 2, strings["older_stays_valid"], len(_WIDTHS), width=wide)
    row += 3
    found = changes_since(case)
    if not found:
        spread(sheet, row, strings["no_changes"], len(_WIDTHS), width=wide)
        return row + 1
    head(sheet, row, columns[:3])
    for change in found:
        row += 1
        when = change.at.date().isoformat() if change.whole_day else moment_in(change.at, case)
        body(sheet, row, columns[:3], (when, strings[f"change_{change.kind}"], change.what))
    return row + 1


def _releases(sheet: Worksheet, row: int, case: CaseView, strings: Strings) -> None:
    columns = [
        Column(strings[k], w, mono=k == "sha256")
        for k, w in zip(("released_at", "release_kind", "variant", "sha256"), _WIDTHS, strict=True)
    ]
    spread(sheet, row, strings["releases_heading"], len(_WIDTHS), SUBTITLE, width=total_width(columns))
    head(sheet, row + 1, columns)
    for n, release in enumerate(sorted(case.record.releases, key=lambda r: (r.at, r.id)), start=row + 2):
        variant = strings["variant_sealed" if release.sealed else "variant_public"]
        values = (
            moment_in(release.at, case),
            strings.or_itself(f"kind_{release.kind}", release.kind),
            f"{variant} ({strings['released_by']}: {release.by})",
            release.sha256,
        )
        body(sheet, n, columns, values)
