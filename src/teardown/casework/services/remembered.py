"""What was counted about a case, remembered until its components change: pages then cost the same however large the case is.

`ComponentsState.word` is a random word, set anew by every transaction that changes components (`changed`). What was counted under
a word is right as long as the case still has it: a number would not do, since one that was rolled back would come again. Each
process remembers for itself; a process that was started anew counts anew.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from teardown.casework.models import Case, ComponentsState

_MOST = 256
"""Results that a process keeps, those asked for last; the largest is some 200 kB (a company table's sums of twelve units)."""

T = TypeVar("T")
_kept: OrderedDict[tuple[Hashable, ...], tuple[str, Any]] = OrderedDict()
_lock = threading.Lock()


def changed(case: Case) -> None:
    """Say, in the transaction that changes components of a case, that what was counted about them no longer holds."""
    state = ComponentsState(case=case, word=secrets.token_hex(8))
    ComponentsState.objects.bulk_create([state], update_conflicts=True, unique_fields=["case"], update_fields=["word"])


def remembered(case: Case, what: Hashable, count: Callable[[], T]) -> T:
    """The result of `count` for the case as it is now, counted when its components changed since. Who gets it must not change it.

    Args:
        case: as it was read for this page.
        what: says, together with the case, what is counted.
    """
    word, key = _word(case), (case.pk, what)
    with _lock:
        kept, found = _kept.get(key, ("", None))
        if word and kept == word:
            _kept.move_to_end(key)
            return cast(T, found)
    found = count()
    if not word:
        return found
    with _lock:
        _kept[key] = (word, found)
        _kept.move_to_end(key)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Begin as a process that was just started: measurements and tests count anew."""
    with _lock:
        _kept.clear()


def _word(case: Case) -> str:
    """The case's state; empty before it had any component."""
    try:
        return case.components_state.word
    except ComponentsState.DoesNotExist:
        return ""
