"""Agreement between readers as a figure."""

from __future__ import annotations

import pytest

from teardown.case.agreement import agreement
from teardown.case.records import Decision, Verdict
from tests.case.build import decision


def _pair(n: int, first: str, second: str, *, blind: bool = True) -> list[Decision]:
    def reading(k: int, by: str, company: str, hidden: bool) -> Decision:
        if company == "-":
            return decision(k, by, 100.0 * n, Verdict.UNIDENTIFIED, blind=hidden)
        return decision(k, by, 100.0 * n, Verdict.CORRECT, manufacturer=company, blind=hidden)

    return [reading(2 * n, "ann", first, False), reading(2 * n + 1, "ben", second, blind)]


@pytest.mark.promise(8, "agreement of 50 pairs worked by hand: share 0.70, kappa 0.40")
def test_share_and_kappa_of_a_table_worked_by_hand() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, by chance 0.5, kappa 0.4.
    table = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    found = agreement([d for n, (first, second) in enumerate(table) for d in _pair(n, first, second)])
    assert (found.pairs, found.agreed, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_kappa_is_not_defined_without_pairs_or_choice() -> None:
    assert agreement([]).kappa is None
    assert agreement([]).share is None
    always = agreement([d for n in range(3) for d in _pair(n, "a", "a")])
    assert (always.share, always.kappa) == (1.0, None)


def test_only_blind_readings_of_another_person_count() -> None:
    seen = _pair(0, "a", "a", blind=False)
    assert agreement(seen).pairs == 0
    assert agreement(seen, blind_only=False).pairs == 1
    again = [decision(1, "ann"), decision(2, "ann", blind=True)]
    assert agreement(again).pairs == 0


def test_naming_nobody_is_an_outcome_too() -> None:
    assert agreement(_pair(0, "-", "-")).agreed == 1
    assert agreement(_pair(0, "a", "-")).agreed == 0
