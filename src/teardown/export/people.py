"""Who took part in a case, under pseudonyms, and how much each did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from teardown.case.records import CaseRecord


@dataclass(frozen=True, slots=True)
class Person:
    """One pseudonym of a case."""

    pseudonym: str
    photos: int
    evidence: int
    decisions: int
    signatures: int
    releases: int


def people_of(record: CaseRecord) -> tuple[Person, ...]:
    """Everybody who is named in a case, in the order of their pseudonyms."""
    photos = Counter(p.received_from for p in record.photos)
    evidence = Counter(e.noted_by for _, e in record.evidence)
    decisions = Counter(d.by for d in record.decisions)
    signatures = Counter(s.by for s in record.signatures)
    releases = Counter(r.by for r in record.releases)
    drawn = {r.by for r in record.regions} | {r.by for r in record.rearrangements}
    everybody = {*photos, *evidence, *decisions, *signatures, *releases, *drawn} - {""}
    return tuple(Person(p, photos[p], evidence[p], decisions[p], signatures[p], releases[p]) for p in sorted(everybody))
