"""The demonstration's letters and responses, on components made by hand in the place of what the sample photos give."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from teardown.demo.letters import write_letters, write_responses
from teardown.demo.sample import sample_case, sample_folder, sample_of
from teardown.export.pdf import japanese_font
from teardown.model import Bom
from tests.correspondence.build import FACTS, START, analysis, components

COMPANIES = ("rohm", "tdk", "akm", "thine", "sony", "epson", "micron")


def bom() -> Bom:
    return Bom("camera", components(), (analysis(),), "m", "p")


@pytest.mark.skipif(not japanese_font(), reason="no font with Japanese characters is installed")
def test_seven_letters_in_both_languages_and_both_forms(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="the Pango library is not installed (make install)", exc_type=OSError)
    written, problems = write_letters(sample_of(bom(), FACTS, tmp_path, START))
    assert problems == ()
    assert list(written) == ["letters to 7 companies (14, each as .docx and .pdf)"]
    files = {path.name for path in (tmp_path / "letters").iterdir()}
    assert files == {f"{c}.{language}.{form}" for c in COMPANIES for language in ("en", "ja") for form in ("docx", "pdf")}


def test_responses_in_both_languages(tmp_path: Path) -> None:
    written = write_responses(sample_of(bom(), FACTS, tmp_path, START))
    assert {path.name for path in written.values()} == {
        "responses.html",
        "responses.csv",
        "responses.ja.html",
        "responses.ja.csv",
    }
    rows = list(csv.DictReader(io.StringIO((tmp_path / "responses.csv").read_text("utf-8-sig"), newline="")))
    assert [row["no"] for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "SAMPLE" in (tmp_path / "responses.html").read_text("utf-8")
    assert "見本" in (tmp_path / "responses.ja.html").read_text("utf-8")


def test_the_sample_says_what_it_is_and_writes_in_nobodys_name() -> None:
    case = sample_case(FACTS).case
    assert "no evidence" in case.title
    assert "証拠ではない" in case.title_ja
    assert not any("Human Rights Now" in name or "Uyghur" in name for name in case.organisations)
    assert (sample_folder() / "case" / "answers.toml").is_file()
