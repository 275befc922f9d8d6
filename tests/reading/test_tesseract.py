"""Tesseract behind the protocol of readers: the real program where it is installed, and its failures everywhere."""

from __future__ import annotations

import cv2
import numpy as np
import pytesseract
import pytest

from teardown.geometry import Pixels
from teardown.reading.engines import tesseract
from teardown.reading.engines.tesseract import TesseractReader, tesseract_installed
from teardown.reading.guard import GuardedReader

needs_program = pytest.mark.skipif(not tesseract_installed(), reason="the program tesseract is not installed")


def drawn(text: str, ink: int = 230, ground: int = 30) -> Pixels:
    pixels = np.full((48, 30 + 26 * len(text), 3), ground, dtype=np.uint8)
    cv2.putText(pixels, text, (14, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (ink, ink, ink), 3, cv2.LINE_AA)
    return pixels


@needs_program
def test_every_line_gets_its_own_reading() -> None:
    blank = np.full((48, 100, 3), 30, dtype=np.uint8)
    readings = TesseractReader().read([drawn("BR24G64"), blank, drawn("MX25L64", ink=20, ground=240)])
    assert [r.text for r in readings] == ["BR24G64", "", "MX25L64"]
    assert all(len(r.probabilities) == len(r.text) for r in readings)
    assert {r.engine for r in readings} == {"tesseract"}


def test_nothing_to_read_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract, "image_to_data", lambda *_, **__: pytest.fail("started"))
    assert TesseractReader().read([]) == ()


@needs_program
def test_a_program_that_hangs_costs_its_own_readings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "SECONDS", 0.001)
    monkeypatch.setattr(tesseract, "SECONDS_A_LINE", 0.0)
    (reading,) = GuardedReader(TesseractReader()).read([drawn("BR24G64")])
    assert (reading.engine, reading.text) == ("tesseract", "")


def test_a_missing_program_costs_its_own_readings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program-anywhere")
    guarded = GuardedReader(TesseractReader())
    (reading,) = guarded.read([drawn("BR24G64")])
    assert reading.text == ""
    assert "tesseract" in guarded.complaint
