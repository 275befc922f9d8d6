import json
from pathlib import Path

import numpy as np
import pytest
from labels import LabelledBody, LabelledPhoto, folds, load_labels
from PIL import Image


def photo(repo: str, chips: int) -> LabelledPhoto:
    body = LabelledBody(np.zeros((4, 2)), "ic")
    return LabelledPhoto(f"{repo}.jpg", Path(), repo, 10, 10, True, (body,) * chips)


def test_repositories_stay_whole_and_folds_are_even() -> None:
    photos = [photo(f"r{i}", 1 + i % 7) for i in range(40)]
    assigned = folds(photos, 4)
    assert set(assigned) == {p.repo for p in photos}
    load = [sum(3 + len(p.bodies) for p in photos if assigned[p.repo] == f) for f in range(4)]
    assert max(load) - min(load) <= 10
    assert folds(list(reversed(photos)), 4) == assigned


def test_labels_are_read_and_unknown_kinds_become_other(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    Image.new("RGB", (8, 6)).save(tmp_path / "dev" / "a.png")
    poly = [[0, 0], [4, 0], [4, 4], [0, 4]]
    bodies = [{"poly": poly, "kind": k, "marked": True} for k in ("image_sensor", "buzzer", "crystal")]
    (tmp_path / "labels.json").write_text(json.dumps([{"photo": "a.png", "repo": "x/y"}]))
    entry = {"photo": "a.png", "width": 8, "height": 6, "complete": False, "bodies": bodies}
    (tmp_path / "bodies.json").write_text(json.dumps([entry]))
    (only,) = load_labels(tmp_path)
    assert (only.repo, only.complete) == ("x/y", False)
    assert [b.kind for b in only.bodies] == ["ic", "other", "crystal"]


def test_a_photo_without_a_repository_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text("[]")
    entry = {"photo": "a.png", "width": 8, "height": 6, "complete": True, "bodies": []}
    (tmp_path / "bodies.json").write_text(json.dumps([entry]))
    with pytest.raises(KeyError):
        load_labels(tmp_path)
