"""Check the rows of `parts_db` one by one and against each other. Examples are run by `teardown.curation`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from teardown.parts import history_lint
from teardown.parts.codes import VARIES
from teardown.parts.facts import Facts
from teardown.parts.grammar import fixed_characters, problem_with
from teardown.parts.load import Row, read_rows
from teardown.parts.names import name_key
from teardown.parts.text import compact

# A pattern that stands alone must fix this much of a number: a bare prefix is never enough to name a company.
_FIXED_ALONE = 5
_LITERAL_ALONE = 2
_SHORT_MARK = 5
_ID = re.compile(r"[a-z0-9]+(?:[-/_.][a-z0-9]+)*")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_DATE = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
_NAME_KINDS = {"alias", "former", "ja", "affiliate", "report"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a row."""

    where: str
    """File and line, `families/rohm.csv:12`."""
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


def lint_rows(folder: Path, facts: Facts) -> tuple[Finding, ...]:
    """Every problem that can be seen without decoding: missing sources, unknown ids, duplicates, patterns that say too little."""
    findings: list[Finding] = []
    checks: dict[str, Callable[[Row, Facts], Iterator[str]]] = {
        "categories": _nothing_more,
        "manufacturers": _manufacturer,
        "names": _name,
        "brands": _brand,
        "families": _family,
        "parts": _part,
        "codes": _code,
        "shared": _rule,
        "customers": _rule,
        "noise": _noise,
        "places": _nothing_more,
        "date_codes": _date_code,
        "confusions": _nothing_more,
        "eras": _era,
        "events": _nothing_more,
        "entities": history_lint.entity,
        "chip_makers": history_lint.chip_maker,
        "owners": history_lint.owner,
        "affiliates": history_lint.affiliate,
    }
    keys: dict[str, tuple[str, ...]] = {
        "names": ("manufacturer", "name"),
        "brands": ("manufacturer", "text"),
        "parts": ("part_number", "manufacturer", "top_mark"),
        "codes": ("code", "manufacturer", "part_number", "package"),
        "places": ("text",),
        "confusions": ("printed", "read"),
        "entities": ("manufacturer", "legal_name"),
        "chip_makers": ("brand", "made_by", "categories", "valid_from"),
        "owners": ("manufacturer", "parent", "valid_from"),
        "affiliates": ("manufacturer", "country", "legal_name"),
    }
    for table, check in checks.items():
        seen: dict[tuple[str, ...], str] = {}
        for row in read_rows(folder, table):
            if not row["source"]:
                findings.append(Finding(row.where, "the source is missing"))
            key = tuple(row[column] for column in keys.get(table, ("id",)))
            if key in seen:
                findings.append(Finding(row.where, f"{' '.join(key)} stands already in {seen[key]}"))
            seen.setdefault(key, row.where)
            findings += [Finding(row.where, problem) for problem in check(row, facts)]
    return tuple(findings)


def lint_names(facts: Facts) -> tuple[Finding, ...]:
    """Names and brand texts that stand for more than one company."""
    findings = [
        Finding("names", f"“{key}” names {' and '.join(ids)}; a name must find one company")
        for key, ids in sorted(facts.name_index.shared_names().items())
    ]
    texts: dict[str, set[str]] = {}
    for brand in facts.brands:
        texts.setdefault(compact(brand.text), set()).add(brand.manufacturer)
    for text, ids in sorted(texts.items()):
        if len({facts.house(id_) for id_ in ids}) > 1:
            findings.append(Finding("brands", f"“{text}” is the brand of {' and '.join(sorted(ids))}"))
    return tuple(findings)


def _nothing_more(row: Row, facts: Facts) -> Iterator[str]:
    return iter(())


def _known(maker: str, facts: Facts) -> Iterator[str]:
    if maker not in facts.manufacturers:
        yield f"there is no manufacturer {maker!r}"


