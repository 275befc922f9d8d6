import math

import numpy as np
import pytest
from evaluate import average_precision, matches, overlaps, polygon
from shapely.geometry import box


def test_perfect_ranking_scores_one_and_nothing_found_scores_nought() -> None:
    assert average_precision(np.array([0.9, 0.8]), np.array([True, True]), 2) == pytest.approx(1)
    assert average_precision(np.zeros(0), np.zeros(0, dtype=bool), 3) == 0
    assert math.isnan(average_precision(np.zeros(0), np.zeros(0, dtype=bool), 0))


def test_area_under_the_interpolated_curve() -> None:
    # Precision 1 at recall 1/2, then a miss, then 2/3 at recall 1.
    assert average_precision(np.array([0.9, 0.5, 0.7]), np.array([True, True, False]), 2) == pytest.approx(0.5 + 0.5 * 2 / 3)


def test_each_label_is_matched_once_and_the_surest_has_it() -> None:
    table = np.array([[0.6, 0.0], [0.9, 0.0], [0.1, 0.4]])
    assert matches(table, np.array([1, 0, 2])).tolist() == [-1, 0, -1]


def test_polygons_are_clipped_to_the_photo() -> None:
    frame = box(0, 0, 100, 100)
    inside = polygon([(-50, 0), (50, 0), (50, 100), (-50, 100)], frame)
    seen = polygon([(0, 0), (50, 0), (50, 100), (0, 100)], frame)
    assert overlaps([inside], [seen])[0, 0] == pytest.approx(1)
