"""Letters to all companies that a case's table shows, one per language: composed, and written as Word document and PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from teardown.case.records import Addressee, CaseRecord, Letter
from teardown.correspondence.addressing import address, chip_of
from teardown.correspondence.docx import docx_bytes
from teardown.correspondence.found import Crops, companies_found
from teardown.correspondence.letter import LetterText, compose, deadline_for
from teardown.correspondence.pdf import pdf_bytes
from teardown.errors import OutputError, UsageError
from teardown.export.strings import Language
from teardown.files import files_together
from teardown.parts import Facts

Keep = Callable[[Letter, tuple[bytes, ...]], object]
"""Called with a letter and the bytes of its files."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is composed and not yet written to files."""

    letter: Letter
    addressee: Addressee
    text: LetterText


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in files."""

    letter: Letter
    """With the SHA-256 of the files, in their order."""
    files: tuple[Path, ...]
    problems: tuple[str, ...] = ()
    """Why a file could not be made; the others are there."""


def draft_letters(
    record: CaseRecord,
    facts: Facts,
    *,
    drafted_at: datetime,
    on: date,
    languages: Sequence[Language] = ("en", "ja"),
    companies: Iterable[str] = (),
    deadline: date | None = None,
    crops: Crops | None = None,
) -> tuple[Draft, ...]:
    """Letters to the companies of the case's table, each about its own components alone.

    Args:
        on: the day that stands on the letters, and the day that "today" means for who is addressed.
        companies: manufacturer ids to write to; all of the table when empty.
        deadline: the last day for an answer; the case's number of days after `on` when None.
        crops: pictures of the components (`found.crops_of`).

    Raises:
        UsageError: a company has no component in the table, there is no questionnaire in a language, or the deadline has passed.
    """
    deadline = deadline or deadline_for(record.case, on)
    if deadline <= on:
        raise UsageError(f"The deadline {deadline} is not after the day of the letter, {on}.")
    found = companies_found(record, facts)
    wanted = tuple(companies) or tuple(found)
    for manufacturer in wanted:
        if manufacturer not in found:
            raise UsageError(f"The company table shows no component of “{manufacturer}”: there is nothing to write to it about.")
    drafts = []
    for manufacturer in (m for m in found if m in wanted):
        own = found[manufacturer]
        several = len(record.boms) > 1
        chips = [chip_of(o.component, f"{o.unit} {o.component.id}" if several else "") for o in own]
        for language in languages:
            addressee = address(manufacturer, chips, record.case, facts, on=on, language=language)
            letter_id = letter_handle(record, manufacturer, language)
            text = compose(
                record, addressee, own, facts, letter_id=letter_id, language=language, on=on, deadline=deadline, crops=crops or {}
            )
            letter = Letter(letter_id, manufacturer, language, addressee.name, drafted_at, deadline)
            drafts.append(Draft(letter, addressee, text))
    return tuple(drafts)


def letter_handle(record: CaseRecord, manufacturer: str, language: str) -> str:
    """The handle of a letter: the one of an earlier draft that was not sent, otherwise a new one.

    A letter that was sent stays as it was; writing again to the same company makes `…-2`.
    """
    stem = f"{record.case.id}-{manufacturer}-{language}".replace("_", "-")
    sent = {letter.id for letter in record.letters if letter.sent_on}
    number = 1
    while (handle := stem if number == 1 else f"{stem}-{number}") in sent:
        number += 1
    return handle


def write_letter(draft: Draft, folder: Path, *, template: Path | None = None, keep: Keep | None = None) -> Written:
    """Write a letter as `COMPANY.LANGUAGE.docx` and `.pdf`. When no PDF can be made, the Word document is there all the same.

    Args:
        keep: puts the draft on record, before its files get their places: what is refused there leaves no letter behind.

    Raises:
        OutputError: the folder cannot be written; what lay there before stays.
        UsageError: the template does not work.
    """
    stem = f"{draft.letter.manufacturer}.{draft.letter.language}"
    files = {f"{stem}.docx": docx_bytes(draft.text, template)}
    problems = []
    try:
        files[f"{stem}.pdf"] = pdf_bytes(draft.text)
    except OutputError as error:
        problems.append(str(error))
    letter = replace(draft.letter, sha256=tuple(hashlib.sha256(data).hexdigest() for data in files.values()))
    with files_together(folder, files) as placed:
        if keep:
            keep(letter, tuple(files.values()))
    return Written(letter, tuple(placed.values()), tuple(problems))
