"""Exceptions that people may see. Each carries the exit code that the command line ends with (docs/exit-codes.md)."""

from __future__ import annotations

from typing import ClassVar


class TeardownError(Exception):
    """Base of all errors with a message written for people; it says what to do."""

    exit_code: ClassVar[int] = 1


class UsageError(TeardownError):
    """The command was called with arguments that do not fit together."""

    exit_code = 2


class NoInputError(TeardownError):
    """No photo was found where photos were expected."""

    exit_code = 3


class PhotoError(TeardownError):
    """A file could not be taken in as a photo. Reported per file; never ends a batch."""

    exit_code = 4


class UnsupportedFormatError(PhotoError):
    """The bytes are not one of the image formats that are taken in."""


class TooLargeError(PhotoError):
    """The picture has more pixels than the cap; it was not decoded."""


class DamagedPhotoError(PhotoError):
    """The file ends early or cannot be decoded."""


class PartsDatabaseError(TeardownError):
    """The parts database cannot be loaded, or a row in it is not valid."""

    exit_code = 5


class EngineError(TeardownError):
    """A text reader is missing, crashed, hung or answered garbage, and no other could take over."""

    exit_code = 6


class OutputError(TeardownError):
    """A result could not be written."""

    exit_code = 7


class CustodyError(TeardownError):
    """What is kept is not as it was left: changed, missing, added or unreadable. `teardown verify` names every fault."""

    exit_code = 8


class RuleError(TeardownError):
    """The rules of casework do not allow this step, for instance a signature by the person who decided."""

    exit_code = 9


class InterruptedRunError(TeardownError):
    """The run was stopped; finished photos are kept and the same command continues."""

    exit_code = 130
