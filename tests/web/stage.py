"""An instance with people and a case, for the browser: journeys and screenshots.

    TEARDOWN_DATA=FOLDER python -m tests.web.stage [--photos N]

makes the accounts `volunteer`, `anna` and `ben` (analysts), `advocate`, `administrator` with one password, and a case with the
sample device; with `--photos`, so many sample photos are received and analysed in fast mode.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from teardown.web import prepare

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "photos"
CASE = "camera-in-the-square"
PASSWORD = "opened seven cameras"


def stage(photos: int) -> None:
    """Fill an empty instance."""
    from django.contrib.auth.models import Group

    from teardown.case.records import UnitLink
    from teardown.casework.models import User
    from teardown.casework.roles import Role
    from teardown.casework.services.cases import add_event, describe_unit, open_case, set_members
    from teardown.casework.services.photos import receive_photo

    people: dict[str, User] = {}
    roles = {"volunteer": Role.VOLUNTEER, "anna": Role.ANALYST, "ben": Role.ANALYST, "advocate": Role.ADVOCATE}
    for name, role in (roles | {"administrator": Role.ADMINISTRATOR}).items():
        people[name] = User.objects.create_user(username=name, password=PASSWORD)
        people[name].groups.set(Group.objects.filter(name=role.value))
    anna = people["anna"]
    case = open_case(
        by=anna,
        title="Camera in the square",
        title_ja="広場の監視カメラ",
        concern="A surveillance camera of the kind that watches a public square. A sample case: its boards are drawn.",
        country="JP",
        time_zone="Asia/Tokyo",
        organisations=["Sample NGO"],
    )
    set_members(case, [people[name] for name in roles])
    add_event(
        case,
        by=anna,
        date=date(2019, 10, 9),
        title_en="The maker is put on the Entity List",
        title_ja="メーカーがエンティティ・リストに掲載される",
        source="84 FR 54002",
    )
    unit = describe_unit(
        case,
        by=anna,
        maker="Hikvision",
        model="DS-2CD2133G2",
        acquired_how="bought new from a shop",
        acquired_on=date(2024, 4, 2),
        serial="F12345678",
        link=UnitLink.SAME_SERIES.value,
        link_statement="The camera above the square is of the same series.",
    )
    for path in sorted(SAMPLES.glob("*.jpg"))[:photos]:
        receive_photo(unit, path, name=path.name, by=people["volunteer"])
    if photos:
        _analyse()


def _analyse() -> None:
    from teardown.casework import facts as instance
    from teardown.casework.worker.run import Worker
    from teardown.execution import InlineExecutor
    from teardown.pipeline import PhotoWork
    from teardown.region import RegionWork

    settings = replace(instance.settings(), mode="fast")
    worker = Worker(
        settings=settings,
        version=instance.version(),
        executor=lambda: (InlineExecutor(), 1),
        work=PhotoWork(settings, instance.version()),
        region_executor=InlineExecutor,
        read_region=RegionWork(settings),
    )
    while worker.step() or worker.at_work:
        pass
    worker.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=0)
    given = parser.parse_args()
    prepare.set_up()
    prepare.make_ready()
    stage(given.photos)


if __name__ == "__main__":
    main()
