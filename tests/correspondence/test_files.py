"""Letters as files: the same content as Word document and PDF, editable, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from markupsafe import escape

from teardown.case.records import CaseRecord
from teardown.correspondence import Draft, draft_letters, write_letter
from teardown.correspondence.docx import docx_bytes
from teardown.correspondence.pdf import letter_html, pdf_bytes
from teardown.errors import OutputError, UsageError
from teardown.export import pdf as pdf_module
from teardown.export.strings import Language
from tests.correspondence.build import FACTS, START, component, jpeg, record

ON = date(2026, 11, 28)
ROOT = Path(__file__).resolve().parents[2]


def pango() -> bool:
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


needs_pango = pytest.mark.skipif(not pango(), reason="the Pango library is not installed (make install)")
needs_japanese = pytest.mark.skipif(not pdf_module.japanese_font(), reason="no font with Japanese characters is installed")


def draft(company: str = "rohm", language: Language = "en", kept: CaseRecord | None = None) -> Draft:
    crops = {("unit-1", "C001"): jpeg()}
    made = draft_letters(
        kept or record(), FACTS, drafted_at=START, on=ON, languages=(language,), companies=(company,), crops=crops
    )
    return made[0]


def words(data: bytes) -> str:
    """All text of a Word document, its tables included."""
    document = Document(io.BytesIO(data))
    found = [p.text for p in document.paragraphs]
    for table in document.tables:
        found += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("company", ["rohm", "sony", "micron"])
def test_word_and_html_hold_the_whole_letter(company: str, language: Language) -> None:
    made = draft(company, language)
    text = made.text
    document, page = words(docx_bytes(made.text)), letter_html(text)
    expected = [
        text.warning,
        text.date,
        text.reference,
        text.addressee,
        text.subject,
        text.counted,
        text.questions_intro,
        *text.organisations,
        *text.introduction,
        *text.examined,
        *text.after_table,
        *text.reply,
        *text.is_not,
        *text.closing,
        *(q.text for q in text.questions),
        *(detail for q in text.questions for detail in q.parts),
        *(value for p in text.parts for value in (p.id, p.marking, p.part_number, p.function, p.claim, p.review, p.dates)),
        *(
            text.phrases[key]
            for key in ("salutation", "attention", "closing", "examined", "found", "questions", "reply", "is_not")
        ),
        *(text.phrases[key] for key in ("fill_contact", "fill_recipient", "fill_signer", "col_claim")),
    ]
    for piece in expected:
        assert piece in document, piece
        assert str(escape(piece)) in page, piece


def test_places_to_fill_in_are_marked_and_go_when_they_are_filled() -> None:
    kept = record()
    filled = replace(kept, case=replace(kept.case, contact="1 Street, Town\nhello@example.org"))
    document = words(docx_bytes(draft(kept=filled).text))
    assert "hello@example.org" in document
    assert "[postal address · e-mail · telephone]" not in document
    data = Document(io.BytesIO(docx_bytes(draft().text)))
    marked = [run.text for p in data.paragraphs for run in p.runs if run.style.name == "Fill in"]
    assert marked == ["[postal address · e-mail · telephone]", "[postal address of the recipient]", "[name, title and signature]"]


def test_a_team_without_a_name_is_asked_for_it() -> None:
    kept = record()
    nameless = replace(kept, case=replace(kept.case, organisations=(), organisations_ja=()))
    assert "[name of the organisation]" in words(docx_bytes(draft(kept=nameless).text))
    assert "[name of the organisation]" in letter_html(draft(kept=nameless).text)


def test_the_picture_is_in_the_row_with_its_marking_in_words() -> None:
    document = Document(io.BytesIO(docx_bytes(draft().text)))
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "ROHM / 4G64 / 033 217"
    assert "no picture" in words(docx_bytes(draft().text))
    assert letter_html(draft().text).count('src="data:image/jpeg;base64,') == 1


def test_a_word_document_can_be_edited_by_its_styles() -> None:
    document = Document(io.BytesIO(docx_bytes(draft().text)))
    used = {p.style.name for p in document.paragraphs if p.text}
    assert {"Sender", "Addressee", "Subject", "Section", "Question", "Question detail", "Closing"} <= used
    assert document.tables[0].rows[0]._tr.trPr is not None, "the heading repeats on every page"


@pytest.mark.promise(10, "letters: equal bytes each time, as Word document and as PDF")
def test_the_same_letter_gives_the_same_bytes_and_no_time_is_in_them() -> None:
    one, two = docx_bytes(draft().text), docx_bytes(draft().text)
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_text_stays_text() -> None:
    hostile = component(1, "rohm", "BR24G64", "memory", ("<script>x</script>", "{{ 7*7 }}", "{%p if %}", "a&b", "\x0b\x1f"))
    made = draft(kept=record(hostile))
    document = words(docx_bytes(made.text))
    assert "<script>x</script> / {{ 7*7 }} / {%p if %} / a&b / [U+000B][U+001F]" in document
    assert "<script>" not in letter_html(made.text)


def test_templates_are_what_their_script_makes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "letter_template.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_teams_own_template_is_used(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("To {{ addressee }}: {{ questions[0].text }}")
    own.save(str(tmp_path / "own.docx"))
    text = words(docx_bytes(draft().text, tmp_path / "own.docx"))
    assert text.startswith("To ROHM Co., Ltd.: What is your understanding")


@pytest.mark.parametrize(
    "place", ["{{ nobody }}", "{{ addressee", "{{ ''.__class__.__mro__ }}", "{% include 'x' %}", "{{ 1/0 }}"]
)
def test_a_template_that_does_not_work_is_refused_in_words(tmp_path: Path, place: str) -> None:
    own = Document()
    own.add_paragraph(place)
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(UsageError, match=r"does not work.*docs/letters\.md"):
        docx_bytes(draft().text, tmp_path / "own.docx")


@pytest.mark.parametrize("data", [None, b"no archive", b""])
def test_a_template_that_is_no_word_document_is_refused(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "own.docx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match="template"):
        docx_bytes(draft().text, path)


@needs_pango
@needs_japanese
@pytest.mark.parametrize("language", ["en", "ja"])
def test_pdfs_are_the_same_each_time(language: Language) -> None:
    one = pdf_bytes(draft(language=language).text)
    assert one.startswith(b"%PDF-")
    assert one == pdf_bytes(draft(language=language).text)
    assert b"CreationDate" not in one


@needs_pango
@needs_japanese
def test_a_letter_is_written_in_both_forms(tmp_path: Path) -> None:
    done = write_letter(draft("akm", "ja"), tmp_path / "letters")
    assert [path.name for path in done.files] == ["akm.ja.docx", "akm.ja.pdf"]
    assert len(done.letter.sha256) == 2
    assert done.problems == ()
    assert not list((tmp_path / "letters").glob("*.part"))


def test_without_a_japanese_font_the_word_document_is_there_and_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_module, "japanese_font", lambda: False)
    if not pango():
        pytest.skip("the Pango library is not installed (make install)")
    done = write_letter(draft(language="ja"), tmp_path)
    assert [path.name for path in done.files] == ["rohm.ja.docx"]
    assert "fonts-noto-cjk" in done.problems[0]


def test_without_pango_the_word_document_is_there_and_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = __import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr("builtins.__import__", without)
    done = write_letter(draft(), tmp_path)
    assert [path.name for path in done.files] == ["rohm.en.docx"]
    assert "libpango" in done.problems[0]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        write_letter(draft(), tmp_path / "file")
