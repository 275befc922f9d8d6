"""What a text reader, a finder of text and a finder of packages must offer. Everything else in `reading` knows only these.

An engine may be slow, crash or answer garbage: `guard` stands between it and the rest, so an engine need not defend itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from teardown.geometry import Pixels
from teardown.model import Quad, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A region that a finder or proposer points at, in the pixels of the image it was given."""

    quad: Quad
    score: float
    """How sure the engine is, 0 to 1; comparable within one engine only."""


@runtime_checkable
class Finder(Protocol):
    """Finds lines of text."""

    @property
    def name(self) -> str:
        """Short and lower-case, for instance `v6-small`."""
        ...

    def find(self, pixels: Pixels) -> tuple[Found, ...]:
        """Quads around lines of text on an RGB image; a quad's direction may be any of the four sides."""
        ...


@runtime_checkable
class Reader(Protocol):
    """Reads single lines of text."""

    @property
    def name(self) -> str:
        """Short and lower-case; becomes `Reading.engine`."""
        ...

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        """One reading per upright RGB crop of one line, in order; an empty text where nothing can be read."""
        ...


@runtime_checkable
class Proposer(Protocol):
    """Finds bodies of components (packages), marked or not."""

    @property
    def name(self) -> str:
        """Short and lower-case, for instance `dark-rectangles`."""
        ...

    def propose(self, pixels: Pixels) -> tuple[Found, ...]:
        """Rotated rectangles around package bodies on an RGB image, the surest first."""
        ...


@runtime_checkable
class Releasing(Protocol):
    """An engine that holds memory between calls and can give it back."""

    def release(self) -> None:
        """Give back the memory that large pictures took; what is found does not change."""
        ...
