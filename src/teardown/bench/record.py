"""Write what the bench printed into the figures that every workbook and report states about the method.

    teardown bench PHOTOS --given-lines --json | python -m teardown.bench.record given-lines
    teardown bench MARKINGS.csv --json | python -m teardown.bench.record markings
    teardown bench PHOTOS --detectors MODELS --json | python -m teardown.bench.record photos

Only counts, day and versions are written; what was measured and on what stands in `export/measured.json` as text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from teardown import __version__
from teardown.errors import NoInputError
from teardown.export.measured import FILE, Measurement
from teardown.parts import load_facts
from teardown.serial import from_json, to_json


def recorded(measurement: Measurement, printed: Mapping[str, Any], day: date, parts_db: str) -> Measurement:
    """A measurement with the counts that the bench printed.

    Raises:
        NoInputError: this is not what `teardown bench --json` prints.
    """
    try:
        if "maker" in printed:
            right, wrong, none = (int(printed["maker"][k]) for k in ("right", "wrong", "none"))
            photos, chips, with_company = 0, right + wrong + none, right + wrong + none
        else:
            score = printed["score"]
            photos, chips, with_company = int(score["photos"]), int(score["labelled"]), int(score["with_maker"])
            right, wrong = int(score["right"]), int(score["wrong"])
    except (KeyError, TypeError, ValueError) as error:
        raise NoInputError("This is not what `teardown bench --json` prints. Pipe its output into this command.") from error
    return replace(
        measurement,
        photos=photos,
        chips=chips,
        with_company=with_company,
        right=right,
        wrong=wrong,
        measured_on=day.isoformat(),
        program=__version__,
        parts_db=parts_db,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the bench's JSON from standard input and write the entry; returns the exit code."""
    path = Path(str(resources.files("teardown.export") / FILE))
    known = from_json(tuple[Measurement, ...], path.read_bytes())
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.record", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("id", choices=[m.id for m in known], help="which measurement it is")
    wanted = parser.parse_args(arguments).id
    printed = json.load(sys.stdin)
    new = tuple(recorded(m, printed, datetime.now(UTC).date(), load_facts().version) if m.id == wanted else m for m in known)
    path.write_text(to_json(new, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
