"""A case described in a file that people write: what is investigated and what is asked (docs/letters.md shows one)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from teardown.case.fields import Fields, read_fields
from teardown.case.records import Case, Questionnaire, Unit, UnitLink
from teardown.companies import company_id
from teardown.errors import UsageError
from teardown.model import CaseEvent, ClaimLevel, NameStyle, TableFilter
from teardown.parts import Facts

_LANGUAGES = ("en", "ja")
_ANSWER_DAYS = 28
"""As `Case.answer_days`."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case and its units."""

    case: Case
    units: tuple[Unit, ...]


def load_case(path: Path, facts: Facts) -> CaseFile:
    """Read a case from its TOML or JSON file; the files of questions that it names lie beside it.

    Raises:
        UsageError: a file cannot be read or a field in it is wrong; the message says which and what is expected.
    """
    fields = read_fields(path, "case description")
    case = Case(
        id=fields.text("id"),
        title=fields.text("title"),
        title_ja=fields.text("title_ja", ""),
        concern=fields.text("concern", "").strip(),
        concern_ja=fields.text("concern_ja", "").strip(),
        country=_country(fields, "country"),
        time_zone=_zone(fields),
        organisations=fields.texts("organisations"),
        organisations_ja=fields.texts("organisations_ja"),
        contact=fields.text("contact", "").strip(),
        table=_filter(fields.table("table"), facts),
        name_style=fields.one_of("name_style", NameStyle, NameStyle.REPORT),
        events=tuple(_event(fields, id_, facts) for id_ in fields.texts("events")),
        questionnaires=tuple(load_questionnaire(path.parent / name) for name in fields.texts("questionnaires")),
        answer_days=fields.number("answer_days", _ANSWER_DAYS),
    )
    units = tuple(_unit(unit) for unit in fields.tables("unit"))
    fields.done()
    return CaseFile(case, units)


def load_questionnaire(path: Path) -> Questionnaire:
    """Read the questions of one language.

    Raises:
        UsageError: as `load_case`.
    """
    fields = read_fields(path, "questionnaire")
    language = fields.text("language")
    if language not in _LANGUAGES:
        raise fields.problem(f"“language” must be one of {', '.join(_LANGUAGES)}")
    questionnaire = Questionnaire(
        language=language,
        subject=fields.text("subject"),
        introduction=fields.text("introduction").strip(),
        questions=tuple(text.strip() for text in fields.texts("questions", needed=True)),
        closing=fields.text("closing", "").strip(),
        ask_to_confirm=fields.yes("ask_to_confirm", True),
    )
    # Where the questions come from is for the reader of the file.
    fields.text("source", "")
    fields.done()
    return questionnaire


def _filter(fields: Fields, facts: Facts) -> TableFilter:
    level = fields.text("minimum_level", ClaimLevel.PART.name.lower())
    if level.upper() not in ClaimLevel.__members__:
        raise fields.problem(f"“minimum_level” must be one of {', '.join(m.lower() for m in ClaimLevel.__members__)}")
    made = TableFilter(
        countries=fields.texts("countries"),
        affiliates_in=fields.texts("affiliates_in"),
        manufacturers=tuple(_company(fields, name, facts) for name in fields.texts("companies")),
        minimum_level=ClaimLevel[level.upper()],
        order=tuple(_company(fields, name, facts) for name in fields.texts("order")),
    )
    fields.done()
    return made


def _unit(fields: Fields) -> Unit:
    unit = Unit(
        id=fields.text("id"),
        maker=fields.text("maker", ""),
        model=fields.text("model", ""),
        acquired_how=fields.text("acquired_how", ""),
        acquired_on=fields.day("acquired_on"),
        link=fields.one_of("link", UnitLink, UnitLink.NOT_STATED),
        link_statement=fields.text("link_statement", ""),
        link_source=fields.text("link_source", ""),
        described_ja=fields.text("described_ja", ""),
        link_statement_ja=fields.text("link_statement_ja", ""),
    )
    fields.done()
    return unit


def _company(fields: Fields, name: str, facts: Facts) -> str:
    try:
        return company_id(name, facts)
    except UsageError as error:
        raise fields.problem(str(error)) from error


def _event(fields: Fields, id_: str, facts: Facts) -> CaseEvent:
    found = next((event for event in facts.events if event.id == id_), None)
    if found is None:
        known = ", ".join(event.id for event in facts.events)
        raise fields.problem(f"the parts database has no event “{id_}”; it has {known or 'none'}")
    return found


def _country(fields: Fields, name: str) -> str:
    code = fields.text(name, "")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise fields.problem(f"“{name}” must be a country's ISO 3166 alpha-2 code such as JP")
    return code


def _zone(fields: Fields) -> str:
    name = fields.text("time_zone", "UTC")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise fields.problem(f"“time_zone” must be a zone's IANA name such as Asia/Tokyo, not “{name}”") from error
    return name
