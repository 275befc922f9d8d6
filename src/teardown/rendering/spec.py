"""What is drawn and how it is photographed, as frozen dataclasses.

Lengths are millimetres, angles degrees clockwise as seen by the camera, colours sRGB in 0 to 1. The board's origin is its
top-left corner, x to the right, y down. Everything random is drawn from the seeds that stand here, so that the same spec
gives the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Colour = tuple[float, float, float]
"""sRGB, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface for markings, silkscreen and labels."""

    kind: str = "stroke"
    """`stroke`: single-stroke letters as laser markers and plotters draw; `sans`: Pillow's built-in Aileron; `dots`: rows of
    laser or peened dots."""
    weight: float = 0.13
    """Stroke width over the height of a capital."""
    width: float = 1.0
    """Horizontal scale: 0.7 is condensed."""
    slant: float = 0.0
    """Degrees to the right."""
    spacing: float = 0.0
    """Extra space between letters over the height of a capital."""
    rounded: bool = True
    """Round bends; otherwise octagonal ones."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What is printed on the top of a component."""

    lines: tuple[str, ...] = ()
    """Top to bottom. A line that starts with `!` is bold and larger, as a word mark is; the `!` is not printed."""
    logo: str = ""
    """Name of a mark in `logos.LOGOS`, or empty."""
    logo_place: str = "above"
    """`above` the lines, `left` of all lines, or `first`: left of the first line."""
    method: str = "laser"
    """`laser`: grey, grainy, matt; `ink`: white and even; `engraved`: deep in metal, dark."""
    face: Face = Face()
    contrast: float = 0.6
    """1 is as bright as the method gets; 0.1 is hardly visible."""
    height: float = 0.0
    """Of a capital letter; 0 fits the lines to the body."""
    align: str = "left"
    """`left` or `centre`."""
    turn: int = 0
    """Quarter turns clockwise of the text on the body."""
    offset: tuple[float, float] = (0.0, 0.0)
    worn: float = 0.0
    """Share of the strokes that is missing, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component on a board."""

    package: str
    """Name in `packages.PACKAGES`."""
    x: float
    """Centre."""
    y: float
    rotation: float = 0.0
    designator: str = ""
    marking: Marking | None = None
    part_number: str = ""
    """Ground truth: the part that the marking denotes, empty where it denotes none."""
    printed: str = ""
    """Ground truth: the part number as it stands in the marking; empty takes the marking's line that holds `part_number`, or its
    first."""
    manufacturer: str = ""
    """Ground truth: name of the company, empty where none can be told."""
    ground: str = ""
    """Ground truth: what tells the company: printed name, logo, part number, marking code."""
    function: str = ""
    """Ground truth in plain words: DRAM, regulator, …"""
    colour: Colour | None = None
    """Of the body; None takes the package's usual one."""
    size: tuple[float, float, float] | None = None
    """Width, height and thickness, where the package's usual size does not fit."""


@dataclass(frozen=True, slots=True)
class SilkText:
    """Text printed on the board."""

    text: str
    x: float
    """Centre."""
    y: float
    height: float = 1.0
    rotation: float = 0.0
    face: Face = Face(weight=0.15)


@dataclass(frozen=True, slots=True)
class SilkBox:
    """An outline on the silkscreen: around a footprint, a white writing area, a pin-1 circle."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    filled: bool = False
    line: float = 0.18
    round: bool = False
    """A circle of diameter `width`."""


@dataclass(frozen=True, slots=True)
class Sticker:
    """A paper or foil label: on the board, on a component, or beside the board."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    rotation: float = 0.0
    code: str = ""
    """`qr`, `bars` or empty."""
    colour: Colour = (0.93, 0.93, 0.90)
    ink: Colour = (0.08, 0.08, 0.09)
    z: float = 0.1
    face: Face = Face(kind="sans", weight=0.10)


