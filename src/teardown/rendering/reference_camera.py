"""The reference camera taken apart: which boards were photographed how.

`camera_teardown` gives the scenes; a test may change a chip with `with_marking` or `without` and render again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teardown.rendering.placing import fill
from teardown.rendering.projection import project
from teardown.rendering.reference_boards import lens_board, main_back, main_front, power_audio, sensor_board
from teardown.rendering.spec import BoardSpec, Camera, Light, Marking, Scene, Spot
from teardown.rendering.truth import bodies_seen

BANNER = "RENDERED SAMPLE - NOT EVIDENCE"


def camera_teardown() -> list[Scene]:
    """The photos of the reference teardown, as a volunteer would take and name them."""
    front, back, sensor, lens, power = main_front(), main_back(), sensor_board(), lens_board(), power_audio()
    desk = Light(225, 0.6, 0.5, 0.55, 0.22, 0.10, 0.0, (Spot(0.30, 0.20, 0.16, 0.25),))
    lamp = Light(300, 0.8, 0.35, 0.40, 0.35, 0.28, 0.0, (Spot(0.66, 0.30, 0.12, 0.45),))
    window = Light(190, 0.7, 0.7, 0.55, 0.22, -0.12, 0.0, (Spot(0.15, 0.55, 0.22, 0.28),))
    flash = Light(260, 0.4, 0.3, 0.35, 0.15, 0.0, 0.05, (Spot(0.52, 0.42, 0.07, 0.9),))
    return [
        Scene(
            "main-front-overview.jpg",
            front,
            Camera(44, 30, 104, 2900, 2000, roll=1.8, tilt=9, tilt_towards=95, light=desk, background="mat", quality=82, seed=1),
        ),
        Scene(
            "main-front-soc.jpg",
            front,
            Camera(
                37,
                24,
                46,
                2000,
                1500,
                roll=-4,
                tilt=14,
                tilt_towards=60,
                light=lamp,
                background="mat",
                defocus=1.6,
                focus_side=80,
                quality=82,
                seed=2,
            ),
        ),
        Scene(
            "main-front-nand.jpg",
            front,
            Camera(
                68,
                42,
                42,
                1900,
                1400,
                roll=176,
                tilt=11,
                tilt_towards=100,
                light=window,
                background="mat",
                noise=0.014,
                quality=80,
                seed=3,
            ),
        ),
        Scene(
            "main-front-lvds.jpg",
            front,
            Camera(
                20,
                38,
                36,
                1800,
                1350,
                roll=8,
                tilt=17,
                tilt_towards=130,
                light=lamp,
                background="mat",
                defocus=1.2,
                focus_side=200,
                quality=82,
                seed=4,
            ),
        ),
        Scene(
            "main-back-overview.jpg",
            back,
            Camera(
                44, 30, 102, 2900, 2000, roll=-2.4, tilt=7, tilt_towards=80, light=window, background="wood", quality=82, seed=5
            ),
        ),
        Scene(
            "main-back-rtc-eeprom.jpg",
            back,
            Camera(
                48,
                20,
                44,
                1900,
                1400,
                roll=92,
                tilt=12,
                tilt_towards=90,
                light=flash,
                background="wood",
                noise=0.012,
                quality=82,
                seed=6,
            ),
        ),
        Scene(
            "main-back-regulator.jpg",
            back,
            Camera(29, 37, 34, 1800, 1350, roll=-5, tilt=11, tilt_towards=75, light=desk, background="wood", quality=82, seed=12),
        ),
        Scene(
            "sensor-board.jpg",
            sensor,
            Camera(
                21,
                21,
                62,
                2100,
                1680,
                roll=4,
                tilt=8,
                tilt_towards=90,
                light=desk,
                background="paper",
                exposure=0.92,
                quality=84,
                seed=7,
            ),
        ),
        Scene(
            "sensor-board-motion.jpg",
            sensor,
            Camera(
                33, 30, 20, 1600, 1200, roll=-3, tilt=12, tilt_towards=60, light=window, background="paper", quality=82, seed=13
            ),
        ),
        Scene(
            "lens-board.jpg",
            lens,
            Camera(
                28, 20, 66, 2300, 1700, roll=-6, tilt=10, tilt_towards=70, light=window, background="cloth", quality=82, seed=8
            ),
        ),
        Scene(
            "lens-board-driver.jpg",
            lens,
            Camera(
                24,
                16,
                28,
                1700,
                1300,
                roll=11,
                tilt=18,
                tilt_towards=110,
                light=lamp,
                background="cloth",
                defocus=2.0,
                focus_side=100,
                quality=82,
                seed=9,
            ),
        ),
        Scene(
            "power-audio-board.jpg",
            power,
            Camera(
                41,
                26,
                94,
                2700,
                1900,
                roll=2.5,
                tilt=10,
                tilt_towards=85,
                light=lamp,
                background="dark",
                exposure=1.1,
                quality=82,
                seed=10,
            ),
        ),
        Scene(
            "power-audio-codec.jpg",
            power,
            Camera(
                27,
                36,
                36,
                1800,
                1350,
                roll=187,
                tilt=13,
                tilt_towards=95,
                light=desk,
                background="dark",
                noise=0.013,
                quality=82,
                seed=11,
            ),
        ),
    ]


def marked(scene: Scene) -> Scene:
    """The scene with the strip that says what it is."""
    return replace(scene, camera=replace(scene.camera, banner=BANNER))


def with_marking(board: BoardSpec, designator: str, marking: Marking | None) -> BoardSpec:
    """The board with one component marked otherwise. Raises KeyError when it has no such designator."""
    if all(part.designator != designator for part in board.parts):
        raise KeyError(f"this board has no {designator}; it has {', '.join(p.designator for p in board.parts)}")
    return replace(board, parts=tuple(replace(p, marking=marking) if p.designator == designator else p for p in board.parts))


def without(board: BoardSpec, designator: str) -> BoardSpec:
    """The board with one component taken off. Raises KeyError when it has no such designator."""
    if all(part.designator != designator for part in board.parts):
        raise KeyError(f"this board has no {designator}; it has {', '.join(p.designator for p in board.parts)}")
    return replace(board, parts=tuple(p for p in board.parts if p.designator != designator))


def evidence(scenes: Sequence[Scene], digests: dict[str, str]) -> list[dict[str, object]]:
    """What an analyst would note about the bare image sensor, in the shape of `model.Evidence`.

    The sensor's package carries no name: its row of the table rests on the board's text and on the identifier that it answers on
    its bus. `scenes` are those that were rendered, `digests` the photos' SHA-256 by name.
    """
    photo = "sensor-board.jpg"
    scene = next(scene for scene in scenes if scene.name == photo)
    bodies = bodies_seen(fill(scene.board).parts, project(scene.camera), scene.camera)
    sensor = next(body for body in bodies if body.part.designator == "U40")
    common: dict[str, object] = {
        "part_number": "IMX291LQR-C",
        "manufacturer": "sony",
        "category": "image_sensor",
        "noted_by": "sample analyst",
        "designator": "U40",
        "photo_sha256": digests[photo],
        "quad": [[round(x, 1), round(y, 1)] for x, y in sensor.quad],
    }
    return [
        {
            "kind": "board text",
            "text": "IMX291 SENSOR BD V1.1",
            "source": f"silkscreen of the sensor board, {photo}; rendered sample, no evidence",
            **common,
        },
        {
            "kind": "chip identifier",
            "text": "chip id 0x0291 at I2C address 0x1a",
            "source": "ipctool on the running camera; rendered sample, no evidence",
            **common,
        },
    ]
