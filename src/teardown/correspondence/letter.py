"""A letter to one company in one language: its whole text, from which the Word document and the PDF are made alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from teardown.bom import country_name
from teardown.case.records import Addressee, Case, CaseRecord, Questionnaire, Unit, UnitLink
from teardown.correspondence.dates import written
from teardown.correspondence.found import Crops, FoundPart, OwnComponent, found_parts
from teardown.correspondence.names import entity_today, local_company
from teardown.correspondence.phrases import Phrases
from teardown.errors import UsageError
from teardown.export.cells import visible
from teardown.export.strings import Language
from teardown.parts import Facts


@dataclass(frozen=True, slots=True)
class Question:
    number: int
    text: str
    parts: tuple[str, ...] = ()
    """(a), (b), … below it."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """Everything that stands in a letter, in its order."""

    phrases: Phrases
    warning: str
    """Stands above everything when the photos are rendered samples."""
    organisations: tuple[str, ...]
    contact: tuple[str, ...]
    reference: str
    date: str
    addressee: str
    subject: str
    introduction: tuple[str, ...]
    examined: tuple[str, ...]
    counted: str
    parts: tuple[FoundPart, ...]
    after_table: tuple[str, ...]
    questions_intro: str
    questions: tuple[Question, ...]
    reply: tuple[str, ...]
    is_not: tuple[str, ...]
    closing: tuple[str, ...]

    @property
    def language(self) -> Language:
        return self.phrases.language


def questionnaire_in(case: Case, language: Language) -> Questionnaire:
    """The case's questions in a language.

    Raises:
        UsageError: the case has none in it.
    """
    for questionnaire in case.questionnaires:
        if questionnaire.language == language:
            return questionnaire
    raise UsageError(
        f"The case “{case.id}” has no questionnaire in the language “{language}”. Add one to its description (docs/letters.md)."
    )


def compose(
    record: CaseRecord,
    addressee: Addressee,
    own: Sequence[OwnComponent],
    facts: Facts,
    *,
    letter_id: str,
    language: Language,
    on: date,
    deadline: date,
    crops: Crops,
) -> LetterText:
    """The text of a letter.

    Args:
        own: the components that the letter is about: of this company alone.
        on: the day that stands on the letter.

    Raises:
        UsageError: the case has no questionnaire in this language.
    """
    phrases = Phrases(language)
    case, asked = record.case, questionnaire_in(record.case, language)
    units = {o.unit for o in own}
    parts = found_parts(own, facts, phrases, crops, units=len(record.boms) > 1)
    organisations = (case.organisations_ja if language == "ja" else ()) or case.organisations
    return LetterText(
        phrases=phrases,
        warning=phrases["rendered"] if any(o.rendered for o in own) else "",
        organisations=tuple(visible(name) for name in organisations),
        contact=tuple(visible(line) for line in case.contact.splitlines() if line.strip()),
        reference=phrases.filled("reference", id=letter_id),
        date=written(on, language),
        addressee=visible(addressee.name),
        subject=phrases.filled("subject", subject=visible(asked.subject)),
        introduction=(*_paragraphs(asked.introduction, language), *_why(addressee, case, facts, on, phrases)),
        examined=tuple(text for unit in record.units if unit.id in units for text in _examined(unit, phrases)),
        counted=phrases.filled(
            "counted",
            number=phrases["one_component"] if len(parts) == 1 else phrases.filled("components", number=str(len(parts))),
        ),
        parts=parts,
        after_table=(_signed(parts, phrases), phrases["pictures"]),
        questions_intro=phrases.filled("questions_intro", first="1", last=str(len(asked.questions))),
        questions=_questions(asked, phrases),
        reply=tuple(
            text.format_map({"deadline": written(deadline, language), "days": str((deadline - on).days)})
            for text in phrases.paragraphs("reply")
        ),
        is_not=phrases.paragraphs("is_not"),
        closing=_paragraphs(asked.closing, language),
    )


def deadline_for(case: Case, on: date) -> date:
    """The last day for an answer to a letter of a day."""
    return on + timedelta(days=case.answer_days)


def _why(addressee: Addressee, case: Case, facts: Facts, on: date, phrases: Phrases) -> tuple[str, ...]:
    """To whom one writes and why to them: the head office of the group is named as what it is."""
    told = phrases.filled("why_you", name=visible(addressee.name))
    entity = entity_today(addressee.manufacturer, on, facts)
    if entity is None or local_company(addressee.manufacturer, case.country, on, facts) is None:
        return (told,)
    ja = phrases.language == "ja"
    group = phrases.filled(
        "why_affiliate",
        country=country_name(case.country, japanese=ja),
        group=(entity.name_ja if ja else "") or entity.legal_name,
        headquarters=country_name(entity.headquarters, japanese=ja),
    )
    return (group, told)


def _examined(unit: Unit, phrases: Phrases) -> tuple[str, ...]:
    ja = phrases.language == "ja"
    what = visible(" ".join(filter(None, (unit.maker, unit.model))) or unit.id)
    how = visible(unit.acquired_how)
    first = phrases.filled("unit", what=what, how=how) if how else phrases.filled("unit_no_how", what=what)
    if ja and unit.described_ja:
        first = visible(unit.described_ja)
    if unit.link is UnitLink.NOT_STATED:
        return first, phrases["link_not_stated"]
    link = phrases[f"link_{unit.link.name.lower()}"]
    return first, phrases.filled(
        "link", link=link, statement=visible((unit.link_statement_ja if ja else "") or unit.link_statement)
    ).strip()


def _signed(parts: Sequence[FoundPart], phrases: Phrases) -> str:
    unsigned = [part.id for part in parts if not part.signed]
    return phrases.filled("unsigned", ids=phrases.listed(unsigned)) if unsigned else phrases["all_signed"]


def _questions(asked: Questionnaire, phrases: Phrases) -> tuple[Question, ...]:
    questions = [Question(n, visible(text)) for n, text in enumerate(asked.questions, start=1)]
    if asked.ask_to_confirm:
        details = tuple(phrases[f"identify_{what}"] for what in ("part", "when", "route", "dispute"))
        questions.append(Question(len(questions) + 1, phrases["identify"], details))
    return tuple(questions)


def _paragraphs(text: str, language: Language) -> tuple[str, ...]:
    """Paragraphs are separated by an empty line; a line's end inside one is a space, which Japanese does not have."""
    between = "" if language == "ja" else " "
    paragraphs = (between.join(line.strip() for line in p.splitlines()) for p in text.split("\n\n"))
    return tuple(visible(p) for p in paragraphs if p)
