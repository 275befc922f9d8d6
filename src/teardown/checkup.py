"""What is installed here, what works, and how to mend what does not: the findings of `teardown doctor`."""

from __future__ import annotations

import enum
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version

import numpy as np
import numpy.typing as npt

from teardown import __version__
from teardown.errors import EngineError, PartsDatabaseError, TeardownError
from teardown.execution import automatic_jobs
from teardown.intake import Picture
from teardown.model import Photo
from teardown.parts import load_facts
from teardown.pipeline import readers_of
from teardown.reading import available_readers, read_picture
from teardown.settings import READERS, Settings

KEPT_CV2 = "opencv-python-headless"
"""The distribution of OpenCV that Teardown wants: it has no windows, and needs no system library."""

_LIBRARIES = ("numpy", "onnxruntime", "openvino", "pillow", "pi-heif", "pytesseract", "pandas", "openpyxl", "rapidfuzz")
_OPTIONAL = ("openvino",)


class Health(enum.StrEnum):
    """How it stands with one thing."""

    GOOD = "good"
    WEAK = "weak"
    """Teardown works, but with less than it could have."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing."""

    what: str
    health: Health
    state: str
    advice: str = ""
    """What to do; empty when there is nothing to do."""
    exit_code: int = 0
    """With which `teardown doctor` ends when the health is bad."""


def check_all(settings: Settings) -> tuple[Finding, ...]:
    """All findings, in the order in which a person would look."""
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _program,
        _libraries,
        _cv2,
        _readers,
        _parts_db,
        _fonts,
        _execution,
    )
    return tuple(finding for check in checks for finding in check(settings))


def _program(settings: Settings) -> Iterator[Finding]:
    yield Finding("teardown", Health.GOOD, __version__)
    yield Finding("python", Health.GOOD, f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _libraries(settings: Settings) -> Iterator[Finding]:
    for name in _LIBRARIES:
        installed = _version_of(name)
        if installed:
            yield Finding(name, Health.GOOD, installed)
        elif name not in _OPTIONAL:
            yield Finding(name, Health.BAD, "not installed", f"{_pip('install')} {name}", EngineError.exit_code)


def _cv2(settings: Settings) -> Iterator[Finding]:
    owners = cv2_owners()
    try:
        import cv2

        state = f"{cv2.__version__} from {', '.join(owners) or 'an unknown place'}"
        if len(owners) < 2:
            yield Finding("cv2", Health.GOOD, state)
            return
        health, state = Health.WEAK, f"{state}: they overwrite each other's files, and updating or removing one breaks the other"
    except ImportError as error:
        health, state = Health.BAD, f"does not load ({error})"
    yield Finding("cv2", health, state, mend_cv2(owners), EngineError.exit_code)


def cv2_owners() -> tuple[str, ...]:
    """The installed distributions that claim the package `cv2`; more than one overwrite each other."""
    return tuple(sorted(set(packages_distributions().get("cv2", ()))))


def mend_cv2(owners: tuple[str, ...]) -> str:
    """The command that leaves one sound owner of `cv2`."""
    remove = f"{_pip('uninstall')} --yes {' '.join(owners)} && " if owners else ""
    return f"{remove}{_pip('install')} --no-deps {KEPT_CV2}"


def _readers(settings: Settings) -> Iterator[Finding]:
    installed = available_readers()
    if not any(reader in installed for reader in settings.readers):
        yield Finding("readers", Health.BAD, "no text reader works here", _pip("install --force-reinstall teardown"), 6)
    for reader in READERS:
        if reader not in settings.readers:
            yield Finding(f"reader {reader}", Health.GOOD, "left out by the setting `readers`")
        elif reader in installed:
            yield Finding(f"reader {reader}", Health.GOOD, _tesseract_version() if reader == "tesseract" else "installed")
        elif reader == "tesseract":
            yield Finding(
                "reader tesseract",
                Health.WEAK,
                "not installed: one reader less to confirm what is read",
                "install the program: apt-get install tesseract-ocr, dnf install tesseract, or brew install tesseract",
            )
        else:
            yield Finding(f"reader {reader}", Health.WEAK, "its models are missing", _pip("install --no-deps rapidocr"))
    try:
        sightings = read_picture(_sample(), settings.threads, settings.mode, readers=readers_of(settings))
        read = " ".join(line.text for sighting in sightings for line in sighting.lines)
    except TeardownError as error:
        yield Finding("trial reading", Health.BAD, str(error), exit_code=error.exit_code)
        return
    if _SAMPLE_TEXT in read.replace(" ", "").upper():
        yield Finding("trial reading", Health.GOOD, f"“{_SAMPLE_TEXT}” was read")
    else:
        yield Finding(
            "trial reading",
            Health.BAD,
            f"“{_SAMPLE_TEXT}” was read as “{read}”",
            "the models or their runtime are damaged: " + _pip("install --force-reinstall --no-deps rapidocr onnxruntime"),
            EngineError.exit_code,
        )


_SAMPLE_TEXT = "BR24G64"


def _sample() -> Picture:
    """A drawn chip with a clear marking."""
    import cv2

    pixels: npt.NDArray[np.uint8] = np.full((240, 420, 3), (40, 90, 50), dtype=np.uint8)
    cv2.rectangle(pixels, (40, 50), (380, 190), (30, 30, 30), -1)
    cv2.putText(pixels, _SAMPLE_TEXT, (65, 140), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (220, 220, 220), 4, cv2.LINE_AA)
    return Picture(Photo("sample", "0" * 64, 0, "PNG", 420, 240), pixels)


def _tesseract_version() -> str:
    from teardown.reading.engines.tesseract import tesseract_version

    return next(iter(tesseract_version().splitlines()), "installed")


def _parts_db(settings: Settings) -> Iterator[Finding]:
    try:
        facts = load_facts(settings.parts_db)
    except PartsDatabaseError as error:
        yield Finding("parts database", Health.BAD, str(error), "see it with: teardown parts lint", error.exit_code)
        return
    counted = f"{len(facts.manufacturers)} companies, {len(facts.families)} families, {len(facts.parts)} parts"
    yield Finding("parts database", Health.GOOD, f"{facts.version}: {counted}")


def _fonts(settings: Settings) -> Iterator[Finding]:
    """Japanese names in results are text; they show only where the viewer has a font for them."""
    if shutil.which("fc-list") is None:
        yield Finding("Japanese font", Health.GOOD, "not checked here: the system shows its own fonts")
        return
    try:
        shown = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, timeout=20, check=False)
        family = next((line for line in sorted(shown.stdout.splitlines()) if line), "")
    except (OSError, subprocess.TimeoutExpired):
        family = ""
    if family:
        yield Finding("Japanese font", Health.GOOD, family)
    else:
        yield Finding("Japanese font", Health.WEAK, "none", "to see Japanese names here: apt-get install fonts-noto-cjk")


def _execution(settings: Settings) -> Iterator[Finding]:
    jobs = settings.jobs or automatic_jobs(settings.threads)
    yield Finding("processes", Health.GOOD, f"{jobs} photos at the same time, {settings.threads} threads each")
    dask = _version_of("distributed")
    if dask:
        yield Finding("dask", Health.GOOD, dask)
    elif settings.cluster:
        advice = _pip("install 'teardown[cluster]'")
        yield Finding("dask", Health.BAD, "not installed, but the setting `cluster` names one", advice, 2)


def _version_of(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _pip(rest: str) -> str:
    return f"{sys.executable} -m pip {rest}"
