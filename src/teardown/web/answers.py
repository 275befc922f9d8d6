"""The answer to a photo: what is good, what must be retaken and why, and where on the photo that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teardown.casework.models import Photo, PhotoState
from teardown.errors import DamagedPhotoError, OutputError, TeardownError, TooLargeError, UnsupportedFormatError
from teardown.export.translate import translated

RETAKE = ("blur", "glare", "dark")
"""Kinds of problems for which a photo must be taken again; for the others a further photo is wanted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is said about a photo."""

    text: str
    retake: bool
    places: Sequence[str] = ()
    """Attributes of SVG rectangles, in per cent of the upright photo."""
    kind: str = ""
    """The colour of its places is that of the mark before its text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told about one photo that was sent."""

    name: str
    status: str
    """`good`, `retake`, `duplicate`, `refused` or `failed`."""
    headline: str
    remarks: tuple[Remark, ...] = ()
    photo: Photo | None = None
    """None where the photo was refused, or was sent by somebody else whose photos one may not see."""

    @property
    def waiting(self) -> bool:
        """Whether the analysis may still say more."""
        return self.photo is not None and self.photo.state == PhotoState.WAITING


def answer_to(photo: Photo, *, duplicate: bool = False, own: bool = True, name: str = "") -> Answer:
    """The answer to a photo that was taken in."""
    shown = name or photo.name
    if duplicate and not own:
        return Answer(shown, "duplicate", _("This very photo is here already; it need not be sent again."))
    remarks = tuple(_remarks(photo))
    retake = any(r.retake for r in remarks)
    if duplicate and retake:
        return Answer(shown, "retake", _("This very photo is here already. Please take a new one."), remarks, photo)
    if duplicate:
        return Answer(shown, "duplicate", _("This very photo is here already; it need not be sent again."), remarks, photo)
    if photo.state == PhotoState.FAILED:
        return Answer(shown, "failed", _("The photo is kept, but could not be analysed."), remarks, photo)
    if retake:
        return Answer(shown, "retake", _("Please take this one again."), remarks, photo)
    return Answer(shown, "good", _("Good: this photo can be used."), remarks, photo)


def refusal(name: str, error: TeardownError) -> Answer:
    """The answer to a file that was not taken in."""
    if isinstance(error, OutputError):
        headline = _("The server's disk is full or cannot be written. Nothing of this photo was kept: send it again later.")
    elif isinstance(error, UnsupportedFormatError):
        headline = _("This is no photo. Send JPEG, PNG, WebP, TIFF or HEIC files, as the camera made them.")
    elif isinstance(error, TooLargeError):
        headline = _("This picture is too large to be taken in. Send the photo as the camera made it.")
    elif isinstance(error, DamagedPhotoError):
        headline = _("The file is damaged or incomplete. Copy it again from the phone or camera, and send it again.")
    else:
        headline = _("This file could not be read. Send it again.")
    return Answer(name, "refused", headline)


def _remarks(photo: Photo) -> list[Remark]:
    remarks: list[Remark] = []
    kinds: dict[str, list[Any]] = {}
    for problem in photo.problems:
        kinds.setdefault(problem["kind"], []).append(problem["where"])
    for kind, where in kinds.items():
        places = [_rectangle(place) for place in where if place]
        remarks.append(Remark(_told(kind), kind in RETAKE, places, kind))
    if photo.damage:
        remarks.append(Remark(translated(photo.damage, _language()), False))
    if photo.has_location:
        remarks.append(
            Remark(
                _("The file says where it was taken. It is sealed and never shown; you may switch that off in the camera."), False
            )
        )
    return remarks


def _rectangle(place: Sequence[float]) -> str:
    """Numbers as SVG wants them, in every language."""
    return format_html('x="{}" y="{}" width="{}" height="{}"', *(f"{100 * v:.2f}" for v in place))


def _told(kind: str) -> str:
    return {
        "blur": _("It is blurred. Rest the phone on something, tap on a chip to focus, and hold still."),
        "glare": _("A lamp is mirrored here, and hides the text. Move the lamp to the side, or tilt the board."),
        "dark": _("It is very dark. Take it by a window, or put a lamp beside the board."),
        "far": _("The text on these chips is too small here. Keep this photo, and send close-ups of three or four chips each."),
        "soft": _("These chips are blurred. Keep this photo, and send close-ups with one of them in focus."),
        "mirrored": _("A lamp is mirrored in these chips. Keep this photo, and send one with the lamp moved to the side."),
        "small": _("It has few pixels. If it came through a messenger, send the file from the camera instead."),
    }[kind]


def _language() -> Any:
    return "ja" if get_language() == "ja" else "en"
