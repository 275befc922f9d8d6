"""Make a package of a case, and check it before it is handed on."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bagit

from teardown import __version__
from teardown.correspondence import Response
from teardown.errors import CustodyError, OutputError
from teardown.export.document import Document
from teardown.export.pdf import pdf_of
from teardown.export.strings import Language, Strings
from teardown.package.bag import package_digest, write_bag
from teardown.package.contents import LANGUAGES, PHOTOS, Contents, payload_of
from teardown.report.render import report_html


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it lies on disk."""

    folder: Path
    digest: str
    """`bag.package_digest`."""
    sealed: bool
    files: int
    """Below `data/`."""
    problems: tuple[str, ...] = ()
    """What could not be made and why, for instance the report as PDF."""


def report_files(
    document: Document, responses: Mapping[Language, Sequence[Response]]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The report as HTML and PDF in both languages, by file name; and what could not be made, with the reason.

    A PDF that cannot be made (docs/evidence-package.md says what it needs) is no reason to have no report: its page is there.
    """
    files: dict[str, bytes] = {}
    problems: dict[str, None] = {}
    for language in LANGUAGES:
        ending = "" if language == "en" else f".{language}"
        page = report_html(document, Strings(language), responses.get(language, ()))
        files[f"report{ending}.html"] = page.encode()
        try:
            files[f"report{ending}.pdf"] = pdf_of(page, language)
        except OutputError as error:
            problems[str(error)] = None
    return files, tuple(problems)


def write_package(
    folder: Path, document: Document, contents: Contents, *, sealed: bool, problems: tuple[str, ...] = ()
) -> Package:
    """Write the package of a case into a folder that does not exist yet, and let `bagit` check it.

    Args:
        document: `export.document.gather_case`.
        sealed: with the photos as received, for courts and archives; otherwise only with their hashes.

    Raises:
        ValueError: see `payload_of`.
        OutputError: it cannot be written, or what was written does not hold.
        CustodyError: a photo was changed.
    """
    if document.case is not None:
        document = replace(document, case=replace(document.case, sealed=sealed))
    payload = payload_of(document, contents, sealed=sealed)
    digests = write_bag(folder, payload, _info(document, sealed=sealed))
    _as_received(folder, contents, digests)
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise OutputError(
            f"The package {folder} does not hold what was written ({error}). Check the disk, and make it anew."
        ) from error
    return Package(folder, package_digest(folder), sealed, len(payload), problems)


def _as_received(folder: Path, contents: Contents, digests: Mapping[str, str]) -> None:
    """Whether each photo was copied as it was sealed.

    Raises:
        CustodyError: one was changed; the package is taken away.
    """
    copied = {digest for path, digest in digests.items() if path.startswith(f"{PHOTOS}/")}
    changed = sorted(set(contents.originals) - copied)
    if changed:
        shutil.rmtree(folder, ignore_errors=True)
        raise CustodyError(f"The sealed file {changed[0]} was changed while the package was made. Run teardown verify.")


def _info(document: Document, *, sealed: bool) -> dict[str, str]:
    """`bag-info.txt`: reserved names of RFC 8493 2.2.2, and three of our own."""
    case = document.case
    if case is None:
        raise ValueError("a package is about a case")
    described, last = case.record.case, case.supersedes
    info = {
        "Bag-Software-Agent": f"Teardown {__version__}",
        "Bagging-Date": case.as_of.isoformat(),
        "External-Identifier": described.id,
        "External-Description": described.title,
        "Source-Organization": ", ".join(described.organisations),
        "Contact-Email": described.contact if "@" in described.contact and "\n" not in described.contact else "",
        "Teardown-Variant": "sealed" if sealed else "public",
        "Teardown-Ledger-Head": case.record.ledger_head,
        "Teardown-Supersedes": f"{last.id} {last.sha256}" if last else "",
    }
    return {key: value for key, value in info.items() if value.strip()}
