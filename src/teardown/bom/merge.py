"""Which sightings on different photos are one physical chip.

The rule, in the order of its strength:

1. **Same place.** When one photo can be laid on another (`layout.py`), sightings that fall on each other are one chip, also where
   one of them cannot be read, and sightings that read alike but lie elsewhere are different chips.
2. **Same text.** When two photos cannot be laid on each other (a close-up of a single chip), two sightings are one chip when
   more than the part number is the same (a second word such as the date or lot code, ten characters in all) and nothing else
   on either photo would fit as well.
3. **Otherwise they stay apart**, and a note says which components may be the same chip.

Two sightings on one photo are never one chip: boards carry several chips of a kind. Date or lot codes that were read with
certainty and differ keep sightings apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from teardown.bom.layout import Frame, Overlay, candidate_pairs, frame_of, near, overlay
from teardown.bom.texts import Agreement, agreement
from teardown.model import AttributedSighting, PhotoAnalysis

Key = tuple[int, int]
"""Number of the photo, number of the sighting on it."""

_PLACE_ALONE_NEEDS = 3
"""Chips that must confirm how photos lie on each other before a chip that cannot be read is merged by its place."""


_RATHER_ALIKE = 0.6
"""Similarity of texts from which a doubt is worth a reviewer's time."""


@dataclass(frozen=True, slots=True)
class _Link:
    """Two sightings that are held to be one chip."""

    first: Key
    second: Key
    strength: tuple[int, float]
    """Chips that confirm the layout (0: text alone), then how far the texts agree."""
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """The sightings of one chip, in the order of photos, with what a reviewer should know."""

    keys: tuple[Key, ...]
    notes: tuple[str, ...]
    doubts: tuple[Key, ...] = ()
    """Sightings of other groups that may be the same chip."""


@dataclass(slots=True)
class _Findings:
    links: list[_Link] = field(default_factory=list)
    doubts: list[tuple[Key, Key]] = field(default_factory=list)


def merge(photos: Sequence[PhotoAnalysis], sightings: Sequence[Sequence[AttributedSighting]]) -> tuple[Group, ...]:
    """Group the sightings of all photos into chips.

    `sightings` are those of each photo that count as components. Groups come in the order of their first sighting.
    """
    frames = [frame_of(p.photo, s) for p, s in zip(photos, sightings, strict=True)]
    names = [p.photo.name for p in photos]
    findings = _Findings()
    for m, n in combinations(range(len(frames)), 2):
        _compare(m, n, frames, names, findings)
    return _group(frames, names, findings)


def _compare(m: int, n: int, frames: Sequence[Frame], names: Sequence[str], findings: _Findings) -> None:
    """Find what is on two photos both."""
    first, second = frames[m], frames[n]
    pairs = candidate_pairs(first, second)
    if not pairs:
        return
    laid = overlay(first, second, pairs)
    if laid is not None:
        findings.links += _by_place(m, n, first, second, laid, names)
        return
    by_text = {pair for pair in pairs if _only_fit(pair, pairs)}
    for (i, j), common in sorted(pairs.items()):
        if (i, j) in by_text:
            why = (
                f"same text with date or lot code on {names[m]} and {names[n]}; another chip of the same lot would look the same"
            )
            findings.links.append(_Link((m, i), (n, j), (0, common.similarity), why))
        elif common.telling_words and common.similarity >= _RATHER_ALIKE:
            findings.doubts.append(((m, i), (n, j)))


def _by_place(m: int, n: int, first: Frame, second: Frame, laid: Overlay, names: Sequence[str]) -> Iterator[_Link]:
    support = len(laid.pairs)
    why = f"same place on {names[m]} and {names[n]}: {support} chips read on both photos lie in the same layout"
    for i, j in sorted(laid.pairs.items()):
        similarity = agreement(first.spots[i].words, second.spots[j].words).similarity
        yield _Link((m, i), (n, j), (support, similarity), why)
    if support < _PLACE_ALONE_NEEDS:
        return
    used = set(laid.pairs.values())
    for i, a in enumerate(first.spots):
        if i in laid.pairs:
            continue
        here = [j for j, b in enumerate(second.spots) if j not in used and near(laid, a, b)]
        # Two chips in one place are too close together to tell which is meant.
        if len(here) == 1 and not agreement(a.words, second.spots[here[0]].words).contradiction:
            used.add(here[0])
            yield _Link((m, i), (n, here[0]), (support, 0.0), why)


def _only_fit(pair: tuple[int, int], pairs: Mapping[tuple[int, int], Agreement]) -> bool:
    """The texts agree in more than the part number, and no other sighting on either photo could be meant."""
    i, j = pair
    return pairs[pair].distinctive and sum(1 for a, b in pairs if a == i or b == j) == 1


def _group(frames: Sequence[Frame], names: Sequence[str], findings: _Findings) -> tuple[Group, ...]:
    members: dict[Key, set[Key]] = {(p, k): {(p, k)} for p, frame in enumerate(frames) for k in range(len(frame.spots))}
    why: dict[Key, list[str]] = {key: [] for key in members}
    doubts = list(findings.doubts)
    for link in sorted(findings.links, key=lambda k: (-k.strength[0], -k.strength[1], k.first, k.second)):
        one, other = members[link.first], members[link.second]
        if one is other:
            continue
        if {p for p, _ in one} & {p for p, _ in other}:
            doubts.append((link.first, link.second))
            continue
        one |= other
        for key in other:
            members[key] = one
        why[link.first].append(link.why)
    unique = {id(group): group for group in members.values()}
    ordered = sorted((sorted(group) for group in unique.values()), key=lambda keys: keys[0])
    return tuple(Group(tuple(keys), _merged_because(keys, why), tuple(_doubted(keys, members, doubts))) for keys in ordered)


def _merged_because(keys: Iterable[Key], why: Mapping[Key, Sequence[str]]) -> tuple[str, ...]:
    reasons = Counter(reason for key in keys for reason in why[key])
    return tuple(f"Counted as one chip: {reason}." for reason in sorted(reasons))


def _doubted(keys: Iterable[Key], members: Mapping[Key, set[Key]], doubts: Sequence[tuple[Key, Key]]) -> list[Key]:
    mine = set(keys)
    others = {b if a in mine else a for a, b in doubts if (a in mine) != (b in mine)}
    return sorted({min(members[key]) for key in others})
