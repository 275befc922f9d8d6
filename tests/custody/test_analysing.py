"""The analysis of a case: nothing in the case leads it, and it goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown import pipeline
from teardown.case.events import CaseDescribed, UnitDescribed
from teardown.case.records import Case, Unit
from teardown.custody.analysing import analyse_case
from teardown.custody.casefolder import CaseFolder, create_case
from teardown.custody.verify import verify_case
from teardown.errors import InterruptedRunError
from teardown.execution import InlineExecutor, Outcome
from teardown.intake import measure, open_photo
from teardown.model import PhotoAnalysis, TableFilter
from teardown.settings import Settings
from tests.custody.photos import private_photo
from tests.rendering.small_board import BOARD, photograph


def case_with(folder: Path, photos: dict[str, bytes], table: TableFilter) -> CaseFolder:
    kept = create_case(folder, Case("camera", "A camera", table=table), by="ann")
    kept.enter(UnitDescribed(Unit("unit-1", "", "", "")), by="ann")
    for name, data in photos.items():
        kept.add_photo(data, name=name, unit="unit-1", by="ann", received_from="volunteer-1")
    return kept


@pytest.mark.evidence
@pytest.mark.promise(
    7, "the same photo in a case that names companies of interest and in one that names none: equal results, byte for byte"
)
def test_companies_of_interest_lead_nothing(tmp_path: Path) -> None:
    photograph(BOARD, tmp_path / "board.jpg")
    photos = {"board.jpg": (tmp_path / "board.jpg").read_bytes()}
    settings = Settings(mode="fast")
    found = []
    for name, table in (
        ("none", TableFilter()),
        ("some", TableFilter(countries=("JP",), manufacturers=("winbond", "rohm", "akm"))),
    ):
        kept = case_with(tmp_path / name, photos, table)
        analyse_case(kept, settings, executor=InlineExecutor())
        (event,) = kept.state().analysed
        found.append(event)
        assert kept.record(pipeline.facts_of(settings)).boms[0].identified
    assert found[0] == found[1]


@pytest.mark.promise(7, "the analysis is given a photo's bytes and the settings, and nothing of the case")
def test_the_analysis_is_given_nothing_of_the_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def note(source: bytes, settings: Settings, *, name: str | None = None) -> PhotoAnalysis:
        given.append((source, settings, name))
        picture = open_photo(source, name=name)
        return PhotoAnalysis(picture.photo, measure(picture.pixels, []), ())

    monkeypatch.setattr(pipeline, "analyze_photo", note)
    photo = private_photo(1)
    for name, table in (("none", TableFilter()), ("some", TableFilter(manufacturers=("rohm",)))):
        analyse_case(case_with(tmp_path / name, {photo.name: photo.data}, table), Settings(), executor=InlineExecutor())
    assert given[0] == given[1]
    # Not even the name that the photo came under.
    assert given[0][2] not in (photo.name, None)


def test_an_interrupted_analysis_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def found(source: bytes, settings: Settings, *, name: str | None = None) -> PhotoAnalysis:
        asked.append(name)
        picture = open_photo(source, name=name)
        return PhotoAnalysis(picture.photo, measure(picture.pixels, []), ())

    def stop(outcome: Outcome) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "analyze_photo", found)
    photos = {private_photo(n).name: private_photo(n).data for n in (1, 3, 5)}
    kept = case_with(tmp_path / "case", photos, TableFilter())
    with pytest.raises(InterruptedRunError):
        analyse_case(kept, Settings(), executor=InlineExecutor(), progress=stop)
    assert not verify_case(kept.folder)
    assert len(kept.state().analysed) == 1
    analyse_case(kept, Settings(), executor=InlineExecutor())
    assert len(asked) == len(set(asked)) == 3
    assert len(kept.state().analysed) == 3
    # Described anew, nothing has to be analysed again.
    kept.enter(CaseDescribed(Case("camera", "Another title")), by="ann")
    assert analyse_case(kept, Settings(), executor=InlineExecutor()) == ()
    names = [photo.photo.name for photo in kept.record(pipeline.facts_of(Settings())).boms[0].photos]
    assert sorted(names) == sorted(photos)
