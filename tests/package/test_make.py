"""What a package of a case holds, and that it holds: no private data, a denial beside the claim, what it supersedes."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest
from openpyxl import load_workbook

from teardown.case.records import Release
from teardown.export.cells import exact
from teardown.export.pdf import pdf_of
from teardown.export.strings import Strings
from teardown.package import Contents, verify_package, write_package
from teardown.package.contents import payload_of
from teardown.report.render import report_html
from tests.package.small import SmallCase, denial, small_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> SmallCase:
    return small_case(tmp_path_factory.mktemp("photos"))


def everything_in(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The bytes of all files, of what archives hold, of pictures inside pages, and of what PDFs keep compressed."""
    for name, data in files.items():
        yield name, data
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}/{member}", archive.read(member)) for member in archive.namelist())
        for n, found in enumerate(re.findall(rb"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", data)):
            yield f"{name} picture {n}", base64.b64decode(found)
        for n, stream in enumerate(
            re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL) if data[:4] == b"%PDF" else ()
        ):
            try:
                yield f"{name} stream {n}", zlib.decompress(stream)
            except zlib.error:
                yield f"{name} stream {n}", stream


@pytest.mark.promise(13, "60 of 60 photos with private metadata: nothing left in workbook, report, tables, JSON, public package")
def test_sixty_photos_leave_nothing_private_in_a_public_package(tmp_path: Path) -> None:
    case = small_case(tmp_path, 60)
    document = case.document()
    assert len(document.pictures.crops) == 60
    reports = {"report.html": report_html(document, Strings("en"), ()).encode()}
    reports["report.pdf"] = pdf_of(reports["report.html"].decode(), "en")
    files = payload_of(document, Contents(reports=reports), sealed=False)
    assert not [name for name in files if name.startswith("photos/")]
    needles = [needle for photo in case.private for needle in photo.needles]
    assert len(needles) > 1000
    pattern = re.compile(b"|".join(re.escape(needle) for needle in needles))
    assert [name for name, data in everything_in(files) if pattern.search(data)] == []
    # The check itself can see: in the sealed variant the originals hold all of it.
    assert all(any(needle in data for data in case.originals.values()) for needle in case.private[1].needles[:1])


def test_originals_never_go_into_the_public_variant(case: SmallCase) -> None:
    with pytest.raises(ValueError, match="never"):
        payload_of(case.document(), Contents(originals=case.photos), sealed=False)


def test_a_package_is_whole_and_says_what_it_is(case: SmallCase, tmp_path: Path) -> None:
    document = case.document()
    made = write_package(tmp_path / "public", document, Contents(), sealed=False)
    assert verify_package(made.folder, digest=made.digest) == ()
    info = bagit.Bag(str(made.folder)).info
    assert (info["External-Identifier"], info["Teardown-Variant"], info["Bagging-Date"]) == ("small", "public", "2024-07-01")
    held = {path.relative_to(made.folder / "data").as_posix() for path in (made.folder / "data").rglob("*") if path.is_file()}
    assert {"README.txt", "README.ja.txt", "evidence.xlsx", "evidence.ja.xlsx", "case.json", "photos.txt"} <= held
    assert len([name for name in held if name.startswith("crops/") and name.endswith(".jpg")]) == 4
    sealed = write_package(tmp_path / "sealed", document, Contents(originals=case.photos), sealed=True)
    assert verify_package(sealed.folder) == ()
    assert len(list((sealed.folder / "data" / "photos").iterdir())) == 4
    again = write_package(tmp_path / "again", document, Contents(), sealed=False)
    assert again.digest == made.digest


@pytest.mark.promise(16, "a denial stands beside the claim in row, answers, JSON and report; 0 rows, claims or pictures are gone")
def test_a_denial_shows_beside_the_claim_and_deletes_nothing(case: SmallCase) -> None:
    quiet, denied = case.document(), case.document(denial())
    before, after = payload_of(quiet, Contents(), sealed=False), payload_of(denied, Contents(), sealed=False)
    assert set(before) == set(after)
    assert {n: d for n, d in before.items() if n.startswith("crops/")} == {
        n: d for n, d in after.items() if n.startswith("crops/")
    }
    claims = [(c["id"], c["level"], c["claim"], c["manufacturer"]) for c in json.loads(before["case.json"])["components"]]
    assert claims == [(c["id"], c["level"], c["claim"], c["manufacturer"]) for c in json.loads(after["case.json"])["components"]]
    assert json.loads(before["result.json"])["components"] == json.loads(after["result.json"])["components"]
    told = json.loads(after["case.json"])
    assert [c["answers"] for c in told["components"]] == [["answer-1"], ["answer-1"], [], []]
    assert told["record"]["answers"][0]["text"] == denial().text
    rows = list(csv.DictReader(io.StringIO(after["tables/components.csv"].decode("utf-8-sig"), newline="")))
    assert exact(rows[0]["answer_verbatim"]) == denial().text
    assert "denied" in rows[0]["supply_path"]
    assert rows[0]["claim"] == "“identified as 6E80 by Alpha; confirmed by two people”"
    sheet = load_workbook(io.BytesIO(after["evidence.xlsx"]))["Letters and answers"]
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert denial().text in cells
    assert "C001 6E80, C002 6E80" in cells


@pytest.mark.promise(16, "an older package still verifies, and the newer one says what it takes the place of")
def test_an_older_package_stays_valid_and_the_newer_one_names_it(case: SmallCase, tmp_path: Path) -> None:
    old = write_package(tmp_path / "old", case.document(), Contents(), sealed=False)
    release = Release("package-public-1", "package", False, old.digest, datetime(2024, 4, 30, tzinfo=UTC), "analyst-1")
    new = write_package(tmp_path / "new", case.document(denial(), releases=(release,)), Contents(), sealed=False)
    assert verify_package(old.folder, digest=old.digest) == verify_package(new.folder) == ()
    assert bagit.Bag(str(new.folder)).info["Teardown-Supersedes"] == f"package-public-1 {old.digest}"
    for guide in ("README.txt", "README.ja.txt"):
        assert old.digest in (new.folder / "data" / guide).read_text(encoding="utf-8")
    sheet = load_workbook(new.folder / "data" / "evidence.xlsx")["Verify, dispute, changes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["2024-05-02", "answer received", "Alpha Corporation", None] in rows
    assert any(old.digest in str(cell) for row in rows for cell in row)
