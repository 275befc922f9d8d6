"""Check a package: every file that is not as it was packed is named, and no path in it is ever followed out of it."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import bagit

from teardown.custody.checkpoint import Checkpoint, read_checkpoint
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.journal import parse_journal
from teardown.custody.ledger import check_chain
from teardown.custody.paths import HostilePathError, safe_member, safe_members, visible
from teardown.errors import CustodyError, UsageError
from teardown.package.bag import BAG_INFO, BAGIT, BAGIT_TEXT, MANIFEST, PAYLOAD, TAG_MANIFEST, package_digest
from teardown.package.contents import CHECKPOINT, LEDGER, PHOTO_LIST, PHOTOS

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r]+)")
_BLOCK = 1 << 20
_LONGEST_TEXT = 1 << 26
"""Bytes of a manifest or a table of a package that is read as a whole."""


def verify_package(folder: Path, *, digest: str = "", checkpoint: Checkpoint | None = None) -> tuple[Fault, ...]:
    """Every fault of a package; none when all is as it was packed.

    Args:
        digest: `package_digest` as the issuer told it, or as it stands in a ledger. Without it, a package that somebody took
            apart and packed anew with new manifests looks whole: nothing inside it can show that.
        checkpoint: of the case's ledger, from paper or from somebody else; the package's ledger must contain it.

    Raises:
        UsageError: the checkpoint is of a later state than the package and says nothing about it.
    """
    if folder.is_symlink() or not folder.is_dir():
        return (Fault(FaultKind.MISSING, visible(folder.name), "this is no folder."),)
    files, faults = _walk(folder)
    if any(f.kind is FaultKind.RULE for f in faults):
        # With links or names that lead elsewhere in it, nothing else is opened.
        return tuple(faults)
    manifest, told = _manifest(folder, MANIFEST)
    tags, told_tags = _manifest(folder, TAG_MANIFEST)
    faults += [*told, *told_tags]
    faults += _compared(folder, {p: d for p, d in files.items() if p.startswith(f"{PAYLOAD}/")}, manifest, MANIFEST)
    outside = {p: d for p, d in files.items() if not p.startswith(f"{PAYLOAD}/") and p != TAG_MANIFEST}
    faults += _compared(folder, outside, tags, TAG_MANIFEST)
    faults += _structure(folder, files)
    if not faults:
        faults += [*_inside(files, checkpoint), *_second_opinion(folder)]
    if digest and not faults and package_digest(folder) != digest.lower():
        what = "this package is whole, but it is not the one whose digest was told: it was packed anew, or is another version."
        faults.append(Fault(FaultKind.CHANGED, TAG_MANIFEST, what))
    return tuple(faults)


def _walk(folder: Path) -> tuple[dict[str, Path], list[Fault]]:
    """All files by their paths inside the package; links, special files and hostile names are faults."""
    files: dict[str, Path] = {}
    faults = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted((*names, *folders)):
            path = Path(place) / name
            inside = path.relative_to(folder).as_posix()
            where = visible(inside.encode(errors="surrogateescape").decode(errors="replace"))
            if path.is_symlink():
                faults.append(Fault(FaultKind.RULE, where, "it is a link: a package holds files alone."))
            elif path.is_dir():
                continue
            elif not path.is_file():
                faults.append(Fault(FaultKind.RULE, where, "it is no plain file."))
            elif why := _objection(inside):
                faults.append(Fault(FaultKind.RULE, where, why))
            else:
                files[inside] = path
    if not faults:
        try:
            safe_members(files)
        except HostilePathError as error:
            faults.append(Fault(FaultKind.RULE, PAYLOAD, str(error)))
    return files, faults


def _manifest(folder: Path, name: str) -> tuple[dict[str, str], list[Fault]]:
    """Digests by path of a manifest, without the lines that cannot be followed: those are faults."""
    try:
        text = _text(folder / name)
    except (OSError, ValueError) as error:
        return {}, [Fault(FaultKind.MISSING, name, f"it cannot be read ({error}).")]
    listed: dict[str, str] = {}
    folded: dict[str, str] = {}
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            continue
        where = f"{name} line {number}"
        found = _LINE.fullmatch(line)
        if not found:
            faults.append(Fault(FaultKind.UNREADABLE, where, f"it is not “digest, two spaces, path”: {visible(line[:120])}"))
            continue
        digest, path = found[1], found[2]
        if why := _objection(path) or _wrong_place(path, name):
            faults.append(Fault(FaultKind.RULE, where, why))
        elif path.casefold() in folded:
            what = f"“{visible(path)}” and “{visible(folded[path.casefold()])}” would be one file on some systems."
            faults.append(Fault(FaultKind.RULE, where, what))
        else:
            listed[path], folded[path.casefold()] = digest, path
    return listed, faults


def _objection(path: str) -> str:
    try:
        safe_member(path)
    except HostilePathError as error:
        return str(error)
    return ""


def _wrong_place(path: str, manifest: str) -> str:
    inside = path.startswith(f"{PAYLOAD}/")
    if manifest == MANIFEST and not inside:
        return f"“{visible(path)}” does not lie in {PAYLOAD}/."
    return f"“{visible(path)}” belongs into the other manifest." if manifest == TAG_MANIFEST and inside else ""


def _compared(folder: Path, files: Mapping[str, Path], listed: Mapping[str, str], manifest: str) -> Iterator[Fault]:
    for path, digest in listed.items():
        if path not in files:
            yield Fault(FaultKind.MISSING, path, f"it is listed in {manifest} and is not there.")
        elif _digest(files[path]) != digest:
            yield Fault(FaultKind.CHANGED, path, f"its bytes are not those that {manifest} lists.")
    for path in files:
        if path not in listed:
            yield Fault(FaultKind.ADDED, path, f"it is not listed in {manifest}.")


def _structure(folder: Path, files: Mapping[str, Path]) -> Iterator[Fault]:
    for name in (BAGIT, BAG_INFO):
        if name not in files:
            yield Fault(FaultKind.MISSING, name, "every package has it.")
    if "fetch.txt" in files:
        yield Fault(FaultKind.ADDED, "fetch.txt", "a package is complete; nothing of it is fetched from elsewhere.")
    try:
        if BAGIT in files and _text(files[BAGIT]) != BAGIT_TEXT:
            yield Fault(FaultKind.CHANGED, BAGIT, "it does not say version 1.0 and UTF-8.")
        if BAG_INFO in files:
            yield from _size(files)
    except (OSError, ValueError) as error:
        yield Fault(FaultKind.UNREADABLE, BAG_INFO, f"a tag file cannot be read ({error}).")


def _size(files: Mapping[str, Path]) -> Iterator[Fault]:
    payload = [path for name, path in files.items() if name.startswith(f"{PAYLOAD}/")]
    wanted = f"Payload-Oxum: {sum(path.stat().st_size for path in payload)}.{len(payload)}"
    if wanted not in _text(files[BAG_INFO]).split("\n"):
        yield Fault(FaultKind.CHANGED, BAG_INFO, f"it should say “{wanted}”.")


def _inside(files: Mapping[str, Path], printed: Checkpoint | None) -> Iterator[Fault]:
    """What the package's own files say of each other."""
    for name in files:
        photo = re.fullmatch(rf"{PAYLOAD}/{PHOTOS}/([0-9a-f]{{64}})(\.[a-z]+)?", name)
        if photo and _digest(files[name]) != photo[1]:
            yield Fault(FaultKind.CHANGED, name, "it is not the photo that its name says.")
    yield from _photo_list(files)
    ledger = files.get(f"{PAYLOAD}/{LEDGER}")
    if ledger is None:
        return
    read = parse_journal(ledger.read_bytes())
    faults = list(read.faults)
    if read.torn:
        faults.append(Fault(FaultKind.TRUNCATED, LEDGER, "its last line is not finished."))
    checkpoint = files.get(f"{PAYLOAD}/{CHECKPOINT}")
    try:
        faults += check_chain(read.entries, read_checkpoint(_text(checkpoint)) if checkpoint else None)
    except (CustodyError, ValueError, OSError) as error:
        faults.append(Fault(FaultKind.UNREADABLE, CHECKPOINT, str(error)))
    if printed and printed.length > len(read.entries):
        raise UsageError(
            f"The checkpoint is of {printed.length} entries, the ledger in the package of {len(read.entries)}: the package is "
            "older and cannot be compared with it. Take a checkpoint from before the package was made."
        )
    if printed and not faults:
        faults += check_chain(read.entries, printed)
    yield from faults


