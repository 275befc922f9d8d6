"""What each mechanism adds: what is left out, how photos are chosen, and how the table says it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from teardown.bench.ablation import Row, chosen, measure_deciding, table
from teardown.bench.labels import LabelledChip, LabelledPhoto, LabelledSet
from teardown.bench.mechanisms import REDECIDED, REREAD
from teardown.bench.scoring import Score
from teardown.errors import NoInputError
from teardown.geometry import box_quad
from teardown.model import CaptureQuality, Logo, Photo, PhotoAnalysis, Reading, Sighting, Surface, TextLine
from teardown.pipeline import attribute_sighting, facts_of
from teardown.reading import EVERYTHING, Method
from teardown.reading.plan import passes
from teardown.serial import to_json
from teardown.settings import Settings

SCORE = Score(4, 0, 8, 6, 8, 6, 3, 0, 0, 0, 0, 0.75, 0.75, 0.5, 0.5, 1.0, 0.5, 0.05, ())
READ = Reading("ppocr-v6", "25D128JVSQ", (0.9,) * 10, lattice=(((("2"), 0.9), ("", 0.1)),))
LINES = (
    TextLine(box_quad((10, 10, 80, 20)), (READ, Reading("ppocr-v6", "25Q128JVSQ", (0.7,) * 10), Reading("tesseract", "", ()))),
    TextLine(box_quad((300, 300, 80, 20)), (Reading("ppocr-v6", "FAR AWAY", (0.9,) * 8),)),
)
CHIP = Sighting("a" * 64, box_quad((0, 0, 400, 400)), LINES, Surface.CHIP, 0.9, Logo("winbond", 0.95, box_quad((0, 0, 9, 9))))


def without(name: str) -> tuple[Sighting, ...]:
    return next(r for r in REDECIDED if r.name == name).change((CHIP,))


def test_what_comes_after_reading_is_left_out_of_the_same_readings() -> None:
    assert all(not r.lattice for r in without("part numbers that the image allows as well (CTC)")[0].lines[0].readings)
    kept = without("other readings of a line")[0].lines[0].readings
    assert [r.engine for r in kept] == ["ppocr-v6", "tesseract"]
    assert without("makers' marks")[0].logo is None
    assert [s.lines[0].text for s in without("lines grouped by body")] == ["25D128JVSQ", "FAR AWAY"]
    assert without("chips told from what is none")[0].surface_probability == 1.0


def test_leaving_a_mechanism_out_changes_the_decision() -> None:
    facts = facts_of(Settings())
    whole = attribute_sighting(CHIP, facts).attribution
    assert whole.manufacturer == "winbond"
    assert attribute_sighting(without("makers' marks")[0], facts).attribution != whole


def test_every_variant_leaves_out_something_else() -> None:
    variants = [(v.method, v.without) for v in REREAD]
    assert len(set(variants)) == len(variants)
    assert (EVERYTHING, ()) not in variants


def test_passes_without_a_detector_or_scale() -> None:
    assert {s.detector for s in passes("thorough", 1000, 800, Method(detectors=("v4",)))} == {"v4"}
    assert {s.how.factor(4000, 3000) for s in passes("thorough", 4000, 3000, Method(several_scales=False))} == {1.0}
    assert passes("thorough", 4000, 3000, EVERYTHING) == passes("thorough", 4000, 3000)


@pytest.fixture
def one_photo(tmp_path: Path) -> tuple[LabelledSet, Path]:
    """A labelled photo of one chip, and a stored result in which only the maker's mark names its company."""
    path = tmp_path / "board.png"
    path.write_bytes(b"a photo")
    chip = LabelledChip((0, 0, 400, 400), (), "", "", "winbond", "logo", True)
    sighting = replace(CHIP, lines=(), photo_sha256=hashlib.sha256(b"a photo").hexdigest())
    photo = Photo("board.png", sighting.photo_sha256, 7, "PNG", 400, 400)
    nobody = attribute_sighting(replace(sighting, logo=None), facts_of(Settings()))
    analysis = PhotoAnalysis(photo, CaptureQuality(0.9, 0.0, 0.5), (replace(nobody, sighting=sighting),))
    results = tmp_path / "results" / "version"
    results.mkdir(parents=True)
    (results / f"{photo.sha256}.json").write_text(to_json(analysis), encoding="utf-8")
    return LabelledSet((LabelledPhoto("board.png", path, "g", (chip,), False),), {}), results.parent


def test_deciding_is_measured_on_readings_that_were_kept(one_photo: tuple[LabelledSet, Path]) -> None:
    labels, results = one_photo
    rows = list(measure_deciding(labels, results, Settings()))
    assert [row.name for row in rows] == ["everything", *(r.name for r in REDECIDED)]
    # Without bodies only lines make a component, and this one has none.
    assert {row.name for row in rows if row.score.right == 0} == {"makers' marks", "lines grouped by body"}
    assert all(line.endswith(" – |") for line in table(rows)[2:])


def test_a_photo_without_a_kept_result_is_named(one_photo: tuple[LabelledSet, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoInputError, match=r"no result for board\.png"):
        list(measure_deciding(one_photo[0], tmp_path / "empty", Settings()))


def test_the_table_shows_what_each_is_worth() -> None:
    less = replace(SCORE, read_rate=0.5, wrong_nothing_there=2)
    lines = table([Row("everything", SCORE, 3.0), Row("both ways up", less, 2.25)])
    assert lines[2].startswith("| nothing: the whole method | 0.750 | 0.500 | 1.000 | 0 | 3.00 |")
    assert lines[3] == "| both ways up | 0.500 (-0.250) | 0.500 | 1.000 | 2 (+2) | 2.25 (-0.75) |"


def test_photos_are_spread_evenly() -> None:
    photos = tuple(LabelledPhoto(f"{n}.jpg", Path(f"{n}.jpg"), "g", (), False) for n in range(10))
    labels = LabelledSet(photos, {})
    assert [p.photo for p in chosen(labels, 3, None).photos] == ["0.jpg", "3.jpg", "6.jpg"]
    assert [p.photo for p in chosen(labels, None, 4).photos] == ["0.jpg", "4.jpg", "8.jpg"]
    assert chosen(labels, 99, None).photos == photos
