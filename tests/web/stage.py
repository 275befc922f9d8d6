"""An instance with people and a case, for the browser: journeys and screenshots.

    TEARDOWN_DATA=FOLDER python -m tests.web.stage [--photos N] [--reviewed]

makes the accounts `volunteer`, `anna` and `ben` (analysts), `advocate`, `administrator` with one password, `clara` who is asked
for the code of a second factor as well, two links that nobody has used yet, and a case with the sample device, and a second one
where there are four photos or more; with `--photos`, so many sample photos are received and analysed in fast mode; with
`--reviewed`, Anna has decided about most chips that the machine names, Ben has signed most of those, one company has been
written to, and has answered.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from teardown.web import prepare

if TYPE_CHECKING:
    from teardown.casework.models import Case, User

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "photos"
CASE = "camera-in-the-square"
PASSWORD = "opened seven cameras"
ACCOUNT_LINK = "makes-an-account"
PASSWORD_LINK = "sets-a-password"
"""What stands in the place of chance in the links of the stage."""


def stage(photos: int, *, reviewed: bool = False) -> None:
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
        concern_ja="公共の広場を監視する種類のカメラ。見本の案件であり、基板は描画されたものです。",
        country="JP",
        time_zone="Asia/Tokyo",
        organisations=["Sample NGO"],
    )
    set_members(case, [people[name] for name in roles])
    _let_in(case, people)
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
    units = [unit]
    if photos >= 4:
        units.append(
            describe_unit(
                case,
                by=anna,
                maker="Hikvision",
                model="DS-2CD2143G0",
                acquired_how="received from a person",
                acquired_on=date(2024, 5, 20),
                serial="F7654321",
                link=UnitLink.SAME_KIND.value,
                link_statement="Another camera of the same maker, for comparison.",
            )
        )
    for number, path in enumerate(sorted(SAMPLES.glob("*.jpg"))[:photos]):
        receive_photo(units[number * len(units) // photos], path, name=path.name, by=people["volunteer"])
    if photos:
        _analyse()
    if reviewed:
        _review(case, people)


def _let_in(case: Case, people: dict[str, User]) -> None:
    """Somebody with a second factor, a link for a new volunteer, and one for an analyst who forgot her password."""
    from django.contrib.auth.models import Group
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from teardown.casework.models import User
    from teardown.casework.roles import Role
    from teardown.casework.services.people import invite

    clara = User.objects.create_user(username="clara", password=PASSWORD)
    clara.groups.set(Group.objects.filter(name=Role.ANALYST.value))
    TOTPDevice.objects.create(user=clara, name="authenticator", confirmed=True)
    with patch("secrets.token_urlsafe", side_effect=[ACCOUNT_LINK, PASSWORD_LINK]):
        invite(Role.VOLUNTEER, by=people["administrator"], case=case)
        invite(None, by=people["administrator"], account=people["anna"])


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


def _review(case: Case, people: dict[str, User]) -> None:
    from teardown.case.records import Verdict
    from teardown.casework.models import Component
    from teardown.casework.services.review import decide, sign

    named = Component.objects.filter(case=case, present=True, photo__isnull=False).exclude(manufacturer="").order_by("pk")
    for number, component in enumerate(named):
        if number % 4 != 3:
            decision = decide(component, by=people["anna"], verdict=Verdict.ACCEPT)
            if number % 4 != 2:
                sign(decision, by=people["ben"])
    _correspond(case, people["advocate"])


def _correspond(case: Case, by: User) -> None:
    """A letter in two languages to one of the companies, and a made-up answer to it."""
    from teardown.case.case_file import load_questionnaire
    from teardown.case.records import AnswerStatus
    from teardown.casework.models import TaskKind
    from teardown.casework.services.answers import Given, record_answer
    from teardown.casework.services.cases import describe_case
    from teardown.casework.services.counts import tallies
    from teardown.casework.tasks import ask, work_through
    from teardown.serial import to_plain

    asked = [load_questionnaire(SAMPLES.parent / "case" / f"questionnaire.{code}.toml") for code in ("en", "ja")]
    describe_case(case, by=by, questionnaires=[to_plain(q) for q in asked], contact="Sample NGO, answers@example.org")
    signed = [t.manufacturer for t in tallies(case) if t.signed and t.manufacturer]
    if signed:
        options = {"companies": signed[:1], "languages": ["en", "ja"], "deadline": None}
        ask(case, TaskKind.LETTERS, by=by, options=options)
        work_through()
        words = "We sell to distributors and do not know who used the part. (An answer made up for a sample.)"
        given = Given(signed[0], "Sample Semiconductor Co., Ltd.", "en", AnswerStatus.FULL, words, received_on=date(2024, 6, 3))
        record_answer(case, given, by=by)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=0)
    parser.add_argument("--reviewed", action="store_true")
    given = parser.parse_args()
    prepare.set_up()
    prepare.make_ready()
    stage(given.photos, reviewed=given.reviewed)


if __name__ == "__main__":
    main()
