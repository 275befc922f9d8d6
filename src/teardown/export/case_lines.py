"""What is on record about each component of a case besides its reading, in the words of every export: one `CaseLine` each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from teardown.bom import company_name
from teardown.bom.companies import CompanyFacts, addressed
from teardown.case.records import Answer, AnswerStatus, Decision, Letter, SupplyStatement, Unit
from teardown.case.standing import Standing, outcome
from teardown.export.case import CaseView
from teardown.export.document import Document
from teardown.export.entities import entities_of
from teardown.export.strings import Strings
from teardown.model import Attribution, Component, NameStyle


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The part of a component's row that needs a case. Texts are raw, as in `lines.Line`."""

    unit: str
    acquired: str
    unit_link: str
    board_side: str
    photo_sha256: str
    logo: str
    rule: str
    documentation: str
    machine_said: str
    read_by_person: tuple[str, ...]
    reader_1: tuple[str, ...]
    """Decision, who and when, why: a text each; empty while nobody has decided."""
    reader_2: tuple[str, ...]
    agree: str
    brand: str
    entity_then: tuple[str, ...]
    entity_today: tuple[str, ...]
    parent_today: str
    headquarters_of: tuple[str, ...]
    entity_sources: tuple[str, ...]
    authenticity: str
    supply_path: tuple[str, ...]
    letter: tuple[str, ...]
    answer: tuple[str, ...]
    answer_verbatim: str
    """With its line breaks."""
    versions: str


def case_lines_of(document: Document, strings: Strings) -> dict[str, CaseLine]:
    """All components of a case by their ids; empty without a case."""
    case = document.case
    return {c.id: _case_line(c, document, case, strings) for c in document.bom.components} if case else {}


def _case_line(component: Component, document: Document, case: CaseView, strings: Strings) -> CaseLine:
    standing, unit, facts = case.standings[component.id], case.unit_of(component.id), document.facts
    zone = ZoneInfo(case.record.case.time_zone)
    best = component.sightings[0].sighting if component.sightings else None
    sha = best.photo_sha256 if best else next((e.photo_sha256 for e in component.evidence if e.photo_sha256), "")
    received = case.received(sha)
    said, machine = component.attribution, standing.machine
    chosen = next((c for c in said.candidates if not c.rejected_because), None) if said.manufacturer else None
    named = said.manufacturer or ""
    entities = entities_of(component, facts, case.as_of, strings)
    letters = case.letters_about(addressed(named, facts), facts) if named else ()
    decided = standing.in_force
    return CaseLine(
        unit=unit_name(unit, standing.unit),
        acquired=acquired(unit, strings) if unit else "",
        unit_link=link_words(unit, strings) if unit else "",
        board_side=", ".join(filter(None, (received.board, received.side))) if received else "",
        photo_sha256=sha,
        logo=f"{company_name(best.logo.manufacturer, facts, _style(strings))} ({_percent(best.logo.probability)})"
        if best and best.logo
        else "",
        rule=chosen.rule if chosen else "",
        documentation=chosen.source if chosen else "",
        machine_said=attribution_words(machine, facts, strings),
        read_by_person=decided.marking_as_read if decided else (),
        reader_1=_reader_1(decided, facts, strings, zone),
        reader_2=_reader_2(standing, strings, zone),
        agree=_agreement(standing, strings),
        brand=company_name(named, facts, NameStyle.SHORT) if named else "",
        entity_then=entities.then,
        entity_today=entities.today,
        parent_today=entities.parent,
        headquarters_of=entities.headquarters,
        entity_sources=entities.sources,
        authenticity=strings["not_assessed"],
        supply_path=supply_path(standing.answers, strings),
        letter=tuple(letter_words(letter, strings) for letter in letters) or ((strings["no_letter"],) if named else ()),
        answer=tuple(f"{a.company_name}: {status_words(a, strings)}" for a in standing.answers),
        answer_verbatim="\n\n".join(a.text for a in standing.answers if a.text),
        versions=f"{document.bom.method_version}; {document.bom.parts_db_version}",
    )


