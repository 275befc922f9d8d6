"""An instance is checked by the rules of custody: ledger, sealed bytes and rows; and a case leaves it as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown.case.records import Verdict
from teardown.casework.custody import vault
from teardown.casework.models import Case, Component, Decision, LedgerEntry, Photo, Signature, Unit
from teardown.casework.roles import Role
from teardown.casework.services import decide, sign
from teardown.casework.services.kept import check_instance, hand_on
from teardown.cli.program import run
from teardown.custody import FaultKind
from teardown.custody.archive import import_case
from teardown.custody.casefolder import open_case
from teardown.errors import CustodyError, NoInputError, UsageError
from teardown.model import PhotoAnalysis
from tests.web.people import analysed, opened_case, person, sent, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(analysis: PhotoAnalysis) -> Case:
    """A case with one photo and one decision that a second person signed."""
    analyst = person("anna", Role.ANALYST)
    made = opened_case(analyst)
    unit: Unit = unit_of(made, analyst)
    analysed(sent(unit, analyst), analysis)
    decision = decide(Component.objects.get(unit=unit), by=analyst, verdict=Verdict.ACCEPT)
    sign(decision, by=person("ben", Role.ANALYST, case=made))
    return made


def faults() -> list[tuple[str, FaultKind]]:
    return [(fault.where.split("/")[0], fault.kind) for found in check_instance().values() for fault in found]


def test_an_instance_that_nobody_touched_has_no_fault(case: Case) -> None:
    assert check_instance() == {case.handle: (), "vault": ()}


@pytest.mark.promise(2, "in the application: a changed row, a changed or lost original, a changed or cut ledger are named")
def test_what_was_changed_in_database_or_vault_is_named(case: Case) -> None:
    photo = Photo.objects.get(case=case)
    path = vault().path(photo.sha256)
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:-1] + b"x")
    assert faults() == [("originals", FaultKind.CHANGED)]
    path.unlink()
    assert faults() == [("originals", FaultKind.MISSING)]
    path.write_bytes(data)

    Decision.objects.update(part_number="AX9")
    assert faults() == [("row of decisions", FaultKind.CHANGED), ("row of decisions", FaultKind.MISSING)]
    Decision.objects.update(part_number="BR24G")
    Signature.objects.all().delete()
    assert faults() == [("row of signatures", FaultKind.MISSING)]


@pytest.mark.promise(2, "in the application: teardown verify --instance ends with 0 when whole, with 8 when a row was changed")
def test_the_command_line_checks_and_hands_on_an_instance(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--instance"]) == 0
    assert run(["case", "export", case.handle, str(tmp_path / "case.zip"), "--instance"]) == 0
    assert run(["verify", str(tmp_path / "case.zip")]) == 0
    Decision.objects.update(why="another reason")
    capsys.readouterr()
    assert run(["verify", "--instance"]) == CustodyError.exit_code
    assert "the ledger does not say so" in capsys.readouterr().out
    assert run(["verify"]) == UsageError.exit_code


def test_a_changed_ledger_is_named(case: Case) -> None:
    entry = LedgerEntry.objects.get(case=case, kind="Decided")
    LedgerEntry.objects.filter(pk=entry.pk).update(payload=entry.payload.replace("accept", "correct"))
    assert (f"ledger entry {entry.number}", FaultKind.CHANGED) in faults()


def test_what_lies_in_the_vault_on_no_record_is_named(case: Case) -> None:
    vault().put(b"put in")
    assert faults() == [("vault", FaultKind.ADDED)]


@pytest.mark.promise(18, "a case of the application leaves as one file and is whole where it arrives")
def test_a_case_leaves_as_one_file_and_is_whole_where_it_arrives(case: Case, tmp_path: Path) -> None:
    written = hand_on(case.handle, tmp_path / "case.zip")
    assert import_case(tmp_path / "case.zip", tmp_path / "there") == written
    state = open_case(tmp_path / "there").state()
    assert [s.decision for s in state.record().signatures] == [d.id for d in state.record().decisions]
    with pytest.raises(NoInputError, match=case.handle):
        hand_on("none", tmp_path / "none.zip")
    vault().path(Photo.objects.get(case=case).sha256).unlink()
    with pytest.raises(CustodyError, match="not as it was sealed"):
        hand_on(case.handle, tmp_path / "again.zip")
