"""What is told about the chips on a photo once it was analysed."""

from __future__ import annotations

from dataclasses import replace

from teardown.casework.retake import problems_of_chips
from teardown.geometry import box_quad
from teardown.model import (
    AttributedSighting,
    Attribution,
    CaptureQuality,
    ClaimLevel,
    Marking,
    Photo,
    PhotoAnalysis,
    Reason,
    Sighting,
    Surface,
)

SOUND = CaptureQuality(0.8, 0.0, 0.5, 30.0)
NOBODY = Attribution(ClaimLevel.TRANSCRIBED, 0.0, "reads", reason=Reason.NOT_IN_DATABASE)


def seen(box: tuple[int, int, int, int], quality: CaptureQuality | None, said: Attribution = NOBODY) -> AttributedSighting:
    return AttributedSighting(Sighting("a" * 64, box_quad(box), (), Surface.CHIP, 0.9, quality=quality), Marking((), ()), said)


def analysis(*sightings: AttributedSighting, orientation: int = 1) -> PhotoAnalysis:
    return PhotoAnalysis(Photo("a.jpg", "a" * 64, 1, "JPEG", 400, 200, orientation), SOUND, sightings)


def test_each_chip_says_what_is_worst_about_it_and_the_largest_stands_first() -> None:
    far, soft = replace(SOUND, text_height=9.0, sharpness=0.3), replace(SOUND, sharpness=0.3)
    mirrored = replace(SOUND, glare=0.2)
    told = problems_of_chips(
        analysis(
            seen((0, 0, 20, 20), far), seen((40, 0, 80, 40), soft), seen((200, 100, 40, 40), mirrored), seen((0, 90, 9, 9), SOUND)
        )
    )
    assert [problem.kind for problem in told] == ["soft", "mirrored", "far"]
    assert told[1].where == (0.5, 0.5, 0.1, 0.2)


def test_a_chip_that_was_read_needs_no_other_photo() -> None:
    named = Attribution(ClaimLevel.PART, 0.98, "matches", manufacturer="rohm")
    assert problems_of_chips(analysis(seen((0, 0, 20, 20), replace(SOUND, text_height=9.0), named))) == ()
    assert problems_of_chips(analysis(seen((0, 0, 20, 20), None))) == ()


def test_places_are_those_of_the_upright_photo() -> None:
    told = problems_of_chips(analysis(seen((0, 0, 40, 20), replace(SOUND, text_height=9.0)), orientation=6))
    assert told[0].where == (0.9, 0.0, 0.1, 0.1)
