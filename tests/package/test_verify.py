"""What was done to a package is found and named; names that lead out of it are refused; nothing clean is called damaged."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from teardown.custody.faults import FaultKind
from teardown.custody.paths import HostilePathError
from teardown.errors import OutputError
from teardown.package.bag import MANIFEST, TAG_MANIFEST, package_digest, write_bag
from teardown.package.verify import verify_package

PHOTO = b"the bytes of a photo"
SHA = hashlib.sha256(PHOTO).hexdigest()
PAYLOAD = {
    "README.txt": b"read me\n",
    "case.json": f'{{"record": {{"photos": [{{"photo": {{"sha256": "{SHA}"}}}}]}}}}'.encode(),
    "crops/0001-C001.jpg": bytes(range(256)),
    "evidence.xlsx": b"PK" + bytes(500),
    "photos.txt": f"{SHA}  photos/{SHA}.jpg\n".encode(),
    f"photos/{SHA}.jpg": PHOTO,
    "report/report.html": b"<p>report</p>",
    "tables/components.csv": b"id\r\nC001\r\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    write_bag(folder, PAYLOAD, {"External-Identifier": "small", "Teardown-Variant": "sealed"})
    return folder


def _flip(path: Path, at: int, bit: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= bit
    path.write_bytes(bytes(data))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _lines(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join(change(path.read_text().split("\n"))))


def mutation(number: int, folder: Path) -> str:
    """Do one of fifty things to a package, and say what it was."""
    chance = random.Random(number)
    files = _files(folder)
    payload = [f for f in files if "data" in f.relative_to(folder).parts]
    if number < 20:
        path = chance.choice(files)
        _flip(path, chance.randrange(10_000), 1 << chance.randrange(8))
        return f"a bit flipped in {path.name}"
    if number < 27:
        path = files[(number - 20) * 2 % len(files)]
        path.unlink()
        return f"{path.name} deleted"
    if number < 31:
        (folder / ["data/extra.txt", "data/crops/x.jpg", "extra.txt", "data/photos/y.jpg"][number - 27]).write_bytes(b"more")
        return "a file added"
    if number < 35:
        path = chance.choice(payload)
        path.rename(path.with_name(path.name + ".bak"))
        return f"{path.name} renamed"
    if number < 39:
        path = chance.choice(payload)
        path.write_bytes(path.read_bytes()[:-1])
        return f"{path.name} truncated"
    if number < 41:
        one, other = payload[number - 39], payload[-1]
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        return "two files exchanged"
    manifest = folder / (MANIFEST if number % 2 else TAG_MANIFEST)
    changes: list[Callable[[list[str]], list[str]]] = [
        lambda lines: lines[1:],
        lambda lines: [lines[0], *lines],
        lambda lines: [lines[0].replace(lines[0][:4], "0000" if lines[0][:4] != "0000" else "1111"), *lines[1:]],
        lambda lines: [lines[0].replace("  ", " "), *lines[1:]],
        lambda lines: [*lines[:-1], f"{'0' * 64}  data/not-there.txt", ""],
    ]
    if number < 46:
        _lines(manifest, changes[number - 41])
        return "a manifest edited"
    if number == 46:
        _lines(folder / "bag-info.txt", lambda lines: [line.replace("small", "other") for line in lines])
    elif number == 47:
        (folder / "bagit.txt").write_text("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
    elif number == 48:
        (folder / "fetch.txt").write_text(f"http://example.org/{SHA} 20 data/photos/{SHA}.jpg\n")
    else:
        shutil.rmtree(folder / "data")
    return "a tag file or the payload changed"


def test_a_package_is_whole_as_it_was_packed(package: Path) -> None:
    assert verify_package(package) == ()
    assert verify_package(package, digest=package_digest(package)) == ()


@pytest.mark.promise(4, "the package validates with bagit and with sha256sum -c of both manifests")
def test_others_find_it_whole_too(package: Path) -> None:
    assert bagit.Bag(str(package)).is_valid()
    for manifest in (MANIFEST, TAG_MANIFEST):
        done = subprocess.run(["sha256sum", "--strict", "-c", manifest], cwd=package, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(["sha256sum", "--strict", "-c", "photos.txt"], cwd=package / "data", capture_output=True, text=True)
    assert done.stdout == f"photos/{SHA}.jpg: OK\n"


@pytest.mark.promise(4, "50 of 50 mutated packages fail")
def test_fifty_mutated_packages_fail(package: Path, tmp_path: Path, figure: Callable[[str], None]) -> None:
    unseen = []
    for number in range(50):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(package, copy)
        what = mutation(number, copy)
        if not verify_package(copy):
            unseen.append((number, what))
    figure(f"{50 - len(unseen)} of 50 refused")
    assert unseen == []


def test_every_fault_is_named(package: Path) -> None:
    _flip(package / "data" / "README.txt", 3)
    (package / "data" / "evidence.xlsx").unlink()
    (package / "data" / "more.txt").write_text("more")
    found = {(fault.kind, fault.where) for fault in verify_package(package)}
    assert {
        (FaultKind.CHANGED, "data/README.txt"),
        (FaultKind.MISSING, "data/evidence.xlsx"),
        (FaultKind.ADDED, "data/more.txt"),
    } <= found


def _repacked(package: Path, folder: Path, **changed: bytes) -> Path:
    """A package that somebody took apart and packed anew, with manifests that fit."""
    write_bag(folder, {**PAYLOAD, **changed}, {"External-Identifier": "small", "Teardown-Variant": "sealed"})
    return folder


def test_what_was_packed_anew_is_found_by_the_digest_that_was_told(package: Path, tmp_path: Path) -> None:
    digest = package_digest(package)
    forged = _repacked(package, tmp_path / "forged", **{"README.txt": b"something else\n"})
    assert verify_package(forged) == ()
    assert [fault.kind for fault in verify_package(forged, digest=digest)] == [FaultKind.CHANGED]


def test_a_photo_that_is_not_the_one_its_name_says_is_found_without_any_digest(package: Path, tmp_path: Path) -> None:
    forged = _repacked(package, tmp_path / "forged", **{f"photos/{SHA}.jpg": b"another photo"})
    assert [fault.where for fault in verify_package(forged)] == [f"data/photos/{SHA}.jpg"]


HOSTILE = (
    "../outside.txt",
    "data/../../outside.txt",
    "data/..",
    "data/./x",
    "data//x",
    "/etc/passwd",
    "//server/share/x",
    "C:/Windows/win.ini",
    "data/c:evil.txt",
    "data\\..\\..\\x",
    "\\\\server\\share",
    "~/.bashrc",
    "data/~root/x",
    "~",
    "data/x\rdata/y",
    "data/x%0d\x0by",
    "data/\u202etxt.exe",
    "data/con",
    "data/nul.txt",
    "data/x ",
    "data/x.",
    "data/readme.TXT",
)


@pytest.mark.promise(4, "22 of 22 hostile paths in a manifest refused: .., absolute, drives, ~, CR, devices, case clash")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path))
def test_hostile_paths_in_a_manifest_are_refused(package: Path, tmp_path: Path, path: str) -> None:
    secret = tmp_path / "outside.txt"
    secret.write_text("secret")
    manifest = package / MANIFEST
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    with manifest.open("a", encoding="utf-8", newline="") as file:
        file.write(f"{digest}  {path}\n")
    # The forger makes all else fit.
    tags = package / TAG_MANIFEST
    lines = [
        f"{hashlib.sha256(manifest.read_bytes()).hexdigest()}  {MANIFEST}" if line.endswith(f"  {MANIFEST}") else line
        for line in tags.read_text().split("\n")
    ]
    tags.write_text("\n".join(lines))
    faults = verify_package(package)
    assert any(f.kind in (FaultKind.RULE, FaultKind.UNREADABLE) and f.where.startswith(MANIFEST) for f in faults), faults


@pytest.mark.parametrize("path", [p for p in HOSTILE if p != "data/readme.TXT"], ids=lambda path: ascii(path))
def test_hostile_paths_are_never_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(HostilePathError, match="refused"):
        write_bag(tmp_path / "bag", {path.removeprefix("data/"): b"x"}, {})
    assert not (tmp_path / "bag").exists()


@pytest.mark.promise(4, "a link in a package is refused and not followed")
@pytest.mark.parametrize("target", ["/etc/hostname", "../outside.txt", "README.txt", "photos"])
def test_links_are_refused(package: Path, target: str) -> None:
    (package / "data" / "link").symlink_to(target)
    assert [f.kind for f in verify_package(package)] == [FaultKind.RULE]


def test_a_package_is_never_written_over_another(package: Path) -> None:
    with pytest.raises(OutputError, match="new folder"):
        write_bag(package, PAYLOAD, {})


def test_the_same_payload_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = _repacked(package, tmp_path / "again")
    assert package_digest(again) == package_digest(package)


def test_a_line_break_in_a_value_makes_no_further_tag(tmp_path: Path) -> None:
    write_bag(tmp_path / "bag", PAYLOAD, {"External-Description": "a case\nTeardown-Variant: sealed"})
    assert bagit.Bag(str(tmp_path / "bag")).info["External-Description"] == "a case Teardown-Variant: sealed"
