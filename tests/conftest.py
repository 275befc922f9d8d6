"""What many tests need: one complete analysis made by hand, and settings that touch nothing outside the test."""

from __future__ import annotations

import signal

import pytest

from teardown.model import (
    AttributedSighting,
    Attribution,
    Candidate,
    CaptureQuality,
    ClaimLevel,
    DateCode,
    Marking,
    Photo,
    PhotoAnalysis,
    Reading,
    Sighting,
    Surface,
    TextLine,
    Token,
    TokenKind,
)

pytest_plugins = ["tests.order", "tests.promises_kept"]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A program started in the background of a shell script is told to ignore Ctrl-C, and hands that on to what it starts:
    # `teardown serve` could then not be stopped as people stop it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever runs the tests have no say in them."""
    import os

    for name in list(os.environ):
        if name.startswith("TEARDOWN_"):
            monkeypatch.delenv(name)


@pytest.fixture
def analysis() -> PhotoAnalysis:
    """One photo with one chip, read, decoded and attributed, every field filled."""
    quad = ((10.0, 20.0), (110.5, 20.0), (110.5, 60.0), (10.0, 60.0))
    reading = Reading("rapidocr", "BR24G", (0.9, 0.9, 0.8, 0.99, 0.7), ((("8", 0.05),), (), (), (), ()))
    return PhotoAnalysis(
        photo=Photo("front.jpg", "ab" * 32, 1234, "JPEG", 400, 300, 6, "2024-05-01T10:00:00", "Phone", True),
        quality=CaptureQuality(0.8, 0.01, 0.6, 18.5, ("come closer",)),
        sightings=(
            AttributedSighting(
                Sighting("ab" * 32, quad, (TextLine(quad, (reading,)),), Surface.CHIP, 0.9),
                Marking(("BR24G", "0723"), (Token("BR24G", TokenKind.PART, 0, 0.7),), (DateCode("0723", 2007, 23),)),
                Attribution(
                    ClaimLevel.PART,
                    0.93,
                    "marking matches part BR24G, documented for ROHM only",
                    "rohm",
                    "BR24G",
                    "memory",
                    None,
                    (Candidate("rohm", "BR24G", "memory", "family:rohm/br24", "datasheet", 0.9, "BR24G"),),
                ),
            ),
        ),
    )
