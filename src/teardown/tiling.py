"""Cut a length into overlapping pieces of bounded size: so pictures are looked at, and memory stays bounded."""

from __future__ import annotations


def spans(length: int, longest: int, overlap: int) -> tuple[tuple[int, int], ...]:
    """Start and end of as few pieces as do, none longer than `longest`, evenly spread and no longer than they must be.

    Neighbours share at least `overlap`, which is less than `longest`: what is no longer than that is whole in one of them.
    """
    if length <= longest:
        return ((0, length),)
    count = -(-(length - overlap) // (longest - overlap))
    # One more than the mean, because starts are rounded.
    each = min(longest, -(-(length + (count - 1) * overlap) // count) + 1)
    starts = (round(i * (length - each) / (count - 1)) for i in range(count))
    return tuple((start, start + each) for start in starts)
