"""What speaks for a company in a marking: brand text, logo, and part numbers that its documents explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from teardown.marking import OTHER_LOOK
from teardown.model import Logo, Marking, Token, TokenKind
from teardown.parts import BrandHit, Facts, ImportedParts, compact

# A third exchanged character is no longer a misreading but another number.
_MOST_SUBSTITUTIONS = 2
# In a short number every character counts: one exchanged character makes `AO3400` of `A03400`, two make another part.
_SHORT = 7
_TIMING = ("crystal", "oscillator", "timing")
# Shorter numbers stand in every large table by chance.
_SHORTEST_IMPORTED = 5
# Fewer characters are a value or a line's end; numbers and lots on packages have more.
_SHORTEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class PartSupport:
    """A part number or top mark of one maker that explains a token."""

    manufacturer: str
    part_number: str
    category: str
    rule: str
    source: str
    matched: str
    """Token as read."""
    length: int
    """Characters of the compact token."""
    fixed: int
    """Characters that the rule fixes: what of the token can speak for this maker rather than another."""
    substitutions: int
    probability: float
    """Of the token having been read as it stands."""
    needs_brand: bool
    """The number is shared or too short: it counts only beside the maker's name or logo."""
    share: float = 1.0
    """1 when the token is what was read; else the share of what was read that its image gives this text (`model.Token.share`)."""
    line: int = -1
    """Of the marking, on which the token begins."""
    also_as_read: bool = False
    """The same maker's rules explain what was read there as well: the number is in doubt, whose it is is not."""
    because: str = ""
    """Why it needs a brand although its rule stands alone: a shared number, a customer's marking."""

    @property
    def doubt(self) -> float:
        """How far the explained text is from what was read: exchanged characters; one, and what the image gives it less, for a
        text that the image merely allows."""
        return self.substitutions + (2.0 - self.share if self.share < 1 else 0.0)


@dataclass(frozen=True, slots=True)
class BrandSupport:
    """A maker's printed name or logo on the component."""

    manufacturer: str
    rule: str
    source: str
    matched: str
    quality: float
    """1 exact; less for a misread letter; the recogniser's probability for a logo."""
    length: int
    """Characters of the brand text; 0 for a logo."""
    below_number: bool = False
    """It stands on a line below the first that holds a digit: makers' names head a marking."""
    of_crystal: bool | None = None
    """Where a frequency is printed too: whether it is the name of a maker of crystals. The two are a crystal's whole marking."""
    beside_number: bool = True
    """Something that can be a part number or a lot is printed too."""


@dataclass(frozen=True, slots=True)
class Support:
    """Everything in a marking that speaks for companies, and what forbids naming one."""

    parts: tuple[PartSupport, ...]
    brands: tuple[BrandSupport, ...]
    customer: str = ""
    """The customer whose house marking is on the component, or empty."""
    shared: str = ""
    """The token that many makers print, or empty."""


