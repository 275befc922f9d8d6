import json
from pathlib import Path

import pytest

from teardown.bench import load_labels, predict_given_lines, score, score_dated
from teardown.errors import NoInputError
from teardown.parts import load_facts
from tests.small_db import write_small_db

ENTRY = {
    "photo": "a.jpg",
    "repo": "someone/something",
    "complete": True,
    "components": [
        {
            "box": [1, 2, 30, 40],
            "lines": ["ALPHA", "AX1234"],
            "part_number": "AX1234",
            "manufacturer": "Alpha",
            "legibility": "clear",
        },
        {"box": [50, 2, 30, 40], "lines": ["LM358"], "part_number": "LM358", "manufacturer": None, "legibility": "hard"},
    ],
}


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    (tmp_path / "labels.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_labels_are_loaded_and_photos_found_one_level_down(tmp_path: Path) -> None:
    labels = load_labels(folder_with(tmp_path, json.dumps([ENTRY])))
    photo = labels.photos[0]
    assert photo.path == tmp_path / "photos" / "a.jpg"
    assert photo.group == "someone/something"
    assert [(c.manufacturer, c.clear, c.box) for c in photo.chips] == [
        ("Alpha", True, (1, 2, 30, 40)),
        (None, False, (50, 2, 30, 40)),
    ]


@pytest.mark.parametrize("text", ["{", "[{}]", '[{"photo": "b.jpg", "components": []}]'])
def test_bad_labels_are_reported(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoInputError):
        load_labels(folder_with(tmp_path, text))


def test_no_labels_are_reported(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match=r"There is no labels\.json"):
        load_labels(tmp_path)


def test_given_lines_are_decoded_and_scored(tmp_path: Path) -> None:
    labels = load_labels(folder_with(tmp_path, json.dumps([ENTRY])))
    it = score(labels, predict_given_lines(labels, load_facts(write_small_db(tmp_path / "db"))))
    assert (it.labelled, it.read, it.right, it.wrong, it.precision) == (2, 2, 1, 0, 1.0)


def test_dated_markings_are_scored(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path / "db"))
    table = tmp_path / "dated.csv"
    table.write_text("marking,manufacturer,year,week\nALPHA AX1234 0723,Alpha,2007,23\nZZ 0723,Beta,2008,\n", encoding="utf-8")
    it = score_dated(table, facts)
    assert (it.maker.right, it.maker.wrong, it.maker.none) == (1, 0, 1)
    assert (it.year.right, it.year.wrong, it.week.right) == (1, 1, 1)
    assert it.lines()[0].startswith("maker        right     1 ( 50.0%)")


def test_a_table_without_markings_is_reported(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path / "db"))
    with pytest.raises(NoInputError, match="cannot be read"):
        score_dated(tmp_path / "none.csv", facts)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NoInputError, match="no column"):
        score_dated(tmp_path / "other.csv", facts)
