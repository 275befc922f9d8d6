from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime
import pytest

from teardown import detecting
from teardown.detecting import (
    CHANNELS,
    FAST,
    KINDS,
    STRIDE,
    THOROUGH,
    BodyDetector,
    FoldedDetectors,
    Look,
    detect_bodies,
    detector,
)
from teardown.errors import TeardownError
from teardown.geometry import box_quad, overlap

Cells = Callable[[np.ndarray], np.ndarray]


def white_is_a_chip(blob: np.ndarray) -> np.ndarray:
    """Stands in for the network: the box around all white pixels of the input is an IC."""
    out = np.full((CHANNELS, blob.shape[2] // STRIDE, blob.shape[3] // STRIDE), -10.0, dtype=np.float32)
    rows, columns = np.nonzero(blob[0].min(axis=0) > 200)
    if len(rows):
        left, top, right, bottom = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
        row, column = int((top + bottom) / 2 // STRIDE), int((left + right) / 2 // STRIDE)
        x, y = (column + 0.5) * STRIDE, (row + 0.5) * STRIDE
        out[:2, row, column] = 3.0
        out[1 + len(KINDS) : 5 + len(KINDS), row, column] = np.log(
            np.maximum([x - left, y - top, right - x, bottom - y], 1) / STRIDE
        )
        out[5 + len(KINDS) :, row, column] = 0.0, 1.0
    return out


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    class Session:
        def __init__(self, path: str, options: object, providers: list[str]) -> None:
            pass

        def get_outputs(self) -> list[SimpleNamespace]:
            return [SimpleNamespace(shape=["n", CHANNELS, "h", "w"])]

        def run(self, names: None, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
            return [white_is_a_chip(feed["pixels"])[None]]

    monkeypatch.setattr(onnxruntime, "InferenceSession", Session)


def picture(width: int, height: int, box: tuple[int, int, int, int]) -> np.ndarray:
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    x, y, w, h = box
    pixels[y : y + h, x : x + w] = 255
    return pixels


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((640, 480), (200, 160, 120, 80)),
        ((3000, 2000), (2000, 1500, 300, 200)),
        ((3000, 2000), (1400, 700, 80, 60)),
        ((200, 150), (60, 50, 40, 24)),
    ],
)
@pytest.mark.usefixtures("network")
def test_boxes_come_back_in_the_pixels_of_the_picture(size: tuple[int, int], box: tuple[int, int, int, int]) -> None:
    found = BodyDetector(Path("any")).detect(picture(*size, box))
    assert found[0].kind == "ic"
    assert overlap(found[0].quad, box_quad(box)) > 0.8


@pytest.mark.usefixtures("network")
def test_what_an_inner_tile_edge_cuts_is_left_to_other_tiles() -> None:
    # At the finest scale this body spans several tiles; only the coarser scales have it whole.
    box = (300, 200, 2000, 1500)
    found = BodyDetector(Path("any")).detect(picture(2560, 1920, box), Look((640, 1280, 2560)))
    assert [overlap(b.quad, box_quad(box)) > 0.9 for b in found] == [True]


@pytest.mark.usefixtures("network")
def test_a_closer_look_finds_the_outline_of_a_small_body_more_exactly() -> None:
    # 25 pixels of 4000 are 8 of 1280, a single cell of the network.
    box = (1703, 905, 25, 25)
    pixels = picture(4000, 3000, box)
    coarse, close = (BodyDetector(Path("any")).detect(pixels, look)[0] for look in (FAST, THOROUGH))
    assert overlap(coarse.quad, box_quad(box)) < overlap(close.quad, box_quad(box))
    assert overlap(close.quad, box_quad(box)) > 0.9


def test_the_finest_scale_is_for_pictures_that_have_it() -> None:
    assert THOROUGH.scales(4000, 3000) == (640, 1280, 2560)
    assert THOROUGH.scales(1500, 2560) == (640, 1280, 2560)
    assert THOROUGH.scales(2000, 1500) == FAST.scales(4000, 3000) == (640, 1280)


@pytest.mark.usefixtures("network")
def test_an_empty_picture_has_no_bodies() -> None:
    assert BodyDetector(Path("any")).detect(np.zeros((30, 40, 3), dtype=np.uint8)) == ()


@pytest.mark.parametrize("shape", [(10, 10), (10, 10, 4), (0, 10, 3)])
@pytest.mark.usefixtures("network")
def test_what_is_no_rgb_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        BodyDetector(Path("any")).detect(np.zeros(shape, dtype=np.uint8))


def test_a_file_that_is_no_model_is_an_error_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "bodies.onnx").write_bytes(b"not a model")
    with pytest.raises(TeardownError, match="cannot be used as a body detector"):
        BodyDetector(tmp_path / "bodies.onnx")


def test_a_model_with_other_outputs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SimpleNamespace(get_outputs=lambda: [SimpleNamespace(shape=["n", 1, "h", "w"])])
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: session)
    with pytest.raises(TeardownError, match="channels"):
        BodyDetector(Path("any"))


def test_without_the_model_file_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector, "MODEL_FILE", "absent.onnx")
    assert detecting.model_path() is None
    assert detect_bodies(np.zeros((64, 64, 3), dtype=np.uint8)) == ()


@pytest.mark.usefixtures("network")
def test_each_repository_gets_the_model_that_never_saw_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folds.json").write_text('{"a/b": 0, "c/d": 1, "e/f": 0}')
    for fold in (0, 1):
        (tmp_path / f"fold{fold}.onnx").write_bytes(b"")
    loaded: list[str] = []
    monkeypatch.setattr("teardown.detecting.folded.BodyDetector", lambda path, threads: loaded.append(path.name) or path.name)
    folded = FoldedDetectors(tmp_path)
    assert [folded.for_repository(r) for r in ("a/b", "c/d", "e/f")] == ["fold0.onnx", "fold1.onnx", "fold0.onnx"]
    assert loaded == ["fold0.onnx", "fold1.onnx"]
    with pytest.raises(TeardownError, match="x/y"):
        folded.for_repository("x/y")


def test_an_incomplete_folder_of_models_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TeardownError, match="folds.json"):
        FoldedDetectors(tmp_path)
    (tmp_path / "folds.json").write_text('{"a/b": 0, "c/d": 1}')
    (tmp_path / "fold0.onnx").write_bytes(b"")
    with pytest.raises(TeardownError, match="fold1.onnx"):
        FoldedDetectors(tmp_path)
    FoldedDetectors(tmp_path, only=frozenset({0}))
