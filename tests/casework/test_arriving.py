"""A case that was begun on the command line becomes a case of an instance, goes on there, and leaves with equal digests."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from teardown.case.events import (
    AnswerRecorded,
    CaseDescribed,
    Decided,
    EvidenceNoted,
    LetterDrafted,
    Rearranged,
    RegionDrawn,
    Signed,
    UnitDescribed,
)
from teardown.case.records import (
    Anchor,
    Answer,
    AnswerStatus,
    Case,
    Decision,
    DrawnRegion,
    Letter,
    QuestionAnswered,
    Questionnaire,
    Rearrangement,
    RearrangementKind,
    Signature,
    SupplyStatement,
    Unit,
    Verdict,
)
from teardown.casework import models
from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Component, LedgerEntry, Photo, Result, User
from teardown.casework.models.components import ReviewState
from teardown.casework.roles import Role
from teardown.casework.services import case_record, decide, sign
from teardown.casework.services.arriving import take_in
from teardown.casework.services.kept import check_instance, hand_on
from teardown.cli.program import run
from teardown.custody.archive import Archived, export_case, import_case
from teardown.custody.casefolder import CaseFolder, create_case, open_case
from teardown.custody.journal import TORN
from teardown.custody.verify import verify_case
from teardown.errors import CustodyError, RuleError, UsageError
from teardown.model import CaseEvent, Evidence, EvidenceKind, PhotoAnalysis
from teardown.version import Version
from tests.custody.build import full_case
from tests.web.people import person, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(tmp_path: Path, analysis: PhotoAnalysis) -> CaseFolder:
    """A case on disk with everything that can be on record."""
    late, early = (CaseEvent(f"e{n}", date(2020 + n, 1, 1), "listed", "掲載", "a list") for n in (2, 1))
    asked = Questionnaire("en", "Parts", "We ask.", ("Why?", "How?"))
    case = Case("camera", "A camera", "カメラ", country="JP", events=(late, early), questionnaires=(asked,))
    made = create_case(tmp_path / "case", case, by="ann")
    serial = made.sealed.seal("SN 1", what="serial of unit-1")
    made.enter(UnitDescribed(Unit("unit-1", "Maker", "M1", "bought", date(2024, 1, 2), serial)), by="ann")
    photos = [
        made.add_photo(picture(n), name=f"{n}.jpg", unit="unit-1", by="ann", received_from="vera", board="main", side="top")[0]
        for n in (1, 2)
    ]
    for received in photos:
        sha = received.photo.sha256
        found = tuple(replace(s, sighting=replace(s.sighting, photo_sha256=sha)) for s in analysis.sightings)
        made.store_analysis(replace(analysis, photo=received.photo, sightings=found), Version("m", "p"), by="teardown")
    seen = analysis.sightings[0]
    sha = photos[0].photo.sha256
    anchor = Anchor(sha, seen.sighting.quad)
    noted = Evidence(EvidenceKind.FIRMWARE, "imx291", "IMX291", "sony", "ben", "dump", "U40", sha, seen.sighting.quad)
    made.enter(EvidenceNoted("unit-1", noted), by="ben")
    drawn = replace(seen, sighting=replace(seen.sighting, photo_sha256=sha))
    made.enter(RegionDrawn(DrawnRegion("unit-1", drawn, "ben", _now())), by="ben")
    change = Rearrangement("unit-1", RearrangementKind.SPLIT, (anchor,), "ben", _now(), "two chips")
    made.enter(Rearranged(change), by="ben")
    made.enter(Decided(_decision("d1", anchor, "ann")), by="ann")
    made.enter(Signed(Signature("d1", "ben", _now())), by="ben")
    nowhere = Anchor(sha, ((600.0, 500.0), (640.0, 500.0), (640.0, 530.0), (600.0, 530.0)))
    made.enter(Decided(_decision("d2", nowhere, "ann")), by="ann")
    for text in (b"first draft", b"second draft"):
        made.draft_letter(Letter("rohm-en", "rohm", "en", "ROHM Co., Ltd.", _now(), date(2027, 1, 1)), (text,), by="dora")
    who = made.sealed.seal("A. Person", what="respondent of rohm-1")
    told = Answer(
        "rohm-1", "rohm", "ROHM", "en", AnswerStatus.FULL, "We make it.", received_on=date(2026, 12, 1), answered=(2,),
        respondent_digest=who, supply=SupplyStatement.DENIED, by_question=(QuestionAnswered(2, "We make it."),),
    )  # fmt: skip
    made.enter(AnswerRecorded(told), by="dora")
    made.release("r1", b"a workbook", kind="workbook", sealed=False, by="dora")
    made.originals.open(sha, by="ben", why="to compare")
    with made.journal.path.open("ab") as ledger:
        ledger.write(b'{"number":99,"half')
    made.enter(CaseDescribed(replace(case, concern="where it hangs", concern_ja="設置場所")), by="ann")
    assert verify_case(made.folder) == ()
    assert list(made.folder.glob(f"{TORN}*"))
    return made


def _now() -> datetime:
    return datetime.now(UTC)


def _decision(id_: str, anchor: Anchor, by: str) -> Decision:
    return Decision(id_, "unit-1", anchor, Verdict.CORRECT, by, _now(), "read under a lens", "rohm", "BR24G64")


def exported(kept: CaseFolder) -> tuple[Path, Archived]:
    file = kept.folder.parent / f"{kept.folder.name}.zip"
    return file, export_case(kept.folder, file)


@pytest.mark.promise(18, "a case of the command line → instance → file again: equal digest, every row as the ledger says")
def test_a_case_of_the_command_line_becomes_one_of_the_instance(kept: CaseFolder, tmp_path: Path) -> None:
    person("anna", Role.ANALYST)
    file, written = exported(kept)
    came = take_in(file, ["anna"])
    assert (came.handle, came.archived, came.known) == ("camera", written, ())
    assert came.new == ("ann", "ben", "dora", "vera")
    assert check_instance() == {"camera": (), "vault": ()}
    assert hand_on("camera", tmp_path / "back.zip") == written
    case = models.Case.objects.get()
    assert [member.username for member in case.members.all()] == ["anna"]
    here, there = case_record(case), kept.state().record()
    for name in ("units", "photos", "evidence", "decisions", "signatures", "regions", "rearrangements", "letters", "answers"):
        assert getattr(here, name) == getattr(there, name), name
    assert not User.objects.filter(pseudonym__in=came.new, is_active=True).exists()


def test_the_ledger_goes_on_where_it_stood(kept: CaseFolder, tmp_path: Path) -> None:
    take_in(exported(kept)[0])
    length = len(kept.entries())
    case = models.Case.objects.get()
    component = Component.objects.filter(case=case, review=ReviewState.SIGNED).get()
    assert (component.manufacturer, component.part_number) == ("rohm", "BR24G64")
    anna = person("anna", Role.ANALYST, case=case)
    decision = decide(component, by=anna, verdict=Verdict.CORRECT, why="another reader", manufacturer="rohm")
    sign(decision, by=person("bert", Role.ANALYST, case=case))
    entries = list(DatabaseLedger(case).entries())
    assert [e.kind for e in entries[length:]] == ["Decided", "Signed"]
    assert check_instance() == {"camera": (), "vault": ()}
    hand_on("camera", tmp_path / "on.zip")
    import_case(tmp_path / "on.zip", tmp_path / "on")
    assert [e.hash for e in open_case(tmp_path / "on").entries()][:length] == [e.hash for e in kept.entries()]


@pytest.mark.promise(8, "in an imported case nobody signs what somebody of the same pseudonym decided")
def test_a_pseudonym_that_is_here_is_taken_for_that_person(kept: CaseFolder) -> None:
    ann = person("anna", Role.ANALYST)
    User.objects.filter(pk=ann.pk).update(pseudonym="ann")
    came = take_in(exported(kept)[0], ["anna"])
    assert (came.known, came.new) == (("ann",), ("ben", "dora", "vera"))
    decision = models.Decision.objects.get(handle="d2")
    with pytest.raises(RuleError, match="takes a second person"):
        sign(decision, by=User.objects.get(username="anna"))


def test_a_decision_about_what_is_not_seen_any_more_stays(kept: CaseFolder) -> None:
    take_in(exported(kept)[0])
    decision = models.Decision.objects.get(handle="d2")
    assert (decision.part_number, decision.component.present) == ("BR24G64", False)


def test_cases_of_one_kind_of_numbering_are_taken_in_side_by_side(kept: CaseFolder, tmp_path: Path) -> None:
    take_in(exported(kept)[0])
    other = full_case(tmp_path / "other" / "case", 3)
    described = other.kept.state().record().case
    other.kept.enter(CaseDescribed(replace(described, concern="x")), by="ann")
    second = create_case(tmp_path / "second", Case("camera-2", "Another"), by="ann")
    second.enter(UnitDescribed(Unit("unit-1", "", "", "")), by="ann")
    second.add_photo(picture(1), name="same.jpg", unit="unit-1", by="ann", received_from="ann")
    take_in(exported(second)[0])
    assert check_instance() == {"camera": (), "camera-2": (), "vault": ()}
    assert Counter(Photo.objects.values_list("sha256", flat=True)).most_common(1)[0][1] == 2


def test_results_of_one_version_that_differ_are_both_kept(tmp_path: Path) -> None:
    busy = full_case(tmp_path / "case", 2)
    busy.analyse()
    busy.write_letter()
    file, written = exported(busy.kept)
    take_in(file)
    assert check_instance() == {"camera": (), "vault": ()}
    assert hand_on("camera", tmp_path / "back.zip") == written


@pytest.mark.parametrize(
    ("handle", "by", "says"),
    [
        ("my.camera", "ann", "cannot stand in an address"),
        ("camera", "a" * 41, "longer than the 40 characters of a pseudonym"),
    ],
)
def test_what_an_instance_cannot_hold_is_refused_whole(tmp_path: Path, handle: str, by: str, says: str) -> None:
    made = create_case(tmp_path / "case", Case(handle, "A camera"), by=by)
    made.enter(UnitDescribed(Unit("unit-1", "", "", "")), by=by)
    made.add_photo(picture(1), name="1.jpg", unit="unit-1", by=by, received_from=by)
    with pytest.raises(UsageError, match=says):
        take_in(exported(made)[0])
    _nothing_is_here()


def test_a_case_is_taken_in_once_and_by_accounts_that_exist(kept: CaseFolder) -> None:
    file, _ = exported(kept)
    with pytest.raises(UsageError, match="no account “nobody”"):
        take_in(file, ["nobody"])
    _nothing_is_here()
    take_in(file)
    before = LedgerEntry.objects.count()
    with pytest.raises(UsageError, match="already"):
        take_in(file)
    assert (LedgerEntry.objects.count(), check_instance()) == (before, {"camera": (), "vault": ()})


def test_rows_that_would_differ_from_the_ledger_are_refused(kept: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a row ever not be what the ledger says, nothing is kept: not the rows, not the sealed files."""
    monkeypatch.setattr("teardown.casework.services.arriving.add_answers", lambda came, case: None)
    with pytest.raises(CustodyError, match="cannot hold the case as it came: row of answers"):
        take_in(exported(kept)[0])
    _nothing_is_here()


def _nothing_is_here() -> None:
    assert not models.Case.objects.exists()
    assert not Result.objects.exists()
    assert not User.objects.exists()
    assert list(vault().items()) == []


def test_the_command_line_says_what_it_took_in(kept: CaseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, written = exported(kept)
    assert run(["case", "import", str(file)]) == UsageError.exit_code
    assert run(["case", "import", str(file), str(tmp_path / "x"), "--instance"]) == UsageError.exit_code
    assert run(["case", "import", str(file), str(tmp_path / "x"), "--member", "anna"]) == UsageError.exit_code
    capsys.readouterr()
    assert run(["case", "import", str(file), "--instance", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["case"], told["digest"], told["known_people"]) == ("camera", written.digest, [])
    assert run(["case", "export", "camera", str(tmp_path / "out.zip"), "--instance", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == written.digest


def test_a_letter_drafted_again_keeps_its_first_draft_sealed(kept: CaseFolder) -> None:
    first = hashlib.sha256(b"first draft").hexdigest()
    assert kept.state().letter_files[first] == "rohm-en"
    assert first in kept.letters
    assert [e.kind for e in kept.entries()].count(LetterDrafted.__name__) == 2
