"""Numbers made up after a family's own form, and whose else they could be: a prefix that another maker shares is found so."""

from __future__ import annotations

import random
import string

from teardown.parts import Facts, compact
from teardown.parts.lint import Finding
from teardown.parts.pieces import PIECE, expand

DRAWN = 16
"""Numbers drawn from each family: the same ones at every run."""
# How often a piece is repeated beyond the least that its pattern wants.
_MORE = 2
_ANY = string.ascii_uppercase + string.digits


def lint_forms(facts: Facts) -> tuple[Finding, ...]:
    """Families that stand alone though numbers of their form stand alone as another house's: such numbers name nobody."""
    findings = []
    for rule in facts.families:
        if rule.needs_brand:
            continue
        house = facts.house(rule.manufacturer)
        others: dict[str, str] = {}
        for number in numbers_of(rule.pattern.text, rule.id):
            if facts.shared_rule(number):
                continue
            for match in facts.family_index.match(number, 0):
                other = match.family
                if not other.needs_brand and other.manufacturer not in house:
                    others.setdefault(other.id, number)
        findings += [
            Finding(
                f"families, {rule.id}",
                f"{number} has this form and that of {other}; one of them must be narrower or need the maker's name",
            )
            for other, number in others.items()
        ]
    return tuple(findings)


def numbers_of(pattern: str, seed: str, count: int = DRAWN) -> tuple[str, ...]:
    """Compact texts that a pattern matches, drawn at random from `seed`; fewer than `count` where some are alike."""
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    pieces = PIECE.findall(pattern)
    return tuple(dict.fromkeys(compact(_alternatives(pieces, 0, draw)[0]) for _ in range(count)))


def _alternatives(pieces: list[str], at: int, draw: random.Random) -> tuple[str, int]:
    """(one of the alternatives that begin at a piece, where they end)."""
    texts = []
    while True:
        text, at = _sequence(pieces, at, draw)
        texts.append(text)
        if at >= len(pieces) or pieces[at] != "|":
            return draw.choice(texts), at
        at += 1


def _sequence(pieces: list[str], at: int, draw: random.Random) -> tuple[str, int]:
    text = ""
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        begin = at
        _, at = _one(pieces, begin, draw)
        times, at = _times(pieces, at, draw)
        text += "".join(_one(pieces, begin, draw)[0] for _ in range(times))
    return text, at


def _one(pieces: list[str], at: int, draw: random.Random) -> tuple[str, int]:
    piece = pieces[at]
    if piece in ("(", "(?:"):
        text, end = _alternatives(pieces, at + 1, draw)
        return text, end + 1
    if piece == r"\d":
        return draw.choice(string.digits), at + 1
    if piece.startswith("["):
        return draw.choice(expand(piece)), at + 1
    return (draw.choice(_ANY) if piece == "." else piece), at + 1


def _times(pieces: list[str], at: int, draw: random.Random) -> tuple[int, int]:
    """(how often the piece before stands, where what says so ends)."""
    how = pieces[at] if at < len(pieces) else ""
    if how == "?":
        return draw.randint(0, 1), at + 1
    if how in ("*", "+"):
        least = 0 if how == "*" else 1
        return draw.randint(least, least + _MORE), at + 1
    if how.startswith("{"):
        low, _, high = how[1:-1].partition(",")
        least = int(low or 0)
        most = least if "," not in how else int(high) if high else least + _MORE
        return draw.randint(least, min(most, least + _MORE)), at + 1
    return 1, at