def collect(marking: Marking, facts: Facts, logo: Logo | None, package: str = "") -> Support:
    """Gather the support that the facts give to each company for one marking.

    Args:
        package: of the component, where it is known; marking codes count only then.
    """
    tokens = [(token, compact(token.text)) for token in marking.of(TokenKind.PART)]
    as_read = {key for token, key in tokens if token.share >= 1}
    customer = next((house.what for _, key in tokens if key in as_read and (house := facts.customer_rule(key))), "")
    shared = {key: common.id for _, key in tokens if (common := facts.shared_rule(key))}
    parts: list[PartSupport] = []
    for token, key in tokens:
        # A text that the image merely allows is not bent any further.
        most = 0 if token.share < 1 else _MOST_SUBSTITUTIONS if len(key) >= _SHORT else 1
        because = f"{shared[key]} is made by many" if key in shared else "a customer's own marking" if customer else ""
        for family in facts.family_index.match(key, most):
            rule = family.family
            parts.append(
                PartSupport(
                    manufacturer=rule.manufacturer,
                    part_number=family.part_number,
                    category=rule.category,
                    rule=f"family:{rule.id}",
                    source=rule.source,
                    matched=token.text,
                    length=len(key),
                    fixed=min(len(key), rule.pattern.fixed),
                    substitutions=len(family.match.substitutions),
                    probability=token.probability,
                    needs_brand=rule.needs_brand or bool(because),
                    share=token.share,
                    line=token.line,
                    because=because,
                )
            )
        for hit in facts.part_index.match(key, most):
            parts.append(
                PartSupport(
                    manufacturer=hit.part.manufacturer,
                    part_number=hit.part.part_number,
                    category=hit.part.category,
                    rule="top mark" if hit.by_top_mark else "part",
                    source=hit.part.source,
                    matched=token.text,
                    length=len(key),
                    fixed=len(key),
                    substitutions=hit.substitutions,
                    probability=token.probability,
                    needs_brand=hit.part.needs_brand or bool(because),
                    share=token.share,
                    line=token.line,
                    because=because,
                )
            )
        if (
            facts.imported is not None
            and token.share >= 1
            and len(key) >= _SHORTEST_IMPORTED
            and not any(part.matched == token.text for part in parts)
        ):
            parts += _imported(token, key, facts.imported, most)
    parts = _with_agreement(parts)
    parts += _codes(marking, facts, package)
    noise = {token.line for token in marking.of(TokenKind.NOISE) if token.text == marking.lines[token.line]}
    hits = [hit for hit in facts.brand_index.find(marking.lines) if hit.line not in noise]
    first_number = min((token.line for token, key in tokens if key in as_read), default=len(marking.lines))
    named = {hit.brand.manufacturer for hit in hits} if marking.of(TokenKind.FREQUENCY) else set()
    of_crystal = {maker: facts.makes(maker, _TIMING) for maker in named}
    number = any(len(key) >= _SHORTEST_NUMBER for _, key in tokens if key in as_read)
    brands = _brands(hits, logo, first_number, of_crystal, beside_number=number)
    return Support(tuple(parts), brands, customer, next((key for key in shared if key in as_read), ""))


def _with_agreement(parts: Iterable[PartSupport]) -> list[PartSupport]:
    """The support, with what another reader read marked where the same maker's rules explain what was read first as well."""
    parts = tuple(parts)
    as_it_stands = {(part.manufacturer, part.line) for part in parts if part.doubt == 0}
    return [
        replace(part, also_as_read=OTHER_LOOK <= part.share < 1 and (part.manufacturer, part.line) in as_it_stands)
        for part in parts
    ]


def _codes(marking: Marking, facts: Facts, package: str) -> list[PartSupport]:
    """What marking codes of this package say; a code alone names nobody, since others print the same."""
    return [
        PartSupport(
            manufacturer=code.manufacturer,
            part_number=code.part_number,
            category=code.category,
            rule=f"code:{code.package}",
            source=code.source,
            matched=line,
            length=len(compact(line)),
            fixed=len(compact(code.code)),
            substitutions=0,
            probability=1.0,
            needs_brand=True,
            because="a marking code is not unique, and the maker's name is not on the component",
        )
        for line in marking.lines
        for code in facts.code_index.find(line, package)
    ]


def _imported(token: Token, key: str, imported: ImportedParts, most: int) -> list[PartSupport]:
    """What imported tables say of a token that the reviewed facts do not explain; without the maker's name it names nobody."""
    hits = (*imported.exact(key), *imported.by_top_mark(key))
    return [
        PartSupport(
            manufacturer=hit.manufacturer,
            part_number=hit.part_number,
            category="",
            rule="imported",
            source=hit.source,
            matched=token.text,
            length=len(key),
            fixed=len(key),
            substitutions=hit.distance,
            probability=token.probability,
            needs_brand=True,
            because="only an imported table says so, and the maker's name is not on the component",
        )
        for hit in hits
        if hit.manufacturer and hit.distance <= most
    ]


def _brands(
    hits: Iterable[BrandHit], logo: Logo | None, first_number: int, of_crystal: Mapping[str, bool], *, beside_number: bool
) -> tuple[BrandSupport, ...]:
    best: dict[str, BrandSupport] = {}
    for hit in hits:
        maker = hit.brand.manufacturer
        support = BrandSupport(
            manufacturer=maker,
            rule=f"brand:{hit.brand.text}",
            source=hit.brand.source,
            matched=hit.text,
            quality=hit.quality,
            length=len(compact(hit.brand.text)),
            below_number=hit.line > first_number,
            of_crystal=of_crystal.get(maker),
            beside_number=beside_number,
        )
        if maker not in best or support.quality > best[maker].quality:
            best[maker] = support
    if logo is not None and (logo.manufacturer not in best or logo.probability > best[logo.manufacturer].quality):
        best[logo.manufacturer] = BrandSupport(logo.manufacturer, "logo", "logo recogniser", "logo", logo.probability, 0)
    return tuple(best.values())
