"""Letters to the sample case's companies in both languages, and the table of their responses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from teardown.case.days import day_in
from teardown.correspondence import crops_of, draft_letters, response_table, write_letter
from teardown.correspondence.phrases import Phrases
from teardown.correspondence.response_files import responses_csv, responses_html
from teardown.custody.casefolder import CaseFolder
from teardown.demo.sample import Sample
from teardown.errors import OutputError
from teardown.export.strings import Language
from teardown.intake import Limits

_LANGUAGES: Sequence[Language] = ("en", "ja")
WRITER = "sample advocate"


def write_letters(
    sample: Sample,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    kept: CaseFolder | None = None,
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Write all letters as Word documents and PDFs into `letters/`.

    Args:
        kept: the case on disk in which they are put on record as drafts; a draft that is there already is not entered again.

    Returns:
        Where they lie, by names for people, and what could not be made and why.
    """
    folder = sample.out / "letters"
    crops = crops_of(sample.record, sample.photos, limits, sample.facts)
    on = day_in(sample.record.case.time_zone, sample.at)
    drafts = draft_letters(sample.record, sample.facts, drafted_at=sample.at, on=on, languages=_LANGUAGES, crops=crops)
    problems: dict[str, None] = {}
    for draft in drafts:
        done = write_letter(draft, folder)
        problems |= dict.fromkeys(done.problems)
        if kept and not any((known.id, known.sha256) == (done.letter.id, done.letter.sha256) for known in sample.record.letters):
            kept.draft_letter(done.letter, tuple(path.read_bytes() for path in done.files), by=WRITER)
    companies = len({draft.letter.manufacturer for draft in drafts})
    return {f"letters to {companies} companies ({len(drafts)}, each as .docx and .pdf)": folder}, tuple(problems)


def write_responses(sample: Sample) -> dict[str, Path]:
    """Write the table of responses as CSV and as a page, in both languages; returns where they lie, by names for people."""
    written = {}
    for language in _LANGUAGES:
        ending, what = ("", "responses") if language == "en" else (f".{language}", "responses (Japanese)")
        responses = response_table(sample.record, sample.facts, language, on=sample.at.date())
        case = sample.record.case
        page = responses_html(
            responses,
            (case.title_ja if language == "ja" else "") or case.title,
            language,
            warning=Phrases(language)["sample_case"],
        )
        for suffix, text in ((".html", page), (".csv", responses_csv(responses))):
            path = sample.out / f"responses{ending}{suffix}"
            try:
                path.write_text(text, encoding="utf-8", newline="")
            except OSError as error:
                raise OutputError(f"{path} cannot be written ({error.strerror or error}).") from error
            written[f"{what}{' (CSV)' if suffix == '.csv' else ''}"] = path
    return written
