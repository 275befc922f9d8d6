"""Everything that the exports of one unit, or of a case with its units, show: gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from teardown.bom import CompanyFacts, company_table
from teardown.bom.timeline import Timeline, timeline
from teardown.case.records import CaseRecord
from teardown.export.case import CaseView, view_of
from teardown.export.pictures import Pictures, make_pictures
from teardown.export.rendered import rendered_photos
from teardown.intake import Limits
from teardown.model import Bom, CaseEvent, CompanyTable, NameStyle
from teardown.parts.history import HistoryFacts


class ExportFacts(CompanyFacts, HistoryFacts, Protocol):
    """The part of `teardown.parts.Facts` that is needed here."""

    @property
    def events(self) -> tuple[CaseEvent, ...]: ...


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was given and has no result of its own: a duplicate, refused, or failed."""

    name: str
    """File name without folders: where somebody keeps photos is nobody else's business."""
    status: str
    sha256: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the exports show, in no language yet."""

    bom: Bom
    facts: ExportFacts
    table: CompanyTable
    japanese_table: CompanyTable
    """The same companies by the same filter, with Japanese names and labels."""
    timeline: Timeline
    pictures: Pictures
    rendered: frozenset[str]
    """SHA-256 of the photos that say of themselves that they are rendered samples and no evidence."""
    unread: tuple[Unread, ...] = ()
    case: CaseView | None = None
    """What is on record besides; None for the result of an analysis that belongs to no case."""

    def rendered_only(self, photos: Iterable[str]) -> bool:
        """Whether something rests on rendered samples alone: on at least one, and on no photo besides."""
        shas = set(photos)
        return bool(shas) and shas <= self.rendered


def gather(
    bom: Bom,
    facts: ExportFacts,
    *,
    photos: Mapping[str, Path],
    table: CompanyTable,
    unread: Sequence[Unread] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Document:
    """Gather what the exports of a bill of materials show; arguments as for `write_all`."""
    return _gathered(bom, facts, facts.events, photos, table, unread, limits, None)


def gather_case(
    record: CaseRecord,
    facts: ExportFacts,
    *,
    photos: Mapping[str, Path],
    as_of: date,
    sealed: bool = False,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Document:
    """Gather what the exports of a case show.

    Args:
        photos: where the bytes of each photo lie, by their SHA-256. A photo that is missing, or whose bytes have another hash,
            costs its pictures and nothing else.
        as_of: the day whose state this is.
        sealed: whether it is for a sealed package (`CaseView.sealed`).
    """
    view, bom = view_of(record, facts, as_of)
    view = replace(view, sealed=sealed)
    case = record.case
    table = company_table(bom, facts, case.table, case.name_style)
    return _gathered(bom, facts, case.events or facts.events, photos, table, (), limits, view)


def _gathered(
    bom: Bom,
    facts: ExportFacts,
    events: Sequence[CaseEvent],
    photos: Mapping[str, Path],
    table: CompanyTable,
    unread: Sequence[Unread],
    limits: Limits,
    case: CaseView | None,
) -> Document:
    names = {analysis.photo.sha256: analysis.photo.name for analysis in bom.photos}
    return Document(
        bom=bom,
        facts=facts,
        table=table,
        japanese_table=company_table(bom, facts, table.filter, NameStyle.JAPANESE),
        timeline=timeline(bom, events),
        pictures=make_pictures(bom, photos, limits),
        rendered=rendered_photos(bom),
        unread=tuple(_without_folders(item, names) for item in unread),
        case=case,
    )


def _without_folders(item: Unread, names: Mapping[str, str]) -> Unread:
    """A duplicate's reason names the path of the file it repeats; the photo's name says the same and gives away nothing."""
    return replace(item, why=names[item.sha256]) if item.status == "duplicate" and item.sha256 in names else item
