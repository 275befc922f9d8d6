"""The pages of the review, without a browser: what they record, refuse, show and hide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teardown.case.records import Verdict
from teardown.casework.models import Component, Decision, Drawn, Evidence, Signature, User
from teardown.casework.roles import Role
from teardown.casework.services import decide, rebuild_unit, sign
from teardown.model import AttributedSighting, PhotoAnalysis, Quad
from teardown.serial import to_plain
from tests.web.conftest import Team
from tests.web.people import analysed, person, sent

BACKEND = "django.contrib.auth.backends.ModelBackend"


def chips(analysis: PhotoAnalysis, count: int, *, texts: Sequence[str] = ()) -> PhotoAnalysis:
    """The analysis with its one chip at `count` places."""
    first = analysis.sightings[0]
    return replace(analysis, sightings=tuple(_moved(first, n, texts[n] if texts else f"BR24G{n:02d}") for n in range(count)))


def _moved(seen: AttributedSighting, n: int, text: str) -> AttributedSighting:
    x, y = 12.0 + 40 * (n % 16), 20.0 + 40 * (n // 16)
    quad: Quad = ((x, y), (x + 30, y), (x + 30, y + 24), (x, y + 24))
    line = seen.sighting.lines[0]
    reading = replace(line.readings[0], text=text, probabilities=(0.9,) * len(text), alternatives=())
    sighting = replace(seen.sighting, quad=quad, lines=(replace(line, quad=quad, readings=(reading,)),))
    return replace(seen, sighting=sighting, marking=replace(seen.marking, lines=(text, "0723")))


@pytest.fixture
def five(team: Team, analysis: PhotoAnalysis) -> list[Component]:
    """Five chips on a further photo, and the one that the team has."""
    analysed(sent(team.unit, team.analyst, seed=7), chips(analysis, 5))
    return list(Component.objects.filter(unit=team.unit).order_by("-priority", "pk"))


@pytest.fixture
def second(team: Team) -> User:
    return person("ben", Role.ANALYST, case=team.case)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def post(user: User, name: str, component: Component, **fields: Any) -> HttpResponse:
    latest = component.decisions.order_by("-at", "-pk").first()
    return browser(user).post(reverse(name, args=[component.pk]), {"seen": latest.handle if latest else "", **fields})  # type: ignore[return-value]


def page(user: User, name: str, *args: Any, **query: str) -> str:
    response = browser(user).get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


# ---------------------------------------------------------------------------------------------------- deciding


def test_a_decision_leads_to_the_next_chip(team: Team, five: list[Component]) -> None:
    first, following = five[0], five[1]
    response = post(team.analyst, "component_decide", first, verdict="accept", way="pile=decide")
    assert response["Location"] == f"{reverse('component', args=[following.pk])}?pile=decide&was={first.pk}"
    decision = Decision.objects.get()
    assert (decision.verdict, decision.manufacturer, decision.by) == ("accept", "rohm", team.analyst)
    assert decision.machine["part_number"] == "BR24G"
    assert first.number in browser(team.analyst).get(response["Location"]).content.decode()


def test_after_the_last_chip_comes_the_list(team: Team) -> None:
    response = post(team.analyst, "component_decide", team.component, verdict="accept")
    assert response["Location"].startswith(reverse("review", args=[team.case.handle]))


def test_one_pile_after_the_other(team: Team, five: list[Component], second: User) -> None:
    decide(five[3], by=second, verdict=Verdict.ACCEPT)
    handle = five[3].decisions.get().handle
    response = post(team.analyst, "component_sign", five[3], decision=handle)
    assert response["Location"].startswith(reverse("component", args=[five[0].pk]))


def test_a_chip_passed_over_comes_again_at_the_end(team: Team, five: list[Component]) -> None:
    for component in five[1:]:
        response = post(team.analyst, "component_decide", component, verdict="accept", way="pile=decide")
    assert response["Location"].startswith(reverse("component", args=[five[0].pk]))


def test_a_correction_takes_a_company_by_any_name(team: Team) -> None:
    fields = {"verdict": "correct", "company": "ウィンボンド・エレクトロニクス", "part_number": " W25Q64 ", "choice": "read"}
    if post(team.analyst, "component_decide", team.component, **fields).status_code == 422:
        fields["company"] = "Winbond Electronics Corporation"
        assert post(team.analyst, "component_decide", team.component, **fields).status_code == 302
    decision = Decision.objects.get()
    assert (decision.manufacturer, decision.part_number) == ("winbond", "W25Q64")
    assert decision.why == "The marking reads as written here."


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"verdict": "correct", "company": "Nobody & Sons", "choice": "read"}, "Nobody &amp; Sons"),
        ({"verdict": "correct", "company": "", "choice": "read"}, "Name the company"),
        ({"verdict": "correct", "manufacturer": "rohm"}, "Choose a reason"),
        ({"verdict": "unidentified"}, "Choose a reason"),
        ({"verdict": "not a chip", "choice": "unreadable"}, "Choose a reason"),
        ({"verdict": "signed"}, ""),
        ({}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(team: Team, fields: dict[str, str], told: str) -> None:
    response = post(team.analyst, "component_decide", team.component, **fields)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Decision.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(team: Team) -> None:
    fields = {"verdict": "correct", "company": "Nobody", "part_number": "X-1", "why": "I say so", "read": "BR24G\n0724"}
    text = post(team.analyst, "component_decide", team.component, **fields).content.decode()
    assert all(f'value="{fields[name]}"' in text for name in ("company", "part_number", "why"))
    assert "BR24G\n0724</textarea>" in text


def test_unidentified_with_a_reason(team: Team) -> None:
    post(team.analyst, "component_decide", team.component, verdict="unidentified", choice="customer", why="House mark.")
    decision = Decision.objects.get()
    assert (decision.reason, decision.manufacturer) == ("customer marking", "")
    assert decision.why == "The marking is one that a customer had printed. House mark."


def test_who_looked_at_an_older_state_is_asked_to_look_again(team: Team, second: User) -> None:
    decide(team.component, by=second, verdict=Verdict.ACCEPT)
    response = browser(team.analyst).post(
        reverse("component_decide", args=[team.component.pk]), {"verdict": "accept", "seen": ""}
    )
    assert response.status_code == 409
    assert Decision.objects.count() == 1


def test_the_marking_is_kept_where_the_person_reads_another_one(team: Team) -> None:
    marking = team.component.marking
    post(team.analyst, "component_decide", team.component, verdict="unidentified", choice="unknown", read=f" {marking} \n")
    post(team.analyst, "component_decide", team.component, verdict="unidentified", choice="unknown", read="BR24G\n?724\n")
    assert [d.marking_as_read for d in Decision.objects.order_by("pk")] == [[], ["BR24G", "?724"]]


# --------------------------------------------------------------------------------------------------- two people


def test_nobody_signs_their_own_decision(team: Team) -> None:
    decision = decide(team.component, by=team.analyst, verdict=Verdict.ACCEPT)
    assert 'data-key="s"' not in page(team.analyst, "component", team.component.pk)
    response = post(team.analyst, "component_sign", team.component, decision=decision.handle)
    assert response.status_code == 403
    assert not Signature.objects.exists()


def test_a_second_person_signs_and_an_edit_reopens(team: Team, second: User) -> None:
    decision = decide(team.component, by=team.analyst, verdict=Verdict.ACCEPT)
    assert 'data-key="s"' in page(second, "component", team.component.pk)
    assert post(second, "component_sign", team.component, decision=decision.handle).status_code == 302
    team.component.refresh_from_db()
    assert team.component.review == "signed"
    assert post(second, "component_sign", team.component, decision=decision.handle).status_code == 422

    post(team.analyst, "component_decide", team.component, verdict="unidentified", choice="unreadable")
    team.component.refresh_from_db()
    assert team.component.review == "decided"
    assert post(second, "component_sign", team.component, decision=decision.handle).status_code == 409
    text = page(second, "component", team.component.pk)
    for word in (
        team.analyst.pseudonym,
        second.pseudonym,
        "as the machine proposes",
        "unreadable",
        "counts now",
        "The machine had said",
    ):
        assert word in text, word


def test_who_differed_and_then_signed_differs_no_more(team: Team, second: User) -> None:
    decide(team.component, by=second, verdict=Verdict.UNIDENTIFIED, why="too small")
    latest = decide(team.component, by=team.analyst, verdict=Verdict.ACCEPT)
    team.component.refresh_from_db()
    assert team.component.review == "disputed"
    sign(latest, by=second)
    team.component.refresh_from_db()
    assert team.component.review == "signed"


def test_reading_blind_shows_nothing_of_what_others_say(team: Team, second: User) -> None:
    decision = decide(
        team.component,
        by=team.analyst,
        verdict=Verdict.CORRECT,
        manufacturer="winbond",
        part_number="W25Q64",
        why="The logo is theirs.",
    )
    text = page(second, "component_blind", team.component.pk, pile="blind")
    machine = team.component.machine
    secret = ["BR24G", "0723", "ROHM", "rohm", "Winbond", "winbond", "W25Q64", "The logo is theirs", decision.handle]
    secret += [team.analyst.pseudonym, machine["wording"], "family:rohm/br24", "0.93", "93 %", "level-", "rapidocr"]
    assert [word for word in secret if word in text] == []
    listed = page(second, "review", team.case.handle, pile="blind")
    assert [word for word in secret[:-4] if word in listed] == []
    assert team.component.number in text


def test_a_blind_reading_that_agrees_confirms(team: Team, second: User) -> None:
    decide(team.component, by=team.analyst, verdict=Verdict.ACCEPT)
    fields = {
        "verdict": "correct",
        "manufacturer": "rohm",
        "company": "ROHM",
        "part_number": "BR24G",
        "choice": "read",
        "way": "pile=blind",
    }
    assert post(second, "component_blind", team.component, **fields).status_code == 302
    team.component.refresh_from_db()
    assert team.component.review == "signed"
    assert Decision.objects.latest("at").blind
    told = page(team.advocate, "readers_agree", team.case.handle)
    assert "agree on 1 of 1" in told
    assert "100 %" in told


def test_who_has_looked_cannot_read_blind(team: Team, second: User) -> None:
    decide(team.component, by=team.analyst, verdict=Verdict.ACCEPT)
    assert str(reverse("component_blind", args=[team.component.pk])) in page(second, "review", team.case.handle, pile="blind")
    page(second, "component", team.component.pk)
    for response in (
        browser(second).get(reverse("component_blind", args=[team.component.pk])),
        post(second, "component_blind", team.component, verdict="unidentified", choice="unreadable"),
    ):
        assert response.status_code == 302
        assert response["Location"] == reverse("component", args=[team.component.pk])
    assert Decision.objects.count() == 1
    assert str(reverse("component_blind", args=[team.component.pk])) not in page(second, "review", team.case.handle, pile="blind")


# ------------------------------------------------------------------------------------------------- the work list


def test_what_a_signature_would_settle_stands_first_and_what_is_signed_last(
    team: Team, five: list[Component], second: User
) -> None:
    signed, to_sign, differs, mine = five[0], five[4], five[3], five[1]
    sign(decide(signed, by=second, verdict=Verdict.ACCEPT), by=team.analyst)
    decide(to_sign, by=second, verdict=Verdict.ACCEPT)
    decide(differs, by=second, verdict=Verdict.ACCEPT)
    decide(differs, by=team.analyst, verdict=Verdict.NOT_A_CHIP, why="a sticker")
    decide(mine, by=team.analyst, verdict=Verdict.ACCEPT)
    text = page(team.analyst, "review", team.case.handle)
    links = [
        text.index(f'href="{reverse("component", args=[c.pk])}"') for c in (to_sign, differs, five[2], five[5], mine, signed)
    ]
    assert links == sorted(links)
    assert browser(team.analyst).get(reverse("review_next", args=[team.case.handle]))["Location"] == reverse(
        "component", args=[to_sign.pk]
    )
    assert f">{to_sign.number}<" in page(team.analyst, "review", team.case.handle, pile="sign")
    assert f">{to_sign.number}<" not in page(second, "review", team.case.handle, pile="sign")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"level": "3"}, 6),
        ({"level": "0"}, 0),
        ({"doubt": "uncertain"}, 6),
        ({"doubt": "unnamed"}, 0),
        ({"q": "br24g03 rohm"}, 1),
        ({"level": "x"}, 6),
    ],
)
def test_filters(team: Team, five: list[Component], query: dict[str, str], found: int) -> None:
    text = page(team.analyst, "review", team.case.handle, **query)
    assert text.count('<td class="chip">') == found


def test_an_empty_case_says_what_comes_next(team: Team) -> None:
    Component.objects.all().delete()
    assert "There is nothing to review yet." in page(team.analyst, "review", team.case.handle)


def test_pages_ask_the_database_as_often_for_fifty_chips_as_for_five(team: Team, second: User, analysis: PhotoAnalysis) -> None:
    asked: dict[str, list[int]] = {}
    for seed, count in ((20, 5), (21, 50)):
        photo = sent(team.unit, team.analyst, seed=seed)
        analysed(photo, chips(analysis, count, texts=[f"Z{seed}Q{n:03d}" for n in range(count)]))
        some = list(Component.objects.filter(photo=photo).order_by("pk"))
        decide(some[0], by=second, verdict=Verdict.ACCEPT)
        decide(some[1], by=second, verdict=Verdict.ACCEPT)
        client = browser(team.analyst)
        for name, args in {
            "review": [team.case.handle],
            "component": [some[0].pk],
            "component_blind": [some[1].pk],
            "photo_chips": [photo.pk],
            "readers_agree": [team.case.handle],
        }.items():
            client.get(reverse("account"))
            with CaptureQueriesContext(connection) as queries:
                assert (
                    client.get(reverse(name, args=args), {"pile": "blind"} if name == "component_blind" else {}).status_code
                    == 200
                )
            asked.setdefault(name, []).append(len(queries))
    assert {name: counts for name, counts in asked.items() if counts[0] != counts[1]} == {}
    assert max(max(counts) for counts in asked.values()) < 40, asked


# --------------------------------------------------------------------------- arranging, drawing, other evidence


def test_two_components_become_one_and_two_again(team: Team, analysis: PhotoAnalysis) -> None:
    analysed(sent(team.unit, team.analyst, seed=8), chips(analysis, 1, texts=["QX9"]))
    other = Component.objects.exclude(pk=team.component.pk).get()
    response = post(team.analyst, "component_merge", team.component, numbers=f" {other.number.lower()} ", why="same scratch")
    assert response.status_code == 302
    merged = Component.objects.get(present=True)
    assert merged.sightings_count == 2
    sighting = merged.sightings.order_by("-rank").first()
    assert post(team.analyst, "component_split", merged, sighting=str(sighting.pk)).status_code == 302
    assert Component.objects.filter(present=True).count() == 2


@pytest.mark.parametrize("fields", [{"numbers": "C999"}, {"numbers": ""}])
def test_a_merge_that_makes_no_sense_is_refused(team: Team, fields: dict[str, str]) -> None:
    assert post(team.analyst, "component_merge", team.component, **fields).status_code == 422


def test_a_drawn_box_is_asked_for_until_it_is_a_component(team: Team, analysis: PhotoAnalysis) -> None:
    client = browser(team.analyst)
    address = reverse("photo_draw", args=[team.photo.pk])
    assert "too small" in client.post(address, {"box": "5,5,2,2"}).content.decode()
    assert not Drawn.objects.exists()
    text = client.post(address, {"box": "200,200,60,40"}).content.decode()
    drawn = Drawn.objects.get()
    poll = reverse("drawn", args=[drawn.pk])
    assert f'hx-get="{poll}?step=waiting"' in text
    assert client.get(poll, {"step": "waiting"}).status_code == 204

    seen = chips(analysis, 1, texts=["NEW1"]).sightings[0]
    quad: Quad = ((200.0, 200.0), (260.0, 200.0), (260.0, 240.0), (200.0, 240.0))
    drawn.sighting = to_plain(replace(seen, sighting=replace(seen.sighting, photo_sha256=team.photo.sha256, quad=quad)))
    drawn.save()
    assert f'hx-get="{poll}?step=read"' in client.get(poll, {"step": "waiting"}).content.decode()
    rebuild_unit(team.unit)
    text = client.get(poll).content.decode()
    assert "hx-get" not in text
    assert reverse("component", args=[Component.objects.get(marking__startswith="NEW1").pk]) in text

    Drawn.objects.filter(pk=drawn.pk).update(sighting=None, failure="the photo cannot be opened")
    assert "could not be read" in client.get(poll).content.decode()


def test_evidence_is_noted_with_its_place(team: Team) -> None:
    address = reverse("evidence_new", args=[team.case.handle, team.unit.handle])
    fields = {
        "kind": "chip identifier",
        "text": "chip id 0x0291",
        "part_number": "IMX291",
        "company": "sony",
        "source": "i2cdetect, log.txt",
        "photo": str(team.photo.pk),
        "box": "300,200,40,40",
    }
    client = browser(team.analyst)
    for missing in ("text", "source", "company", "part_number"):
        assert client.post(address, fields | {missing: ""}).status_code == 422
    shown = client.post(address, fields | {"show": "1", "source": ""})
    assert (shown.status_code, 'value="IMX291"' in shown.content.decode()) == (200, True)
    assert not Evidence.objects.exists()
    assert client.post(address, fields)["Location"] == reverse("unit", args=[team.case.handle, team.unit.handle])
    noted = Evidence.objects.get()
    assert (noted.manufacturer, noted.photo, noted.noted_by) == ("sony", team.photo, team.analyst)
    rebuild_unit(team.unit)
    component = Component.objects.get(part_number="IMX291")
    decide(component, by=team.analyst, verdict=Verdict.ACCEPT)
    component.refresh_from_db()
    assert component.review == "decided"
    assert "chip id 0x0291" in page(team.analyst, "component", component.pk)


def test_advocates_read_and_do_not_decide(team: Team) -> None:
    text = page(team.advocate, "component", team.component.pk)
    assert "BR24G" in text
    assert "<form" not in text.split("<main")[1]


def test_options_are_text(team: Team) -> None:
    client = browser(team.analyst)
    text = client.get(reverse("find_company"), {"company": "rohm"}).content.decode()
    assert 'role="option"' in text
    assert 'data-manufacturer="rohm"' in text
    assert client.get(reverse("find_part"), {"part_number": "<script>alert(1)</script>"}).content.decode().strip() == ""
