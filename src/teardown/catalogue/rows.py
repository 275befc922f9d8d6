"""What an importer yields, and what an import reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportedPart:
    """One part as a foreign table states it."""

    part_number: str
    maker: str
    """The company as the table writes it; it is resolved to a manufacturer when stored, or left unresolved."""
    category: str = ""
    package: str = ""
    top_mark: str = ""
    description: str = ""
    row: int = 0
    """Row, line or record of the file, for messages."""
    source: str = ""
    """Where the single row comes from, when the table says so."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why."""

    row: int
    why: str
    text: str
    """The beginning of the row, for finding it again."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """Where an import comes from and on which terms its facts may be used."""

    name: str
    """What people call it: "KiCad symbols 6.0.10"."""
    licence: str
    file_name: str
    sha256: str
    """Of the bytes imported."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    import_id: int
    source: ImportSource
    taken: int
    refused: tuple[RefusedRow, ...]
    """The first thousand refused rows."""
    refused_count: int
    unresolved_makers: tuple[tuple[str, int], ...]
    """(company as written, rows) for companies that the parts database does not know, the most frequent first."""

    def lines(self) -> list[str]:
        """The report for a terminal."""
        out = [f"{self.taken} parts taken from {self.source.file_name} as import {self.import_id} ({self.source.name})."]
        if self.refused_count:
            out.append(f"{self.refused_count} {'row' if self.refused_count == 1 else 'rows'} refused:")
            out += [f"  row {r.row}: {r.why} ({r.text})" for r in self.refused[:20]]
            if self.refused_count > 20:
                out.append(f"  … and {self.refused_count - 20} more")
        if self.unresolved_makers:
            names = ", ".join(f"{name} ({rows})" for name, rows in self.unresolved_makers[:12])
            out.append(
                f"{len(self.unresolved_makers)} companies are not in the parts database; their parts name nobody: {names}."
            )
        return out
