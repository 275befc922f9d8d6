"""The marks that the recogniser learns from: each draws ink, each belongs to a known manufacturer."""

import sys
from pathlib import Path

from teardown.parts import load_facts

sys.path.append(str(Path(__file__).parents[2] / "training" / "logos"))  # scripts beside the package; others may share their names
from emblems import EMBLEMS
from examples import CLASSES, MARKS
from pen import Pen


def test_every_mark_belongs_to_a_manufacturer_of_the_parts_database() -> None:
    assert {maker for maker, _ in MARKS} <= set(load_facts().manufacturers)
    assert CLASSES[0] == "none"


def test_every_mark_draws_ink() -> None:
    for maker, draw in MARKS:
        mask = draw(Pen(1.0)).mask()
        assert min(mask.shape) > 40, maker
        assert 0.03 < float(mask.mean()) < 0.98, maker


def test_a_bold_pen_leaves_more_ink() -> None:
    draw = dict(EMBLEMS)["hitachi"]
    assert draw(Pen(1.45)).mask().mean() > draw(Pen(0.65)).mask().mean()
