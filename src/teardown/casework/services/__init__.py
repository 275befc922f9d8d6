"""What can be done. Each function changes rows and writes the ledger in one transaction, or changes nothing and says why."""

from teardown.casework.services.cases import describe_case, describe_unit, open_case, set_members
from teardown.casework.services.people import accept_invitation, end_sessions, invite, set_roles
from teardown.casework.services.photos import Received, receive_photo
from teardown.casework.services.queue import components_of, queue
from teardown.casework.services.rebuild import rebuild_unit
from teardown.casework.services.record import case_record, standing_of
from teardown.casework.services.review import decide, draw_region, merge, note_evidence, sign, split

__all__ = [
    "Received",
    "accept_invitation",
    "case_record",
    "components_of",
    "decide",
    "describe_case",
    "describe_unit",
    "draw_region",
    "end_sessions",
    "invite",
    "merge",
    "note_evidence",
    "open_case",
    "queue",
    "rebuild_unit",
    "receive_photo",
    "set_members",
    "set_roles",
    "sign",
    "split",
    "standing_of",
]
