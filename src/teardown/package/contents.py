"""What goes into a package: documents, tables, crops, photos or their hashes, the ledger's extract, the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from teardown.export.csv_fields import csv_text
from teardown.export.document import Document
from teardown.export.lines import lines_of
from teardown.export.strings import Language, Strings
from teardown.export.write import case_files
from teardown.package.guide import GUIDES, guide

LANGUAGES: Sequence[Language] = ("en", "ja")
PHOTOS = "photos"
PHOTO_LIST = "photos.txt"
LEDGER = "ledger.jsonl"
CHECKPOINT = "checkpoint.txt"
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif", "HEIF": ".heic"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package is made of besides the case's own exports."""

    reports: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the report by name; `make.report_files` makes them."""
    originals: Mapping[str, Path] = field(default_factory=dict)
    """Where the photos as received lie, by SHA-256: for the sealed variant only. They are copied, never held in memory."""
    ledger: bytes = b""
    """The ledger's lines, as they stand in its file."""
    checkpoint: bytes = b""
    """The checkpoint for paper that belongs to the ledger."""
    letters: Mapping[str, bytes] = field(default_factory=dict)
    """Files of letters by name."""


def payload_of(document: Document, contents: Contents, *, sealed: bool) -> dict[str, bytes | Path]:
    """Everything below `data/`, by path.

    Raises:
        ValueError: the document has no case, or originals are given for the public variant.
    """
    if document.case is None:
        raise ValueError("a package is about a case")
    if contents.originals and not sealed:
        raise ValueError("originals never go into the public variant")
    files: dict[str, bytes | Path] = {}
    files |= case_files(document)
    files |= {f"report/{name}": data for name, data in contents.reports.items()}
    files |= {f"letters/{name}": data for name, data in contents.letters.items()}
    files |= _crops(document)
    files |= _photos(document, contents)
    if contents.ledger:
        files[LEDGER] = contents.ledger
    if contents.checkpoint:
        files[CHECKPOINT] = contents.checkpoint
    for language, name in GUIDES.items():
        files[name] = guide(document, language, sealed=sealed, has_ledger=bool(contents.ledger)).encode()
    return dict(sorted(files.items()))


def photo_file(sha256: str, format_: str) -> str:
    """Where a photo lies in the sealed variant, or would lie."""
    return f"{PHOTOS}/{sha256}{_SUFFIXES.get(format_, '')}"


def _photos(document: Document, contents: Contents) -> dict[str, bytes | Path]:
    """Where the photos that are given lie, and the hashes of all of them in the form that `sha256sum -c` reads."""
    formats = {a.photo.sha256: a.photo.format for a in document.bom.photos}
    if document.case:
        formats |= {p.photo.sha256: p.photo.format for p in document.case.record.photos}
    files: dict[str, bytes | Path] = {photo_file(sha, formats.get(sha, "")): path for sha, path in contents.originals.items()}
    listed = "".join(f"{sha}  {photo_file(sha, format_)}\n" for sha, format_ in sorted(formats.items()))
    return {PHOTO_LIST: listed.encode(), **files}


def _crops(document: Document) -> dict[str, bytes]:
    """A file per component that can be shown, and a table that says which is which."""
    files, rows = {}, []
    for n, line in enumerate(lines_of(document, Strings("en")), start=1):
        picture = document.pictures.crops.get(line.id)
        if picture is None:
            continue
        name = f"crops/{n:04d}-{re.sub(r'[^A-Za-z0-9._-]', '_', line.id)}.jpg"
        files[name] = picture.data
        first = line.seen[0] if line.seen else None
        box = " ".join(str(number) for number in first.box) if first else ""
        rows.append((name, line.id, first.sha256 if first else "", box))
    files["crops/index.csv"] = csv_text(("file", "component", "photo_sha256", "box"), rows).encode()
    return files