@dataclass(frozen=True, slots=True)
class Footprint:
    """Bare pads where no component is fitted."""

    package: str
    x: float
    y: float
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class BoardSpec:
    """A populated board."""

    width: float
    height: float
    parts: tuple[Part, ...] = ()
    mask: Colour = (0.03, 0.22, 0.10)
    """Colour of the solder mask over copper."""
    silk: Colour = (0.90, 0.91, 0.88)
    finish: str = "hasl"
    """Bare pads: `hasl` (tin) or `enig` (gold)."""
    corner: float = 1.5
    """Radius of the corners."""
    holes: tuple[tuple[float, float, float], ...] = ()
    """x, y and diameter of plated mounting holes."""
    texts: tuple[SilkText, ...] = ()
    boxes: tuple[SilkBox, ...] = ()
    stickers: tuple[Sticker, ...] = ()
    footprints: tuple[Footprint, ...] = ()
    fiducials: tuple[tuple[float, float], ...] = ()
    passives: float = 0.0
    """Small passives per square centimetre that are strewn between the parts given."""
    traces: float = 1.0
    """Density of the visible copper traces, 0 to 1."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A reflection of a lamp or window in what is glossy. Place relative to the picture: 0, 0 top left to 1, 1 bottom right."""

    x: float
    y: float
    radius: float = 0.15
    """Over the picture's width."""
    strength: float = 0.5


@dataclass(frozen=True, slots=True)
class Light:
    """How the scene is lit."""

    direction: float = 225.0
    """Where the main light comes from, degrees clockwise from the picture's right."""
    slant: float = 0.6
    """Length of the shadows over the height of what throws them."""
    softness: float = 0.5
    """Width of a shadow's edge over the height of what throws it."""
    ambient: float = 0.45
    """Share of the light that comes from everywhere."""
    gradient: float = 0.25
    """How much darker the side away from the light is, 0 to 1."""
    temperature: float = 0.0
    """White balance: -1 blue to 1 orange."""
    tint: float = 0.0
    """-1 green to 1 magenta."""
    spots: tuple[Spot, ...] = ()
    shadow: tuple[float, float, float, float] | None = None
    """A soft shadow of a hand or phone: x, y, radius (relative as in `Spot`), darkness 0 to 1."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands and what it does to the picture."""

    x: float
    """Point of the board in the middle of the picture."""
    y: float
    field: float
    """Width of what is seen at that point."""
    width: int = 2400
    """Pixels."""
    height: int = 1800
    roll: float = 0.0
    """Turn of the board in the picture."""
    tilt: float = 0.0
    """Angle of the view from straight above."""
    tilt_towards: float = 90.0
    """Direction, in the picture, in which the board recedes' opposite: the camera stands that side of the vertical."""
    distance: float = 0.0
    """From the board; 0 takes what a phone with a 70 degree lens needs for the field."""
    barrel: float = 0.01
    """Radial distortion at the corners, positive is barrel."""
    light: Light = Light()
    focus: float = 0.7
    """Radius of the blur in focus, in pixels."""
    defocus: float = 0.0
    """Additional radius at the picture's far edge, in pixels."""
    focus_side: float = 90.0
    """Direction in the picture in which it gets out of focus."""
    motion: float = 0.0
    """Length of camera shake in pixels."""
    motion_angle: float = 0.0
    exposure: float = 1.2
    noise: float = 0.010
    """Standard deviation in the middle tones, 0 to 1."""
    sharpen: float = 0.5
    """Strength of the phone's own sharpening."""
    denoise: float = 0.0
    """Smearing by the phone's noise reduction, 0 to 1."""
    quality: int = 88
    """JPEG quality."""
    background: str = "mat"
    """What the board lies on: `mat`, `wood`, `paper`, `cloth`, `metal`, `dark`."""
    background_colour: Colour | None = None
    banner: str = ""
    """Text of a strip at the bottom edge of the picture."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """A board and a camera: one photo."""

    name: str
    """File name."""
    board: BoardSpec
    camera: Camera
    notes: str = ""
    tags: tuple[str, ...] = field(default=())
