import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.detecting import CHANNELS, KINDS, STRIDE
from teardown.detecting.boxes import Body, Candidates, bodies_of, decode, distinct, joined
from teardown.geometry import box_quad, overlap, rotation


def cells(rows: int = 8, columns: int = 8) -> np.ndarray:
    out = np.full((CHANNELS, rows, columns), -10.0, dtype=np.float32)
    out[1 + len(KINDS) :] = 0.0
    return out


def put(out: np.ndarray, row: int, column: int, kind: str, logit: float, sides: tuple[float, ...], turn: float) -> None:
    """`sides`: distances to left, top, right, bottom in pixels."""
    out[0, row, column] = logit
    out[1 + KINDS.index(kind), row, column] = logit
    out[1 + len(KINDS) : 5 + len(KINDS), row, column] = np.log(np.array(sides) / STRIDE)
    out[5 + len(KINDS) :, row, column] = math.sin(4 * turn), math.cos(4 * turn)


def candidates(*boxes: tuple[float, float, float, float, str, float]) -> list[Body]:
    scores = np.zeros((len(boxes), 1 + len(KINDS)), dtype=np.float32)
    for i, b in enumerate(boxes):
        scores[i, 1 + KINDS.index(b[4])] = b[5]
    return bodies_of(Candidates(np.array([box_quad(b[:4]) for b in boxes], dtype=np.float32).reshape(-1, 4, 2), scores))


def test_a_cell_becomes_the_box_it_describes() -> None:
    out = cells()
    put(out, 3, 2, "ic", 3.0, (10, 6, 14, 10), 0.0)
    found = decode(out, 0.05, 100)
    assert len(found) == 1
    # The cell's centre is (20, 28).
    assert np.allclose(found.corners[0], [(10, 22), (34, 22), (34, 38), (10, 38)], atol=1e-3)


@settings(deadline=None)  # no time is asserted: machines differ
@given(st.floats(-44, 44), st.floats(4, 100), st.floats(4, 100))
def test_a_turned_cell_keeps_its_size_and_turn(degrees: float, width: float, height: float) -> None:
    out = cells()
    put(out, 4, 4, "crystal", 2.0, (width / 2, height / 2, width / 2, height / 2), math.radians(degrees))
    body = distinct(bodies_of(decode(out, 0.05, 100)))[0]
    assert body.kind == "crystal"
    assert (rotation(body.quad) - degrees + 180) % 360 - 180 == pytest.approx(0, abs=0.05)
    assert math.dist(body.quad[0], body.quad[1]) == pytest.approx(width, rel=1e-3)
    assert math.dist(body.quad[1], body.quad[2]) == pytest.approx(height, rel=1e-3)


def test_cells_below_the_threshold_say_nothing() -> None:
    assert distinct(bodies_of(decode(cells(), 0.05, 100))) == ()


def test_only_the_best_cells_are_kept_when_there_are_many() -> None:
    out = cells()
    for column in range(8):
        put(out, 0, column, "ic", float(column), (4, 4, 4, 4), 0.0)
    found = decode(out, 0.05, 3)
    assert len(found) == 3
    assert found.scores[:, 0].min() == pytest.approx(1 / (1 + math.exp(-5)), abs=1e-4)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_wild_cells_give_finite_boxes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    out = (rng.normal(0, 100, (CHANNELS, 4, 4))).astype(np.float32)
    for body in distinct(bodies_of(decode(out, 0.05, 50))):
        assert np.isfinite(body.quad).all()
        assert 0 <= body.probability <= 1
        assert body.kind in KINDS


def test_one_body_per_thing_and_the_surest_stays() -> None:
    bodies = distinct(candidates((0, 0, 100, 50, "ic", 0.6), (3, 2, 100, 50, "ic", 0.9), (300, 0, 40, 40, "crystal", 0.5)))
    assert [(b.kind, b.probability) for b in bodies] == [("ic", pytest.approx(0.9)), ("crystal", pytest.approx(0.5))]
    assert overlap(bodies[0].quad, box_quad((3, 2, 100, 50))) == pytest.approx(1)


def test_a_part_of_a_body_is_not_a_body_of_its_own_but_a_chip_on_a_module_is() -> None:
    module = (0, 0, 200, 200, "module", 0.9)
    assert len(distinct(candidates(module, (10, 10, 60, 60, "module", 0.5)))) == 1
    assert len(distinct(candidates(module, (10, 10, 60, 60, "ic", 0.5)))) == 2


def test_any_chip_is_at_least_as_likely_as_one_kind_of_chip() -> None:
    body = distinct(candidates((0, 0, 10, 10, "module", 0.7)))[0]
    assert body.chip_probability == pytest.approx(0.7)
    assert distinct(candidates((0, 0, 10, 10, "connector", 0.7)))[0].chip_probability == 0


def test_nothing_joined_is_nothing() -> None:
    assert distinct(bodies_of(joined([]))) == ()
