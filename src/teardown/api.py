"""Teardown for notebooks and programs: `teardown.analyze(paths)`, `teardown.read_marking(lines)`; see `docs/python.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from teardown.attribution import attribute, without_own_number
from teardown.bom import company_table, load_evidence
from teardown.companies import company_id
from teardown.errors import PhotoError, UsageError
from teardown.execution import InlineExecutor, Outcome
from teardown.geometry import rectify, to_upright
from teardown.intake import open_photo
from teardown.marking import decode_text
from teardown.model import (
    Attribution,
    Bom,
    ClaimLevel,
    Component,
    Evidence,
    Logo,
    Marking,
    NameStyle,
    Quad,
    TableFilter,
)
from teardown.notebook import CROP_HEIGHT, bom_html, marking_html, reads
from teardown.parts import Facts
from teardown.pipeline import analyze as run_pipeline
from teardown.pipeline import facts_of, limits_of
from teardown.settings import Settings, load_settings

if TYPE_CHECKING:
    import pandas as pd

_NOWHERE = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


@dataclass(frozen=True)
class Result:
    """What came of `analyze`. Shows itself in Jupyter as the table with a picture of each chip."""

    bom: Bom
    """The bill of materials: every component that was photographed, identified or not."""
    outcomes: tuple[Outcome, ...]
    """What became of each file, refused and failed ones included."""
    settings: Settings

    def to_dataframe(self) -> pd.DataFrame:
        """The bill of materials, one row a component; markings and part numbers are text, so that `0723` stays `0723`."""
        import pandas as pd

        facts = facts_of(self.settings)
        rows = [_row(component, facts, self.bom) for component in self.bom.components]
        frame = pd.DataFrame(rows, columns=list(_COLUMNS)).set_index("component")
        return frame.astype({name: kind for name, kind in _COLUMNS.items() if name != "component"})

    def company_table(
        self,
        *,
        countries: Sequence[str] = (),
        affiliates_in: Sequence[str] = (),
        companies: Sequence[str] = (),
        names: str = "report",
        level: ClaimLevel = ClaimLevel.PART,
    ) -> pd.DataFrame:
        """The report's table: No., Company Name, Confirmed Parts. The filter in words is in `.attrs["statement"]`.

        Args:
            countries: companies with their head office in these countries (two-letter codes).
            affiliates_in: companies with an affiliated local company in these countries.
            companies: these companies, by any of their names. Without any condition all companies are shown.
            names: `report`, `legal`, `short` or `ja`.
            level: the lowest claim that counts.

        Raises:
            UsageError: the parts database does not know one of the companies.
        """
        import pandas as pd

        facts = facts_of(self.settings)
        wanted = TableFilter(tuple(countries), tuple(affiliates_in), tuple(company_id(name, facts) for name in companies), level)
        table = company_table(self.bom, facts, wanted, NameStyle(names))
        frame = pd.DataFrame(
            [(row.no, row.company_name, row.confirmed_parts) for row in table.rows],
            columns=["No.", "Company Name", "Confirmed Parts"],
        )
        frame = frame.set_index("No.")
        frame.attrs["statement"] = table.statement
        return frame

    def crop(self, component: str, *, height: int | None = None) -> Image.Image:
        """The upright picture of a component, by its id (`C001`), from its best photo.

        Raises:
            KeyError: there is no such component, or no photo shows it.
            PhotoError: the photo is no longer where it was.
        """
        found = next(c for c in (*self.bom.components, None) if c is None or c.id == component)
        if found is None or not found.sightings:
            raise KeyError(component)
        sighting = found.sightings[0].sighting
        source = next(o for o in self.outcomes if o.sha256 == sighting.photo_sha256)
        return self._crops(Path(source.path), {component: sighting.quad}, height)[component]

    def _crops(self, path: Path, quads: Mapping[str, Quad], height: int | None) -> dict[str, Image.Image]:
        picture = open_photo(path, limits=limits_of(self.settings))
        photo = picture.photo
        return {
            key: Image.fromarray(
                rectify(picture.pixels, to_upright(quad, photo.orientation, photo.width, photo.height), height, margin=0.1)
            )
            for key, quad in quads.items()
        }

    def _repr_html_(self) -> str:
        """The table with crops. A photo that was moved away costs its pictures, not the table."""
        crops: dict[str, Image.Image] = {}
        for outcome in self.outcomes:
            quads = {
                c.id: c.sightings[0].sighting.quad
                for c in self.bom.components
                if c.sightings and c.sightings[0].sighting.photo_sha256 == outcome.sha256 and outcome.analysis
            }
            if quads:
                with suppress(PhotoError):
                    crops |= self._crops(Path(outcome.path), quads, CROP_HEIGHT)
        return bom_html(self.bom, crops, facts_of(self.settings))


@dataclass(frozen=True)
class ReadMarking:
    """A marking decoded from plain lines, with the decision about it. Shows itself in Jupyter with all candidates."""

    marking: Marking
    attribution: Attribution

    def to_dataframe(self) -> pd.DataFrame:
        """All candidates, the winner first, with the rule and source of each and why the others lost."""
        import pandas as pd

        columns = ["manufacturer", "part_number", "category", "likelihood", "rule", "matched", "source", "rejected_because"]
        return pd.DataFrame([[getattr(c, name) for name in columns] for c in self.attribution.candidates], columns=columns)

    def __str__(self) -> str:
        return f"{' / '.join(self.marking.lines)}: {self.attribution.wording} ({self.attribution.probability:.2f})"

    def _repr_html_(self) -> str:
        return marking_html(self.marking, self.attribution)


def analyze(
    paths: str | Path | Iterable[str | Path],
    *,
    unit: str = "",
    evidence: str | Path | Sequence[Evidence] = (),
    jobs: int | None = None,
    keep_in: str | Path | None = None,
    settings: Settings | None = None,
) -> Result:
    """Analyse the photos of one unit.

    Args:
        paths: a photo, a folder of photos, or several of them.
        unit: what was taken apart.
        evidence: what was noted about components whose name cannot be read: a file (`docs/evidence.md`) or `Evidence` objects.
        jobs: photos at the same time, each in a process of its own; a script then needs the usual `if __name__ == "__main__":`.
            None works in this process, one photo after the other.
        keep_in: folder in which finished photos are kept, so that the next call does not compute them again.
        settings: as from `teardown.load_settings()` when None.

    Raises:
        NoInputError: no photo was found.
        UsageError: the evidence cannot be read.
    """
    settings = settings or load_settings()
    if jobs is not None:
        settings = replace(settings, jobs=jobs)
    noted = load_evidence(Path(evidence), facts_of(settings)) if isinstance(evidence, str | Path) else tuple(evidence)
    analysis = run_pipeline(
        [paths] if isinstance(paths, str | Path) else paths,
        settings,
        unit=unit,
        evidence=noted,
        store_in=Path(keep_in) if keep_in else None,
        executor=InlineExecutor() if jobs is None and not settings.cluster else None,
    )
    return Result(analysis.bom, analysis.outcomes, settings)


def read_marking(lines: Sequence[str], *, logo: str | None = None, settings: Settings | None = None) -> ReadMarking:
    """Decode and attribute the lines of one marking, as a person reads them from top to bottom.

    Args:
        lines: for instance `["winbond", "25Q128JVSQ", "1823"]`.
        logo: the company whose logo is on the package, by any of its names.

    Raises:
        UsageError: `lines` is one text instead of a list, or the logo's company is not known.
    """
    if isinstance(lines, str):
        raise UsageError('Give the lines as a list: ["LINE 1", "LINE 2"].')
    facts = facts_of(settings or load_settings())
    marking = decode_text(lines, facts)
    mark = Logo(company_id(logo, facts), 1.0, _NOWHERE) if logo else None
    decided = attribute(marking, facts=facts, logo=mark)
    return ReadMarking(without_own_number(marking, decided), decided)


_COLUMNS = {
    "component": "str",
    "designator": "str",
    "level": "int64",
    "claim": "str",
    "manufacturer": "str",
    "company": "str",
    "country": "str",
    "part_number": "str",
    "category": "str",
    "probability": "float64",
    "reads": "str",
    "date_codes": "str",
    "photos": "str",
    "evidence": "str",
    "on_chip": "bool",
}
"""Columns of `Result.to_dataframe` with their types."""


def _row(component: Component, facts: Facts, bom: Bom) -> tuple[Any, ...]:
    decided = component.attribution
    maker = facts.manufacturers.get(decided.manufacturer or "")
    category = facts.categories.get(decided.category or "")
    names = {analysis.photo.sha256: analysis.photo.name for analysis in bom.photos}
    seen_on = dict.fromkeys(names[seen.sighting.photo_sha256] for seen in component.sightings)
    codes = dict.fromkeys(code.text for seen in component.sightings[:1] for code in seen.marking.dates)
    return (
        component.id,
        component.designator,
        int(decided.level),
        decided.wording,
        decided.manufacturer or "",
        maker.legal_name if maker else "",
        maker.headquarters if maker else "",
        decided.part_number or "",
        category.label_en if category else "",
        decided.probability,
        reads(component),
        ", ".join(codes),
        ", ".join(seen_on),
        "; ".join(f"{item.kind}: {item.text}" for item in component.evidence),
        component.on_chip,
    )