def moment(at: datetime, zone: ZoneInfo) -> str:
    """`2024-05-01 19:30`, in the time zone of the case."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def moment_in(at: datetime, case: CaseView) -> str:
    """A time in the time zone of the case."""
    return moment(at, ZoneInfo(case.record.case.time_zone))


def unit_name(unit: Unit | None, id_: str) -> str:
    """`Hikari HX-1 (unit-1)`; the id alone where nothing else is known."""
    named = " ".join(filter(None, (unit.maker, unit.model))) if unit else ""
    return f"{named} ({id_})" if named and id_ else named or id_


def acquired(unit: Unit, strings: Strings) -> str:
    """How and when a unit came into the hands of the team; in Japanese, what it is besides, where that is told."""
    day = unit.acquired_on.isoformat() if unit.acquired_on else ""
    japanese = unit.described_ja if strings.language == "ja" else ""
    return _sentence((japanese or unit.acquired_how, day), strings)


def link_words(unit: Unit, strings: Strings) -> str:
    """How a unit is linked to the unit of concern, by which statement and source."""
    statement = (unit.link_statement_ja if strings.language == "ja" else "") or unit.link_statement
    said = ": ".join(filter(None, (strings[f"link_{unit.link.name.lower()}"], statement)))
    return f"{said} ({strings['source']}: {unit.link_source})" if unit.link_source else said


def attribution_words(said: Attribution, facts: CompanyFacts, strings: Strings) -> str:
    """What an attribution comes to, in short: company, part, level, probability."""
    if not said.manufacturer:
        reason = strings[f"reason_{said.reason.name.lower()}"] if said.reason else ""
        return _sentence((strings["nobody"], reason), strings)
    company = company_name(said.manufacturer, facts, _style(strings))
    return _sentence(
        (" ".join(filter(None, (company, said.part_number))), strings[f"level_{int(said.level)}"], _percent(said.probability)),
        strings,
    )


def decided_words(decision: Decision, facts: CompanyFacts, strings: Strings) -> str:
    """Whom and what a decision names; empty when nobody."""
    named = outcome(decision)
    if not named.manufacturer:
        return ""
    return " ".join(filter(None, (company_name(named.manufacturer, facts, _style(strings)), named.part_number)))


def status_words(answer: Answer, strings: Strings) -> str:
    """`excerpt, received on 2022-12-20`, `no response by 2023-01-19`."""
    if answer.status is AnswerStatus.NO_RESPONSE and answer.no_response_by:
        return strings.filled("no_response_by", day=answer.no_response_by.isoformat())
    day = strings.filled("received_on", day=answer.received_on.isoformat()) if answer.received_on else ""
    return _sentence((strings[f"answer_{answer.status.name.lower()}"], day), strings)


def letter_words(letter: Letter, strings: Strings) -> str:
    """`Micron Japan Co., Ltd. (Japanese): sent 2022-12-01, reminded 2023-01-10`."""
    to = f"{letter.addressee} ({strings.or_itself(f'language_{letter.language}', letter.language)})"
    if not letter.sent_on:
        return f"{to}: {strings['not_sent']}"
    days = [f"{strings['sent']} {letter.sent_on.isoformat()}"]
    if letter.deadline:
        days.append(f"{strings['deadline']} {letter.deadline.isoformat()}")
    days += [f"{strings['reminded']} {day.isoformat()}" for day in letter.reminded_on]
    return f"{to}: {_sentence(days, strings)}"


def supply_path(answers: Sequence[Answer], strings: Strings) -> tuple[str, ...]:
    """What companies state about supply, each by its name; unknown unless somebody stated it."""
    stated = [
        strings.filled("supply_stated", company=a.company_name, supply=strings[f"supply_{a.supply.name.lower()}"])
        for a in answers
        if a.supply is not SupplyStatement.NOT_STATED
    ]
    return (strings["supply_unknown"], *stated)


def _reader_1(decision: Decision | None, facts: CompanyFacts, strings: Strings, zone: ZoneInfo) -> tuple[str, ...]:
    if decision is None:
        return ()
    verdict = _sentence((strings[f"verdict_{decision.verdict.name.lower()}"], decided_words(decision, facts, strings)), strings)
    who = f"{decision.by}, {moment(decision.at, zone)}"
    return tuple(filter(None, (verdict, who, strings["read_blind"] if decision.blind else "", *decision.why.split("\n"))))


def _reader_2(standing: Standing, strings: Strings, zone: ZoneInfo) -> tuple[str, ...]:
    if standing.signature:
        return (f"{standing.signature.by}, {moment(standing.signature.at, zone)}",)
    return (standing.second, strings["read_blind"]) if standing.second else ()


def _agreement(standing: Standing, strings: Strings) -> str:
    if not standing.decisions:
        return strings["agree_none"]
    if standing.differs:
        return strings.filled("agree_no", name=standing.differs)
    return strings["agree_yes"] if standing.second else strings["agree_one"]


def _style(strings: Strings) -> NameStyle:
    return NameStyle.JAPANESE if strings.language == "ja" else NameStyle.SHORT


def _percent(probability: float) -> str:
    # Rounded down: 99.6 % is not certainty.
    return f"{int(probability * 100)} %"


def _sentence(pieces: Sequence[str], strings: Strings) -> str:
    return ("、" if strings.language == "ja" else ", ").join(filter(None, pieces))
