"""The whole reading step with engines that are made up: what happens to a picture when they work and when they break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from teardown.detecting import Body
from teardown.errors import EngineError
from teardown.geometry import Pixels, bounding_box, box_quad, contains
from teardown.model import Photo, Reading, Surface
from teardown.reading import EVERYTHING, Found, read, read_picture
from tests.reading.fakes import Finds, Reads, reading


@dataclass(frozen=True)
class Picture:
    photo: Photo
    pixels: Pixels


def picture(width: int = 400, height: int = 300, orientation: int = 1) -> Picture:
    """A dark board; `width` and `height` are those of the stored picture."""
    upright = (width, height) if orientation in (5, 6, 7, 8) else (height, width)
    return Picture(Photo("board.jpg", "ab" * 32, 1, "JPEG", width, height, orientation), np.zeros((*upright, 3), dtype=np.uint8))


def crash(*_: Any) -> Any:
    raise RuntimeError("broken engine")


TWO_LINES = (Found(box_quad((100, 100, 90, 20)), 0.9), Found(box_quad((100, 130, 90, 20)), 0.8))


def says(*texts: str) -> Callable[[Sequence[Pixels]], Sequence[Reading]]:
    """Reads the texts in turn, upright surely and upside down badly: ways up are asked for in pairs."""

    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        return [reading(texts[i // 2 % len(texts)], 0.4 if i % 2 else 0.95) for i in range(len(crops))]

    return answer


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts made-up engines in the place of the real ones."""

    def use(
        v6: Callable[[Pixels], Any] = lambda _: TWO_LINES,
        v4: Callable[[Pixels], Any] = lambda _: (),
        reads: Callable[[Sequence[Pixels]], Any] | None = None,
    ) -> None:
        monkeypatch.setattr(read, "v6_detector", lambda threads=1: Finds(v6, "v6"))
        monkeypatch.setattr(read, "v4_detector", lambda threads=1: Finds(v4, "v4"))
        monkeypatch.setattr(read, "reader_named", lambda name, threads=1: Reads(reads or says("BR24G128", "1923"), name))
        monkeypatch.setattr(read, "_bodies", lambda pixels, threads, detect, how: detect(pixels, how) if detect else None)

    return use


def once(pixels: Pixels) -> tuple[Found, ...]:
    """Two lines on the picture at its own scale; nothing at others."""
    return TWO_LINES if pixels.shape[:2] == (300, 400) else ()


def test_lines_below_each_other_are_one_component(engines: Callable[..., None]) -> None:
    engines(v6=once)
    (sighting,) = read_picture(picture())
    assert [line.text for line in sighting.lines] == ["BR24G128", "1923"]
    assert all(contains(sighting.quad, point) for line in sighting.lines for point in line.quad)


def test_an_empty_picture_has_no_components(engines: Callable[..., None]) -> None:
    engines(v6=lambda _: (), reads=crash)
    assert read_picture(picture()) == ()


def test_one_finder_that_breaks_leaves_the_other_working(engines: Callable[..., None]) -> None:
    engines(v6=crash, v4=once)
    assert [line.text for s in read_picture(picture()) for line in s.lines] == ["BR24G128", "1923"]


def test_no_finder_that_works_is_an_error_that_says_what_to_do(engines: Callable[..., None]) -> None:
    engines(v6=crash, v4=crash)
    with pytest.raises(EngineError, match="doctor"):
        read_picture(picture())


def test_a_reader_that_never_works_is_an_error(engines: Callable[..., None]) -> None:
    engines(v6=once, reads=crash)
    with pytest.raises(EngineError, match="broken engine"):
        read_picture(picture())


@pytest.mark.parametrize("text", ["", "   ", "\udc80\udcff", "\x00\x01", "…", "~" * 40])
def test_garbage_becomes_no_component(engines: Callable[..., None], text: str) -> None:
    engines(v6=once, reads=lambda crops: [reading(text) for _ in crops])
    assert read_picture(picture()) == ()


