"""A chart as PNG: the same drawing, twice as many pixels as its SVG has units. As a program: SVG comes in, PNG goes out."""

from __future__ import annotations

import sys

from teardown.errors import UsageError

ZOOM = 2


def png(svg: str) -> bytes:
    """The pixels of one of our own charts. It takes up to a second, in which this process does nothing else.

    Raises:
        UsageError: the extra `web` is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise UsageError("Charts as PNG need a further library. Install it: pip install 'teardown[web]'") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, background="#ffffff"))


if __name__ == "__main__":
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))
