"""Deciding: a sure mark is named, doubt and contradiction keep silent, and without a model nothing happens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from teardown.errors import TeardownError
from teardown.geometry import box_quad
from teardown.logos import recogniser
from teardown.logos.proposals import Proposal, Rectangle
from teardown.logos.recogniser import Judged, MarkRecogniser, chosen, recognise, with_logo
from teardown.model import Reading, Sighting, Surface, TextLine

TEXT = [(60.0, 102.0, 105.0, 20.0)]


def _judged(maker: str, probability: float) -> Judged:
    return Judged(Proposal((0, 0, 10, 10), False), maker, probability, probability)


class Fake(MarkRecogniser):
    """Says the same of every candidate."""

    def __init__(self, shares: tuple[float, ...], curve: tuple[float, float] = (1.0, 0.0)) -> None:
        self.classes = ("none", "ti", "st")
        self.slope, self.offset = curve
        self._row = shares

    def shares(self, gray: npt.NDArray[np.uint8], boxes: list[Rectangle]) -> npt.NDArray[np.float32]:  # type: ignore[override]
        return np.tile(np.array(self._row, dtype=np.float32), (len(boxes), 1))


def _pixels() -> npt.NDArray[np.uint8]:
    return np.full((200, 260, 3), 40, dtype=np.uint8)


def _sighting() -> Sighting:
    quad = box_quad(TEXT[0])
    lines = (TextLine(quad, (Reading("test", "AB1234", (0.9,) * 6),)),)
    return Sighting("0" * 64, box_quad((0, 0, 260, 200)), lines, Surface.CHIP, 0.9)


def test_the_surest_candidate_is_named() -> None:
    assert chosen([_judged("ti", 0.99), _judged("ti", 0.95), _judged("st", 0.4)], 0.9) == _judged("ti", 0.99)


def test_an_unsure_one_is_not() -> None:
    assert chosen([_judged("ti", 0.89)], 0.9) is None
    assert chosen([], 0.9) is None


def test_another_makers_mark_beside_it_makes_both_doubtful() -> None:
    assert chosen([_judged("ti", 0.99), _judged("st", 0.6)], 0.9) is None


def test_a_recognised_mark_becomes_the_sightings_logo() -> None:
    seen = with_logo(_pixels(), _sighting(), Fake((0.001, 0.998, 0.001)))
    assert seen.logo is not None
    assert seen.logo.manufacturer == "ti"
    assert 0.9 < seen.logo.probability < 1


def test_a_mark_must_stand_on_the_chips_body() -> None:
    elsewhere = replace(_sighting(), quad=box_quad((0, 0, 5, 5)))
    assert with_logo(_pixels(), elsewhere, Fake((0.001, 0.998, 0.001))).logo is None


@pytest.mark.parametrize("surface", [Surface.STICKER, Surface.BOARD, Surface.CONNECTOR, Surface.UNKNOWN])
def test_only_chips_are_looked_at(surface: Surface) -> None:
    other = replace(_sighting(), surface=surface)
    assert with_logo(_pixels(), other, Fake((0.001, 0.998, 0.001))) == other


def test_what_the_network_takes_for_none_is_none() -> None:
    assert with_logo(_pixels(), _sighting(), Fake((0.99, 0.005, 0.005))).logo is None
    assert recognise(_pixels(), TEXT, Fake((0.99, 0.005, 0.005))) is None


def test_a_calibration_that_trusts_less_says_less() -> None:
    shares = (0.02, 0.97, 0.01)
    trusting, doubting = Fake(shares), Fake(shares, (0.5, -1.0))
    assert doubting.calibrated(0.97) < trusting.calibrated(0.97)
    assert recognise(_pixels(), TEXT, doubting) is None


def test_without_a_model_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "model_path", lambda: None)
    assert recognise(_pixels(), TEXT) is None
    assert with_logo(_pixels(), _sighting()) == _sighting()


def test_a_file_that_is_no_model_says_so(tmp_path: Path) -> None:
    path = tmp_path / "marks.onnx"
    path.write_bytes(b"no network")
    with pytest.raises(TeardownError, match="cannot be used to recognise"):
        MarkRecogniser(path)
