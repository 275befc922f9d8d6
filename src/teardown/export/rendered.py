"""Photos that say of themselves that they are no evidence.

Every picture that Teardown's own renderer makes carries the words “RENDERED SAMPLE - NOT EVIDENCE” in its pixels, so that the
warning cannot be lost with a file name or with metadata. What is read there is what every export repeats.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from teardown.model import Bom, PhotoAnalysis

_SAYS = "RENDEREDSAMPLENOTEVIDENCE"
_ALIKE = 75.0
"""Per cent of the sentence (rapidfuzz's partial ratio): read with a few wrong letters, or cut off at the photo's edge."""
_LEAST_LETTERS = 15


def rendered_photos(bom: Bom) -> frozenset[str]:
    """SHA-256 of the photos whose own text says that they are rendered samples."""
    return frozenset(analysis.photo.sha256 for analysis in bom.photos if _says_so(analysis))


def _says_so(analysis: PhotoAnalysis) -> bool:
    texts = (line.text for seen in analysis.sightings for line in seen.sighting.lines)
    return any(_is_warning("".join(c for c in text.upper() if c.isalpha())) for text in texts)


def _is_warning(letters: str) -> bool:
    return len(letters) >= _LEAST_LETTERS and fuzz.partial_ratio(_SAYS, letters) >= _ALIKE
