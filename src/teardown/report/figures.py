"""Every number that a report states, each a query over the case. Nobody types a number into a report."""

from __future__ import annotations

from dataclasses import dataclass, fields

from teardown.bom.companies import addressed
from teardown.bom.timeline import Relation
from teardown.case.records import AnswerStatus, SupplyStatement
from teardown.export.case import CaseView
from teardown.export.document import Document
from teardown.export.people import people_of
from teardown.model import ClaimLevel


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one report."""

    units: int
    """Devices examined."""
    photos: int
    """Photos received; `photos_analysed` of them have a result."""
    photos_analysed: int
    components: int
    """Components listed, identified or not."""
    identified: int
    """Components for which a company is named."""
    unidentified: int
    makers: int
    """Companies named for any component, each counted as the table lists it."""
    confirmed: int
    """Components at level CONFIRMED or above that two people confirmed."""
    acknowledged: int
    """Components whose company says that they are its own."""
    proposed: int
    """Components with a company that no two people have confirmed yet."""
    companies: int
    """Lines of the company table."""
    table_components: int
    """Components that the company table rests on."""
    left_out_companies: int
    """Companies that the filter of the table leaves out."""
    left_out_components: int
    decisions: int
    signatures: int
    people: int
    dated: int
    """Components whose date code was read."""
    events: int
    """Dated events that they are set against."""
    after_an_event: int
    """Components all of whose date readings lie on or after at least one of the events."""
    written_to: int
    """Companies to which at least one letter was sent."""
    letters_sent: int
    letters_unsent: int
    """Drafts that are not on record as sent."""
    answers: int
    """Answers on record, silence included."""
    answered_fully: int
    answered_in_part: int
    """Excerpts."""
    declined: int
    receipts: int
    """Companies that acknowledged receipt only."""
    silent: int
    """Companies on record as not having responded."""
    through_distributors: int
    """Answers that speak of supply through distributors."""
    direct: int
    denied: int
    no_comment: int


def figures_of(document: Document) -> Figures:
    """The numbers of a case.

    Raises:
        ValueError: the document has no case.
    """
    case = document.case
    if case is None:
        raise ValueError("a report is about a case")
    record, bom, table = case.record, document.bom, document.table
    status = [a.status for a in record.answers]
    supply = [a.supply for a in record.answers]
    sent = [letter for letter in record.letters if letter.sent_on]
    return Figures(
        units=len(record.units),
        photos=len(record.photos),
        photos_analysed=len(bom.photos),
        components=len(bom.chips),
        identified=len(bom.identified),
        unidentified=len(bom.unidentified),
        makers=len({addressed(c.attribution.manufacturer or "", document.facts) for c in bom.identified}),
        confirmed=_confirmed(case),
        acknowledged=sum(c.attribution.level is ClaimLevel.ACKNOWLEDGED for c in bom.components),
        proposed=sum(not case.standings[c.id].second for c in bom.identified),
        companies=len(table.rows),
        table_components=sum(len(row.components) for row in table.rows),
        left_out_companies=len(table.left_out),
        left_out_components=sum(table.left_out.values()),
        decisions=len(record.decisions),
        signatures=len(record.signatures),
        people=len(people_of(record)),
        dated=len(document.timeline.components),
        events=len(document.timeline.events),
        after_an_event=sum(any(r is Relation.AFTER for _, r in d.relations) for d in document.timeline.components),
        written_to=len({addressed(letter.manufacturer, document.facts) for letter in sent}),
        letters_sent=len(sent),
        letters_unsent=len(record.letters) - len(sent),
        answers=len(record.answers),
        answered_fully=status.count(AnswerStatus.FULL),
        answered_in_part=status.count(AnswerStatus.EXCERPT),
        declined=status.count(AnswerStatus.DECLINED),
        receipts=status.count(AnswerStatus.ACKNOWLEDGED),
        silent=status.count(AnswerStatus.NO_RESPONSE),
        through_distributors=supply.count(SupplyStatement.DISTRIBUTORS),
        direct=supply.count(SupplyStatement.DIRECT),
        denied=supply.count(SupplyStatement.DENIED),
        no_comment=supply.count(SupplyStatement.NO_COMMENT),
    )


NAMES = tuple(f.name for f in fields(Figures))


def _confirmed(case: CaseView) -> int:
    return sum(bool(s.second) and s.said.level >= ClaimLevel.CONFIRMED for s in case.standings.values())