def test_what_is_read_with_little_certainty_is_noise(engines: Callable[..., None]) -> None:
    engines(v6=once, reads=lambda crops: [reading("BR24G128", 0.1) for _ in crops])
    assert read_picture(picture()) == ()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_quads_lie_on_the_photo_as_stored(engines: Callable[..., None], orientation: int) -> None:
    engines(v6=lambda pixels: TWO_LINES)
    for sighting in read_picture(picture(400, 300, orientation)):
        x, y, w, h = bounding_box(sighting.quad)
        assert x >= -20
        assert x + w <= 420
        assert y >= -20
        assert y + h <= 320


def test_lines_on_one_body_are_one_component_whatever_lies_between_them(engines: Callable[..., None]) -> None:
    apart = (Found(box_quad((100, 60, 90, 15)), 0.9), Found(box_quad((100, 180, 90, 15)), 0.8))
    engines(v6=lambda pixels: apart if pixels.shape[:2] == (300, 400) else ())
    assert len(read_picture(picture())) == 2
    body = Body(box_quad((80, 40, 140, 180)), "ic", 0.9, 0.9)
    (sighting,) = read_picture(picture(), detect=lambda *_: (body,))
    assert [line.text for line in sighting.lines] == ["BR24G128", "1923"]
    assert sighting.surface is Surface.CHIP
    assert bounding_box(sighting.quad) == (80, 40, 140, 180)


@pytest.mark.parametrize(("kind", "surface"), [("connector", Surface.CONNECTOR), ("sticker", Surface.STICKER)])
def test_text_on_a_connector_or_sticker_is_no_chip_marking(engines: Callable[..., None], kind: str, surface: Surface) -> None:
    engines(v6=once)
    (sighting,) = read_picture(picture(), detect=lambda *_: (Body(box_quad((80, 80, 140, 90)), kind, 0.9, 0.02),))
    assert sighting.surface is surface
    assert sighting.surface_probability < 0.1


def test_chips_are_looked_at_again_from_close_by(engines: Callable[..., None]) -> None:
    seen: dict[str, list[tuple[int, ...]]] = {"v6": [], "v4": []}

    def watch(name: str) -> Callable[[Pixels], tuple[Found, ...]]:
        def find(pixels: Pixels) -> tuple[Found, ...]:
            seen[name].append(pixels.shape[:2])
            return ()

        return find

    body = Body(box_quad((80, 80, 60, 30)), "ic", 0.9, 0.9)
    engines(v6=watch("v6"), v4=watch("v4"))
    for mode, lookers in (("fast", {"v4"}), ("thorough", {"v4", "v6"})):
        for shapes in seen.values():
            shapes.clear()
        read_picture(picture(), detect=lambda *_: (body,), mode=mode)
        # Nothing tells how its text lies: 60 × 30 pixels are looked at along and across, four times enlarged.
        close = {name: [shape for shape in shapes if max(shape) < 300] for name, shapes in seen.items()}
        assert {name for name, shapes in close.items() if shapes} == lookers
        for name in lookers:
            assert any(width > 200 for _, width in close[name])
            assert any(height > 200 for height, _ in close[name])


def test_text_beside_every_body_is_read_once_and_without_room(engines: Callable[..., None]) -> None:
    asked: list[int] = []

    def count(crops: Sequence[Pixels]) -> Sequence[Reading]:
        asked.extend(crop.shape[1] for crop in crops)
        return says("BR24G128")(crops)

    # Two looks at one text that overlap by three quarters.
    twice = Found(box_quad((200, 20, 60, 12)), 0.9), Found(box_quad((200, 20, 78, 12)), 0.8)
    engines(v6=lambda pixels: twice if pixels.shape[:2] == (300, 400) else (), reads=count)
    body = Body(box_quad((20, 100, 60, 30)), "ic", 0.9, 0.9)
    read_picture(picture(), detect=lambda *_: (body,))
    assert len(asked) == 2
    asked.clear()
    read_picture(picture(), detect=lambda *_: (body,), method=replace(EVERYTHING, sparing=False))
    assert len(asked) == 6
    asked.clear()
    read_picture(picture(), detect=lambda *_: (body,), mode="fast", method=replace(EVERYTHING, sparing=False))
    assert len(asked) == 4


def test_two_runs_say_the_same(engines: Callable[..., None]) -> None:
    engines(v6=lambda _: TWO_LINES, v4=lambda _: TWO_LINES[::-1])
    assert read_picture(picture()) == read_picture(picture())
