"""Who decided what, when and why, what the machine had said then, and who signed; and who took part, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from openpyxl.worksheet.worksheet import Worksheet

from teardown.bom import company_name
from teardown.case.records import Decision, MachineProposal
from teardown.export.case import CaseView
from teardown.export.case_lines import decided_words, moment
from teardown.export.document import Document
from teardown.export.names import footer_of
from teardown.export.people import people_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import QUIET
from teardown.export.workbook.sheet import Column, Value, body, freeze, head, print_layout, spread, total_width
from teardown.model import NameStyle


def write_decisions(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of decisions: every one that was ever made, the later ones below the earlier."""
    case = document.case
    if case is None:
        raise ValueError("this sheet needs a case")
    columns = (
        Column(strings["id"], 7),
        Column(strings["decision"], 9, mono=True),
        Column(strings["decided_at"], 11, centred=True),
        Column(strings["decided_by"], 11),
        Column(strings["verdict"], 15),
        Column(strings["decided_company"], 20),
        Column(strings["read_as"], 16, mono=True),
        Column(strings["why"], 34),
        Column(strings["blind"], 9, centred=True),
        Column(strings["machine_then"], 34),
        Column(strings["signed_by"], 16),
        Column(strings["in_force"], 13),
    )
    head(sheet, 1, columns)
    row = 1
    for row, decision in enumerate(sorted(case.record.decisions, key=lambda d: (d.at, d.id)), start=2):
        body(sheet, row, columns, _values(decision, case, document, strings))
    if not case.record.decisions:
        row = 2
        spread(sheet, row, strings["no_decisions"], len(columns), width=total_width(columns))
    freeze(sheet, 1, len(columns), last=row, beside=1)
    print_layout(sheet, footer_of(document, strings), heading_row=1)


def _values(decision: Decision, case: CaseView, document: Document, strings: Strings) -> tuple[Value, ...]:
    zone = ZoneInfo(case.record.case.time_zone)
    component = case.component_of(decision)
    latest = case.standings[component].in_force if component else None
    signature = case.signature_of(decision)
    return (
        component or "–",
        decision.id,
        moment(decision.at, zone),
        decision.by,
        strings[f"verdict_{decision.verdict.name.lower()}"],
        decided_words(decision, document.facts, strings),
        decision.marking_as_read,
        decision.why.split("\n"),
        strings["yes"] if decision.blind else strings["no_word"],
        machine_words(decision.machine, document, strings) if decision.machine else "",
        f"{signature.by}, {moment(signature.at, zone)}" if signature else strings["not_signed"],
        strings["no_component"] if not component else strings["yes"] if decision == latest else strings["later_decision"],
    )


def machine_words(proposal: MachineProposal, document: Document, strings: Strings) -> str:
    """What the machine had said when a person decided."""
    style = NameStyle.JAPANESE if strings.language == "ja" else NameStyle.SHORT
    company = company_name(proposal.manufacturer, document.facts, style) if proposal.manufacturer else strings["nobody"]
    return strings.filled(
        "machine_words",
        level=str(int(proposal.level)),
        company=" ".join(filter(None, (company, proposal.part_number))),
        probability=f"{int(proposal.probability * 100)} %",
        method=proposal.method_version,
        parts_db=proposal.parts_db_version,
    )


def write_people(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of people: pseudonyms and how much each did."""
    case = document.case
    if case is None:
        raise ValueError("this sheet needs a case")
    columns = (
        Column(strings["pseudonym"], 40),
        *(
            Column(strings[key], 24, centred=True)
            for key in ("photos_sent", "evidence_noted", "decided_count", "signed_count", "released_count")
        ),
    )
    wide = total_width(columns)
    for row, text in enumerate(_notes(strings), start=1):
        spread(sheet, row, text, len(columns), QUIET, width=wide)
    heading = 4
    head(sheet, heading, columns)
    row = heading
    for row, person in enumerate(people_of(case.record), start=heading + 1):
        counts = (person.photos, person.evidence, person.decisions, person.signatures, person.releases)
        body(sheet, row, columns, (person.pseudonym, *counts))
    freeze(sheet, heading, len(columns), last=row)
    print_layout(sheet, footer_of(document, strings), heading_row=heading)


def _notes(strings: Strings) -> Iterable[str]:
    return strings["people_note"], strings["respondents_note"]
