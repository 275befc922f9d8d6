"""The exports that can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teardown.export.strings import Language


@dataclass(frozen=True, slots=True)
class ExportKind:
    """One export of a case."""

    id: str
    """Also the release's kind."""
    ending: str
    language: Language | None = None
    """None where both languages, or none, are in it."""
    sealed: bool = False
    """Holds originals, letters and sealed names."""
    pictures: bool = True
    """Shows photos, which must be opened for it."""


EXPORTS: Mapping[str, ExportKind] = {
    kind.id: kind
    for kind in (
        ExportKind("workbook", ".xlsx", "en"),
        ExportKind("workbook-ja", ".xlsx", "ja"),
        ExportKind("report", ".html", "en"),
        ExportKind("report-ja", ".html", "ja"),
        ExportKind("report-pdf", ".pdf", "en"),
        ExportKind("report-pdf-ja", ".pdf", "ja"),
        ExportKind("components-csv", ".csv", pictures=False),
        ExportKind("companies-csv", ".csv", pictures=False),
        ExportKind("responses-csv", ".csv", "en", pictures=False),
        ExportKind("responses-csv-ja", ".csv", "ja", pictures=False),
        ExportKind("result-json", ".json", pictures=False),
        ExportKind("case-json", ".json", pictures=False),
        ExportKind("package-public", ".zip"),
        ExportKind("package-sealed", ".zip", sealed=True),
    )
}
