"""The rows. Thin: what may happen to them is in `casework.services`, what they mean in `teardown.case`."""

from teardown.casework.models.case import Board, Case, Event, Membership, Unit
from teardown.casework.models.components import Component, ComponentsState, Drawn, Rearrangement, Sighting, UnitBom
from teardown.casework.models.ledger import LedgerEntry, SealedText
from teardown.casework.models.letters import Answer, Letter, Release
from teardown.casework.models.people import Invitation, User, UserSession
from teardown.casework.models.photos import Photo, PhotoState, Result
from teardown.casework.models.review import Decision, Evidence, Look, Signature
from teardown.casework.models.tasks import Task, TaskKind, TaskState

__all__ = [
    "Answer",
    "Board",
    "Case",
    "Component",
    "ComponentsState",
    "Decision",
    "Drawn",
    "Event",
    "Evidence",
    "Invitation",
    "LedgerEntry",
    "Letter",
    "Look",
    "Membership",
    "Photo",
    "PhotoState",
    "Rearrangement",
    "Release",
    "Result",
    "SealedText",
    "Sighting",
    "Signature",
    "Task",
    "TaskKind",
    "TaskState",
    "Unit",
    "UnitBom",
    "User",
    "UserSession",
]
