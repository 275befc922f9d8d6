"""Which function draws which style of package."""

from __future__ import annotations

from collections.abc import Callable

from teardown.rendering import chips, fixtures, passives
from teardown.rendering.solids import Pen

DRAW: dict[str, Callable[[Pen], None]] = {
    "gull": chips.gull,
    "qfn": chips.qfn,
    "bga": chips.bga,
    "wlcsp": chips.wlcsp,
    "diode": chips.diode,
    "chip": passives.chip,
    "led": passives.led,
    "array": passives.array,
    "inductor": passives.inductor,
    "moulded": passives.moulded,
    "metal": passives.metal,
    "hc49": passives.hc49,
    "can": passives.can,
    "radial": passives.radial,
    "jst": fixtures.jst,
    "fpc": fixtures.fpc,
    "b2b": fixtures.b2b,
    "header": fixtures.header,
    "metalbox": fixtures.metalbox,
    "rj45": fixtures.rj45,
    "microsd": fixtures.microsd,
    "jack": fixtures.jack,
    "terminal": fixtures.terminal,
    "ufl": fixtures.ufl,
    "button": fixtures.button,
    "shield": fixtures.shield,
    "module": fixtures.module,
    "sensor": fixtures.sensor,
    "lens": fixtures.lens,
    "heatsink": fixtures.heatsink,
    "coin": fixtures.coin,
}
"""Drawing functions by style."""
