"""A case with people of every role in it, and one of somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from teardown.casework.models import Case, Component, Photo, Unit, User
from teardown.casework.roles import Role
from teardown.model import PhotoAnalysis
from tests.web.people import analysed, opened_case, person, sent, unit_of


@dataclass(frozen=True)
class Team:
    """People by role, all of them members of `case`."""

    case: Case
    unit: Unit
    photo: Photo
    """Sent by the volunteer."""
    component: Component
    volunteer: User
    analyst: User
    advocate: User
    administrator: User


@pytest.fixture
def team(db: None, analysis: PhotoAnalysis) -> Team:
    return make_team("", analysis)


def make_team(suffix: str, analysis: PhotoAnalysis) -> Team:
    """A case with its people; `suffix` tells several apart."""
    analyst = person(f"anna{suffix}", Role.ANALYST)
    case = opened_case(analyst, f"Camera{suffix or ' one'}")
    unit = unit_of(case, analyst)
    people = {role: person(f"{role}{suffix}", role, case=case) for role in (Role.VOLUNTEER, Role.ADVOCATE, Role.ADMINISTRATOR)}
    photo = sent(unit, people[Role.VOLUNTEER], seed=len(suffix) + 1)
    analysed(photo, analysis)
    photo.refresh_from_db()
    return Team(
        case=case,
        unit=unit,
        photo=photo,
        component=unit.components.get(),
        volunteer=people[Role.VOLUNTEER],
        analyst=analyst,
        advocate=people[Role.ADVOCATE],
        administrator=people[Role.ADMINISTRATOR],
    )
