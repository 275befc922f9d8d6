from datetime import date

import pytest

from teardown.bom.timeline import Relation, span, timeline
from teardown.model import (
    AttributedSighting,
    Attribution,
    Bom,
    CaseEvent,
    ClaimLevel,
    Component,
    DateCode,
    Marking,
    Sighting,
)

QUAD = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
EVENT = CaseEvent("listing", date(2019, 10, 9), "Listing", "掲載", "test")


def component(id_: str, *codes: DateCode) -> Component:
    marking = Marking(("X",), (), codes)
    attribution = Attribution(ClaimLevel.TRANSCRIBED, 0.1, "reads “X”")
    return Component(id_, (AttributedSighting(Sighting("a" * 64, QUAD, ()), marking, attribution),), attribution)


def test_spans_of_weeks_months_and_years() -> None:
    assert span(DateCode("1941", 2019, 41)) == (date(2019, 10, 7), date(2019, 10, 13))
    assert span(DateCode("53", 2019, 53)) == (date(2019, 12, 23), date(2019, 12, 29))
    assert span(DateCode("x", 2019, month=12)) == (date(2019, 12, 1), date(2019, 12, 31))
    assert span(DateCode("x", 2020, month=2)) == (date(2020, 2, 1), date(2020, 2, 29))
    assert span(DateCode("x", 2019)) == (date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("codes", "relation"),
    [
        ([DateCode("1840", 2018, 40)], Relation.BEFORE),
        ([DateCode("1942", 2019, 42)], Relation.AFTER),
        ([DateCode("1941", 2019, 41)], Relation.UNCERTAIN),
        ([DateCode("941", 2019, 50), DateCode("941", 2009, 50)], Relation.UNCERTAIN),
    ],
)
def test_a_chip_lies_before_or_after_an_event_only_when_every_reading_does(codes: list[DateCode], relation: Relation) -> None:
    it = timeline(Bom("u", (component("C001", *codes),), (), "m", "p"), [EVENT])
    assert it.components[0].relations == (("listing", relation),)


def test_components_are_in_order_of_time_and_the_undated_are_listed() -> None:
    bom = Bom(
        "u", (component("C001", DateCode("20", 2020)), component("C002"), component("C003", DateCode("19", 2019))), (), "m", "p"
    )
    it = timeline(bom, [])
    assert [item.component for item in it.components] == ["C003", "C001"]
    assert it.undated == ("C002",)
