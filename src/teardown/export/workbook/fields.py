"""The columns of the bill of materials: everything that a row must say to stand when somebody disputes it.

Each column belongs to a group; a group is one page wide in print. Columns that need a case are left out of the workbook of a
single analysis, and the two empty columns for signatures are left out of the workbook of a case, where signatures are on record.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from teardown.export.case_lines import CaseLine
from teardown.export.lines import Line
from teardown.export.pictures import Encoded
from teardown.export.strings import Strings
from teardown.export.workbook.sheet import Column, Value

_SHOWN_CANDIDATES = 2
_LONGEST_ANSWER = 1200
"""Characters of an answer that a row shows: about as much as a row can be high. The whole stands on the sheet of answers."""


class Group(enum.StrEnum):
    COMPONENT = "group_component"
    EVIDENCE = "group_evidence"
    READERS = "group_readers"
    COMPANY = "group_company"


class When(enum.Enum):
    ALWAYS = enum.auto()
    IN_A_CASE = enum.auto()
    WITHOUT_A_CASE = enum.auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One component as the sheet shows it."""

    line: Line
    case: CaseLine | None
    picture: Encoded | None

    @property
    def more(self) -> CaseLine:
        """What a case adds.

        Raises:
            ValueError: there is no case.
        """
        if self.case is None:
            raise ValueError("this column needs a case")
        return self.case


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the bill of materials."""

    heading: str
    """Key of the heading in the table of words."""
    group: Group
    width: float
    value: Callable[[Row, Strings], Value]
    when: When = When.ALWAYS
    mono: bool = False
    centred: bool = False
    tinted: bool = False
    """In the colour of the claim's level."""

    def column(self, strings: Strings) -> Column:
        return Column(strings[self.heading], self.width, self.mono, self.centred)


def fields_of(*, in_a_case: bool) -> tuple[Field, ...]:
    """The columns that can be filled."""
    unwanted = When.WITHOUT_A_CASE if in_a_case else When.IN_A_CASE
    return tuple(f for f in _FIELDS if f.when is not unwanted)


def _claim(row: Row, strings: Strings) -> Value:
    return [row.line.claim, strings["rendered"]] if row.line.rendered else row.line.claim


def _company(row: Row, strings: Strings) -> Value:
    return [t for t in (row.line.company, row.line.group and f"{strings['group']}: {row.line.group}") if t]


def _considered(row: Row, strings: Strings) -> Value:
    lost = row.line.why_lost
    more = len(lost) - _SHOWN_CANDIDATES
    return [*lost[:_SHOWN_CANDIDATES], *([strings.filled("more_candidates", number=str(more))] if more > 0 else [])]


def _seen(row: Row, strings: Strings) -> Value:
    return [f"{s.photo} ({', '.join(str(n) for n in s.box)})" for s in row.line.seen]


def _notes(row: Row, strings: Strings) -> Value:
    noted = (f"{strings[f'kind_{e.kind.name.lower()}']}: {e.text} ({e.noted_by}; {e.source})" for e in row.line.evidence)
    return [*row.line.notes, *noted]


def _verbatim(row: Row, strings: Strings) -> Value:
    text = row.more.answer_verbatim
    if len(text) <= _LONGEST_ANSWER:
        return text.split("\n")
    return [*(text[:_LONGEST_ANSWER] + " …").split("\n"), strings.filled("see_answers", sheet=strings["letters"])]


_C, _E, _R, _O = Group.COMPONENT, Group.EVIDENCE, Group.READERS, Group.COMPANY
_CASE, _ALONE = When.IN_A_CASE, When.WITHOUT_A_CASE
_FIELDS: Sequence[Field] = (
    Field("id", _C, 7, lambda r, s: r.line.id, tinted=True),
    Field("picture", _C, 30, lambda r, s: "" if r.picture else s["no_picture"]),
    Field("unit_id", _C, 13, lambda r, s: r.more.unit, _CASE),
    Field("board_side", _C, 10, lambda r, s: r.more.board_side, _CASE),
    Field("designator", _C, 10, lambda r, s: r.line.designator, mono=True),
    Field("marking", _C, 17, lambda r, s: r.line.marking, mono=True),
    Field("claim", _C, 26, _claim, tinted=True),
    Field("level", _C, 13, lambda r, s: r.line.level_name, tinted=True),
    Field("company", _C, 19, _company),
    Field("headquarters", _C, 10, lambda r, s: r.line.headquarters, _ALONE),
    Field("part_number", _C, 17, lambda r, s: r.line.part_number, mono=True),
    Field("function", _C, 12, lambda r, s: r.line.function),
    Field("probability", _C, 11, lambda r, s: r.line.probability, centred=True),
    Field("seen_on", _E, 24, _seen),
    Field("photo_sha", _E, 20, lambda r, s: r.more.photo_sha256, _CASE, mono=True),
    Field("reader_1_marking", _E, 17, lambda r, s: r.more.read_by_person, _CASE, mono=True),
    Field("logo", _E, 12, lambda r, s: r.more.logo, _CASE),
    Field("dates", _E, 21, lambda r, s: r.line.dates, mono=True),
    Field("rule_used", _E, 20, lambda r, s: r.more.rule, _CASE),
    Field("documentation", _E, 30, lambda r, s: r.more.documentation, _CASE),
    Field("acquired", _E, 15, lambda r, s: r.more.acquired, _CASE),
    Field("unit_link", _E, 26, lambda r, s: r.more.unit_link, _CASE),
    Field("considered", _R, 38, _considered),
    Field("machine_said", _R, 26, lambda r, s: r.more.machine_said, _CASE),
    Field("reader_1", _R, 34, lambda r, s: r.more.reader_1, _CASE),
    Field("reader_2", _R, 15, lambda r, s: r.more.reader_2, _CASE),
    Field("agree", _R, 12, lambda r, s: r.more.agree, _CASE),
    Field("notes", _R, 36, _notes),
    Field("advice", _R, 24, lambda r, s: r.line.advice),
    Field("reviewer_1", _R, 10, lambda r, s: "", _ALONE),
    Field("reviewer_2", _R, 10, lambda r, s: "", _ALONE),
    Field("versions_short", _R, 22, lambda r, s: r.more.versions, _CASE),
    Field("brand_on_part", _O, 11, lambda r, s: r.more.brand, _CASE),
    Field("entity_then", _O, 16, lambda r, s: r.more.entity_then, _CASE),
    Field("entity_today", _O, 16, lambda r, s: r.more.entity_today, _CASE),
    Field("parent_today", _O, 14, lambda r, s: r.more.parent_today, _CASE),
    Field("headquarters_of", _O, 16, lambda r, s: r.more.headquarters_of, _CASE),
    Field("entity_sources", _O, 20, lambda r, s: r.more.entity_sources, _CASE),
    Field("authenticity", _O, 10, lambda r, s: r.more.authenticity, _CASE),
    Field("supply_path", _O, 14, lambda r, s: r.more.supply_path, _CASE),
    Field("letter", _O, 18, lambda r, s: r.more.letter, _CASE),
    Field("answer", _O, 14, lambda r, s: r.more.answer, _CASE),
    Field("answer_verbatim", _O, 46, _verbatim, _CASE),
)
