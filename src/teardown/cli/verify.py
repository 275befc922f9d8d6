"""`teardown verify`: whether what is kept, or what was received, is as it was left."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import click

from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json
from teardown.custody.archive import read_archive
from teardown.custody.casefolder import is_case
from teardown.custody.checkpoint import Checkpoint, read_checkpoint
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.timestamp import stamped_at
from teardown.custody.vault import is_sha256
from teardown.custody.verify import verify_case
from teardown.errors import CustodyError, NoInputError, UsageError
from teardown.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--instance", is_flag=True, help="Check all cases of the web application: its database and its data folder.")
@click.option("--digest", default="", metavar="SHA256", help="Of a package, as its issuer published it.")
@click.option(
    "--checkpoint",
    "checkpoint_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A checkpoint of the ledger, from paper or from somebody else; a time stamp beside it (.tsr) is checked, too.",
)
@settings_options("timestamp_roots")
@json_option
def verify(
    paths: tuple[Path, ...], instance: bool, digest: str, checkpoint_file: Path | None, settings: Settings, as_json: bool
) -> int:
    """Check cases (folders, or files that `teardown case export` wrote) and packages, and name every fault.

    Ends with exit code 8 when anything is not as it was left. Without a checkpoint, a ledger that was cut at its end looks whole;
    without the digest, so does a package that was packed anew.
    """
    if not paths and not instance:
        raise UsageError("Name what to check: cases, packages, files of exported cases, or --instance.")
    if digest and not is_sha256(digest.strip().lower()):
        raise UsageError(f"--digest is “{digest}”, but must be a SHA-256: 64 hex digits, as the package's issuer published them.")
    checkpoint, dated = _checkpoint(checkpoint_file, settings)
    found = {str(path): _faults(path, checkpoint, digest) for path in paths}
    if instance:
        found |= _instance_faults(checkpoint)
    code = CustodyError.exit_code if any(found.values()) else 0
    if as_json:
        told = {path: [{"kind": f.kind, "where": f.where, "what": f.what} for f in faults] for path, faults in found.items()}
        print_json({"faults": told, "checkpoint": dated, "exit_code": code})
        return code
    for path, faults in found.items():
        for fault in faults:
            click.echo(f"{path}: {fault}")
        click.echo(f"{path}: {f'{len(faults)} faults' if len(faults) > 1 else '1 fault' if faults else 'all is as it was left'}")
    if dated:
        click.echo(dated)
    return code


def _faults(path: Path, checkpoint: Checkpoint | None, digest: str) -> tuple[Fault, ...]:
    if not path.exists():
        raise NoInputError(f"There is nothing at {path}.")
    if path.is_dir() and (path / "bagit.txt").is_file():
        return _package_faults(path, digest.strip(), checkpoint)
    if digest:
        raise UsageError(f"{path} is no package: --digest goes with packages alone. A case has checkpoints: --checkpoint FILE")
    if is_case(path):
        return verify_case(path, checkpoint)
    if zipfile.is_zipfile(path) or _begins_as_archive(path):
        return _archive_faults(path, checkpoint)
    raise NoInputError(f"{path} is no case, no package and no file that `teardown case export` or `teardown backup` wrote.")


def _begins_as_archive(path: Path) -> bool:
    """A file that was cut off is no archive any more, but still begins as one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _archive_faults(path: Path, checkpoint: Checkpoint | None) -> tuple[Fault, ...]:
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "case"
        try:
            read_archive(path, unpacked)
        except CustodyError as error:
            return (Fault(FaultKind.CHANGED, path.name, str(error)),)
        if is_case(unpacked):
            return verify_case(unpacked, checkpoint)
        inside = sorted(p for p in unpacked.iterdir() if is_case(p))
        return tuple(Fault(f.kind, f"{case.name}/{f.where}", f.what) for case in inside for f in verify_case(case, checkpoint))


def _instance_faults(checkpoint: Checkpoint | None) -> dict[str, tuple[Fault, ...]]:
    from teardown.web import prepare

    folder = prepare.set_up()
    from teardown.casework.services.kept import check_instance

    return {f"{folder}: {where}": faults for where, faults in check_instance(checkpoint).items()}


def _package_faults(path: Path, digest: str, checkpoint: Checkpoint | None) -> tuple[Fault, ...]:
    # Loaded only for a package: the libraries of documents take a second.
    from teardown.package import verify_package

    return verify_package(path, digest=digest, checkpoint=checkpoint)


def _checkpoint(path: Path | None, settings: Settings) -> tuple[Checkpoint | None, str]:
    """The checkpoint in a file, and what its time stamp says in a sentence."""
    if path is None:
        return None, ""
    try:
        data = path.read_bytes()
        checkpoint = read_checkpoint(data.decode("utf-8", "replace"))
        answer = path.with_suffix(".tsr").read_bytes() if path.with_suffix(".tsr").is_file() else b""
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}).") from error
    if not answer:
        return checkpoint, ""
    if settings.timestamp_roots is None:
        return checkpoint, "The checkpoint's time stamp was not checked: name the certificates to trust with --timestamp-roots."
    when = stamped_at(answer, data, settings.timestamp_roots)
    return checkpoint, f"The checkpoint existed on {when.isoformat()}, as its time stamp shows."
