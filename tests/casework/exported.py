"""Print the digests of all exports of a case of an instance, made ten times: `python -m tests.casework.exported HANDLE`."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date

from teardown.web import prepare

RUNS = 10


def main() -> None:
    prepare.set_up()
    from teardown.casework.models import Case
    from teardown.casework.services.record import case_record
    from teardown.casework.tasks.exports import _bytes_of
    from teardown.casework.tasks.kinds import EXPORTS

    noted = case_record(Case.objects.get(handle=sys.argv[1]))
    found: dict[str, list[str]] = {}
    for kind in EXPORTS.values():
        if kind.ending in (".csv", ".json", ".xlsx"):
            made = (_bytes_of(kind, noted, date(2024, 7, 1)) for _ in range(RUNS))
            found[kind.id] = sorted({hashlib.sha256(data).hexdigest() for data in made})
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