def _manufacturer(row: Row, facts: Facts) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield f"the id {row['id']!r} must be lower-case letters, digits and hyphens"
    if not row["legal_name"] or not row["short_name"]:
        yield "legal_name and short_name are needed"
    if not _COUNTRY.fullmatch(row["headquarters"]):
        yield f"headquarters must be an ISO 3166 alpha-2 code, not {row['headquarters']!r}"
    for column in ("parent", "successor"):
        if row[column]:
            yield from _known(row[column], facts)
        if not _DATE.fullmatch(row[f"{column}_since"]):
            yield f"{column}_since must be a year or an ISO date, not {row[f'{column}_since']!r}"
        if row[column] == row["id"]:
            yield f"a company is not its own {column}"


def _name(row: Row, facts: Facts) -> Iterator[str]:
    yield from _known(row["manufacturer"], facts)
    if row["kind"] not in _NAME_KINDS:
        yield f"kind must be one of {', '.join(sorted(_NAME_KINDS))}, not {row['kind']!r}"
    if row["kind"] == "affiliate" and not row["country"]:
        yield "an affiliate needs the country where it is"
    if not name_key(row["name"]):
        yield f"{row['name']!r} is no name"


def _brand(row: Row, facts: Facts) -> Iterator[str]:
    yield from _known(row["manufacturer"], facts)
    length = len(compact(row["text"]))
    if length < 2:
        yield "a brand text has at least two letters or digits"
    elif length <= 2 and row["match"] != "line":
        yield "a text of two letters is too common inside other lines: use match line"


def _family(row: Row, facts: Facts) -> Iterator[str]:
    yield from _known(row["manufacturer"], facts)
    if row["category"] and row["category"] not in facts.categories:
        yield f"there is no category {row['category']!r}"
    if problem := problem_with(row["pattern"]):
        yield problem
        return
    groups = re.compile(row["pattern"]).groups
    try:
        (row["part"] or "{0}").format(*["x"] * (groups + 1))
    except (IndexError, KeyError, ValueError):
        yield f"part {row['part']!r} names a group that the pattern does not have"
    if not row["needs"]:
        fixed, literal = fixed_characters(row["pattern"])
        if fixed < _FIXED_ALONE or literal < _LITERAL_ALONE:
            yield f"fixes only {fixed} characters, {literal} of them literal, and a prefix names nobody: needs = brand"
    if not row["examples"]:
        yield "an example is missing: a real marking, LINE 1 / LINE 2 => PART"


def _part(row: Row, facts: Facts) -> Iterator[str]:
    yield from _known(row["manufacturer"], facts)
    if row["category"] and row["category"] not in facts.categories:
        yield f"there is no category {row['category']!r}"
    if row["evidence"] not in ("V", "V-mpn", "K"):
        yield f"evidence must be V, V-mpn or K, not {row['evidence']!r}"
    for column in ("part_number", "top_mark"):
        text = compact(row[column])
        if text and len(text) < _SHORT_MARK and row["needs"] != "brand":
            yield f"{row[column]!r} is shorter than {_SHORT_MARK} characters and not unique: needs = brand"


def _code(row: Row, facts: Facts) -> Iterator[str]:
    yield from _known(row["manufacturer"], facts)
    if row["category"] not in facts.categories:
        yield f"there is no category {row['category']!r}"
    if not row["package"]:
        yield "a code means nothing without its package"
    if compact(row["code"]) != row["code"].replace(VARIES, ""):
        yield f"a code is capital letters, digits and {VARIES}, not {row['code']!r}"


def _rule(row: Row, facts: Facts) -> Iterator[str]:
    if problem := problem_with(row["pattern"]):
        yield problem
    if not row["examples"]:
        yield "an example is missing"


def _noise(row: Row, facts: Facts) -> Iterator[str]:
    yield from _compiles(row["pattern"])
    if not row["examples"]:
        yield "an example is missing"


def _date_code(row: Row, facts: Facts) -> Iterator[str]:
    if row["manufacturer"]:
        yield from _known(row["manufacturer"], facts)
    yield from _compiles(row["pattern"])
    if "(?P<y" not in row["pattern"]:
        yield "the pattern needs a group yyyy, yy or y"


def _era(row: Row, facts: Facts) -> Iterator[str]:
    if problem := problem_with(row["pattern"]):
        yield problem
    if int(row["first"]) > int(row["last"]):
        yield "the last year lies before the first"
    if not row["examples"]:
        yield "an example is missing"


def _compiles(pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"not a valid regular expression: {error}"