def _photo_list(files: Mapping[str, Path]) -> Iterator[Fault]:
    """The photos that the case names are those that are listed."""
    listed, case = files.get(f"{PAYLOAD}/{PHOTO_LIST}"), files.get(f"{PAYLOAD}/case.json")
    if listed is None or case is None:
        yield Fault(FaultKind.MISSING, PHOTO_LIST if listed is None else "case.json", "every package has it.")
        return
    try:
        told = {line.split("  ")[0] for line in _text(listed).split("\n") if line}
        named = {p["photo"]["sha256"] for p in json.loads(_text(case))["record"]["photos"]}
    except (ValueError, KeyError, TypeError, OSError) as error:
        yield Fault(FaultKind.UNREADABLE, "case.json", f"it is not the description of a case ({error}).")
        return
    for sha256 in sorted(named - told):
        yield Fault(FaultKind.MISSING, PHOTO_LIST, f"the photo {sha256} of the case is not listed.")


def _second_opinion(folder: Path) -> Iterator[Fault]:
    """What the library of the format's makers says."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, OSError, ValueError) as error:
        yield Fault(FaultKind.CHANGED, folder.name, f"bagit: {error}")


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_LONGEST_TEXT + 1)
    if len(data) > _LONGEST_TEXT:
        raise ValueError("it is too long")
    return data.decode("utf-8")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
