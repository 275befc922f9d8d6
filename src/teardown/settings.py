"""Settings: `TEARDOWN_*` environment variables over `teardown.toml` over the defaults here; each in `docs/settings.md`."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from teardown.errors import UsageError

_PREFIX = "TEARDOWN_"
FILE_VARIABLE = "TEARDOWN_SETTINGS"
"""Environment variable that names the settings file; else `teardown.toml` here or in the user's settings folder is taken."""

MODES = ("thorough", "fast")
READERS = ("ppocr-v6", "ppocr-markings", "tesseract")


def _setting(default: Any, parse: Callable[[str], Any], meaning: str) -> Any:
    """A field with its description; `parse` makes the value of a text, and raises `ValueError` with what is expected."""
    return field(default=default, metadata={"parse": parse, "meaning": meaning})


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            what = "a whole number" if kind is int else "a number"
            raise ValueError(f"{what} from {low:g} to {high:g}")
        return value

    return parse


def _one_of(*allowed: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(" or ".join(allowed))
        return text

    return parse


def _some_of(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if not names or not set(names) <= set(allowed) or len(set(names)) != len(names):
            raise ValueError(f"one or more of {', '.join(allowed)}, separated by commas")
        return names

    return parse


def _folder(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError("true or false")
    return text.lower() == "true"


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `docs/settings.md` is made from these descriptions."""

    mode: str = _setting(
        "thorough",
        _one_of(*MODES),
        "How much work is put into each photo: `thorough` looks for text at several scales and reads every line on a chip "
        "three times; `fast` looks once and on each chip, and asks Tesseract only where no other reader works.",
    )
    readers: tuple[str, ...] = _setting(
        READERS,
        _some_of(*READERS),
        "The text readers, the most trusted first. One that is not installed is left out; `teardown doctor` shows which are.",
    )
    max_megapixels: int = _setting(
        120,
        _number(int, 1, 1000),
        "Larger photos are refused before they are decoded. Memory: about 12 MB per megapixel at work.",
    )
    parts_db: Path | None = _setting(
        None, _folder, "Folder of another parts database, laid out like the one that is shipped. Empty: the shipped one."
    )
    catalogue: Path | None = _setting(
        None,
        _folder,
        "File with imported part tables (`teardown parts import`). They help to find the part beside a maker's name "
        "and never name a company by themselves. Empty: none is used.",
    )
    jobs: int = _setting(
        0,
        _number(int, 0, 1024),
        "Photos analysed at the same time, each by a process of its own that needs up to 1.5 GB. 0: as many as the computer has "
        "processor cores and memory for.",
    )
    threads: int = _setting(
        1,
        _number(int, 1, 256),
        "Processor threads that the text reader of one process uses. More help when there are fewer photos than cores.",
    )
    timeout: float = _setting(
        600.0, _number(float, 1, 86400), "Seconds after which a photo is given up and reported as failed; the others go on."
    )
    cluster: str = _setting(
        "",
        str,
        "Address of a Dask scheduler (`tcp://host:8786`) that does the analysis instead of this computer. Empty: this one.",
    )
    cache: Path | None = _setting(
        None,
        _folder,
        "Folder in which finished photos are kept, so that no run computes them again. Empty: `.work` in the output folder.",
    )
    timestamp_url: str = _setting(
        "",
        str,
        "Address of a time-stamping authority (RFC 3161) that dates checkpoints of a case's ledger. Only a hash is sent. Empty: "
        "none is asked.",
    )
    timestamp_roots: Path | None = _setting(
        None,
        _folder,
        "PEM file with the certificates that a time stamp is checked against. Empty: time stamps are not checked.",
    )
    data: Path | None = _setting(
        None,
        _folder,
        "Folder in which the web application keeps everything: database, sealed photos, its secret key. Empty: `teardown` among "
        "the user's data.",
    )
    database_url: str = _setting(
        "",
        str,
        "Database of the web application, for instance `postgresql://teardown@db.local/teardown`. Empty: a SQLite file in the "
        "data folder.",
    )
    hosts: tuple[str, ...] = _setting(
        (),
        _names,
        "Names under which the web application is reached from other computers, separated by commas. Empty: this computer only.",
    )
    https: bool = _setting(
        False,
        _truth,
        "Whether people reach the web application by HTTPS (through a proxy that sets X-Forwarded-Proto): cookies are then sent "
        "over HTTPS only.",
    )


NAMES: tuple[str, ...] = tuple(f.name for f in fields(Settings))
APPLICATION = ("data", "database_url", "hosts", "https")
"""Settings of the web application; no option of the command line stands for them."""
CUSTODY = ("timestamp_url", "timestamp_roots")
"""Settings of the ledger; they have no say in an analysis."""


def variable(name: str) -> str:
    """The environment variable of a setting: `TEARDOWN_JOBS` for `jobs`."""
    return _PREFIX + name.upper()


def meaning(name: str) -> str:
    """What a setting does, in Markdown."""
    return str(next(f for f in fields(Settings) if f.name == name).metadata["meaning"])


def load_settings(environment: Mapping[str, str] | None = None, *, file: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        environment: the environment variables; those of this process when None.
        file: a settings file; when None the one that `TEARDOWN_SETTINGS` names, `teardown.toml` in the current folder, or
            `teardown.toml` in the user's settings folder, the first there is.

    Raises:
        UsageError: a file that was named is missing, a name is unknown, or a value is not allowed.
    """
    environment = os.environ if environment is None else environment
    settings = Settings()
    path = _settings_file(environment, file)
    if path is not None:
        for name, value in _read_file(path).items():
            settings = changed(settings, name, _as_text(value), where=f"{path}: {name}")
    for key, text in sorted(environment.items()):
        if key.startswith(_PREFIX) and key != FILE_VARIABLE:
            settings = changed(settings, key.removeprefix(_PREFIX).lower(), text, where=key)
    return settings


def changed(settings: Settings, name: str, text: str, *, where: str) -> Settings:
    """The settings with one of them set from a text; `where` stands in the message when it cannot be.

    Raises:
        UsageError: there is no such setting, or the value is not allowed.
    """
    found = next((f for f in fields(Settings) if f.name == name), None)
    if found is None:
        near = difflib.get_close_matches(name, NAMES, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(NAMES)}."
        raise UsageError(f"{where}: there is no setting of this name.{hint}")
    try:
        return replace(settings, **{name: found.metadata["parse"](text)})
    except ValueError as error:
        raise UsageError(f"{where} is “{text}”, but must be {error}.") from error


def _settings_file(environment: Mapping[str, str], file: Path | None) -> Path | None:
    named = file or (Path(environment[FILE_VARIABLE]) if environment.get(FILE_VARIABLE) else None)
    if named is not None:
        if not named.is_file():
            raise UsageError(f"There is no settings file {named}. Check its name, or unset {FILE_VARIABLE}.")
        return named
    for folder in (Path.cwd(), Path(platformdirs.user_config_dir("teardown", appauthor=False))):
        if (folder / "teardown.toml").is_file():
            return folder / "teardown.toml"
    return None


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"The settings file {path} cannot be read: {error}.") from error


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)
