"""Contact sheets of what remains."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from teardown.bench.labels import LabelledChip, LabelledPhoto, LabelledSet
from teardown.bench.pictures import NOT_FOUND, NOT_NAMED, NOT_READ, WRONG, missed_chips, write_sheets
from teardown.bench.predictions import PredictedChip, PredictedPhoto
from teardown.errors import OutputError


def chip(left: int, printed: str, maker: str | None = "ROHM") -> LabelledChip:
    return LabelledChip((left, 10, 40, 20), ("x", printed), printed, printed, maker, "part number", True, 180.0)


def predicted(left: int, line: str, maker: str | None) -> PredictedChip:
    return PredictedChip((left, 10, 40, 20), (line,), None, maker, 3 if maker else 1, 0.95)


@pytest.fixture
def labels(tmp_path: Path) -> LabelledSet:
    path = tmp_path / "board.png"
    Image.new("RGB", (400, 60), (20, 90, 40)).save(path)
    chips = [chip(50 * n, f"BR24G0{n}") for n in range(5)] + [chip(250, "24C02", None), chip(300, "24C08", None)]
    return LabelledSet((LabelledPhoto("board.png", path, "board", tuple(chips), False),), {})


@pytest.fixture
def predictions() -> tuple[PredictedPhoto, ...]:
    found = (
        predicted(0, "BR24G00", "ROHM Co., Ltd."),
        predicted(50, "8R24G01", None),
        predicted(100, "BR24G02", None),
        predicted(150, "BR24G03", "Texas Instruments"),
        predicted(250, "24C02", None),
        predicted(300, "24C08", "ROHM Co., Ltd."),
    )
    return (PredictedPhoto("board.png", found),)


def test_every_chip_that_falls_short_is_there_with_what_became_of_it(
    labels: LabelledSet, predictions: tuple[PredictedPhoto, ...]
) -> None:
    missed = missed_chips(labels, predictions)
    assert [(m.what, m.chip.printed) for m in missed] == [
        (NOT_FOUND, "BR24G04"),
        (NOT_READ, "BR24G01"),
        (WRONG, "BR24G03"),
        (WRONG, "24C08"),
        (NOT_NAMED, "BR24G02"),
    ]
    assert missed[1].caption() == ["BR24G01 (ROHM, clear)", "read: 8R24G01", NOT_READ, "board.png"]
    assert missed[2].caption()[2] == f"{WRONG}; named Texas Instruments"


def test_sheets_are_written_where_the_user_says(
    labels: LabelledSet, predictions: tuple[PredictedPhoto, ...], tmp_path: Path
) -> None:
    many = missed_chips(labels, predictions) * 7
    sheets = write_sheets(many, tmp_path / "new" / "sheets")
    assert [sheet.name for sheet in sheets] == ["misses-1.png", "misses-2.png"]
    with Image.open(sheets[0]) as first, Image.open(sheets[1]) as second:
        assert first.width == second.width
        assert first.height > second.height
        assert any(abs(r - 20) < 9 and abs(g - 90) < 9 for _, (r, g, _b) in first.getcolors(1 << 24))
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        write_sheets(many, tmp_path / "file" / "sheets")


def test_nothing_amiss_makes_no_sheet(labels: LabelledSet, tmp_path: Path) -> None:
    fine = replace(labels, photos=(replace(labels.photos[0], chips=()),))
    assert write_sheets(missed_chips(fine, ()), tmp_path) == ()
