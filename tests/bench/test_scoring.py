from pathlib import Path

import pytest

from teardown.bench import LabelledSet, PredictedPhoto, score
from teardown.bench.labels import LabelledChip, LabelledPhoto
from teardown.bench.predictions import PredictedChip
from teardown.bench.scoring import reads, same_company, touches
from teardown.model import Box


def chip(
    maker: str | None = "Acme Semiconductor", box: Box = (100, 100, 50, 50), printed: str = "AX1234", *, clear: bool = True
) -> LabelledChip:
    return LabelledChip(box, (printed,), printed, printed, maker, "", clear)


def photo(*chips: LabelledChip, complete: bool = True) -> LabelledSet:
    return LabelledSet((LabelledPhoto("a.jpg", Path("a.jpg"), "g", chips, complete),), {"Acme Semiconductor": ("Acme Micro",)})


def named(
    name: str | None, box: Box = (100, 100, 50, 50), lines: tuple[str, ...] = ("AX1234",), p: float = 0.95
) -> PredictedChip:
    return PredictedChip(box, lines, "AX1234", name, 3, p)


def test_a_right_name_counts_once_however_often_it_is_given() -> None:
    it = score(photo(chip()), [PredictedPhoto("a.jpg", (named("Acme"), named("Acme")))])
    assert (it.right, it.wrong, it.coverage, it.precision, it.read, it.located) == (1, 0, 1.0, 1.0, 1, 1)


def test_every_wrong_name_counts() -> None:
    it = score(photo(chip()), [PredictedPhoto("a.jpg", (named("Other"), named("Another")))])
    assert (it.right, it.wrong, it.wrong_maker, it.precision) == (0, 2, 2, 0.0)


def test_naming_where_no_company_can_be_told_is_wrong() -> None:
    it = score(photo(chip(None)), [PredictedPhoto("a.jpg", (named("Acme"),))])
    assert (it.wrong, it.wrong_ambiguous, it.with_maker) == (1, 1, 0)


@pytest.mark.parametrize(("complete", "wrong"), [(True, 1), (False, 0)])
def test_naming_where_nothing_is_labelled_is_wrong_on_complete_photos(complete: bool, wrong: int) -> None:
    it = score(photo(complete=complete), [PredictedPhoto("a.jpg", (named("Acme"),))])
    assert it.wrong == it.wrong_nothing_there == wrong


def test_abstaining_and_missing_photos_are_neither_right_nor_wrong() -> None:
    it = score(photo(chip()), [])
    assert (it.missing, it.right, it.wrong, it.located) == (1, 0, 0, 0)
    it = score(photo(chip()), [PredictedPhoto("a.jpg", (named(None),))])
    assert (it.missing, it.right, it.wrong, it.located, it.read) == (0, 0, 0, 1, 1)


def test_a_question_mark_in_the_label_is_any_character() -> None:
    assert reads("AX?234", ["ax-1234"])
    assert reads("STM32F103", ["STM32", "F103C8"])
    assert not reads("AX1234", ["AX123"])
    assert not reads("", ["AX"])


def test_touching_is_covering_the_centre_or_lying_inside() -> None:
    assert touches((100, 100, 50, 50), (90, 90, 70, 70))
    assert touches((100, 100, 50, 50), (101, 101, 10, 10))
    assert not touches((100, 100, 50, 50), (0, 0, 1000, 1000))
    assert not touches((100, 100, 50, 50), (300, 300, 10, 10))


def test_names_are_equal_beyond_legal_forms_and_generic_words() -> None:
    accepted = {"Micron Technology": ("Micron Memory",)}
    assert same_company("Acme Semiconductor Corp.", "ACME Semiconductor", {})
    assert same_company("Acme (Acme Holdings)", "Acme", {})
    assert same_company("Micron Memory", "Micron Technology", accepted)
    assert not same_company("National Semiconductor", "Semiconductor", {})
    assert not same_company("Acme", "Other", {})


def test_calibration_and_coverage_at_99() -> None:
    labels = photo(chip(), chip(box=(300, 300, 50, 50)))
    both = PredictedPhoto("a.jpg", (named("Acme", p=0.9), named("Wrong", box=(300, 300, 50, 50), p=0.5)))
    it = score(labels, [both])
    assert it.coverage_at_99 == 0.5
    assert it.calibration_error == pytest.approx((0.1 + 0.5) / 2)
    assert "precision            0.5000" in it.lines()
