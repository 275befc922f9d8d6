"""What Jupyter shows: tables as HTML with a picture of each chip. All text from photos and users is escaped."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping, Sequence

from PIL import Image

from teardown.model import Attribution, Bom, Component, Marking
from teardown.parts import Facts

CROP_HEIGHT = 80
"""Pixels of the crops in a table: the text on them is readable, and a hundred of them make a page of 1 MB."""

_HEAD = ("", "Picture", "Reads", "Company", "Part", "Claim", "Probability")


def bom_html(bom: Bom, crops: Mapping[str, Image.Image], facts: Facts) -> str:
    """The bill of materials with the crops that there are, by component id."""
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    body = "".join(_component_row(component, crops.get(component.id), facts) for component in bom.components)
    counted = f"{len(bom.chips)} components listed, {len(bom.identified)} identified"
    if bom.other_text:
        counted += f"; besides, {len(bom.other_text)} texts that may stand on no chip"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{counted}</p>"


def marking_html(marking: Marking, attribution: Attribution) -> str:
    """The tokens of a marking, the decision, and all candidates."""
    tokens = " ".join(
        f'<code title="{html.escape(token.kind)}">{html.escape(token.text)}</code>'
        for token in marking.tokens
        if not token.joined
    )
    head = "".join(f"<th>{name}</th>" for name in ("Company", "Part", "Weight", "Rule", "Source", "Lost because"))
    body = "".join(
        f"<tr>{_cells([c.manufacturer, c.part_number, f'{c.likelihood:.3f}', c.rule, c.source, c.rejected_because])}</tr>"
        for c in attribution.candidates
    )
    decision = f"{html.escape(attribution.wording)} (probability {attribution.probability:.2f})"
    return f"<p>{tokens}</p><p>{decision}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def reads(component: Component) -> str:
    """What is read on a component's best sighting, its lines separated by slashes."""
    return " / ".join(component.sightings[0].marking.lines) if component.sightings else ""


def _component_row(component: Component, crop: Image.Image | None, facts: Facts) -> str:
    decided = component.attribution
    maker = facts.manufacturers.get(decided.manufacturer or "")
    cells = [
        reads(component),
        maker.short_name if maker else "",
        decided.part_number or "",
        decided.wording,
        f"{decided.probability:.2f}",
    ]
    picture = _embedded(crop) if crop else ""
    return f"<tr>{_cells([component.id])}<td>{picture}</td>{_cells(cells)}</tr>"


def _cells(texts: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(text)}</td>" for text in texts)


def _embedded(crop: Image.Image) -> str:
    data = io.BytesIO()
    crop.save(data, "JPEG", quality=80)
    return f'<img src="data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}" alt="">'
