"""Find the company that a user names."""

from __future__ import annotations

import shlex

from teardown.errors import UsageError
from teardown.parts import Facts


def company_id(name: str, facts: Facts) -> str:
    """The id of a company by any of its names, or by the id itself.

    Raises:
        UsageError: no company of the parts database, or more than one, has this name.
    """
    found = name if name in facts.manufacturers else facts.name_index.find(name)
    if found is None:
        raise UsageError(f"No company is called “{name}”, or several are. See: teardown parts search {shlex.quote(name)}")
    return found
